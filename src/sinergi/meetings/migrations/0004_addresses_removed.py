"""The address of a guest is removed some time after the meeting; several guests of one meeting are then without one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_guests_without_account'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='outsider',
            name='meetings_outsider_once',
        ),
        migrations.AlterField(
            model_name='outsider',
            name='email',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddConstraint(
            model_name='outsider',
            constraint=models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('planned', 'email'), name='meetings_outsider_once'),
        ),
    ]
