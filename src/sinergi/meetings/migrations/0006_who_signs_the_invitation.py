from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_online_late_and_women"),
    ]

    operations = [
        migrations.AddField(
            model_name="planned",
            name="invited_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="planned",
            name="signer",
            field=models.CharField(blank=True, default="", max_length=160),
        ),
    ]
