"""What makes a prepared meeting sound: its days, its agenda against the clock, whom it invites, the next one of a series."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from sinergi.kernel.decisions import Decision
from sinergi.meetings.rules.record import LONGEST, MODES, AgendaLine, agenda_minutes, agenda_sound, plain

MOST_EXPECTED = 20_000
LATE_AFTER = timedelta(minutes=15)  # our default: whoever comes in the first quarter of an hour is not late
ADDRESSES_KEPT = timedelta(days=90)  # our default: after the last day of a meeting, then the addresses of its guests are removed
WEEK = 7
MOST_LETTERS = 254  # of an e-mail address
_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s<>()\[\],;:\"\\.]+(\.[^@\s<>()\[\],;:\"\\.]+)+")
# provinces by their official codes (Keppres 41/1987); whatever is not named here keeps western time
_CENTRAL = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
_EASTERN = {"81", "82", "91", "92", "93", "94", "95", "96", "97"}


@dataclass(frozen=True)
class Zone:
    """The time of a place: what people write behind the clock, and what calendars call it."""

    label: str
    name: str


WIB, WITA, WIT = Zone("WIB", "Asia/Jakarta"), Zone("WITA", "Asia/Makassar"), Zone("WIT", "Asia/Jayapura")


@dataclass(frozen=True)
class Invited:
    """One line of the invitation: a body, a person, whoever holds a role there, or a group of people; how many are expected; where the letter goes without an account."""

    organisation_id: int | None = None
    person_id: int | None = None
    role: str = ""
    category: str = ""
    expected: int | None = None
    email: str = ""

    @property
    def names_one(self) -> bool:
        return sum(bool(each) for each in (self.organisation_id, self.person_id, self.role, self.category.strip())) == 1


@dataclass(frozen=True)
class Plan:
    """Everything that is written down about a meeting before it is held."""

    title: str
    starts_on: date
    ends_on: date | None = None
    starts_time: time | None = None
    ends_time: time | None = None
    level: str = ""
    place: str = ""
    link: str = ""
    mode: str = "offline"
    host: str = ""
    opener: str = ""
    moderator: str = ""
    note_taker: str = ""
    letter_number: str = ""
    signer: str = ""
    message: str = ""
    is_public: bool = True
    agenda: Sequence[AgendaLine] = field(default=())
    invited: Sequence[Invited] = field(default=())

    @property
    def last_day(self) -> date:
        return self.ends_on or self.starts_on


@dataclass(frozen=True)
class Timed:
    """One item of the agenda on the clock; empty where the meeting has no hour or an item before it has no minutes."""

    number: int
    line: AgendaLine
    starts: time | None = None
    ends: time | None = None


AGENDAS = ("titles", "all", "none")  # what a next meeting may take over of the agenda before it


def agenda_of_next(chosen: str, *, same_kind: bool) -> str:
    """What was chosen; otherwise all of it for a meeting of the same kind, and for another kind its titles alone. Our default."""
    return chosen if chosen in AGENDAS else "all" if same_kind else "titles"


def sound_plan(plan: Plan, today: date) -> Decision:
    """The first thing that is wrong with the preparation, or yes."""
    for decision in (_head(plan), _when(plan, today), agenda_sound(plan.agenda), _guests(plan)):
        if not decision:
            return decision
    return Decision.yes()


def ready_to_invite(plan: Plan) -> Decision:
    """An invitation says where, and somebody is invited."""
    if plan.mode != "online" and not plan.place.strip():
        return Decision.unsound("meetings.place_missing", field="place")
    if plan.mode != "offline" and not plan.link.strip():
        return Decision.unsound("meetings.link_missing", field="link")
    return Decision.yes() if plan.invited else Decision.no("meetings.nobody_invited")


def on_the_clock(agenda: Sequence[AgendaLine], starts: time | None) -> Iterator[Timed]:
    """The agenda as it runs: each item begins when the one before it ends."""
    now = datetime.combine(date.min, starts) if starts else None
    for number, line in enumerate(agenda, 1):
        ends = now + timedelta(minutes=line.minutes) if now and line.minutes else None
        yield Timed(number, line, now.time() if now else None, ends.time() if ends else None)
        now = ends


def over_time(plan: Plan) -> int:
    """By how many minutes the agenda is longer than a day of the meeting; 0 where it fits or no hours are given."""
    if not (plan.starts_time and plan.ends_time):
        return 0
    days = (plan.last_day - plan.starts_on).days + 1
    room = datetime.combine(date.min, plan.ends_time) - datetime.combine(date.min, plan.starts_time)
    return max(0, agenda_minutes(plan.agenda) - int(room.total_seconds() // 60) * days)


def zone_of(region_code: str) -> Zone:
    """The clock of a place, from its province."""
    province = region_code.partition(".")[0]
    return WITA if province in _CENTRAL else WIT if province in _EASTERN else WIB


def month_later(day: date) -> date:
    """The same weekday in the same week of the next month ("every second Tuesday"); in a shorter month the last one."""
    order = (day.day - 1) // WEEK
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)  # noqa: PLR2004 -- December
    first = 1 + (day.weekday() - date(year, month, 1).weekday()) % WEEK
    last = monthrange(year, month)[1]
    return date(year, month, first + WEEK * min(order, (last - first) // WEEK))


def next_of(plan: Plan, today: date, agenda: str = "all") -> Plan:
    """The next meeting of a series: venue and invitees carried over, a month later but not before today; of the agenda as much as was chosen."""
    carried = {"all": plan.agenda, "titles": [AgendaLine(line.title) for line in plan.agenda], "none": []}[agenda]
    starts = month_later(plan.starts_on)
    while starts < today:
        starts = month_later(starts)
    return replace(plan, starts_on=starts, ends_on=starts + (plan.last_day - plan.starts_on), agenda=carried, letter_number="", message="")


def clock(starts: time | None, ends: time | None, zone: Zone) -> str:
    """09.00–15.00 WIB, as far as it is known."""
    said = "–".join(each.strftime("%H.%M") for each in (starts, ends) if each)
    return f"{said} {zone.label}" if said else ""


def is_late(at: datetime, starts_on: date, starts_time: time | None) -> bool:
    """Whether somebody came after the first quarter of an hour; both in the clock of the place."""
    return starts_time is not None and at.date() == starts_on and at.replace(tzinfo=None) > datetime.combine(starts_on, starts_time) + LATE_AFTER


def may_change(*, cancelled: bool, held: bool) -> Decision:
    """What was held or cancelled is not prepared any more."""
    if cancelled:
        return Decision.no("meetings.cancelled")
    return Decision.no("meetings.already_held") if held else Decision.yes()


def may_answer(*, cancelled: bool, held: bool, over: bool) -> Decision:
    """Guests say whether they come until the day is over."""
    if cancelled:
        return Decision.no("meetings.cancelled")
    return Decision.no("meetings.answer_late") if held or over else Decision.yes()


def bearers(known: Mapping[str, Invited], name: str) -> dict[str, Invited]:
    """The people of the list who bear exactly this name, each by the first label that names him or her: "Tutik Suryani" is "Tutik Suryani, Fasilitator"."""
    said, found = plain(name), dict[int, tuple[str, Invited]]()
    for label, who in known.items():
        if said and who.person_id and plain(label.partition(",")[0]) == said:
            found.setdefault(who.person_id, (label, who))
    return dict(found.values())


def plain_address(email: str) -> str:
    """How an address is kept and compared."""
    return email.strip().lower()


def reason_given(reason: str) -> Decision:
    """Cancelling says why: people have kept the day free."""
    return Decision.yes() if reason.strip() else Decision.unsound("meetings.cancel_reason", field="reason")


def _head(plan: Plan) -> Decision:
    if not plan.title.strip():
        return Decision.unsound("meetings.title_missing", field="title")
    if plan.mode not in MODES:
        return Decision.unsound("meetings.unknown_mode", field="mode")
    if plan.link.strip() and not plan.link.strip().startswith(("https://", "http://")):
        return Decision.unsound("meetings.link_odd", field="link")
    return Decision.yes()


def _when(plan: Plan, today: date) -> Decision:
    if plan.last_day < plan.starts_on:
        return Decision.unsound("meetings.ends_before", field="ends_on")
    if plan.starts_time and plan.ends_time and plan.ends_time <= plan.starts_time:
        return Decision.unsound("meetings.ends_before", field="ends_time")
    if plan.last_day - plan.starts_on > LONGEST:
        return Decision.unsound("meetings.too_long", field="ends_on", days=LONGEST.days)
    if plan.last_day < today:
        return Decision.unsound("meetings.day_over", field="starts_on", day=plan.last_day)
    return Decision.yes()


def _guests(plan: Plan) -> Decision:
    for line in plan.invited:
        if not line.names_one:
            return Decision.unsound("meetings.invited_whom", field="invited")
        if line.expected is not None and not 0 < line.expected <= MOST_EXPECTED:
            return Decision.unsound("meetings.expected_odd", field="invited", most=MOST_EXPECTED)
    return _addresses(plan.invited)


def _addresses(invited: Sequence[Invited]) -> Decision:
    """Each address is one, stands once, and is not put beside people who are told over their accounts."""
    seen: set[str] = set()
    for line in invited:
        email = plain_address(line.email)
        if not email:
            continue
        if len(email) > MOST_LETTERS or not _ADDRESS.fullmatch(email):
            return Decision.unsound("meetings.email_unsound", field="invited", email=email[:80])
        if line.person_id or line.role:
            return Decision.unsound("meetings.email_beside_account", field="invited", email=email)
        if email in seen:
            return Decision.unsound("meetings.email_twice", field="invited", email=email)
        seen.add(email)
    return Decision.yes()
