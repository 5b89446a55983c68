from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_addresses_removed"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="told_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
