"""Writing the draft piece by piece: a field, a line, a paper. Every save is the act ``proposals.write``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sinergi.actors.models import Organisation, Person
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision
from sinergi.programmes.actions import end
from sinergi.programmes.models import Fact
from sinergi.programmes.performing import Doing, perform
from sinergi.proposals.actions.figures import refresh, settle
from sinergi.proposals.actions.typing import put_typed
from sinergi.proposals.models import Attachment, AttachmentKind, Group, Partner, Proposal, RabLine, RabSplit, ScheduleLine
from sinergi.proposals.queries import purses_of, section_seen, sheet_of, standing_submission, typed_rows
from sinergi.proposals.rules import TEXTS, Line, PartnerRow, ScheduleRow, sound_line, sound_schedule, sound_texts, with_rest

MOST_LINES = 1000
MOST_ROWS = 100


def write_texts(person: Person, code: str, *, on: date, values: Mapping[str, Any], seen: str = "") -> Proposal:
    """Need, field, place, volume and beneficiaries. ``seen`` is the mark of what the form was opened with; see ``section_seen``."""
    with _writing(person, code, on=on) as (doing, proposal):
        now = texts_of(proposal)
        wanted = {**now, **{name: values[name] for name in TEXTS if name in values}}
        _fresh(seen, texts_seen(now), texts_seen(wanted))
        sound_texts(wanted).enforce()
        for name, value in wanted.items():
            setattr(proposal, name, value)
        doing.changed(section="texts", fields=[name for name in TEXTS if now[name] != wanted[name]])
    return proposal


def texts_of(proposal: Proposal) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in TEXTS}


def texts_seen(values: Mapping[str, Any]) -> Any:
    """What two people could disagree about in the texts: 640,5 and 640,500 are the same volume."""
    return {name: f"{value.normalize():f}" if isinstance(value, Decimal) else value for name, value in values.items()}


def save_line(person: Person, code: str, *, on: date, line: Line, seen: str = "") -> Proposal:
    """Add the line, or change the one with its key. A shortfall in the split is kept in a draft, and told."""
    with _writing(person, code, on=on) as (doing, proposal):
        sound_line(line, purses_of(doing.edition), Group.values).enforce()
        row = proposal.lines.filter(key=line.key).first() if line.key else None
        if row is None:
            _not_gone(seen)
            _room(proposal.lines.count() + 1, MOST_LINES)
            row = RabLine(proposal=proposal, group=line.group, position=_next_position(proposal, line.group), **_key(line))
            begun = typed_rows(person, code, "line")
            put_typed(person, doing.undertaking, "line", [each for each in begun if each.get("key") != line.key])
        else:
            _fresh(seen, line_seen(_line(proposal, row.key)), line_seen(line))
        _write_line(row, line)
        doing.changed(section="line", item=line.item, amount=line.amount)
    return proposal


def add_rest(person: Person, code: str, *, on: date, key: str, form: str = "") -> Proposal:
    """Put what is left of a line on the community's own purse."""
    with _writing(person, code, on=on) as (doing, proposal):
        line, purses = _line(proposal, key), purses_of(doing.edition)
        if line is None:
            Decision.no("proposals.line_gone").enforce()
            raise AssertionError
        source = purses.first_community
        forms = purses.community.get(source, ("",))
        used = next((split.form for split in line.splits if split.source == source), "")
        usual = {"A": "material", "B": "material", "C": "labour"}.get(line.group, "cash")
        chosen = next((each for each in (form, used, usual) if each in forms), forms[0])
        _write_line(proposal.lines.get(key=key), with_rest(line, source, chosen))
        doing.changed(section="line", item=line.item, rest=line.unsplit, source=source, form=chosen)
    return proposal


def remove_line(person: Person, code: str, *, on: date, key: str) -> Proposal:
    """Take a line off the draft; a line that is gone already is gone."""
    with _writing(person, code, on=on) as (doing, proposal):
        for row in proposal.lines.filter(key=key):
            doing.changed(section="line", removed=row.item, amount=row.amount)
            row.delete()
    return proposal


def import_lines(person: Person, code: str, *, on: date, lines: Sequence[Line]) -> Proposal:
    """The RAB out of a spreadsheet takes the place of all lines."""
    with _writing(person, code, on=on) as (doing, proposal):
        _room(len(lines), MOST_LINES)
        purses, before = purses_of(doing.edition), proposal.lines.count()
        for line in lines:
            sound_line(line, purses, Group.values).enforce()
        proposal.lines.all().delete()
        for position, line in enumerate(lines, 1):
            _write_line(RabLine(proposal=proposal, group=line.group, position=position), line)
        doing.changed(section="import", lines=len(lines), replaced=before)
    return proposal


def write_partners(person: Person, code: str, *, on: date, rows: Sequence[PartnerRow], seen: str = "") -> Proposal:
    """The partners; a name that is a known body of the place is linked to it."""
    with _writing(person, code, on=on) as (doing, proposal):
        _room(len(rows), MOST_ROWS)
        _fresh(seen, rows_seen(sheet_of(proposal).partners), rows_seen(rows))
        proposal.partners.all().delete()
        known = {body.name: body for body in Organisation.objects.filter(name__in=[row.name for row in rows])}
        for row in rows:
            Partner.objects.create(proposal=proposal, organisation=known.get(row.name), name=row.name, pillar=row.pillar, promise=row.promise)
        put_typed(person, doing.undertaking, "partners", ())
        doing.changed(section="partners", count=len(rows))
    return proposal


def write_schedule(person: Person, code: str, *, on: date, rows: Sequence[ScheduleRow], seen: str = "") -> Proposal:
    with _writing(person, code, on=on) as (doing, proposal):
        _room(len(rows), MOST_ROWS)
        sound_schedule(rows).enforce()
        _fresh(seen, rows_seen(sheet_of(proposal).schedule), rows_seen(sorted(rows, key=lambda row: row.starts_on)))
        proposal.schedule.all().delete()
        for row in rows:
            ScheduleLine.objects.create(proposal=proposal, activity=row.activity, starts_on=row.starts_on, ends_on=row.ends_on)
        put_typed(person, doing.undertaking, "schedule", ())
        doing.changed(section="schedule", count=len(rows))
    return proposal


def attach(person: Person, code: str, *, on: date, kind: str, file: File, note: str = "") -> Proposal:
    """Put a paper to the draft; the same file twice under one kind is once."""
    with _writing(person, code, on=on) as (doing, proposal):
        if kind not in AttachmentKind.values:
            Decision.unsound("proposals.unknown_paper", field="kind").enforce()
        if not proposal.attachments.filter(kind=kind, file__sha256=file.sha256, removed_at=None).exists():
            Attachment.objects.create(proposal=proposal, kind=kind, file=file, note=note)
        doing.changed(section="papers", kind=kind, file=file.sha256)
    return proposal


def detach(person: Person, code: str, *, on: date, attachment_id: int) -> Proposal:
    """Take a paper off the draft; versions handed in keep naming it."""
    with _writing(person, code, on=on) as (doing, proposal):
        proposal.attachments.filter(pk=attachment_id, removed_at=None).update(removed_at=timezone.now())
        doing.changed(section="papers", removed=attachment_id)
    return proposal


def take_back_writing(doing: Doing, fact: Fact, reason: str) -> None:
    """Undoing a declaration of completeness: the draft stays as written."""
    end(fact, doing.person, on=doing.on, reason=reason)
    for proposal in Proposal.objects.filter(undertaking=fact.undertaking):
        refresh(proposal)


@contextmanager
def _writing(person: Person, code: str, *, on: date) -> Iterator[tuple[Doing, Proposal]]:
    """Gate, lock, and afterwards count the save and settle totals and completeness."""
    with perform(person, "proposals.write", code, on=on) as doing:
        proposal, _ = Proposal.objects.select_for_update().get_or_create(undertaking=doing.undertaking)
        submission = standing_submission(doing.undertaking)
        if submission is not None:
            Decision.no("proposals.locked", day=submission.happened_on).enforce()
        yield doing, proposal
        proposal.version += 1
        proposal.saved_by = doing.person
        proposal.save()
        lacks = settle(doing, proposal)
        doing.changed(version=proposal.version, lacking=lacks)


def _fresh(seen: str, now: Any, wanted: Any) -> None:
    """Refuse to write over what somebody else saved since the form was opened; saving the same twice is no conflict."""
    if seen and seen != section_seen(now) and section_seen(now) != section_seen(wanted):
        Decision.no("proposals.stale").enforce()


def _not_gone(seen: str) -> None:
    """A form that was opened on a line which is no longer there."""
    if seen:
        Decision.no("proposals.line_gone").enforce()


def _room(count: int, most: int) -> None:
    if count > most:
        Decision.unsound("proposals.too_many_rows", most=most).enforce()


def _line(proposal: Proposal, key: str) -> Line | None:
    return next((line for line in sheet_of(proposal).lines if line.key == key), None)


def line_seen(line: Line | None) -> Any:
    """What two people could disagree about in a line."""
    if line is None:
        return None
    splits = sorted((split.source, split.form, split.amount) for split in line.splits if split.amount)
    return [line.group, line.item, f"{line.volume:.3f}", line.unit, line.unit_price, line.price_source, splits]


def rows_seen(rows: Iterable[Any]) -> Any:
    return [[str(getattr(row, name)) for name in row.__dataclass_fields__] for row in rows]


def _key(line: Line) -> dict[str, str]:
    return {"key": line.key} if line.key else {}


def _next_position(proposal: Proposal, group: str) -> int:
    last = proposal.lines.filter(group=group).order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1


def _write_line(row: RabLine, line: Line) -> None:
    for name in ("group", "item", "volume", "unit", "unit_price", "price_source", "amount"):
        setattr(row, name, getattr(line, name))
    row.save()
    row.splits.all().delete()
    merged: dict[tuple[str, str], int] = {}
    for split in line.splits:
        merged[split.source, split.form] = merged.get((split.source, split.form), 0) + split.amount
    RabSplit.objects.bulk_create(RabSplit(line=row, source=source, form=form, amount=amount) for (source, form), amount in merged.items() if amount)
