from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_who_signs_the_invitation"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="disability_of",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="poor_of",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="attendancecount",
            name="disability",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="attendancecount",
            name="poor",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="attendee",
            name="disability",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="attendee",
            name="poor",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="disability",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="poor",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
