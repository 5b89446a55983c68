"""What makes the record of a meeting sound, and every figure that is computed from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sinergi.followups.rules import Responsible
from sinergi.kernel.decisions import Decision

MOST_PEOPLE = 20_000  # in one group: more is a slip of the keyboard
MOST_MINUTES = 24 * 60
MOST_TABLES = 99
LONGEST = timedelta(days=31)
MODES = ("offline", "online", "hybrid")
RESULTS = ("", "accepted", "rejected")
EARLIEST = date(1999, 1, 1)  # P2KP began; nothing older is recorded here


@dataclass(frozen=True)
class AgendaLine:
    title: str
    minutes: int | None = None
    speaker: str = ""


@dataclass(frozen=True)
class CountLine:
    """How many came from one group. ``unrecorded``: the paper says how many, not who is a woman. None: nobody counted them, which is not 0."""

    group: str
    women: int = 0
    men: int = 0
    unrecorded: int = 0
    poor: int | None = None
    disability: int | None = None
    table: int | None = None  # the discussion group they sat in; none: outside the groups
    region: str = ""  # the code of the place they came from
    online: int = 0
    poor_women: int | None = None  # of the poor; none: not written down
    disability_women: int | None = None

    @property
    def total(self) -> int:
        return self.women + self.men + self.unrecorded


@dataclass(frozen=True)
class NameLine:
    """One person on the attendance list. ``poor``, ``disability``: none where nobody was asked."""

    name: str
    sex: str = ""
    organisation: str = ""
    group: str = ""
    poor: bool | None = None
    disability: bool | None = None
    table: int | None = None
    person_id: int | None = None
    online: bool = False
    late: bool = False


@dataclass(frozen=True)
class ActionLine:
    """One line of the RKTL."""

    what: str
    responsible: Responsible
    due_on: date
    place: str = ""
    needs: str = ""
    output: str = ""
    fund_source: str = ""
    starts_on: date | None = None


@dataclass(frozen=True)
class Table:
    """A discussion group or class by its number, with the name it went by."""

    number: int
    title: str = ""


@dataclass(frozen=True)
class Answer:
    """What one discussion group said to one question, and whom it is addressed to."""

    question: int  # counted from 1, as they stand on the sheet
    table: int | None = None  # none: said in plenary, or not written which group
    text: str = ""
    to: str = ""
    by: str = ""


@dataclass(frozen=True)
class Presentation:
    """One group presenting what it talked about; they stand in the order they were held."""

    table: int
    presenter: str = ""


@dataclass(frozen=True)
class Discussion:
    """Groups x questions x answers addressed to an actor, and who presented in which order."""

    questions: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    tables: tuple[Table, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.answers or self.presentations or self.tables)


@dataclass(frozen=True)
class Sheet:
    """Everything that is written down about one meeting, before it is kept."""

    title: str
    starts_on: date
    ends_on: date | None = None
    starts_time: time | None = None
    ends_time: time | None = None
    level: str = ""
    place: str = ""
    mode: str = "offline"
    host: str = ""
    opener: str = ""
    moderator: str = ""
    note_taker: str = ""
    media_used: str = ""
    minutes: str = ""
    result: str = ""
    agenda: Sequence[AgendaLine] = ()
    counts: Sequence[CountLine] = ()
    names: Sequence[NameLine] = ()
    decisions: Sequence[str] = ()
    actions: Sequence[ActionLine] = field(default=())
    discussion: Discussion = Discussion()

    @property
    def last_day(self) -> date:
        """The day the meeting counts from."""
        return self.ends_on or self.starts_on


@dataclass(frozen=True)
class Figures:
    """What is computed from the attendance; never typed."""

    participants: int = 0
    women: int = 0
    men: int = 0
    poor: int | None = None  # none: nobody counted them
    disability: int | None = None
    groups: tuple[tuple[str, int], ...] = ()
    tables: tuple[tuple[int | None, int], ...] = ()
    regions: tuple[tuple[str, int], ...] = ()  # only those that were written down, in the order of their codes
    online: int = 0
    late: int = 0
    poor_women: int | None = None  # as far as it was written down; none: nowhere
    disability_women: int | None = None
    poor_of: int | None = None  # among how many of them they were counted; none: among all
    disability_of: int | None = None

    @property
    def women_pct(self) -> int | None:
        return whole_percent(self.women, self.women + self.men)

    @property
    def poor_counted(self) -> int:
        """Among how many people somebody counted the poor; the share is of them."""
        return 0 if self.poor is None else self.participants if self.poor_of is None else self.poor_of

    @property
    def disability_counted(self) -> int:
        return 0 if self.disability is None else self.participants if self.disability_of is None else self.disability_of

    @property
    def people(self) -> int:
        return self.participants

    @property
    def poor_pct(self) -> int | None:
        """Of those among whom they were counted."""
        return None if self.poor is None else whole_percent(self.poor, self.poor_counted)


def sound(sheet: Sheet, today: date) -> Decision:
    """The first thing that is wrong with the record, or yes."""
    for decision in (_header(sheet, today), agenda_sound(sheet.agenda), _attendance(sheet), _discussion(sheet.discussion), _actions(sheet)):
        if not decision:
            return decision
    return Decision.yes()


def signable(unsigned: int, held_on: date, signed_on: date, today: date | None = None) -> Decision:
    """Minutes are signed after the meeting, once."""
    if unsigned == 0:
        return Decision.no("meetings.already_signed")
    if signed_on < held_on:
        return Decision.unsound("meetings.signed_before", field="signed_on")
    if today is not None and signed_on > today:
        return Decision.unsound("meetings.signed_ahead", field="signed_on", day=signed_on)
    return Decision.yes()


def correction_reason(reason: str) -> Decision:
    """A new version says why it was needed."""
    return Decision.yes() if reason.strip() else Decision.unsound("meetings.reason_missing", field="reason")


def newest(read: int | None, standing: int) -> Decision:
    """A correction begins with the version that stands."""
    return Decision.yes() if read in {None, standing} else Decision.no("meetings.newer_version", version=standing)


def figures(counts: Iterable[CountLine], names: Iterable[NameLine]) -> Figures:
    """Add counts and names up: whoever is named is not counted a second time in the counts, they stand beside each other."""
    named = list(names)
    rows = [*counts, *(as_count(name) for name in named)]
    groups: Counter[str] = Counter()
    written: dict[str, str] = {}  # the same group with other capitals is one, by its first writing
    tables: Counter[int | None] = Counter()
    regions: Counter[str] = Counter()
    for row in rows:
        groups[written.setdefault(plain(row.group), row.group.strip())] += row.total
        tables[row.table] += row.total
        regions[row.region] += row.total
    return Figures(
        participants=sum(row.total for row in rows),
        women=sum(row.women for row in rows),
        men=sum(row.men for row in rows),
        poor=known_sum(row.poor for row in rows if row.total),
        disability=known_sum(row.disability for row in rows if row.total),
        groups=tuple((group, count) for group, count in groups.items() if count),
        tables=tuple(sorted(((table, count) for table, count in tables.items() if count), key=_tables_first)),
        regions=tuple(sorted((code, count) for code, count in regions.items() if code and count)),
        online=sum(row.online for row in rows),
        late=sum(name.late for name in named),
        poor_women=known_sum(row.poor_women for row in rows if row.poor),
        disability_women=known_sum(row.disability_women for row in rows if row.disability),
        poor_of=_among((row.poor, row.total) for row in rows),
        disability_of=_among((row.disability, row.total) for row in rows),
    )


def _among(parts: Iterable[tuple[int | None, int]]) -> int | None:
    """Among how many people a part was counted; none where it was counted among all, or nowhere."""
    counted = [(part is not None, total) for part, total in parts if total]
    known = sum(total for is_known, total in counted if is_known)
    return known if 0 < known < sum(total for _known, total in counted) else None


def known_sum(parts: Iterable[int | None]) -> int | None:
    """What is known added up; none where nothing is."""
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def as_count(name: NameLine) -> CountLine:
    """One named person as a count."""
    woman, man = name.sex == "woman", name.sex == "man"
    known = woman or man
    return CountLine(
        name.group, int(woman), int(man), int(not known), _one(name.poor), _one(name.disability), name.table, online=int(name.online),
        poor_women=int(bool(name.poor) and woman) if known else None, disability_women=int(bool(name.disability) and woman) if known else None,
    )  # fmt: skip


def _one(said: bool | None) -> int | None:  # noqa: FBT001 -- an answer, not a switch
    return None if said is None else int(said)


def whole_percent(part: int, whole: int) -> int | None:
    """Half up, no decimals: 15 of 29 is 51.72, printed 52; none when there is nothing to divide by."""
    if whole == 0:
        return None
    return int((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP))


def agenda_minutes(agenda: Iterable[AgendaLine]) -> int:
    return sum(line.minutes or 0 for line in agenda)


def doubled_names(names: Iterable[NameLine]) -> list[str]:
    """Names that stand on the list twice, from the same body: perhaps one person signed twice. A warning, not a refusal."""
    seen = Counter((plain(name.name), plain(name.organisation)) for name in names)
    first: dict[tuple[str, str], str] = {}
    for name in names:
        first.setdefault((plain(name.name), plain(name.organisation)), name.name.strip())
    return [first[key] for key, count in seen.items() if count > 1]


def _header(sheet: Sheet, today: date) -> Decision:
    if not sheet.title.strip():
        return Decision.unsound("meetings.title_missing", field="title")
    if sheet.mode not in MODES:
        return Decision.unsound("meetings.unknown_mode", field="mode")
    if not sheet.place.strip():
        return Decision.unsound("meetings.room_missing" if sheet.mode == "online" else "meetings.where_missing", field="place")
    if sheet.result not in RESULTS:
        return Decision.unsound("meetings.unknown_result", field="result")
    return _days(sheet, today)


def _days(sheet: Sheet, today: date) -> Decision:
    if sheet.last_day < sheet.starts_on:
        return Decision.unsound("meetings.ends_before", field="ends_on")
    if sheet.last_day == sheet.starts_on and sheet.starts_time and sheet.ends_time and sheet.ends_time <= sheet.starts_time:
        return Decision.unsound("meetings.ends_before", field="ends_time")
    if sheet.last_day > today:
        return Decision.unsound("meetings.not_yet_held", field="ends_on" if sheet.ends_on else "starts_on", day=sheet.last_day)
    if sheet.starts_on < EARLIEST:
        return Decision.unsound("meetings.too_old", field="starts_on", earliest=EARLIEST)
    if sheet.last_day - sheet.starts_on > LONGEST:
        return Decision.unsound("meetings.too_long", field="ends_on", days=LONGEST.days)
    return Decision.yes()


def agenda_sound(lines: Sequence[AgendaLine]) -> Decision:
    """Each item of an agenda has a title, and minutes that a day holds; the same before a meeting and after it."""
    for line in lines:
        if not line.title.strip():
            return Decision.unsound("meetings.agenda_untitled", field="agenda")
        if line.minutes is not None and not 0 < line.minutes <= MOST_MINUTES:
            return Decision.unsound("meetings.agenda_minutes", field="agenda", title=line.title)
    return Decision.yes()


def _attendance(sheet: Sheet) -> Decision:
    for line in sheet.counts:
        if min(line.women, line.men, line.unrecorded, line.poor or 0, line.disability or 0) < 0:
            return Decision.unsound("meetings.count_negative", field="counts", group=line.group)
        if line.total > MOST_PEOPLE:
            return Decision.unsound("meetings.count_huge", field="counts", group=line.group, most=MOST_PEOPLE)
        if max(line.poor or 0, line.disability or 0) > line.total:
            return Decision.unsound("meetings.part_above_whole", field="counts", group=line.group, total=line.total)
        if not 0 <= line.online <= line.total:
            return Decision.unsound("meetings.online_above_whole", field="counts", group=line.group, total=line.total)
        if not (women_within(line.poor_women, line.poor or 0, line) and women_within(line.disability_women, line.disability or 0, line)):
            return Decision.unsound("meetings.women_above_part", field="counts", group=line.group)
    if any(not name.name.strip() for name in sheet.names):
        return Decision.unsound("meetings.name_missing", field="names")
    if not figures(sheet.counts, sheet.names).participants:
        return Decision.unsound("meetings.nobody", field="counts")
    return Decision.yes()


def women_within(women: int | None, part: int, line: CountLine) -> bool:
    """The women among the poor are no more than the poor, nor than those of the group who may be women; and whoever is left must be able to be a man."""
    return women is None or (0 <= women <= min(part, line.women + line.unrecorded) and part - women <= line.men + line.unrecorded)


def _discussion(said: Discussion) -> Decision:
    if not all(question.strip() for question in said.questions):
        return Decision.unsound("meetings.question_empty", field="questions")
    for answer in said.answers:
        if not answer.text.strip():
            return Decision.unsound("meetings.answer_empty", field="answers")
        if not 1 <= answer.question <= len(said.questions):
            return Decision.unsound("meetings.no_such_question", field="answers", question=answer.question, most=len(said.questions))
    numbers = [*(answer.table for answer in said.answers if answer.table is not None), *(each.table for each in said.presentations), *(each.number for each in said.tables)]
    if any(not 1 <= number <= MOST_TABLES for number in numbers):
        return Decision.unsound("meetings.no_such_table", field="answers", most=MOST_TABLES)
    if len({each.number for each in said.tables}) < len(said.tables):
        return Decision.unsound("meetings.table_twice", field="tables")
    return Decision.yes()


def _actions(sheet: Sheet) -> Decision:
    for line in sheet.actions:
        if line.due_on < sheet.last_day:
            return Decision.unsound("meetings.due_before_meeting", field="actions", what=line.what, due_on=line.due_on)
        if line.starts_on and line.starts_on > line.due_on:
            return Decision.unsound("meetings.starts_after_due", field="actions", what=line.what, starts_on=line.starts_on)
    return Decision.yes()


def _tables_first(pair: tuple[int | None, int]) -> tuple[bool, int]:
    return pair[0] is None, pair[0] or 0


def plain(text: str) -> str:
    """How words are compared: without capitals and spare blanks."""
    return " ".join(text.casefold().split())
