"""Objections as the public sees them: numbered, covered where they name people, with their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from sinergi.disclosure.models import Answer, ListVersion, Objection
from sinergi.disclosure.rules import covered, read_code
from sinergi.programmes.models import Undertaking


@dataclass(frozen=True)
class Shown:
    """One objection for a page. ``text`` is what the public may read; the row keeps everything."""

    row: Objection
    text: str
    covered_because: str
    answer: Answer | None
    later_version: ListVersion | None

    @property
    def state(self) -> str:
        if self.answer is None:
            return "open"
        return "open" if self.answer.upheld and self.later_version is None else "done"

    @property
    def answer_text(self) -> str:
        return covered(self.answer.text) if self.answer else ""


def objections_of(cycle: Undertaking, list_code: str) -> QuerySet[Objection]:
    """All objections to a list, newest first, ready for ``shown``."""
    return _ready(Objection.objects.filter(undertaking=cycle, list=list_code).order_by("-number"))


def objection_of(cycle: Undertaking, list_code: str, number: int) -> Objection | None:
    return _ready(Objection.objects.filter(undertaking=cycle, list=list_code, number=number)).first()


def by_follow_code(code: str) -> Objection | None:
    """The objection whose sender kept this code."""
    return _ready(Objection.objects.filter(follow_code=read_code(code))).first()


def _ready(rows: QuerySet[Objection]) -> QuerySet[Objection]:
    answers = Prefetch("answers", Answer.objects.filter(ended_on=None).order_by("-id"), to_attr="standing_answers")
    return rows.select_related("undertaking", "target", "version", "evidence").defer("version__content", "version__canonical").prefetch_related(
        answers, "redactions")


def shown(rows: Iterable[Objection]) -> list[Shown]:
    """Rows of one page with their answers; one query more for the versions of the lists they are about."""
    found = list(rows)
    rounds = {(row.undertaking_id, row.list) for row in found}
    versions = list(ListVersion.objects.filter(undertaking__in={pk for pk, _ in rounds}).defer("content", "canonical").order_by("number")) if found else []
    return [_shown(row, [each for each in versions if (each.undertaking_id, each.list) == (row.undertaking_id, row.list)]) for row in found]


def _shown(row: Objection, versions: list[ListVersion]) -> Shown:
    answers: list[Answer] = getattr(row, "standing_answers", [])
    answer = answers[0] if answers else None
    redactions = list(row.redactions.all())
    text = redactions[-1].shown if redactions else row.text
    later = next((each for each in versions if answer is not None and answer.upheld and each.recorded_at > answer.recorded_at), None)
    return Shown(row, covered(text), redactions[-1].reason if redactions else "", answer, later)


def open_objections(cycle: Undertaking, list_code: str) -> tuple[int, int]:
    """How many are unanswered, and how many are upheld and wait for a new version."""
    rows = shown(objections_of(cycle, list_code))
    unanswered = sum(each.answer is None for each in rows)
    waiting = sum(each.answer is not None and each.state == "open" for each in rows)
    return unanswered, waiting
