"""How the used part of each plan grew is kept beside the purses; drawn here once for all that was recorded before."""

from collections import defaultdict

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Sum


def draw(apps, schema_editor):
    """From plans, spending, accepted swadaya and reversals, as ``queries.courses.work_out`` does for one undertaking."""
    table = {name: apps.get_model("funds", name).objects for name in ("Course", "Entry", "PlanTotal", "Spending", "Verification")}
    plans, steps = defaultdict(list), defaultdict(lambda: [0, 0, 0])
    totals = table["PlanTotal"].order_by("plan_id").values_list("plan__undertaking_id", "source", "plan__happened_on", "plan__ended_on", "amount")
    for pk, source, start, end, amount in totals.iterator():
        plans[pk, source].append([start.isoformat(), end and end.isoformat(), amount])
    reversed_on = dict(table["Entry"].filter(kind__in=["contribution", "spending"], reverses__isnull=False).values_list("reverses_id", "posted_on"))

    def add(pk, source, entry, day, stage, amounts):
        for sign, on in ((1, day), *([(-1, reversed_on[entry])] if entry in reversed_on else [])):
            for place, amount in enumerate(amounts):
                steps[pk, source, on, stage][place] += sign * amount

    spent = table["Spending"].order_by().values_list("undertaking_id", "source", "entry_id", "posted_on", "stage").annotate(Sum("amount"))
    for *where, amount in spent.iterator():
        add(*where, (0, 0, amount))
    given = table["Verification"].filter(accepted=True).order_by().values_list("undertaking_id", "contribution__source", "entry_id", "posted_on", "stage", "contribution__form")
    for *where, form, amount in given.annotate(Sum("contribution__amount")).iterator():
        add(*where, (amount, amount if form == "cash" else 0, 0))

    drawn = {key: [] for key in plans}
    for (pk, source, day, stage), amounts in sorted(steps.items(), key=lambda each: each[0]):
        drawn.setdefault((pk, source), []).append([day.isoformat(), stage, *amounts])
    cycles = dict(apps.get_model("programmes", "Undertaking").objects.values_list("pk", "cycle_id"))
    model = table["Course"].model
    table["Course"].bulk_create(
        [model(undertaking_id=pk, cycle_id=cycles[pk] or pk, source=source, plans=plans.get((pk, source), []), steps=each) for (pk, source), each in drawn.items()],
        batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [("funds", "0002_guards"), ("programmes", "0003_body_change")]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("plans", models.JSONField(default=list)),
                ("steps", models.JSONField(default=list)),
                ("cycle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.undertaking")),
                ("undertaking", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.undertaking")),
            ],
            options={
                "indexes": [models.Index(fields=["cycle", "source"], name="funds_cours_cycle_i_90ae85_idx")],
                "constraints": [models.UniqueConstraint(fields=("undertaking", "source"), name="funds_one_course")],
            },
        ),
        migrations.RunPython(draw, migrations.RunPython.noop),
    ]
