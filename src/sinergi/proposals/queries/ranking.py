"""Rankings: who can be ranked, with which mean score, and what stands now."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from django.db.models.fields.json import KeyTextTransform

from sinergi.assessments import queries as assessments
from sinergi.engine.definition import Edition
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Leaving, Subjects, Undertaking
from sinergi.proposals.models import ProposalFigures, Ranking, RankLine, Submission
from sinergi.proposals.rules import Entry


def scoring_form(edition: Edition) -> str:
    """The form whose mean scores order the works: the first one that works are appraised with."""
    for stage in edition.of_scope("work"):
        for entry in stage.acts:
            if entry.act == "assessments.fill" and entry.param("form"):
                return str(entry.param("form"))
    return next((code for code, word in edition.words("forms").items() if word.get("criteria")), "")


def rank_entries(cycle: Undertaking, sources: Collection[str] | None = None) -> list[Entry]:
    """The works that were handed in and have not left the round; three queries however many they are.

    ``sources`` limits the amounts to the purses that matter (those with a ceiling): a page of ten thousand works needs no more.
    """
    submitted = Submission.objects.standing().filter(undertaking__cycle=cycle).values("undertaking_id")
    amounts = ["by_source"] if sources is None else [KeyTextTransform(source, "by_source") for source in sources]
    rows = (
        ProposalFigures.objects.filter(cycle=cycle, undertaking__in=submitted, undertaking__voided_on=None)
        .order_by()
        .values_list("undertaking_id", "undertaking__parent_id", "code", "poor_share", *amounts)
    )
    gone = set(Leaving.objects.standing().filter(undertaking__cycle=cycle).values_list("undertaking_id", flat=True))
    live = [row for row in rows if row[0] not in gone and row[1] not in gone]
    means = scores(Subjects.of_cycle([row[0] for row in live], cycle.pk), scoring_form(edition_of(cycle)))
    if sources is None:
        return [Entry(row[0], row[2], means.get(row[0]), row[3], row[4]) for row in live]
    names = list(sources)
    return [Entry(row[0], row[2], means.get(row[0]), row[3], {name: int(value or 0) for name, value in zip(names, row[4:], strict=True)}) for row in live]


def figures_of(work_ids: Collection[int]) -> dict[int, ProposalFigures]:
    """Titles, villages and totals for the rows of one page."""
    return {row.undertaking_id: row for row in ProposalFigures.objects.filter(undertaking__in=list(work_ids))}


def scores(work_ids: Collection[int], form: str) -> dict[int, Decimal]:
    """Mean of the locked sheets per work, two decimals."""
    if not form or not work_ids:
        return {}
    return assessments.means(work_ids, form)


def standing_ranking(cycle: Undertaking, list_code: str) -> Ranking | None:
    """The latest ranking for a list that was not taken back."""
    return Ranking.objects.standing().filter(undertaking=cycle, list=list_code).select_related("person").order_by("-id").first()


def unfunded(work: Undertaking) -> RankLine | None:
    """Its line in the latest ranking when it stands below the cut or was excluded: it keeps score and reason."""
    line = RankLine.objects.filter(work=work, ranking__ended_on=None).select_related("ranking").order_by("-ranking_id").first()
    return line if line is not None and line.standing != RankLine.Standing.INSIDE else None


def targets_for(work: Undertaking) -> list[Undertaking]:
    """The same village in other rounds, newest first: where an unfunded proposal can be carried to."""
    return list(
        Undertaking.objects.filter(scope="site", region=work.region, voided_on=None)
        .exclude(cycle=work.cycle)
        .select_related("cycle")
        .order_by("-cycle__year", "code")[:20]
    )
