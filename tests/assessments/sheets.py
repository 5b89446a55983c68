"""Builders for sheets: a work whose appraisal is open, with a form of three criteria and one with a checklist."""

from __future__ import annotations

from datetime import date

from sinergi.assessments import actions
from sinergi.assessments.models import Sheet
from sinergi.programmes import snapshot
from sinergi.programmes.models import Undertaking
from tests import make

FORMS = """
[[forms]]
code = "kelayakan"
title = { id = "Penilaian kelayakan", en = "Appraisal" }
criteria = [
  { code = "pjm", weight = 50, title = { id = "Berasal dari PJM", en = "Comes from the plan" } },
  { code = "swadaya", weight = 30, title = { id = "Swadaya", en = "Own means" } },
  { code = "teknis", weight = 20 },
]
[[forms]]
code = "verifikasi"
title = { id = "Verifikasi lapangan", en = "Field verification" }
items = [{ code = "lokasi", title = { id = "Lokasi", en = "Place" } }, { code = "lahan", title = { id = "Izin lahan", en = "Land permit" } }]
[[forms]]
code = "bkm_berdaya"
title = { id = "Penilaian BKM", en = "Rating of the board" }
evidence = true
verdicts = [{ code = "berdaya", title = "Berdaya", passes = true }, { code = "menuju", title = "Menuju berdaya" }]
[[lists]]
code = "candidates"
of = "work"
title = { id = "Calon", en = "Candidates" }
"""
FILL = '{ act = "assessments.fill", form = "kelayakan", role = "pokja_paket" }'
DECIDE = '{ act = "assessments.decide", form = "verifikasi", role = "pokja_paket" }'
RATE = '{ act = "assessments.decide", form = "bkm_berdaya", role = "korkot" }'
PUBLISH = '{ act = "disclosure.publish", list = "candidates", role = "pokja_paket" }'
DONE = '{ is = "assessments.filled", form = "kelayakan", sheets = 3 }'
FULL = {"pjm": 80, "swadaya": 70, "teknis": 55}


def work(*, more: int = 0, done: str = DONE) -> Undertaking:
    """A work in Sambongsari whose appraisal is open; ``more`` works beside it."""
    first = make.open_stage(acts=[FILL, DECIDE, RATE], done_when=[done], extra=FORMS)
    for _ in range(more):
        make.child(first.parent, "33.24.12.2011")
    if more:
        snapshot.renew_cycle(first.root_id, on=make.today)
    return first


def fill(person, undertaking, *, scores=FULL, on: date = make.today, **rest) -> Sheet:
    """One locked sheet."""
    return actions.fill(person, undertaking.code, on=on, form="kelayakan", scores=scores, **rest)
