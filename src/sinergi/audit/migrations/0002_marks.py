"""Keyed seals: one for each new row, and one for the head of each chain as it stands."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sinergi.audit import marks
from sinergi.audit.guards import append_only


def mark_the_heads(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The rows that are there have no marks of their own; the head vouches for them from now on."""
    heads = apps.get_model("audit", "Head").objects.using(editor.connection.alias)
    for head in heads.filter(mark=""):
        head.marked_from = head.number + 1
        heads.filter(pk=head.pk).update(marked_from=head.marked_from, mark=marks.of_head(head, head.number, head.seal))


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=40)),
                ('number', models.BigIntegerField()),
                ('mark', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('chain', 'number'), name='audit_one_mark_a_row')],
            },
        ),
        migrations.AddField(
            model_name='head',
            name='mark',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AddField(
            model_name='head',
            name='marked_from',
            field=models.BigIntegerField(default=1),
        ),
        append_only("audit_mark"),
        migrations.RunPython(mark_the_heads, migrations.RunPython.noop),
    ]
