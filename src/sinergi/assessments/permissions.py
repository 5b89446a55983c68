"""Who may judge, and who may see the sheets of others.

Judging: nobody judges the own village or a body he or she belongs to. Seeing: an assessor sees the sheets of others
only once the own sheet is locked (independence); staff of the office see them; the village and the public see the mean
after a list of the round has been published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sinergi.actors.models import Member, Person
from sinergi.actors.roles import OFFICE_ADMIN
from sinergi.assessments import definitions, rules
from sinergi.assessments.models import Sheet, Verdict
from sinergi.engine.definition import Edition, Title
from sinergi.files.models import File
from sinergi.kernel.decisions import Decision
from sinergi.programmes import permissions as programmes
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Appointment, Engagement, Undertaking
from sinergi.programmes.registry import registry

OFFICE_LEVELS = ("nation", "province", "regency")


@dataclass(frozen=True)
class _Ties:
    """What binds a person: the home, and the bodies and undertakings he or she belongs to."""

    home_code: str
    home: str
    bodies: dict[int, tuple[str, str]]  # organisation -> its name, code of its place
    appointed: dict[int, tuple[str, str]]  # undertaking -> name of the body (or empty), role


def may_judge(person: Person, undertaking: Undertaking, on: date) -> Decision:
    """Not in the own village, not over a body of one's own; the sentence says which."""
    return judging(person, [undertaking], on)[undertaking.pk]


def judging(person: Person, undertakings: Iterable[Undertaking], on: date | None = None) -> dict[int, Decision]:
    """The same for many, with a fixed number of queries. Without a day, memberships that ever ended do not count."""
    listed = list(undertakings)
    ids = {each for undertaking in listed for each in _own_and_village(undertaking)}
    ties = _ties(person, ids, on)
    engaged = _engaged(ids, on)
    return {undertaking.pk: _judged(undertaking, ties, engaged) for undertaking in listed}


def may_judge_by_form(person: Person, undertaking: Undertaking, on: date, *, independent: bool) -> Decision:
    """The edition may say that people of the place judge too (a self-assessment)."""
    return may_judge(person, undertaking, on) if independent else Decision.yes()


def sees_sheets(person: programmes.Anybody, undertaking: Undertaking, form: str, edition: Edition, on: date) -> bool:
    """Whether the single sheets of this form may be shown to this person now."""
    return undertaking.pk in seeing_sheets(person, [undertaking], form, edition, on)


def seeing_sheets(person: programmes.Anybody, undertakings: Sequence[Undertaking], form: str, edition: Edition, on: date) -> set[int]:
    """The same for many of one round and one scope, with a fixed number of queries: those whose sheets are shown with name and note."""
    if not isinstance(person, Person) or not undertakings:
        return set()
    held, judging_here = programmes.roles_among(person, undertakings, on), judging_roles(edition, form)
    appraised = {pk for pk, roles in held.items() if roles & judging_here}
    seen = {pk for pk, roles in held.items() if pk not in appraised and _is_office(roles, edition)}
    own = set(Sheet.objects.standing().filter(form=form, person=person, declined=False).values_list("undertaking_id", flat=True)) if appraised else set()
    if appraised - own and is_published(undertakings[0], edition, on):
        return seen | appraised
    return seen | appraised & own


def sees_round(person: programmes.Anybody, cycle: Undertaking, form: str, edition: Edition, on: date) -> bool:
    """Whether the means of a whole round may be shown: to the office beside the appraisers, and to everybody once a list is out."""
    if _lists_out(cycle.root_id, edition, on, of=definitions.scope_of_form(edition, form)):
        return True
    if not isinstance(person, Person):
        return False
    held = programmes.roles_at(person, cycle, on)
    return not held & judging_roles(edition, form) and _is_office(held, edition)


def judging_roles(edition: Edition, form: str) -> set[str]:
    """The roles whose sheets count for this form anywhere in the edition."""
    entries = [*(entry for stage in edition.stages for entry in stage.acts), *edition.anytime]
    return {role for entry in entries if entry.act == "assessments.fill" and entry.param("form") == form for role in entry.roles}


def is_published(undertaking: Undertaking, edition: Edition, on: date) -> bool:
    """Whether a list of such undertakings has been published in the round: from then on the mean is public, also of those left off."""
    return _lists_out(undertaking.root_id, edition, on, of=undertaking.scope)


def sees_verdict(person: programmes.Anybody, undertaking: Undertaking, edition: Edition, on: date) -> bool:
    """Those involved always; others once the list it decides about is out, or where no list depends on it."""
    return undertaking.pk in seeing_verdicts(person, [undertaking], edition, on)


def seeing_verdicts(person: programmes.Anybody, undertakings: Sequence[Undertaking], edition: Edition, on: date) -> set[int]:
    """The same for many of one round and one scope, with a fixed number of queries."""
    if not undertakings:
        return set()
    first = undertakings[0]
    if not any(word.get("of") == first.scope for word in edition.words("lists").values()) or is_published(first, edition, on):
        return {each.pk for each in undertakings}
    return {pk for pk, roles in programmes.roles_among(person, undertakings, on).items() if roles - {OFFICE_ADMIN}}


def reads_file(person: Person | None, file: File) -> bool:
    """Photos and papers of a verdict: whoever holds a role for its undertaking now, or held one on the day of the verdict."""
    if person is None:
        return False
    rows = Verdict.objects.filter(Q(evidence=file) | Q(photos__file=file)).select_related("undertaking__region")
    today = timezone.localdate()
    return any(
        programmes.is_involved(person, row.undertaking, today) or programmes.is_involved(person, row.undertaking, row.happened_on) for row in rows[:20]
    )


def _lists_out(cycle_id: int, edition: Edition, on: date, *, of: str) -> bool:
    versions: Any = registry.lists(cycle_id) if registry.lists else {}
    lists = [code for code, word in edition.words("lists").items() if word.get("of") == of]
    return any(versions.get(code) and versions[code][0][0] <= on for code in lists)


def _is_office(held: Collection[str], edition: Edition) -> bool:
    """A role of the regency or above, of those the edition knows."""
    known = [edition.roles[role] for role in held if role in edition.roles]
    return any(role.held == "region" and role.level in OFFICE_LEVELS for role in known)


def _own_and_village(undertaking: Undertaking) -> set[int]:
    """The undertaking and the village it stands in; never the round, whose body is the working group itself."""
    ids = {undertaking.pk}
    if undertaking.scope == Undertaking.Scope.WORK and undertaking.parent_id and undertaking.parent_id != undertaking.cycle_id:
        ids.add(undertaking.parent_id)
    return ids


def _ties(person: Person, ids: Collection[int], on: date | None) -> _Ties:
    members = Member.objects.filter(_held(on), person=person).values_list("organisation_id", "organisation__name", "organisation__region__code")
    appointed = Appointment.objects.filter(_held(on), person=person, undertaking__in=ids)
    named = {pk: (body or "", role) for pk, role, body in appointed.values_list("undertaking_id", "role", "engagement__organisation__name")}
    home = person.home
    return _Ties(home.code if home else "", str(home or ""), {pk: (name, code) for pk, name, code in members}, named)


def _engaged(ids: Collection[int], on: date | None) -> dict[int, set[int]]:
    engaged: dict[int, set[int]] = defaultdict(set)
    for pk, organisation in Engagement.objects.standing(on).filter(undertaking__in=ids).values_list("undertaking_id", "organisation_id"):
        engaged[pk].add(organisation)
    return engaged


def _held(on: date | None) -> Q:
    return Q(held_to=None) if on is None else (Q(held_to=None) | Q(held_to__gte=on)) & Q(held_from__lte=on)


def _judged(undertaking: Undertaking, ties: _Ties, engaged: dict[int, set[int]]) -> Decision:
    place = undertaking.region
    if rules.same_village(ties.home_code, place.code):
        return Decision.not_allowed("assessments.own_village", village=ties.home)
    for pk in _own_and_village(undertaking):
        for organisation in engaged.get(pk, ()):
            if organisation in ties.bodies:
                return Decision.not_allowed("assessments.own_organisation", organisation=ties.bodies[organisation][0])
        if pk in ties.appointed:
            body, role = ties.appointed[pk]
            return Decision.not_allowed("assessments.own_organisation", organisation=body or _role_title(undertaking, role))
    for name, code in ties.bodies.values():
        if rules.same_village(code, place.code):
            return Decision.not_allowed("assessments.own_organisation", organisation=name)
    return Decision.yes()


def _role_title(undertaking: Undertaking, role: str) -> Title | str:
    known = edition_of(undertaking).roles.get(role)
    return known.title if known else role
