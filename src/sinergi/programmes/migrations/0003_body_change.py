"""Members of a body join and leave by an act; bodies learn what they were formed for; terms of members count from now on, so every round is surveyed afresh."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_what_for(apps, schema_editor):
    """From the engagement of each body."""
    organisations, engagements = apps.get_model("actors", "Organisation"), apps.get_model("programmes", "Engagement")
    first = engagements.objects.filter(organisation=OuterRef("pk")).order_by("pk").values("undertaking__code")[:1]
    organisations.objects.filter(pk__in=engagements.objects.values("organisation")).update(formed_for=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0004_organisation_formed_for"),
        ("files", "0001_initial"),
        ("programmes", "0002_wake"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BodyChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=60)),
                ("stage", models.CharField(blank=True, default="", max_length=60)),
                ("happened_on", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, default="", max_length=500)),
                ("body", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=500)),
                ("decree_number", models.CharField(blank=True, default="", max_length=120)),
                ("decree_on", models.DateField(blank=True, null=True)),
                ("decree_file", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.file")),
                ("ended_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("engagement", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="programmes.engagement")),
                ("joined", models.ManyToManyField(blank=True, related_name="+", to="actors.member")),
                ("left", models.ManyToManyField(blank=True, related_name="+", to="actors.member")),
                ("person", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("undertaking", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.undertaking")),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "indexes": [models.Index(fields=["undertaking", "act"], name="programmes__underta_53cd77_idx")],
            },
        ),
        migrations.RunPython(name_what_for, migrations.RunPython.noop),
        migrations.RunSQL("DELETE FROM programmes_cycletick", migrations.RunSQL.noop),
    ]
