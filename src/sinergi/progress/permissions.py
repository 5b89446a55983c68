"""Who sees the notes of a visit; who may record what is the programme's word (the gate)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.programmes import permissions as programmes
from sinergi.programmes.models import Undertaking
from sinergi.progress.models import FunctionCheck, HandOver, PaySheet, Photo, VisitPhoto


def sees_notes(person: programmes.Anybody, undertaking: Undertaking, on: date) -> bool:
    """Notes and names are for those who hold a role in the work."""
    return programmes.is_involved(person, undertaking, on)


def reads_file(person: Person | None, file: File) -> bool:
    """Pictures of visits and papers of the work are read by those who hold a role in it (bound into ``files`` by the wiring)."""
    if person is None:
        return False
    wanted: list[Any] = [model.objects.filter(file=file).values("undertaking_id") for model in (Photo, PaySheet, HandOver, FunctionCheck)]
    wanted.append(VisitPhoto.objects.filter(file=file).values("visit__undertaking_id"))
    today = timezone.localdate()  # a download happens now, whatever day the office records
    works = (each for rows in wanted for each in Undertaking.objects.filter(pk__in=rows).select_related("region"))
    return any(programmes.is_involved(person, work, today) for work in works)
