"""Rankings: who can be ranked, with which mean score, and what stands now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from sinergi.assessments import definitions
from sinergi.assessments import queries as assessments
from sinergi.engine.definition import Edition, Title
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Closing, Leaving, Subjects, Undertaking
from sinergi.proposals.models import ProposalFigures, Ranking, Submission
from sinergi.proposals.rules import Entry


def scoring_form(edition: Edition) -> str:
    """The form whose mean scores order the works: the first one that works are appraised with."""
    for stage in edition.of_scope("work"):
        for entry in stage.acts:
            if entry.act == "assessments.fill" and entry.param("form"):
                return str(entry.param("form"))
    return next((code for code, word in edition.words("forms").items() if word.get("criteria")), "")


def rank_entries(cycle: Undertaking, sources: Collection[str] | None = None) -> list[Entry]:
    """The works that were handed in and have not left the round; three queries however many they are, four where verdicts decide.

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
    ids, edition = Subjects.of_cycle([row[0] for row in live], cycle.pk), edition_of(cycle)
    means = scores(ids, scoring_form(edition))
    verdicts = failed_verdicts(edition, ids)
    said = {each: _said(*each, edition) for each in set(verdicts.values())}
    failed = {pk: said[each] for pk, each in verdicts.items()}
    if sources is None:
        return [Entry(row[0], row[2], means.get(row[0]), row[3], row[4], failed.get(row[0], "")) for row in live]
    names = list(sources)
    return [Entry(row[0], row[2], means.get(row[0]), row[3], {name: int(value or 0) for name, value in zip(names, row[4:], strict=True)}, failed.get(row[0], ""))
            for row in live]


def failed_verdicts(edition: Edition, work_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Form and verdict (field verification and the like) that keep a work out of the ranking, in the forms that the edition asks of every work."""
    forms = definitions.selecting_forms(edition)
    return assessments.failed_verdicts(work_ids, forms) if forms and work_ids else {}


def submitted_works(cycle: Undertaking) -> set[int]:
    """The works of a round that are handed in and were not given back."""
    return set(Submission.objects.standing().filter(undertaking__cycle=cycle).order_by().values_list("undertaking_id", flat=True))


def verdicts_shown(edition: Edition, work_ids: Collection[int]) -> dict[int, list[tuple[str, Title, Title, bool]]]:
    """For the rows of one page: each verdict that counts, as form code, title of the form, title of the verdict and whether it passes."""
    found: dict[int, list[tuple[str, Title, Title, bool]]] = defaultdict(list)
    for code in definitions.selecting_forms(edition):
        form = definitions.instrument(edition, code)
        for pk, verdict in assessments.latest_verdicts(work_ids, code).items():
            choice = form.verdict(verdict.verdict) if form else None
            found[pk].append((code, form.title if form else Title(code), choice.title if choice else Title(verdict.verdict), verdict.passes))
    return found


def _said(form_code: str, verdict: str, edition: Edition) -> str:
    """A verdict as a reason, in the language of what is announced."""
    form = definitions.instrument(edition, form_code)
    choice = form.verdict(verdict) if form else None
    return f"{form.title.id if form else form_code}: {choice.title.id if choice else verdict}"


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


def targets_for(work: Undertaking) -> list[Undertaking]:
    """The same village in other rounds that are not closed, newest first: where an unfunded proposal can be carried to."""
    return list(
        Undertaking.objects.filter(scope="site", region=work.region, voided_on=None)
        .exclude(Q(cycle=work.cycle) | Q(cycle__in=Closing.objects.standing().values("undertaking")))
        .select_related("cycle")
        .order_by("-cycle__year", "code")[:20]
    )
