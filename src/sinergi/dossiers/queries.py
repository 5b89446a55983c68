"""Everything read about papers: what is needed, what is there, who found what, whose signature is next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from sinergi.dossiers import definitions, permissions, rules
from sinergi.dossiers.definitions import Chain, Paper
from sinergi.dossiers.models import Check, Document, DocumentFile, Finding, Signature
from sinergi.dossiers.rules import Checked
from sinergi.engine.definition import Edition, Stage, Title
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody


@dataclass(frozen=True)
class VersionShown:
    """One filed version with its files, checks and findings."""

    row: Document
    state: str  # correct, wrong, unchecked, withdrawn
    files: tuple[Any, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class PaperShown:
    """One needed document: missing, or its newest version."""

    paper: Paper
    state: str  # missing, unchecked, correct, wrong
    newest: VersionShown | None
    versions: int


@dataclass(frozen=True)
class Place:
    """One place of a chain."""

    role: str
    title: Title
    signature: Signature | None
    is_next: bool


@dataclass(frozen=True)
class ChainShown:
    """A chain with who has signed, and the refusals before."""

    chain: Chain
    places: tuple[Place, ...]
    refusals: tuple[Signature, ...]

    @property
    def is_complete(self) -> bool:
        return all(place.signature for place in self.places)


@dataclass(frozen=True)
class StageShown:
    """What one stage asks for, and how it stands."""

    stage: Stage
    papers: tuple[PaperShown, ...]
    chains: tuple[ChainShown, ...]


def newest(undertaking: Undertaking, document: str) -> Document | None:
    """The version that counts: the newest standing one."""
    return Document.objects.standing().filter(undertaking=undertaking, document=document).order_by("-happened_on", "-id").first()


def dossier(undertaking: Undertaking, on: date) -> tuple[StageShown, ...]:
    """Every needed paper per stage: there, missing, correct, wrong, who and when; a fixed number of queries."""
    edition = edition_of(undertaking)
    versions = _versions(undertaking, on)
    chains = _chains(undertaking, edition)
    return tuple(
        StageShown(
            each.stage,
            tuple(_paper_shown(paper, versions.get(paper.code, [])) for paper in each.papers),
            tuple(chains(chain) for chain in each.chains),
        )
        for each in definitions.needed(edition, undertaking.scope)
    )


def history(undertaking: Undertaking, document: str, on: date) -> list[VersionShown]:
    """All versions of one document, the newest first, those taken back too."""
    return list(reversed(_versions(undertaking, on, document=document, standing=False).get(document, [])))


def chain_shown(undertaking: Undertaking, chain: Chain) -> ChainShown:
    """One chain of one undertaking."""
    return _chains(undertaking, edition_of(undertaking))(chain)


def stage_of(undertaking: Undertaking, document: str) -> str:
    """The stage that asks for this paper; empty when none of this scope does."""
    for each in definitions.needed(edition_of(undertaking), undertaking.scope):
        if any(paper.code == document for paper in each.papers):
            return each.stage.code
    return ""


def filed_count(undertaking: Undertaking) -> int:
    """How many documents have a standing version."""
    return Document.objects.standing().filter(undertaking=undertaking).values("document").order_by().distinct().count()


def panel(undertaking: Undertaking, person: Anybody, on: date, *, public: bool = True) -> dict[str, Any] | None:
    """What the pages of a work or a village show: each paper with its state; files and names of people only inside."""
    inside = not public and permissions.opens_papers(person, undertaking, on)
    stages = dossier(undertaking, on)
    papers = [paper for stage in stages for paper in stage.papers]
    chains = [chain for stage in stages for chain in stage.chains]
    seen: dict[str, PaperShown] = {paper.paper.code: paper for paper in papers}
    if not seen and not chains:
        return None
    return {
        "papers": list(seen.values()), "chains": chains, "there": sum(paper.newest is not None for paper in seen.values()), "needed": len(seen),
        "inside": inside, "public": public, "url": reverse("dossiers:index", args=[undertaking.code]),
    }


def checked(rows: Iterable[Check]) -> tuple[Checked, ...]:
    """Checks as the rules read them."""
    return tuple(Checked(row.person_id or 0, row.happened_on, row.ended_on, row.correct) for row in rows)


def _versions(undertaking: Undertaking, on: date, *, document: str = "", standing: bool = True) -> dict[str, list[VersionShown]]:
    rows: QuerySet[Document] = Document.objects.filter(undertaking=undertaking)
    if document:
        rows = rows.filter(document=document)
    if standing:
        rows = rows.filter(ended_on=None)
    rows = rows.select_related("person").prefetch_related(
        Prefetch("files", DocumentFile.objects.select_related("file")),
        Prefetch("checks", Check.objects.filter(ended_on=None).select_related("person")),
        Prefetch("findings", Finding.objects.select_related("followup")),
    )
    found: dict[str, list[VersionShown]] = defaultdict(list)
    for row in rows.order_by("happened_on", "id"):
        checks = tuple(row.checks.all())
        state = "withdrawn" if row.ended_on else rules.verdict_on(checked(checks), on)
        found[row.document].append(VersionShown(row, state, tuple(each.file for each in row.files.all()), checks, tuple(row.findings.all())))
    return found


def sent_back(code: str, document: str) -> Check | None:
    """The check that found the newest version wrong; None where nothing waits to be mended."""
    undertaking = Undertaking.objects.filter(code=code).values_list("pk", flat=True)
    return next(iter(faults(undertaking, [document]).values()), None)


def faults(ids: Iterable[int], documents: Collection[str]) -> dict[tuple[int, str], Check]:
    """Undertaking and document -> the check that found its newest version wrong; per checker the latest counts. Two queries."""
    newest: dict[tuple[int, str], int] = {}
    for pk, document, filing in Document.objects.standing().filter(undertaking__in=ids, document__in=documents).order_by("happened_on", "id").values_list(
            "undertaking_id", "document", "id"):
        newest[pk, document] = filing
    latest: dict[tuple[int, int | None], Check] = {}
    for row in Check.objects.standing().filter(filing__in=newest.values()).order_by("id"):
        latest[row.filing_id, row.person_id] = row
    wrong = {row.filing_id: row for row in latest.values() if not row.correct}
    return {place: wrong[filing] for place, filing in newest.items() if filing in wrong}


def _paper_shown(paper: Paper, versions: list[VersionShown]) -> PaperShown:
    last = versions[-1] if versions else None
    return PaperShown(paper, last.state if last else "missing", last, len(versions))


def _chains(undertaking: Undertaking, edition: Edition) -> Callable[[Chain], ChainShown]:
    """A function from a chain to how it stands; asks once for all chains."""
    rows: dict[str, list[Signature]] = defaultdict(list)
    for row in Signature.objects.standing().filter(undertaking=undertaking).select_related("person"):
        rows[row.chain].append(row)
    there = set(Document.objects.standing().filter(undertaking=undertaking).values_list("document", flat=True))

    def shown(chain: Chain) -> ChainShown:
        by_place = {row.place: row for row in rows[chain.code] if row.signed}
        wanted = definitions.rests_on(edition, undertaking.scope, chain.code)
        ready = not wanted or bool(by_place) or bool(there & set(wanted))     # nobody's turn comes before there is anything to sign
        following = rules.next_place(by_place, len(chain.roles)) if ready else None
        places = tuple(
            Place(role, edition.roles[role].title if role in edition.roles else Title(role), by_place.get(number), number == following)
            for number, role in enumerate(chain.roles)
        )
        return ChainShown(chain, places, tuple(row for row in rows[chain.code] if not row.signed))

    return shown


def edition_titles(ids: Collection[int], vocabulary: str) -> dict[int, dict[str, Title]]:
    """The titles of a vocabulary, per undertaking."""
    return {
        each.pk: {code: word.title for code, word in edition_of(each).words(vocabulary).items()} for each in Undertaking.objects.filter(pk__in=ids)
    }
