"""A message in the morning to everybody whose work is late or due: once a day, inside Sinergi and by e-mail."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from sinergi.actors.models import Person
from sinergi.notices import actions as notices
from sinergi.notices.models import Notice
from sinergi.programmes import queries

CODE = "notice.work_waiting"
SOON = timedelta(days=2)        # how long before the due day people are told: our default


def remind(on: date) -> int:
    """Tell each person who has late work, or work due within two days; returns how many were told. Twice a day says nothing twice."""
    told = set(Notice.objects.filter(code=CODE, values__on=on.isoformat()).values_list("person_id", flat=True))
    holders = Person.objects.filter(Q(roles__held_to=None, roles__isnull=False) | Q(appointments__held_to=None, appointments__isnull=False), is_active=True)
    count = 0
    for person in holders.exclude(email=None).exclude(pk__in=told).distinct().order_by("pk"):
        groups = queries.my_tasks(person, on)
        late = sum(group.count for group in groups if group.due_on and group.due_on < on)
        soon = sum(group.count for group in groups if group.due_on and on <= group.due_on <= on + SOON)
        if not late and not soon:
            continue
        with transaction.atomic(), notices.dated(on):
            notices.send([person], CODE, url="/pekerjaan-saya/", late=late, soon=soon, on=on.isoformat())
        count += 1
    return count
