"""What the notes of a running meeting add up to. Notes are only ever added: a correction or a strike is a note about an earlier one.

Nothing here is stored: the picture is read from the notes, so nobody's typing can overwrite anybody else's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sinergi.kernel.decisions import Decision
from sinergi.meetings.rules.record import Answer, CountLine, Discussion, Figures, NameLine, Presentation, Table, figures, known_sum, plain

CHECKIN, COUNT, STEP, POINT, TABLE, QUESTION, ANSWER, PRESENTATION, DECISION, ACTION, FOLLOWUP, STRIKE = KINDS = (
    "checkin", "count", "step", "point", "table", "question", "answer", "presentation", "decision", "action", "followup", "strike",
)  # fmt: skip
MOST_AT_DOOR = 10_000  # who signed in by themselves: whoever floods the door is stopped, and those who write are not
MOST_AT_ONCE = 200
_NUMBERS = ("women", "men", "unrecorded", "online")
_PARTS = ("poor", "disability")  # counted by some and not by others
_OF_WOMEN = ("poor_women", "disability_women")


@dataclass(frozen=True)
class Said:
    """One note as it was written down. ``replaces`` names the note it corrects or strikes."""

    uuid: str
    kind: str
    payload: Mapping[str, Any]
    author: str = ""
    at: datetime | None = None
    replaces: str = ""
    door: str = "host"
    link: int | None = None
    root: str = ""  # the first note of a chain of corrections; filled when they are read

    def get(self, name: str, otherwise: Any = "") -> Any:
        return self.payload.get(name, otherwise)

    @property
    def due_on(self) -> date | None:
        """The day that was named, as a day: notes keep it as text."""
        given = self.get("due_on")
        return date.fromisoformat(given) if given else None

    @property
    def is_corrected(self) -> bool:
        return bool(self.root) and self.root != self.uuid


@dataclass(frozen=True)
class Picture:
    """How the meeting stands, sorted by what was noted; each list in the order in which it was said."""

    people: Sequence[Said] = ()
    counts: Sequence[Said] = ()
    points: Sequence[Said] = ()
    tables: Sequence[Said] = ()
    questions: Sequence[Said] = ()
    answers: Sequence[Said] = ()
    presentations: Sequence[Said] = ()
    decisions: Sequence[Said] = ()
    actions: Sequence[Said] = ()
    followups: Mapping[int, Said] | None = None
    step: Said | None = None
    struck: int = 0
    total: int = 0

    @property
    def item(self) -> int:
        """The number of the item of the agenda that runs now; 0 before the first."""
        return int(self.step.get("item", 0)) if self.step else 0

    @cached_property
    def figures(self) -> Figures:
        return figures(count_lines(self.counts), (name_line(each) for each in self.people))


def picture(notes: Iterable[Said]) -> Picture:
    """Read the notes, in the order in which they arrived."""
    kept = list(notes)
    standing, struck = _standing(kept)
    of = {kind: [each for each in standing if each.kind == kind] for kind in KINDS}
    return Picture(
        people=of[CHECKIN], counts=of[COUNT], points=of[POINT], tables=_last_of_each(of[TABLE], "number"), questions=of[QUESTION], answers=of[ANSWER],
        presentations=of[PRESENTATION], decisions=of[DECISION], actions=of[ACTION],
        followups={int(each.get("followup", 0)): each for each in of[FOLLOWUP]}, step=of[STEP][-1] if of[STEP] else None, struck=struck, total=len(kept),
    )  # fmt: skip


def only(now: Picture, uuids: Collection[str]) -> Picture:
    """The notes among these whose first wording this is: what corrects an earlier note adds nothing."""
    kept: dict[str, Any] = {each.name: [said for said in getattr(now, each.name) if said.root in uuids] for each in fields(Picture) if isinstance(getattr(now, each.name), list)}
    return replace(now, **kept)


def count_lines(counts: Iterable[Said]) -> list[CountLine]:
    """Counts added up by group and table: each phone counts those it sees. Where one counted the poor and another did not, they stay apart."""
    found: dict[tuple[str, int | None, bool, bool], CountLine] = {}
    for each in counts:
        key = (str(each.get("group")).strip(), each.get("table", None) or None, _said_number(each, "poor") is None, _said_number(each, "disability") is None)
        line = found.setdefault(key, CountLine(key[0], table=key[1]))
        sums: dict[str, Any] = {name: getattr(line, name) + int(each.get(name, 0) or 0) for name in _NUMBERS}
        sums |= {name: known_sum([getattr(line, name), _said_number(each, name)]) for name in (*_PARTS, *_OF_WOMEN)}
        found[key] = replace(line, **sums)
    return list(found.values())


def _said_number(each: Said, name: str) -> int | None:
    value = each.get(name, None)
    return None if value is None else int(value)


def name_line(each: Said, *, late: bool = False) -> NameLine:
    """A check-in as a line of the attendance list; whether somebody was late is told by the clock of the hall."""
    return NameLine(
        name=str(each.get("name")), sex=str(each.get("sex")), organisation=str(each.get("organisation")), group=str(each.get("group")), poor=each.get("poor", None),
        disability=each.get("disability", None), table=each.get("table", None) or None, person_id=each.get("person", None),
        online=bool(each.get("online", False)), late=late,
    )  # fmt: skip


def discussion(now: Picture, otherwise: str = "…") -> Discussion:
    """Groups, questions and answers as they go into the record; an answer to no question stands under ``otherwise``, after the questions."""
    numbers = {each.root: number for number, each in enumerate(now.questions, 1)}
    questions = [str(each.get("text")) for each in now.questions]
    if any(each.get("question") not in numbers for each in now.answers):
        questions.append(otherwise)
    return Discussion(
        questions=tuple(questions),
        answers=tuple(_answer(each, numbers.get(each.get("question"), len(questions))) for each in now.answers),
        presentations=tuple(Presentation(table=int(each.get("table")), presenter=str(each.get("presenter"))) for each in now.presentations),
        tables=tuple(Table(int(each.get("number")), str(each.get("title"))) for each in now.tables if each.get("title")),
    )


def doubled(people: Sequence[Said]) -> list[Said]:
    """Check-ins whose name and body stand there before: perhaps one person twice. Shown to the host, never refused."""
    seen: set[tuple[str, str]] = set()
    found = []
    for each in people:
        key = (plain(str(each.get("name"))), plain(str(each.get("organisation"))))
        if key in seen:
            found.append(each)
        seen.add(key)
    return found


def writable(*, cancelled: bool, held: bool) -> Decision:
    """Notes are taken until the meeting is closed."""
    if cancelled:
        return Decision.no("meetings.cancelled")
    return Decision.no("meetings.notes_closed") if held else Decision.yes()


def known_kind(kind: str) -> Decision:
    return Decision.yes() if kind in KINDS else Decision.unsound("meetings.note_unknown")


def _standing(notes: Sequence[Said]) -> tuple[list[Said], int]:
    """Each note in its newest wording, without those that were struck; sorted by when they were said. Order of arrival decides between corrections."""
    known = {each.uuid: each for each in notes}
    newest: dict[str, Said] = {}
    gone: set[str] = set()
    for each in notes:
        root = _root(each, known)
        if each.kind == STRIKE:
            gone.add(root)
        elif root == each.uuid and root in newest:
            continue  # the first wording came after its correction
        elif root == each.uuid or known.get(root) is None or known[root].kind == each.kind:
            first = known.get(root, each)
            newest[root] = replace(each, root=root, at=first.at, door=first.door)
    order = {each.uuid: place for place, each in enumerate(notes)}
    rows = [each for root, each in newest.items() if root not in gone]
    rows.sort(key=lambda each: (each.at is None, each.at, order[each.uuid]))
    return rows, len([root for root in newest if root in gone])


def _root(each: Said, known: Mapping[str, Said]) -> str:
    """Back along the corrections to the first wording; a circle (nobody writes one by hand) ends where it is noticed."""
    seen = {each.uuid}
    uuid = each.uuid
    while each.replaces and each.replaces not in seen:
        uuid = each.replaces
        seen.add(uuid)
        before = known.get(uuid)
        if before is None:
            break
        each = before
    return uuid


def _last_of_each(rows: Sequence[Said], name: str) -> list[Said]:
    found = {each.get(name): each for each in rows}
    return [found[key] for key in sorted(found)]


def _answer(each: Said, question: int) -> Answer:
    return Answer(question, each.get("table", None) or None, str(each.get("text")), str(each.get("to")), str(each.get("by") or ""))
