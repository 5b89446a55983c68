"""A step opened again is late from then on, in lists as in its own cell; every round is surveyed afresh at its next page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_edition_move")]

    operations = [
        migrations.RemoveIndex(model_name="cell", name="programmes__cycle_i_d7a2c7_idx"),
        migrations.AddField(model_name="cell", name="late_after", field=models.DateField(null=True)),
        migrations.RunSQL("UPDATE programmes_cell SET late_after = due_on WHERE state = 'open'", migrations.RunSQL.noop),
        migrations.AddIndex(model_name="cell", index=models.Index(fields=["cycle", "stage", "state", "late_after"], name="programmes__cycle_i_cd08bc_idx")),
        migrations.RunSQL("DELETE FROM programmes_cycletick", migrations.RunSQL.noop),
    ]
