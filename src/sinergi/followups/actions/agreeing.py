"""The asker's yes, or no, to a line that was reported done without a file."""

from __future__ import annotations

from datetime import date

from sinergi.actors.models import Person
from sinergi.followups import permissions, queries, rules
from sinergi.followups.actions.opening import page_of
from sinergi.followups.actions.reporting import here
from sinergi.followups.models import Agreement
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes.models import Undertaking
from sinergi.programmes.performing import perform

REFUSED = "notice.followups_refused"


def agree(
    person: Person, code: str, followup_id: int, *, on: date, happened_on: date | None = None, stage: str = "", agreed: bool = True, note: str = ""
) -> Agreement:
    """Say that it is done indeed, or that it is not yet and why; a no puts the line back to work."""
    act = permissions.agreeing_act(person, Undertaking.objects.filter(code=code).first(), followup_id, on, stage)
    with perform(person, act, code, on=on, happened_on=happened_on or on, stage=stage) as doing:
        followup = here(doing, followup_id)
        if followup.ended_on is not None:
            Decision.no("followups.withdrawn").enforce()
        told = queries.newest(followup)
        rules.agreeable(followup.status, agreed=agreed, note=note, happened_on=doing.happened_on, reported_on=told.happened_on if told else on).enforce()
        assert told is not None  # noqa: S101 -- what waits has a report
        permissions.may_answer(person, followup, told, on).enforce()
        row = Agreement.objects.create(report=told, agreed=agreed, note=note.strip(), **doing.stamp)
        doing.changed(followup=followup.number, agreed=agreed)
        if not agreed and told.person is not None and told.person_id != person.pk:
            notices.send([told.person], REFUSED, url=page_of(code, followup.number), what=followup.what[:160], note=note.strip()[:200])
    return row
