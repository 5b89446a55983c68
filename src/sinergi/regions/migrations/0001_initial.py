"""The tree of places. On PostgreSQL codes and words compare byte by byte, as they do on SQLite: ranges of codes need it."""

import django.db.models.deletion
from django.db import migrations, models


def compare_bytewise(_apps, editor):
    if editor.connection.vendor == "postgresql":
        for column, length in (("code", 32), ("words", 160)):
            editor.execute(f'ALTER TABLE regions_region ALTER COLUMN {column} TYPE varchar({length}) COLLATE "C"')


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('level', models.CharField(choices=[('nation', 'Nasional'), ('province', 'Provinsi'), ('regency', 'Kabupaten/Kota'), ('district', 'Kecamatan'), ('village', 'Desa/Kelurahan'), ('hamlet', 'Dusun'), ('rw', 'RW'), ('rt', 'RT')], max_length=10)),
                ('words', models.CharField(db_index=True, default='', max_length=160)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='regions.region')),
            ],
            options={
                'ordering': ['code'],
                'indexes': [models.Index(fields=['level', 'words'], name='regions_reg_level_b7c129_idx')],
            },
        ),
        migrations.RunPython(compare_bytewise, migrations.RunPython.noop),
    ]
