"""Asking and answering."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError

from sinergi.actors.models import Person
from sinergi.complaints import queries, rules
from sinergi.complaints.models import Kind, Question, Reply
from sinergi.disclosure.rules import covered, follow_code, sound_text
from sinergi.kernel.decisions import Decision
from sinergi.notices import actions as notices
from sinergi.programmes.performing import perform

ASKED, ASKED_ABOUT_MONEY = "notice.complaints_asked", "notice.complaints_misuse"


def ask(
    person: Person | None,
    code: str,
    *,
    on: date,
    kind: str,
    matter: str,
    text: str,
    dedupe_key: str,
    misuse: bool = False,
    amount: int | None = None,
    name: str = "",
    contact: str = "",
) -> Question:
    """Anybody asks or complains, without an account; the same words from the same browser are kept once."""
    before: Question | None = Question.objects.filter(dedupe_key=dedupe_key).first()
    if before is not None:
        return before
    try:
        with perform(person, "complaints.ask", code, on=on) as doing:
            if kind not in Kind.values:
                Decision.unsound("complaints.kind_needed", field="kind").enforce()
            rules.sound_question(matter=matter, text=text, misuse=misuse, amount=amount).enforce()
            row: Question = Question.objects.create(
                kind=kind, matter=matter.strip(), text=text.strip(), misuse=misuse, amount=amount, name=name.strip()[:120],
                contact=contact.strip()[:120], follow_code=follow_code(), dedupe_key=dedupe_key, **doing.stamp,
            )
            doing.changed(question=row.pk, kind=kind, misuse=misuse, amount=amount)
            told = [each for each in queries.answerers(doing.undertaking, on) if each != person]
            notices.send(told, ASKED_ABOUT_MONEY if misuse else ASKED, url=f"/pengaduan/{code}/{row.pk}/jawab/", matter=covered(row.matter)[:160], title=doing.undertaking.title)
    except IntegrityError:  # the second of two clicks at the same moment
        row = Question.objects.get(dedupe_key=dedupe_key)
    return row


def answer(person: Person, code: str, *, on: date, question_id: int, text: str, happened_on: date | None = None) -> Reply:
    """Answer in public; a new answer needs the old one taken back first."""
    with perform(person, "complaints.answer", code, on=on, happened_on=happened_on) as doing:
        question = Question.objects.filter(pk=question_id, undertaking=doing.undertaking).first()
        if question is None:
            Decision.no("complaints.no_such_question").enforce()
            raise AssertionError
        if question.replies.filter(ended_on=None).exists():
            Decision.no("complaints.answered_already").enforce()
        if doing.happened_on < question.happened_on:
            Decision.unsound("complaints.answer_before_question", field="happened_on", day=question.happened_on).enforce()
        sound_text(text).enforce()
        row = Reply.objects.create(question=question, text=text.strip(), **doing.stamp)
        doing.changed(question=question_id)
    return row
