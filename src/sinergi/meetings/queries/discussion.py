"""What was talked about in groups, put in the order people read it: by question, by whom it is addressed to, by presentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sinergi.meetings import rules
from sinergi.meetings.models import Meeting


@dataclass(frozen=True)
class Group:
    """A discussion group: its number, the name it went by, or who sat in it."""

    number: int
    name: str
    people: int

    def __str__(self) -> str:
        return self.name or _("Kelompok %(number)s") % {"number": self.number}


@dataclass(frozen=True)
class Said:
    """One answer."""

    text: str
    group: Group | None
    by: str


@dataclass(frozen=True)
class Asked:
    """One question with its answers, gathered by whom they are addressed to, in the order they came."""

    number: int
    text: str
    answers: Sequence[tuple[str, Sequence[Said]]]


@dataclass(frozen=True)
class Presented:
    number: int
    group: Group
    presenter: str


@dataclass(frozen=True)
class Talk:
    """The whole discussion of one meeting."""

    groups: Sequence[Group]
    questions: Sequence[Asked]
    presentations: Sequence[Presented]

    def __bool__(self) -> bool:
        return bool(self.questions or self.presentations)

    @property
    def hopes(self) -> list[tuple[str, list[str]]]:
        """All that was said to each addressee, over all questions."""
        found: dict[str, list[str]] = {}
        for asked in self.questions:
            for to, said in asked.answers:
                if to:
                    found.setdefault(to, []).extend(each.text for each in said)
        return list(found.items())


def discussion_of(meeting: Meeting) -> rules.Discussion:
    """What was talked about in groups, as it was written down."""
    questions = list(meeting.questions.all())
    numbers = {row.pk: row.number for row in questions}
    answers = meeting.answers.all() if questions else ()
    return rules.Discussion(
        questions=tuple(row.text for row in questions),
        answers=tuple(rules.Answer(numbers[row.question_id], row.table, row.text, row.to, row.by) for row in answers),
        presentations=tuple(rules.Presentation(row.table, row.presenter) for row in meeting.presentations.all()),
        tables=tuple(rules.Table(row.number, row.title) for row in meeting.tables.all()),
    )


def talk(said: rules.Discussion, counts: Iterable[rules.CountLine], figures: rules.Figures) -> Talk:
    """The discussion as it is read; a group without a name is known by who sat in it."""
    groups = groups_of(said, counts, figures)
    found = []
    for number, question in enumerate(said.questions, 1):
        gathered: dict[str, list[Said]] = {}
        for answer in said.answers:
            if answer.question == number:
                gathered.setdefault(answer.to, []).append(Said(answer.text, _named(groups, answer.table), answer.by))
        found.append(Asked(number, question, list(gathered.items())))
    presented = [Presented(place, groups.get(each.table) or Group(each.table, "", 0), each.presenter) for place, each in enumerate(said.presentations, 1)]
    return Talk(list(groups.values()), found, presented)


def groups_of(said: rules.Discussion, counts: Iterable[rules.CountLine], figures: rules.Figures) -> dict[int, Group]:
    """Every discussion group that has people, a name, an answer or a presentation, by its number."""
    seated: dict[int, list[str]] = {}
    for line in counts:
        if line.table is not None and line.group.strip() not in seated.setdefault(line.table, []):
            seated[line.table].append(line.group.strip())
    titles, people = {each.number: each.title for each in said.tables}, dict(figures.tables)
    spoke = {each.table for each in said.answers if each.table is not None} | {each.table for each in said.presentations}
    numbers = sorted({*seated, *titles, *spoke, *(number for number in people if number is not None)})
    return {number: Group(number, titles.get(number) or ", ".join(seated.get(number, ())), people.get(number, 0)) for number in numbers}


def _named(groups: Mapping[int, Group], table: int | None) -> Group | None:
    return None if table is None else groups.get(table)
