"""Questions as the public sees them: without names, with numbers of people covered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from sinergi.actors.models import Person
from sinergi.complaints.models import Question, Reply
from sinergi.disclosure.rules import covered, read_code
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody, holders, roles_at


@dataclass(frozen=True)
class Shown:
    row: Question
    matter: str
    text: str
    answer: Reply | None
    answer_text: str


def questions_of(undertaking: Undertaking) -> QuerySet[Question]:
    """All questions about it, newest first."""
    return _ready(Question.objects.filter(undertaking=undertaking).order_by("-id"))


def questions(*, answered: bool | None = None) -> QuerySet[Question]:
    """All questions everywhere, newest first."""
    rows = _ready(Question.objects.filter(undertaking__voided_on=None).order_by("-id"))
    if answered is None:
        return rows
    replied = Reply.objects.filter(ended_on=None).values("question")
    return rows.filter(pk__in=replied) if answered else rows.exclude(pk__in=replied)


def works_named(text: str) -> QuerySet[Undertaking]:
    """What somebody may mean by these words: the code, or words of the title or of the place; villages and works, the newest round first."""
    found = Undertaking.objects.filter(voided_on=None).exclude(scope="cycle")
    for word in text.split():
        found = found.filter(Q(code__icontains=word) | Q(title__icontains=word) | Q(region__name__icontains=word))
    return found.select_related("region", "cycle").order_by("-cycle__year", "code")


def question_of(follow_code: str) -> Question | None:
    return _ready(Question.objects.filter(follow_code=read_code(follow_code))).first()


def question_about(undertaking: Undertaking, question_id: int) -> Question | None:
    return _ready(Question.objects.filter(undertaking=undertaking, pk=question_id)).first()


def _ready(rows: QuerySet[Question]) -> QuerySet[Question]:
    replies = Prefetch("replies", Reply.objects.filter(ended_on=None).order_by("-id"), to_attr="standing_replies")
    return rows.select_related("undertaking").prefetch_related(replies)


def shown(row: Question) -> Shown:
    replies: list[Reply] = getattr(row, "standing_replies", [])
    answer = replies[0] if replies else None
    return Shown(row, covered(row.matter), covered(row.text), answer, covered(answer.text) if answer else "")


def answering_roles(undertaking: Undertaking) -> set[str]:
    """Which roles the edition lets answer what is asked about it."""
    lines = [entry for entry in edition_of(undertaking).anytime if entry.act == "complaints.answer" and entry.scope == undertaking.scope]
    return {role for entry in lines for role in entry.roles}


def answerers(undertaking: Undertaking, on: date) -> list[Person]:
    """Whoever may answer what is asked about it and can sign in: by a role held in its place or above, or named for it."""
    return holders(undertaking, answering_roles(undertaking), on)


def sees_sender(person: Anybody, undertaking: Undertaking, on: date) -> bool:
    """Those who answer see how to reach the sender; nobody else does."""
    return bool(roles_at(person, undertaking, on) & answering_roles(undertaking))


def panel(undertaking: Undertaking, person: Anybody, on: date) -> dict[str, Any] | None:
    """The newest questions of one work, for ``complaints/panel.html``; None where nobody may ask and nobody did."""
    del person, on
    rows = [shown(row) for row in questions_of(undertaking)[:5]]
    may_ask = any(entry.act == "complaints.ask" and entry.scope in {"", undertaking.scope} for entry in edition_of(undertaking).anytime)
    return {"undertaking": undertaking, "questions": rows, "may_ask": may_ask} if rows or may_ask else None
