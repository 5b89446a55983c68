"""What an audit found waits for the auditor also where a file was attached."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("followups", "0002_agreements_reminders")]
    operations = [
        migrations.RemoveConstraint(model_name="report", name="followups_waits_without_file"),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(condition=models.Q(waits=False) | models.Q(status="done"), name="followups_waits_when_done"),
        ),
    ]
