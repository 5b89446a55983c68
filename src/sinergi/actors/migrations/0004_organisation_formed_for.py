"""A body that was formed for something that moves through steps knows what it was formed for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actors", "0003_member_element")]

    operations = [
        migrations.AddField(model_name="organisation", name="formed_for", field=models.CharField(blank=True, default="", max_length=40)),
    ]
