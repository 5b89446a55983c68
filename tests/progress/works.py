"""Builders of this folder: a work whose only stage takes every act of physical work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sinergi.files.models import File
from sinergi.progress import actions
from tests import make

DAY = make.today
ACTS = (
    '{ act = "progress.report", role = "pakem" }',
    '{ act = "progress.visit", purpose = "pemantauan", role = "pokja_paket" }',
    '{ act = "progress.photograph", role = "pakem" }',
    '{ act = "progress.pay_wages", role = "pakem" }',
    '{ act = "progress.hand_over", role = "pakem" }',
    '{ act = "progress.check_function", role = ["pakem", "faskel"] }',
)
NEVER = '{ is = "progress.visited", purpose = "pemantauan", times = 99 }'


def work(pakem=None, **stage):
    made = make.open_stage(acts=stage.pop("acts", ACTS), done_when=stage.pop("done_when", (NEVER,)), **stage)
    if pakem is not None:
        make.appoint(pakem, "pakem", made)
    return made


def picture(person=None, *, latitude=None, longitude=None, kind="image/jpeg"):
    number = File.objects.count()
    return File.objects.create(sha256=f"{number:064x}", name=f"foto-{number}.jpg", kind=kind, size=10, uploaded_by=person, latitude=latitude,
                               longitude=longitude)


def reported(pakem, made, actual, *, on=DAY, happened_on=None, **more):
    return actions.report(pakem, made.code, on=on, happened_on=happened_on or on, actual=Decimal(actual), **more)


def visited(pokja, made, *, on=DAY, **more):
    return actions.visit(pokja, made.code, on=on, happened_on=on, purpose="pemantauan", **{"note": "rabat beton rapi", **more})


def photographed(pakem, made, at, *, on=DAY, file=None, **more):
    return actions.photograph(pakem, made.code, on=on, happened_on=on, at=at, file=file or picture(pakem), **more)


def day(number):
    return date(2007, 6, number)
