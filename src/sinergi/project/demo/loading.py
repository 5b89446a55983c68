"""Loads both rounds of the example: Tahap I 2006 through to its closing, Tahap II 2007 up to the running objection window; one workshop of Bekasi; and Cinunuk 2012."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from sinergi.notices import actions as notices
from sinergi.notices.models import Notice
from sinergi.programmes.models import Undertaking
from sinergi.project.demo import bekasi, cinunuk, coming, first_round, second_round
from sinergi.project.demo.cast import hire
from sinergi.project.models import DemoDay

TODAY = date(2007, 10, 2)       # the day the demo stands at: three days before the window of the candidates closes
Say = Callable[[str], None]


def is_loaded() -> bool:
    return Undertaking.objects.filter(code="KDL07").exists()


def load(say: Say = lambda _said: None) -> None:
    """All or nothing, through the same actions as the pages."""
    with transaction.atomic():
        people = hire()
        others, villagers = bekasi.hire(), cinunuk.hire()
        say("67 orang dan lembaganya")
        first_round.load(people, say)
        second_round.load(people, say)
        coming.load(people, TODAY)
        bekasi.load(others, say)
        cinunuk.load(villagers, say)
        notices.keep_in_app(Notice.objects.all())
        DemoDay.objects.update_or_create(pk=1, defaults={"day": TODAY})
