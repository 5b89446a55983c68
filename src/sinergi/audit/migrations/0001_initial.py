"""The trail, its head, and the triggers that keep the trail as it was written."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sinergi.audit.guards import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=40, unique=True)),
                ('number', models.BigIntegerField(default=0)),
                ('seal', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Row',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(unique=True)),
                ('act', models.CharField(db_index=True, max_length=60)),
                ('subject', models.CharField(db_index=True, max_length=80)),
                ('happened_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('changes', models.JSONField(default=dict)),
                ('previous_seal', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=64)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        append_only("audit_row"),
    ]
