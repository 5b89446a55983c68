"""The day to look again moves from each cell to its undertaking; every round is surveyed afresh at its next page."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Wake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on_day", models.DateField()),
                ("cycle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.undertaking")),
                ("undertaking", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.undertaking")),
            ],
        ),
        migrations.AddIndex(model_name="wake", index=models.Index(fields=["cycle", "on_day"], name="programmes__cycle_i_e0f22a_idx")),
        migrations.RemoveIndex(model_name="cell", name="programmes__cycle_i_d3c71b_idx"),
        migrations.RemoveField(model_name="cell", name="next_change"),
        migrations.RunSQL("DELETE FROM programmes_cycletick", migrations.RunSQL.noop),
    ]
