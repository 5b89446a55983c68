"""What pages show about meetings: the list of a round, one meeting, what it may count for, the panel of an undertaking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery

from sinergi.engine.definition import Duty, Edition, Stage, Use, Word
from sinergi.followups.models import Followup
from sinergi.followups.queries import with_states
from sinergi.meetings import rules
from sinergi.meetings.models import Meeting, MeetingFor, SignedMinutes
from sinergi.meetings.queries.discussion import Talk, discussion_of, talk
from sinergi.meetings.queries.prepared import coming_to
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Cell, Undertaking
from sinergi.regions.models import Level, Region
from sinergi.regions.queries import with_paths

PANEL_ROWS = 5
MOST_FURTHER = 2000
SORTS = {"tanggal": ("starts_on", "id"), "-tanggal": ("-starts_on", "-id"), "peserta": ("participants", "id"), "-peserta": ("-participants", "-id"),
         "judul": ("title", "id"), "-judul": ("-title", "-id")}  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What the address asks for; odd values mean no filter and the newest first."""

    words: str = ""
    kind: str = ""
    signed: str = ""  # yes, no
    sort: str = "-tanggal"

    @classmethod
    def from_query(cls, query: Any) -> Filters:
        sort, signed = query.get("urut", ""), {"sudah": "yes", "belum": "no"}.get(query.get("notulen", ""), "")
        return cls(query.get("cari", "").strip()[:80], query.get("jenis", "")[:60], signed, sort if sort in SORTS else "-tanggal")


@dataclass(frozen=True)
class Group:
    """All the people of one group, from one place where that was written down; ``named``: how many of them by name."""

    count: rules.CountLine
    named: int
    tables: Sequence[int]
    place: str


@dataclass(frozen=True)
class Page:
    """One meeting with all that hangs on it."""

    meeting: Meeting
    kind: Any
    figures: rules.Figures
    aims: Sequence[rules.Reached]
    aims_source: str  # who set them; empty: our default
    asked: Sequence[rules.Reached]  # what a condition of its step asks
    talk: Talk
    came_from: Sequence[tuple[Any, int]]  # (how many provinces, regencies ...), by level
    agenda: Sequence[Any]
    agenda_minutes: int
    counts: Sequence[Any]
    groups: Sequence[Group]  # counted and named people together
    attendees: Sequence[Any]
    decisions: Sequence[Any]
    agreed: Sequence[Followup]
    evidence: Sequence[Any]
    links: Sequence[MeetingFor]
    signatures: Sequence[SignedMinutes]
    versions: Sequence[Meeting]
    withdrawn: MeetingFor | None

    @property
    def is_signed(self) -> bool:
        return bool(self.signatures)


def listed(undertaking: Undertaking, filters: Filters) -> QuerySet[Meeting]:
    """Standing meetings that count for this undertaking or something below it."""
    links = MeetingFor.objects.filter(meeting=OuterRef("pk"), ended_on=None)
    counted = links.order_by().values("meeting").annotate(many=Count("pk")).values("many")
    signed = SignedMinutes.objects.filter(link__meeting=OuterRef("pk"), ended_on=None, link__ended_on=None)
    rows = (
        Meeting.objects.filter(Exists(links.filter(_within(undertaking))))
        .annotate(is_signed=Exists(signed), counts_many=Subquery(counted, output_field=IntegerField()))
        .select_related("undertaking")
    )
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.signed:
        rows = rows.filter(is_signed=filters.signed == "yes")
    if filters.words:
        rows = rows.filter(Q(title__icontains=filters.words) | Q(place__icontains=filters.words) | Q(minutes__icontains=filters.words))
    return rows.order_by(*SORTS[filters.sort])


def page(undertaking: Undertaking, number: int, on: date) -> Page | None:
    """The newest version of this meeting; a withdrawn one is still shown, and says so."""
    meeting = Meeting.objects.filter(undertaking=undertaking, number=number).select_related("undertaking", "region", "recorded_by").order_by("-version").first()
    if meeting is None:
        return None
    links = list(meeting.counts_for.select_related("undertaking", "ended_by").order_by("undertaking__code"))
    standing = [link for link in links if link.ended_on is None]
    agenda, counts, attendees = list(meeting.agenda.all()), list(meeting.attendance.select_related("region")), list(meeting.attendees.all())
    sheet, named = [count_line(row) for row in counts], [name_line(row) for row in attendees]
    figures = rules.figures(sheet, named)
    edition = edition_of(undertaking)
    aims = recommended(edition, meeting.kind)
    lines = Followup.objects.with_status().filter(pk__in=meeting.agreed.values("followup"), ended_on=None)
    return Page(
        meeting=meeting,
        kind=kind_title(undertaking, meeting.kind),
        figures=figures,
        aims=rules.reached(aims, figures),
        aims_source=aims.get("source", ""),
        asked=[each for use in _asked_where(edition, links, meeting.kind) for each in rules.reached(dict(use.params), figures)],
        talk=talk(discussion_of(meeting), sheet, figures),
        came_from=_came_from(counts),
        agenda=agenda,
        agenda_minutes=sum(row.minutes or 0 for row in agenda),
        counts=counts,
        groups=_groups(sheet, named, {row.region.code: str(row.region) for row in counts if row.region}),
        attendees=attendees,
        decisions=list(meeting.decisions.all()),
        agreed=with_states(lines.select_related("undertaking", "who_person", "who_organisation").order_by("number"), on),
        evidence=list(meeting.evidence.select_related("file")),
        links=standing,
        signatures=_signatures(meeting),
        versions=list(Meeting.objects.filter(undertaking=undertaking, number=number).select_related("recorded_by").order_by("version")),
        withdrawn=links[0] if links and not standing else None,
    )


def further(undertaking: Undertaking, stage: str) -> QuerySet[Undertaking]:
    """Others of the round in which this very stage is open: a training may count for all of them."""
    if not stage:
        return Undertaking.objects.none()
    cells = Cell.objects.filter(cycle=undertaking.root_id, stage=stage, state="open").exclude(undertaking=undertaking)
    same = Undertaking.objects.filter(pk__in=cells.values("undertaking"), scope=undertaking.scope, voided_on=None)
    return same.select_related("region").order_by("code")[:MOST_FURTHER]


def places(undertaking: Undertaking) -> QuerySet[Region]:
    """Where a meeting of this round may have been: its place, its villages, and what lies above them."""
    inside = Undertaking.objects.of_cycle(undertaking.root_id).filter(voided_on=None)
    here = Region.objects.filter(pk__in=inside.values("region"))
    return Region.objects.filter(Q(pk__in=here) | Q(pk__in=here.values("parent"))).exclude(code="").order_by("code")


def kinds(undertaking: Undertaking) -> list[Word]:
    """The kinds of meeting of this edition."""
    return list(edition_of(undertaking).words("meeting_kinds").values())


def with_words(undertaking: Undertaking, groups: Iterable[tuple[str, Iterable[str]]]) -> list[tuple[str, list[Word]]]:
    """Groups of kinds with what the edition calls them."""
    words = edition_of(undertaking).words("meeting_kinds")
    return [(group, [words[kind] for kind in kinds]) for group, kinds in groups]


def kind_title(undertaking: Undertaking, kind: str) -> Any:
    word = edition_of(undertaking).words("meeting_kinds").get(kind)
    return word.title if word else kind


def asked_of(edition: Edition, stage: str, kind: str) -> list[Use]:
    """What the step asks of a meeting of this kind, in any of its conditions."""
    found = edition.by_code.get(stage)
    uses = (*found.done_when, *(need for entry in found.acts for need in entry.needs)) if found else ()
    return list({use.key: use for use in uses if use.name == "meetings.held" and use.param("kind") == kind}.values())


def unsigned(code: str, kind: str, stage: str) -> list[Meeting]:
    """Meetings of this kind that a step asks to be signed and that are not, the latest first: they want a scan, not a second record."""
    rows = MeetingFor.objects.filter(undertaking__code=code, kind=kind, stage=stage, ended_on=None).exclude(signatures__in=SignedMinutes.objects.filter(ended_on=None))
    found = [row.meeting for row in rows.select_related("meeting__undertaking").order_by("-happened_on", "-id") if row.meeting.undertaking.code == code]
    edition = edition_of(found[0].undertaking) if found else None
    return found if edition and any(dict(use.params).get("signed", True) for use in asked_of(edition, stage, kind)) else []


def opened_after(meeting: Meeting) -> list[tuple[Stage, date]]:
    """The steps it was recorded through that only opened after its last day: perhaps a wrong month, perhaps a step was taken before its turn."""
    stages, edition = steps_of(meeting), edition_of(meeting.undertaking)
    cells = Cell.objects.filter(undertaking=meeting.undertaking, stage__in=stages, opened_on__gt=meeting.ends_on).values_list("stage", "opened_on")
    return [(edition.by_code[code], day) for code, day in cells if day is not None]


def asked_by_duties(edition: Edition, scope: str, kind: str) -> list[tuple[Duty, list[Use]]]:
    """What the duties ask of a meeting of this kind that is recorded through no step."""
    found = [(duty, [use for use in duty.met_when if use.name == "meetings.held" and use.param("kind") == kind]) for duty in edition.duties if duty.scope == scope]
    return [(duty, uses) for duty, uses in found if uses]


def steps_of(meeting: Meeting) -> list[str]:
    """The steps through which a meeting was recorded."""
    return list(dict.fromkeys(MeetingFor.objects.filter(meeting=meeting).order_by("id").values_list("stage", flat=True)))


def recommended(edition: Edition, kind: str) -> dict[str, Any]:
    """Targets that stand on the kind itself: advice, marked as our default."""
    word = edition.words("meeting_kinds").get(kind)
    given = word.get("targets", {}) if word else {}
    return dict(given)


def panel(undertaking: Undertaking, person: Any, on: date, *, public: bool = True) -> dict[str, Any] | None:
    """What the page of an undertaking shows: the next meetings to come, the last ones that count for it, and how many there are."""
    del person
    rows = listed(undertaking, Filters())
    total = rows.count()
    coming = list(coming_to(undertaking, on, public=public)[:PANEL_ROWS])
    if not total and not coming:
        return None
    return {"undertaking": undertaking, "total": total, "rows": titled(undertaking, rows[:PANEL_ROWS]), "coming": coming, "public": public}


def titled(undertaking: Undertaking, rows: Iterable[Any]) -> list[Any]:
    """Each with ``kind_title``, what the edition calls its kind."""
    titles = {word.code: word.title for word in kinds(undertaking)}
    found = list(rows)
    for row in found:
        row.kind_title = titles.get(row.kind, row.kind)
    return found


def sheet_of(meeting: Meeting) -> rules.Sheet:
    """What was written down, to begin a correction from; what was agreed is kept apart and not repeated."""
    same = ("title", "starts_on", "ends_on", "starts_time", "ends_time", "level", "place", "mode", "host", "opener", "moderator", "note_taker",
            "media_used", "minutes", "result")  # fmt: skip
    given = {name: getattr(meeting, name) for name in same}
    given["ends_on"] = None if meeting.ends_on == meeting.starts_on else meeting.ends_on     # left empty, so that a corrected day is one day again
    return rules.Sheet(
        **given,
        agenda=[rules.AgendaLine(row.title, row.minutes, row.speaker) for row in meeting.agenda.all()],
        counts=[count_line(row) for row in meeting.attendance.select_related("region")],
        names=[name_line(row) for row in meeting.attendees.all()],
        decisions=[row.text for row in meeting.decisions.all()],
        discussion=discussion_of(meeting),
    )


def count_line(row: Any) -> rules.CountLine:
    where = row.region.code if row.region else ""
    return rules.CountLine(row.group, row.women, row.men, row.unrecorded, row.poor, row.disability, row.table, where, row.online, row.poor_women, row.disability_women)


def name_line(row: Any) -> rules.NameLine:
    return rules.NameLine(row.name, row.sex, row.organisation, row.group, row.poor, row.disability, row.table, row.account_id, row.online, row.late)


def _within(undertaking: Undertaking) -> Q:
    if undertaking.scope == "cycle":
        return Q(undertaking=undertaking) | Q(undertaking__cycle=undertaking)
    return Q(undertaking=undertaking) | Q(undertaking__parent=undertaking)


def _asked_where(edition: Edition, links: Sequence[MeetingFor], kind: str) -> list[Use]:
    """What the steps and duties ask in which this meeting was recorded."""
    steps = dict.fromkeys(link.stage for link in links)
    scopes = dict.fromkeys(link.undertaking.scope for link in links if not link.stage)
    return [*(use for stage in steps for use in asked_of(edition, stage, kind)), *(use for scope in scopes for _duty, uses in asked_by_duties(edition, scope, kind) for use in uses)]


def _groups(counts: Iterable[rules.CountLine], names: Iterable[rules.NameLine], places: Mapping[str, str]) -> list[Group]:
    return [Group(line.count, line.named, line.tables, places.get(line.count.region, "")) for line in rules.by_group(counts, names)]


def _came_from(counts: Iterable[Any]) -> list[tuple[Any, int]]:
    """From how many places of each level people came: 22 provinces, 10 regencies."""
    levels = Counter(place.level for place in {row.region for row in counts if row.region})
    return [(level.label, levels[level]) for level in Level if levels[level]]


def _signatures(meeting: Meeting) -> list[SignedMinutes]:
    """One per scan, however many undertakings it stands for."""
    rows = SignedMinutes.objects.filter(link__meeting=meeting, ended_on=None, link__ended_on=None).select_related("scan", "person")
    return list({row.scan_id: row for row in rows.order_by(F("id").desc())}.values())


def named_places(meeting: Meeting) -> dict[str, str]:
    """How each place people came from is written in a form, by its code."""
    found = Region.objects.filter(pk__in=meeting.attendance.values("region"))
    return {placed.region.code: placed.suggestion for placed in with_paths(found)}
