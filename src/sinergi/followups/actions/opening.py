"""Opening a follow-up: inside the act of another context that agreed or found it, or from any page as an act of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db.models import Max

from sinergi.actors.models import Person
from sinergi.followups import queries, rules
from sinergi.followups.models import Followup, Origin
from sinergi.kernel.decisions import Decision
from sinergi.kernel.words import long_date
from sinergi.notices import actions as notices
from sinergi.programmes.actions import end
from sinergi.programmes.performing import Doing, perform

ON_PAGES = (Origin.DELAY, Origin.VISIT, Origin.COMPLAINT, Origin.OTHER)  # meetings and audits open theirs inside their own acts
LAID, AGREED = "notice.followups_laid", "notice.followups_agreed"


def open(  # noqa: A001 -- reads as followups.actions.open at the call; one line of an RKTL has this many columns
    doing: Doing, *, origin: str, what: str, responsible: rules.Responsible, due_on: date, place: str = "", needs: str = "", output: str = "",
    fund_source: str = "", starts_on: date | None = None, about: str = "",
) -> Followup:  # fmt: skip
    """Lay something on somebody, as part of the act that is being done; the undertaking is already locked by it."""
    rules.sound(what, responsible, due_on, doing.happened_on, starts_on).enforce()
    return Followup.objects.create(
        number=_next_number(doing.undertaking.pk),
        origin=Origin(origin),
        what=what.strip(),
        output=output.strip(),
        who_person_id=responsible.person_id,
        who_organisation_id=responsible.organisation_id,
        who_text=responsible.text.strip(),
        place=place.strip(),
        needs=needs.strip(),
        fund_source=fund_source.strip(),
        starts_on=starts_on,
        due_on=due_on,
        about=rules.own_page(about),
        **doing.stamp,
    )


def lay(
    person: Person, code: str, *, on: date, happened_on: date | None = None, stage: str = "", origin: str, what: str, responsible: rules.Responsible,
    due_on: date, place: str = "", needs: str = "", output: str = "", fund_source: str = "", starts_on: date | None = None, about: str = "",
) -> Followup:  # fmt: skip
    """Open one from any page: a delay on the board, a finding, a complaint. Whoever it is laid on is told at once."""
    if origin not in ON_PAGES:
        Decision.unsound("followups.unknown_origin", field="origin").enforce()
    with perform(person, "followups.open", code, on=on, happened_on=happened_on or on, stage=stage) as doing:
        row = open(doing, origin=origin, what=what, responsible=responsible, due_on=due_on, place=place, needs=needs, output=output, fund_source=fund_source,
                   starts_on=starts_on, about=about)  # fmt: skip
        doing.changed(followup=row.number, origin=origin, due_on=due_on)
        tell(doing, [row])
    return row


def tell(doing: Doing, rows: Sequence[Followup], *, where: str = "", url: str = "") -> None:
    """Everybody on whom something was laid hears of it once, whoever laid it excepted. What was due before it was written down is left to the reminders.

    ``where`` and ``url``: the meeting that agreed several of them.
    """
    mine: dict[Person, list[Followup]] = {}
    reached = queries.people_of(rows, doing.on)
    for row in rows:
        for each in reached[row.pk] if row.due_on >= doing.on or not where else ():
            if doing.person is None or each.pk != doing.person.pk:
                mine.setdefault(each, []).append(row)
    for each, lines in mine.items():
        first = min(lines, key=lambda line: (line.due_on, line.pk))
        what, due_on = first.what[:160], spelled(first.due_on)
        if len(lines) == 1:
            notices.send([each], LAID, url=page_of(doing.undertaking.code, first.number), what=what, due_on=due_on)
        else:
            notices.send([each], AGREED, url=url, many=len(lines), where=where, what=what, due_on=due_on)


def take_back(doing: Doing, followup: Followup, reason: str) -> None:
    """The act that opened it is being undone, so it was never agreed; what was reported about it stays readable."""
    if followup.ended_on is None:
        end(followup, doing.person, on=doing.on, reason=reason)


def page_of(code: str, number: int) -> str:
    """The address of a line, from the root."""
    return f"/tindak-lanjut/{code}/{number}/"


def spelled(day: date) -> dict[str, str]:
    """A day in a notice, for each language."""
    return {language: long_date(day, language) for language, _name in settings.LANGUAGES}


def _next_number(undertaking_id: int) -> int:
    highest = Followup.objects.filter(undertaking=undertaking_id).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
