"""What was typed after a session had ended waits for its writer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('project', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='UnsentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('device', models.CharField(max_length=32)),
                ('to', models.TextField()),
                ('fields', models.JSONField()),
                ('files', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('writer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['device', 'writer'], name='project_uns_device_4f7d63_idx'), models.Index(fields=['at'], name='project_uns_at_4af277_idx')],
            },
        ),
    ]
