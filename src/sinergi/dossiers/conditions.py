"""What papers and signatures say to the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Person
from sinergi.dossiers import actions, definitions, permissions, queries, rules
from sinergi.dossiers.models import Check, Document, Signature
from sinergi.dossiers.rules import Checked, Signed, Version
from sinergi.kernel.timelines import Timeline, all_of, holds
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking, among
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids

Why = dict[int, tuple[str, dict[str, Any]]]


def filed(ids: Ids, *, stage: str = "", documents: tuple[str, ...], checked: bool = False) -> dict[int, Timeline]:
    """While all these documents stand; with ``checked`` while the newest version of each was found correct."""
    found = _versions(ids, stage, documents)
    return {pk: all_of(rules.filed_line(rows.get(code, ()), checked=checked) for code in documents) for pk, rows in found.items()}


def filed_why(ids: Ids, *, on: date, stage: str = "", documents: tuple[str, ...], checked: bool = False) -> Why:
    """Which are missing; when none is, which are wrong; else which wait to be checked."""
    found = _versions(ids, stage, documents)
    titles = queries.edition_titles(ids, "documents")
    why: Why = {}
    for pk in ids:
        groups = _grouped(found.get(pk, {}), documents, on, checked=checked)
        code = next((code for code in ("missing", "wrong", "unchecked") if groups[code]), "missing")
        listed = [titles.get(pk, {}).get(each, each) for each in groups[code]]
        why[pk] = (f"dossiers.{code}", {"documents": listed, "count": len(listed), "needed": len(documents)})
    return why


def signed(ids: Ids, *, stage: str = "", chain: str) -> dict[int, Timeline]:
    """While every place of the chain is signed."""
    rows: dict[int, list[Signed]] = defaultdict(list)
    found = Signature.objects.about(ids).filter(chain=chain, signed=True)
    if stage:
        found = found.filter(stage=stage)
    for pk, place, steps, start, end in found.values_list("undertaking_id", "place", "steps", "happened_on", "ended_on"):
        rows[pk].append(Signed(place, steps, start, end))
    return {pk: rules.signed_line(each) for pk, each in rows.items()}


def signed_why(ids: Ids, *, on: date, stage: str = "", chain: str) -> Why:
    """Whose signature is next, or who refused."""
    standing: dict[int, set[int]] = defaultdict(set)
    refused: dict[int, Signature] = {}
    rows = Signature.objects.standing(on).filter(undertaking__in=ids, chain=chain).order_by("happened_on", "id")
    for row in rows.filter(stage=stage) if stage else rows:
        if row.signed:
            standing[row.undertaking_id].add(row.place)
            refused.pop(row.undertaking_id, None)
        else:
            refused[row.undertaking_id] = row
    why: Why = {}
    for undertaking in Undertaking.objects.filter(pk__in=ids):
        edition = edition_of(undertaking)
        found = definitions.chain(edition, chain)
        roles = found.roles if found else ()
        place = rules.next_place(standing[undertaking.pk], len(roles))
        titles = [edition.roles[role].title if role in edition.roles else role for role in roles]
        values: dict[str, Any] = {
            "chain": found.title if found else chain, "role": titles[place or 0] if titles else "", "done": len(standing[undertaking.pk]), "of": len(roles)
        }
        refusal = refused.get(undertaking.pk)
        if refusal is None:
            why[undertaking.pk] = ("dossiers.not_signed", values)
        else:
            by = edition.roles[refusal.role].title if refusal.role in edition.roles else refusal.role
            why[undertaking.pk] = ("dossiers.refused", values | {"by": by, "day": refusal.happened_on, "reason": refusal.note})
    return why


def fileable(person_id: int, ids: Ids, **params: Any) -> Collection[int]:  # noqa: ARG001 -- one signature for all
    """Those whose newest version is missing, or was found wrong: what waits to be checked is not to be filed again."""
    rows = Document.objects.standing().filter(among(ids), document=params.get("document", ""))
    newest = dict(rows.order_by("happened_on", "id").values_list("undertaking_id", "id"))
    wrong = set(Check.objects.standing().filter(filing__in=list(newest.values()), correct=False).values_list("filing_id", flat=True))
    return {pk for pk in ids if pk not in newest or newest[pk] in wrong}


def checkable(person_id: int, ids: Ids, **params: Any) -> Collection[int]:
    """Those with a newest version that this person neither filed nor checked."""
    rows = Document.objects.standing().filter(among(ids))
    if params.get("document"):
        rows = rows.filter(document=params["document"])
    newest: dict[tuple[int, str], tuple[int, int | None]] = {}
    for pk, undertaking, document, person in rows.order_by("happened_on", "id").values_list("id", "undertaking_id", "document", "person_id"):
        newest[(undertaking, document)] = (pk, person)
    done = set(Check.objects.standing().filter(filing__in=[pk for pk, _ in newest.values()], person=person_id).values_list("filing_id", flat=True))
    return {undertaking for (undertaking, _), (pk, person) in newest.items() if person != person_id and pk not in done}


def signable(person_id: int, ids: Ids, **params: Any) -> Collection[int]:
    """Those where the next signature of a chain is this person's."""
    undertakings = list(Undertaking.objects.filter(pk__in=ids).select_related("region"))
    named = params.get("chain")
    chains = {each.pk: _chains_of(each, named) for each in undertakings}
    signed_places: dict[tuple[int, str], set[int]] = defaultdict(set)
    for pk, chain, place in Signature.objects.standing().filter(undertaking__in=ids, signed=True).values_list("undertaking_id", "chain", "place"):
        signed_places[(pk, chain)].add(place)
    roles = {role for listed in chains.values() for chain in listed for role in chain.roles}
    held = permissions.holding(Person.objects.get(pk=person_id), undertakings, roles, params.get("on"))
    mine: set[int] = set()
    bases = {(each.pk, chain.code): definitions.rests_on(edition_of(each), each.scope, chain.code) for each in undertakings for chain in chains[each.pk]}
    wrong = queries.faults([each.pk for each in undertakings], {document for documents in bases.values() for document in documents})
    for pk, listed in chains.items():
        for chain in listed:
            if any((pk, document) in wrong for document in bases[pk, chain.code]):
                continue                # it waits for another version
            place = rules.next_place(signed_places[(pk, chain.code)], len(chain.roles))
            if place is not None and chain.roles[place] in held[pk]:
                mine.add(pk)
    return mine


def _chains_of(undertaking: Undertaking, named: str | None) -> list[definitions.Chain]:
    edition = edition_of(undertaking)
    found = (definitions.chain(edition, code) for code in edition.words("chains") if named in {None, "", code})
    return [each for each in found if each is not None]


def _versions(ids: Ids, stage: str, documents: tuple[str, ...]) -> dict[int, dict[str, list[Version]]]:
    """One query: every version with its checks; those without a check come with an empty one."""
    rows = Document.objects.about(ids).filter(document__in=documents)
    if stage:
        rows = rows.filter(stage=stage)
    told = rows.order_by("id", "checks__id").values_list(
        "undertaking_id", "document", "id", "happened_on", "ended_on", "checks__person_id", "checks__happened_on", "checks__ended_on", "checks__correct"
    )
    periods: dict[tuple[int, str, int], tuple[date, date | None]] = {}
    checks: dict[int, list[Checked]] = defaultdict(list)
    for pk, document, number, start, end, checker, check_start, check_end, correct in told:
        periods[(pk, document, number)] = (start, end)
        if check_start is not None:
            checks[number].append(Checked(checker or 0, check_start, check_end, correct))
    found: dict[int, dict[str, list[Version]]] = defaultdict(lambda: defaultdict(list))
    for (pk, document, number), (start, end) in periods.items():
        found[pk][document].append(Version(number, start, end, tuple(checks[number])))
    return found


def _grouped(found: Mapping[str, list[Version]], documents: tuple[str, ...], on: date, *, checked: bool) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {"missing": [], "wrong": [], "unchecked": [], "correct": []}
    for code in documents:
        standing = [each for each in found.get(code, ()) if holds(each.line, on)]
        if not standing:
            groups["missing"].append(code)
        elif checked:
            last = max(standing, key=lambda each: (each.start, each.number))
            groups[rules.verdict_on(last.checks, on)].append(code)
    return groups


def _form_of(name: str) -> Callable[[str, Mapping[str, Any]], str]:
    def address(code: str, params: Mapping[str, Any]) -> str:
        query = urlencode({key: value for key, value in params.items() if value not in {None, ""}})
        return f"{reverse(name, args=[code])}{'?' if query else ''}{query}"

    return address


def _returned(code: str, params: Mapping[str, Any]) -> tuple[Any, str] | None:
    """Why the newest version came back, beside the task to file another."""
    document = str(params.get("document", ""))
    found = queries.sent_back(code, document)
    if found is None:
        return None
    return format_lazy(_("Dikembalikan: {note}"), note=Truncator(found.note).chars(80)), reverse("dossiers:history", args=[code, document])


ACTS = [
    BoundAct("dossiers.file", verb=_("Unggah dokumen"), form=_form_of("dossiers:file"), before=_returned, facts=(Document,), undo=actions.withdraw_filing,
             open_for=fileable, done=_("Dokumen diunggah")),
    BoundAct("dossiers.check", verb=_("Periksa dokumen"), form=_form_of("dossiers:check"), facts=(Check,), open_for=checkable, done=_("Dokumen diperiksa")),
    BoundAct("dossiers.sign", verb=_("Tanda tangani"), form=_form_of("dossiers:sign"), facts=(Signature,), open_for=signable, done=_("Ditandatangani")),
]
CONDITIONS = [BoundCondition("dossiers.filed", filed, filed_why), BoundCondition("dossiers.signed", signed, signed_why)]
