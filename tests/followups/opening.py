"""A stage in which a meeting may be recorded and follow-ups reported, and a quick way to open one."""

from __future__ import annotations

from datetime import date

from sinergi.followups.models import Followup
from sinergi.followups.rules import Responsible
from sinergi.programmes.performing import perform
from tests import make

ACTS = ('{ act = "meetings.record", kind = "rembug", role = "bkm" }', '{ act = "followups.report", role = ["bkm", "pakem", "faskel"] }',
        '{ act = "followups.open", role = ["faskel", "pokja_paket", "korkot"] }')
KINDS = '[[meeting_kinds]]\ncode = "rembug"\ntitle = { id = "Rembug warga" }'
DAY = date(2007, 5, 10)


def stage(origin="", share=100, scope="site"):
    """An open stage that waits for its follow-ups."""
    asked = ['is = "followups.done"']
    asked += [f'origin = "{origin}"'] if origin else []
    asked += [f"share = {share}"] if share != 100 else []
    wanted = f"{{ {', '.join(asked)} }}"
    return make.open_stage(acts=ACTS, done_when=[wanted, '{ is = "meetings.held", kind = "rembug", signed = false }'], scope=scope, extra=KINDS)


def opened(person, undertaking, *, on=DAY, origin="meeting", what="Perbaiki talud", due_on=date(2007, 5, 20), **more) -> Followup:
    """One follow-up, laid on the village board by name."""
    from sinergi.followups import actions

    more.setdefault("responsible", Responsible(text="Ketua BKM"))
    with perform(person, "meetings.record", undertaking.code, on=make.today, happened_on=on, kind="rembug") as doing:
        return actions.open(doing, origin=origin, what=what, due_on=due_on, **more)
