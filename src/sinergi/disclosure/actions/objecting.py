"""Objections of anybody and their public answers."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from sinergi.actors.models import Person, RoleHeld
from sinergi.audit import actions as audit
from sinergi.disclosure import permissions, rules
from sinergi.disclosure.models import Answer, Ground, Objection, Redaction
from sinergi.disclosure.queries import objection_of, standing_version
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision
from sinergi.programmes.models import Undertaking
from sinergi.programmes.performing import Doing, perform


def raise_objection(
    person: Person | None,
    code: str,
    *,
    on: date,
    list: str,  # noqa: A002 -- the parameter's name in the programme files
    ground: str,
    text: str,
    dedupe_key: str,
    target_code: str = "",
    evidence: File | None = None,
    name: str = "",
    contact: str = "",
) -> Objection:
    """Anybody objects to the version in force, or to one entry of it. The same words from the same browser are kept once."""
    before: Objection | None = Objection.objects.filter(dedupe_key=dedupe_key).first()
    if before is not None:
        return before
    try:
        with perform(person, "disclosure.object", code, on=on, list=list) as doing:
            version = standing_version(doing.undertaking, list)
            if version is None:
                Decision.no("disclosure.nothing_published").enforce()
                raise AssertionError
            rules.sound_text(text).enforce()
            if ground not in Ground.values:
                Decision.unsound("disclosure.ground_needed", field="ground").enforce()
            target = _target(doing.undertaking, target_code)
            number = (Objection.objects.filter(undertaking=doing.undertaking, list=list).aggregate(last=Max("number"))["last"] or 0) + 1
            row: Objection = Objection.objects.create(
                list=list, version=version, number=number, target=target, ground=ground, text=text.strip(), evidence=evidence,
                name=name.strip()[:120], contact=contact.strip()[:120], follow_code=rules.follow_code(), dedupe_key=dedupe_key, **doing.stamp,
            )
            doing.changed(number=number, version=version.number, target=target_code, ground=ground)
    except IntegrityError:  # the second of two clicks at the same moment
        row = Objection.objects.get(dedupe_key=dedupe_key)
    return row


def _target(cycle: Undertaking, code: str) -> Undertaking | None:
    if not code:
        return None
    target = Undertaking.objects.filter(cycle=cycle, scope="work", code=code, voided_on=None).first()
    if target is None:
        Decision.unsound("disclosure.unknown_entry", field="target_code", work=code[:40]).enforce()
    return target


def answer(
    person: Person,
    code: str,
    *,
    on: date,
    list: str,  # noqa: A002 -- the parameter's name in the programme files
    number: int,
    text: str,
    upheld: bool,
    happened_on: date | None = None,
) -> Answer:
    """Answer in public. Upheld: it is settled once a later version of the list is out."""
    with perform(person, "disclosure.answer", code, on=on, happened_on=happened_on, list=list) as doing:
        objection = objection_of(doing.undertaking, list, number)
        if objection is None:
            Decision.no("disclosure.no_such_objection", number=number).enforce()
            raise AssertionError
        if objection.answers.filter(ended_on=None).exists():
            Decision.no("disclosure.answered_already", number=number).enforce()
        if doing.happened_on < objection.happened_on:
            Decision.unsound("disclosure.answer_before_objection", field="happened_on", day=objection.happened_on).enforce()
        rules.sound_text(text).enforce()
        row = Answer.objects.create(list=list, objection=objection, text=text.strip(), upheld=upheld, office=_office(doing), **doing.stamp)
        doing.changed(number=number, upheld=upheld)
    return row


def _office(doing: Doing) -> str:
    """In whose name it is answered: the body through which the role is held, or the role."""
    held = RoleHeld.objects.on(doing.on).filter(person=doing.person, role=doing.role).exclude(organisation=None).select_related("organisation").first()
    if held is not None and held.organisation is not None:
        return held.organisation.name
    role = doing.edition.roles.get(doing.role)
    return role.title.id if role else ""


@transaction.atomic
def redact(person: Person, code: str, *, on: date, list: str, number: int, shown: str, reason: str) -> Redaction:  # noqa: A002 -- as above
    """Cover personal data in an objection. The words themselves are kept, and the page says that and why something is covered."""
    cycle = Undertaking.objects.select_for_update().filter(code=code, voided_on=None).first()
    objection = objection_of(cycle, list, number) if cycle else None
    if cycle is None or objection is None:
        Decision.no("disclosure.no_such_objection", number=number).enforce()
        raise AssertionError
    permissions.may_cover(person, cycle, list, on).enforce()
    if not reason.strip():
        Decision.unsound("disclosure.cover_needs_reason", field="reason").enforce()
    rules.sound_text(shown, field="shown", shortest=1).enforce()
    if len(shown.replace(rules.COVER, "").split()) * 2 < len(objection.text.split()):
        Decision.unsound("disclosure.covers_too_much", field="shown").enforce()
    row = Redaction.objects.create(objection=objection, shown=shown.strip(), reason=reason.strip()[:300], person=person)
    audit.record(person, "disclosure.redact", code, happened_on=on, changes={"list": list, "number": number, "reason": reason.strip()[:300]})
    return row
