"""The address of a letter may be removed later; its name stays."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_letters_without_account'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='notice',
            name='notices_one_reader',
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('person__isnull', False)), models.Q(('person__isnull', True), models.Q(('email', ''), ('name', ''), _negated=True)), _connector='OR'), name='notices_one_reader'),
        ),
    ]
