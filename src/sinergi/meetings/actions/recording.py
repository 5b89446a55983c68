"""Recording a meeting, adding its signed minutes, correcting it by a new version, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max

from sinergi.actors.models import Person
from sinergi.engine.catalogue import undoing
from sinergi.files.models import File
from sinergi.followups import actions as followups
from sinergi.followups.models import Origin
from sinergi.kernel.decisions import Decision, Refused
from sinergi.meetings import rules
from sinergi.meetings.actions.hanging import attach, hang
from sinergi.meetings.models import AgreedLine, Meeting, MeetingFor, Mode, Result, SignedMinutes
from sinergi.programmes import sentences
from sinergi.programmes.actions import end
from sinergi.programmes.performing import Doing, perform
from sinergi.regions.models import Region

ACT = "meetings.record"


@dataclass(frozen=True)
class Papers:
    """What is attached: the signed minutes with the day of signing, photos and scans with a caption, the place on the map."""

    signed: File | None = None
    signed_on: date | None = None
    evidence: Sequence[tuple[File, str]] = field(default=())
    region: Region | None = None


def record(
    person: Person, code: str, *, on: date, kind: str, sheet: rules.Sheet, stage: str = "", papers: Papers = Papers(),
    further: Sequence[str] = (), token: str = "", then: Callable[[Doing], None] | None = None, again: bool = False,
) -> Meeting:  # fmt: skip
    """Keep a meeting for one undertaking, and for the further ones it counts for; it counts from its last day.

    What was agreed becomes follow-ups of the first undertaking. The same form sent twice is refused, not kept twice.
    ``then`` is what else belongs to the same act: a running meeting that is closed hears what became of the old lines.
    ``again``: it was prepared while its step was open, and is recorded also when another meeting has finished that step meanwhile.
    """
    _sent_once(person, token).enforce()
    rules.sound(sheet, on).enforce()
    with perform(person, ACT, code, on=on, happened_on=sheet.last_day, stage=stage, kind=kind, again=again) as doing:
        _sent_once(person, token).enforce()  # again, now that nobody else can act in this round
        _not_yet_kept(doing, sheet).enforce()
        meeting = _meeting(doing, person, sheet, papers, token, replaces=None)
        _counts_for(doing, meeting, papers, further)
        if then is not None:
            then(doing)
        _agree(doing, meeting, sheet)
        doing.changed(meeting=meeting.number, participants=meeting.participants, women=meeting.women, men=meeting.men, agreed=len(sheet.actions))
    return meeting


def sign(
    person: Person, code: str, number: int, *, on: date, signed_on: date, scan: File, stage: str = "", further: Sequence[tuple[File, str]] = (),
) -> list[SignedMinutes]:  # fmt: skip
    """Add the minutes with signatures, for every undertaking the meeting counts for; it counts as signed from that day.

    ``further`` are the other papers that were signed, each with what it is: the attendance list, the berita acara.

    Possible also when its step is done by another meeting: the record itself was let in while it was open.
    """
    meeting = standing(code, number)
    links = [link for link in _standing_links(meeting) if not link.signatures.filter(ended_on=None).exists()]
    rules.signable(len(links), meeting.ends_on, signed_on).enforce()
    with perform(person, ACT, code, on=on, happened_on=signed_on, stage=stage, kind=meeting.kind, again=True) as doing:
        made = [_signature(each, link, scan) for each, link in _doings(doing, links)]
        attach(meeting, further)
        doing.changed(meeting=meeting.number, signed=len(made), papers=len(further))
    return made


def correct(
    person: Person, code: str, number: int, *, on: date, reason: str, sheet: rules.Sheet, papers: Papers = Papers(), token: str = "",
    version: int | None = None,
) -> Meeting:
    """A new version in place of the standing one, with a reason; counts for the same undertakings, keeps what was agreed, adds what is new.

    Signed minutes are carried over when no new scan is given. ``version`` is the one that was read: refused when somebody else was faster.
    """
    _sent_once(person, token).enforce()
    rules.correction_reason(reason).enforce()
    rules.sound(sheet, on).enforce()
    with transaction.atomic():
        old = standing(code, number)
        rules.newest(version, old.version).enforce()
        links = _standing_links(old)
        stage = next((link.stage for link in links if link.undertaking_id == old.undertaking_id), "")
        carried = _carried(old, papers)
        with perform(person, undoing(ACT), code, on=on, stage=stage, kind=old.kind) as doing:
            for _each, link in _doings(doing, links):
                end(link, person, on=on, reason=reason)
            doing.changed(meeting=number, version=old.version, reason=reason)
        with perform(person, ACT, code, on=on, happened_on=sheet.last_day, stage=stage, kind=old.kind, again=True) as doing:
            meeting = _meeting(doing, person, sheet, carried, token, replaces=old)
            _counts_for(doing, meeting, carried, [link.undertaking.code for link in links if link.undertaking_id != old.undertaking_id])
            AgreedLine.objects.bulk_create(AgreedLine(meeting=meeting, followup_id=line.followup_id) for line in old.agreed.all())
            _agree(doing, meeting, sheet)
            doing.changed(meeting=number, version=meeting.version, participants=meeting.participants, reason=reason)
    return meeting


def take_back(doing: Doing, fact: MeetingFor | SignedMinutes, reason: str) -> None:
    """Undo: the meeting no longer counts here; where it was recorded, what it agreed goes with it."""
    end(fact, doing.person, on=doing.on, reason=reason)
    if isinstance(fact, MeetingFor) and fact.meeting.undertaking_id == fact.undertaking_id:
        for line in fact.meeting.agreed.select_related("followup"):
            followups.take_back(doing, line.followup, reason)


def standing(code: str, number: int) -> Meeting:
    """The newest version of a meeting that counts for anything; refused when there is none."""
    meeting = (
        Meeting.objects.filter(undertaking__code=code, number=number, counts_for__ended_on=None).order_by("-version").first()
    )
    if meeting is None:
        known = Meeting.objects.filter(undertaking__code=code, number=number).exists()
        Decision.no("meetings.withdrawn" if known else "meetings.not_here").enforce()
        raise AssertionError
    return meeting


def _sent_once(person: Person, token: str) -> Decision:
    """The same form twice: a double click, a reload."""
    sent = Meeting.objects.filter(recorded_by=person, token=token).select_related("undertaking").first() if token else None
    return Decision.no("meetings.already_saved", code=sent.undertaking.code, number=sent.number) if sent else Decision.yes()


def _not_yet_kept(doing: Doing, sheet: rules.Sheet) -> Decision:
    """The same meeting written down by two people."""
    same = Meeting.objects.filter(
        undertaking=doing.undertaking, kind=doing.params["kind"], starts_on=sheet.starts_on, starts_time=sheet.starts_time,
        title__iexact=sheet.title.strip(), counts_for__ended_on=None,
    ).first()  # fmt: skip
    return Decision.no("meetings.same_meeting", code=doing.undertaking.code, number=same.number) if same else Decision.yes()


def _meeting(doing: Doing, person: Person, sheet: rules.Sheet, papers: Papers, token: str, *, replaces: Meeting | None) -> Meeting:
    """The row with its figures, and everything that hangs on it."""
    sheet = rules.from_afar(sheet)
    met = rules.figures(sheet.counts, sheet.names)
    if replaces is None:
        version = {"number": _next_number(doing.undertaking.pk), "version": 1, "first": None}
    else:
        version = {"number": replaces.number, "version": replaces.version + 1, "first_id": replaces.root_id}
    meeting = Meeting.objects.create(
        **version,
        undertaking=doing.undertaking,
        kind=doing.params["kind"],
        title=sheet.title.strip(),
        level=sheet.level,
        place=sheet.place.strip(),
        region=papers.region,
        mode=Mode(sheet.mode),
        starts_on=sheet.starts_on,
        ends_on=sheet.last_day,
        starts_time=sheet.starts_time,
        ends_time=sheet.ends_time,
        host=sheet.host.strip(),
        opener=sheet.opener.strip(),
        moderator=sheet.moderator.strip(),
        note_taker=sheet.note_taker.strip(),
        media_used=sheet.media_used.strip(),
        minutes=sheet.minutes.strip(),
        result=Result(sheet.result) if sheet.result else "",
        participants=met.participants,
        women=met.women,
        men=met.men,
        poor=met.poor,
        disability=met.disability,
        poor_of=met.poor_of,
        disability_of=met.disability_of,
        poor_women=met.poor_women,
        disability_women=met.disability_women,
        online=met.online,
        late=met.late,
        groups=[list(pair) for pair in met.groups],
        token=token,
        recorded_by=person,
    )
    hang(meeting, sheet, papers.evidence)
    return meeting


def _counts_for(doing: Doing, meeting: Meeting, papers: Papers, further: Sequence[str]) -> None:
    """One fact per undertaking, each let in by the gate and stamped by itself; signed at once when the scan is there."""
    doings = [doing, *(_also(doing, code) for code in dict.fromkeys(further) if code != doing.undertaking.code)]
    for each in doings:
        link = MeetingFor.objects.create(meeting=meeting, kind=meeting.kind, **each.stamp)
        if papers.signed is not None:
            signed_on = papers.signed_on or meeting.ends_on
            rules.signable(1, meeting.ends_on, signed_on, today=doing.on).enforce()
            SignedMinutes.objects.create(link=link, kind=meeting.kind, scan=papers.signed, **{**each.stamp, "happened_on": signed_on})


def _also(doing: Doing, code: str) -> Doing:
    """A further undertaking of the same scope, of the same round or, for rounds themselves, of the same programme: a province's
    coordination counts for each of its cities. A refusal says for which one."""
    try:
        each = doing.also(code)
    except Refused as refused:
        Decision.no("meetings.not_for", which=code, why=sentences.of(refused.decision)).enforce()
        raise AssertionError from refused
    together = each.undertaking.root_id == doing.undertaking.root_id or (each.undertaking.scope == "cycle" and each.edition.code == doing.edition.code)
    if each.undertaking.scope != doing.undertaking.scope or not together:
        Decision.no("meetings.other_round", which=code).enforce()
    return each


def _doings(doing: Doing, links: Sequence[MeetingFor]) -> list[tuple[Doing, MeetingFor]]:
    return [(doing if link.undertaking_id == doing.undertaking.pk else _also(doing, link.undertaking.code), link) for link in links]


def _signature(each: Doing, link: MeetingFor, scan: File) -> SignedMinutes:
    return SignedMinutes.objects.create(link=link, kind=link.kind, scan=scan, **each.stamp)


def _agree(doing: Doing, meeting: Meeting, sheet: rules.Sheet) -> None:
    page, agreed = f"/rapat/{doing.undertaking.code}/{meeting.number}/", []
    for line in sheet.actions:
        opened = followups.open(
            doing, origin=Origin.MEETING, what=line.what, responsible=line.responsible, due_on=line.due_on, place=line.place, needs=line.needs, output=line.output,
            fund_source=line.fund_source, starts_on=line.starts_on, about=page,
        )
        AgreedLine.objects.create(meeting=meeting, followup=opened)
        agreed.append(opened)
    if agreed:
        followups.tell(doing, agreed, where=meeting.title, url=page)


def _standing_links(meeting: Meeting) -> list[MeetingFor]:
    return list(meeting.counts_for.filter(ended_on=None).select_related("undertaking").order_by("id"))


def _carried(old: Meeting, papers: Papers) -> Papers:
    """What was attached to the version before, unless it is attached anew. What was signed on the day of the meeting goes with that day."""
    before = SignedMinutes.objects.filter(link__meeting=old, ended_on=None).select_related("scan").order_by("-id").first()
    kept = [(row.file, row.caption) for row in old.evidence.select_related("file")]
    return Papers(
        signed=papers.signed or (before.scan if before else None),
        signed_on=papers.signed_on or (before.happened_on if before and not papers.signed and before.happened_on != old.ends_on else None),
        evidence=[*kept, *papers.evidence],
        region=papers.region or old.region,
    )


def _next_number(undertaking_id: int) -> int:
    highest = Meeting.objects.filter(undertaking=undertaking_id).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
