"""Everything read about sheets and verdicts; single sheets only through ``permissions.sees_sheets``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.models import Person, Pillar
from sinergi.assessments import definitions, permissions, rules
from sinergi.assessments.definitions import Choice, Criterion, Instrument, Item
from sinergi.assessments.models import Draft, Score, Sheet, Verdict
from sinergi.engine.definition import Edition, Title
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import FactQuerySet, Subjects, Undertaking
from sinergi.programmes.permissions import Anybody

CHUNK = 20_000  # numbers in one query that SQLite takes easily
LOW_AGREEMENT = 15  # points of standard deviation from which appraisers should talk: our default


@dataclass(frozen=True)
class ScoreRow:
    """One criterion across all sheets shown."""

    criterion: Criterion
    cells: tuple[tuple[Sheet, Score | None], ...]


@dataclass(frozen=True)
class Found:
    """One line of a checklist with what was found."""

    item: Item
    result: str
    label: Any
    note: str
    photos: tuple[Any, ...] = ()


@dataclass(frozen=True)
class VerdictShown:
    """A verdict with its words."""

    verdict: Verdict
    choice: Choice | None
    found: tuple[Found, ...]
    photos: tuple[Any, ...]


@dataclass(frozen=True)
class Result:
    """What the result page shows of one form of one undertaking."""

    instrument: Instrument
    sheets: tuple[Sheet, ...]
    declined: tuple[Sheet, ...]
    count: int
    hidden: bool
    named: bool
    summary: rules.Summary | None
    rows: tuple[ScoreRow, ...]
    pillars: tuple[str, ...]
    flags: tuple[tuple[str, dict[str, Any]], ...]
    verdict: VerdictShown | None
    earlier: tuple[VerdictShown, ...] = ()
    mine: Sheet | None = None


@dataclass(frozen=True)
class Line:
    """One undertaking on the list to appraise."""

    undertaking: Undertaking
    sheets: int
    state: str  # mine, declined, draft, barred, open
    summary: rules.Summary | None
    verdict: Title | None = None
    pillars: int = 0


@dataclass
class Chosen:
    """What the list was asked for."""

    search: str = ""
    show: str = ""
    order: str = ""
    needed: int = 1


def summaries(ids: Collection[int], form: str) -> dict[int, rules.Summary]:
    """Mean and spread of the counted sheets, per undertaking; for rankings. One query for the works of a round (``Subjects``)."""
    found: dict[int, rules.Summary] = {}
    wanted = set(ids)
    for counted in _portions(_counted(form), ids):
        rows = counted.order_by().values("undertaking_id").annotate(n=Count("id"), total=Sum("points"), squares=_squares(), lowest=Min("points"), highest=Max("points"))
        for row in rows:
            if row["undertaking_id"] in wanted:
                found[row["undertaking_id"]] = rules.summary(row["n"], row["total"], row["squares"], row["lowest"], row["highest"])
    return found


def means(ids: Collection[int], form: str) -> dict[int, Decimal]:
    """Only the mean of the counted sheets, per undertaking: for the order of ten thousand."""
    found: dict[int, Decimal] = {}
    known: dict[tuple[int, int], Decimal] = {}
    wanted = set(ids)
    for counted in _portions(_counted(form), ids):
        for pk, sheets, total in counted.order_by().values_list("undertaking_id").annotate(n=Count("id"), total=Sum("points")):
            if pk in wanted:
                if (sheets, total) not in known:
                    known[sheets, total] = rules.mean(sheets, total)
                found[pk] = known[sheets, total]
    return found


def latest_verdicts(ids: Collection[int], form: str) -> dict[int, Verdict]:
    """The standing verdict that counts, per undertaking."""
    found: dict[int, Verdict] = {}
    for rows in _portions(Verdict.objects.standing().filter(form=form), ids):
        for row in rows.order_by("happened_on", "id"):
            found[row.undertaking_id] = row
    return found


def failed_verdicts(ids: Collection[int], forms: Collection[str]) -> dict[int, tuple[str, str]]:
    """Form and verdict of those whose standing verdict on one of these forms, the latest of each, does not pass. One query; no rows where all pass."""
    no = Verdict.objects.standing().filter(form__in=forms, passes=False).order_by().values("undertaking")
    latest: dict[tuple[int, str], tuple[str, bool]] = {}
    for rows in _portions(Verdict.objects.standing().filter(form__in=forms, undertaking__in=no), ids):
        for pk, form, verdict, passes in rows.order_by("happened_on", "id").values_list("undertaking_id", "form", "verdict", "passes"):
            latest[pk, form] = (verdict, passes)
    wanted = set(ids)
    return {pk: (form, verdict) for (pk, form), (verdict, passes) in latest.items() if not passes and pk in wanted}


def judged_by(undertaking: Undertaking, *, since: datetime) -> list[Sheet]:
    """The standing sheets with points about it, recorded from this moment on."""
    return list(Sheet.objects.standing().filter(undertaking=undertaking, recorded_at__gte=since, declined=False).exclude(points=None))


def was_judged(undertaking: Undertaking, *, since: datetime) -> bool:
    """Whether somebody recorded a sheet or a verdict about it from this moment on that still stands."""
    judged = (Sheet.objects.standing().filter(declined=False), Verdict.objects.standing())
    return any(rows.filter(undertaking=undertaking, recorded_at__gte=since).exists() for rows in judged)


def own_sheet(person: Anybody, undertaking: Undertaking, form: str) -> Sheet | None:
    """My standing sheet, declined or locked."""
    if not isinstance(person, Person):
        return None
    return Sheet.objects.standing().filter(person=person, undertaking=undertaking, form=form).first()


def draft_of(person: Person, undertaking: Undertaking, form: str) -> Draft | None:
    return Draft.objects.filter(person=person, undertaking=undertaking, form=form).first()


def result(undertaking: Undertaking, form: str, person: Anybody, on: date) -> Result | None:
    """One form of one undertaking as this person may see it; None when the edition has no such form."""
    edition = edition_of(undertaking)
    instrument = definitions.instrument(edition, form)
    if instrument is None:
        return None
    standing: list[Sheet] = list(
        Sheet.objects.standing().filter(undertaking=undertaking, form=form).select_related("person", "organisation").prefetch_related("scores", "items")
    )
    mine = next((sheet for sheet in standing if person is not None and sheet.person_id == person.pk), None)
    open_to_me, published = permissions.sees_sheets(person, undertaking, form, edition, on), permissions.is_published(undertaking, edition, on)
    counted = [sheet for sheet in standing if not sheet.declined]
    shown = counted if open_to_me or published else [sheet for sheet in counted if mine is not None and sheet.pk == mine.pk]
    summary = rules.summarised(sheet.points for sheet in counted if sheet.points is not None)
    for place, sheet in enumerate(shown, 1):
        sheet.shown_as = str(sheet.person) if open_to_me or sheet is mine else _("Penilai %(number)s") % {"number": place}
    verdicts = _verdicts_shown(undertaking, instrument) if permissions.sees_verdict(person, undertaking, edition, on) else []
    return Result(
        instrument=instrument, sheets=tuple(shown), declined=tuple(s for s in standing if s.declined) if open_to_me else (), count=len(counted),
        hidden=not (open_to_me or published), named=open_to_me, summary=summary if open_to_me or published else None, rows=_rows(instrument, shown), pillars=tuple(_pillars(counted)),
        flags=_flags(counted, summary) if open_to_me else (), verdict=verdicts[0] if verdicts else None, earlier=tuple(verdicts[1:]), mine=mine,
    )


def forms_about(undertaking: Undertaking) -> list[str]:
    """The codes of the forms that an act of this scope names, or that have been used here, in file order."""
    edition = edition_of(undertaking)
    asked = {entry.param("form") for stage in edition.of_scope(undertaking.scope) for entry in stage.acts if entry.act.startswith("assessments.")}
    asked |= {entry.param("form") for entry in edition.anytime if entry.scope == undertaking.scope and entry.act.startswith("assessments.")}
    used = set(Sheet.objects.filter(undertaking=undertaking).values_list("form", flat=True).order_by().distinct())
    used |= set(Verdict.objects.filter(undertaking=undertaking).values_list("form", flat=True).order_by().distinct())
    return [code for code in edition.words("forms") if code in asked | used]


def to_judge(cycle: Undertaking, form: str, person: Anybody, chosen: Chosen, on: date) -> QuerySet[Undertaking]:
    """The undertakings of a round that this form is about, searched, filtered and ordered; scores of others never decide the order."""
    edition = edition_of(cycle)
    chosen.needed = definitions.sheets_needed(edition, form)
    rows: QuerySet[Undertaking] = Undertaking.objects.of_cycle(cycle.pk).filter(scope=definitions.scope_of_form(edition, form), voided_on=None).select_related("region")
    if chosen.search:
        rows = rows.filter(Q(code__contains=chosen.search.upper()) | Q(title__icontains=chosen.search) | Q(region__words__contains=chosen.search.lower()))
    rows = _narrowed(rows, form, person, chosen)
    if chosen.order not in {"mean", "-mean"}:
        return rows.order_by("code")
    mean = F("shown_mean").desc(nulls_last=True) if chosen.order == "-mean" else F("shown_mean").asc(nulls_last=True)
    return _with_shown_mean(rows, form, person, cycle, edition, on).order_by(mean, "code")


def lines(undertakings: Sequence[Undertaking], cycle: Undertaking, form: str, person: Anybody, on: date) -> list[Line]:
    """What the list says about each undertaking of one page; a fixed number of queries."""
    edition = edition_of(cycle)
    instrument = definitions.instrument(edition, form)
    ids = [each.pk for each in undertakings]
    found, verdicts = summaries(ids, form), latest_verdicts(ids, form)
    counts, pillars = _counts(ids, form)
    states = _states(undertakings, form, person, on)
    free, decided = permissions.sees_round(person, cycle, form, edition, on), permissions.seeing_verdicts(person, undertakings, edition, on)
    return [
        Line(
            undertaking=each, sheets=counts.get(each.pk, 0), state=states[each.pk], pillars=len(pillars.get(each.pk, ())),
            summary=found.get(each.pk) if free or states[each.pk] == "mine" else None,
            verdict=_verdict_title(instrument, verdicts.get(each.pk)) if each.pk in decided else None,
        )
        for each in undertakings
    ]


def panel(undertaking: Undertaking, person: Anybody, on: date, *, public: bool = True) -> dict[str, Any] | None:
    """What the pages of a work or a village show: per form the number of sheets, the mean when it may be shown, the verdict."""
    seen = None if public else person
    shown = [each for form in forms_about(undertaking) if (each := result(undertaking, form, seen, on)) is not None]
    rows = [
        {"title": each.instrument.title, "count": each.count, "summary": each.summary, "scored": bool(each.instrument.criteria),
         "verdict": each.verdict, "pillars": each.pillars, "url": f"{reverse('assessments:result', args=[undertaking.code])}?form={each.instrument.code}"}
        for each in shown if each.count or each.verdict
    ]
    return {"rows": rows, "public": public} if rows else None


def chunks(ids: Collection[int]) -> Iterable[list[int]]:
    """Ids in portions that one query takes."""
    listed = list(ids)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


def _portions(rows: FactQuerySet, ids: Collection[int]) -> Iterable[Any]:
    """The rows about these undertakings: by one join for a whole round, else in portions."""
    if isinstance(ids, Subjects):
        return [rows.about(ids)]
    return [rows.filter(undertaking__in=chunk) for chunk in chunks(ids)]


def _counted(form: str) -> FactQuerySet:
    return Sheet.objects.standing().filter(form=form, declined=False, points__isnull=False)


def _squares() -> Sum:
    return Sum(F("points") * F("points"), output_field=BigIntegerField())


def _counts(ids: Collection[int], form: str) -> tuple[dict[int, int], dict[int, set[str]]]:
    counts: dict[int, int] = defaultdict(int)
    pillars: dict[int, set[str]] = defaultdict(set)
    for pk, pillar in Sheet.objects.standing().filter(form=form, declined=False, undertaking__in=ids).values_list("undertaking_id", "pillar"):
        counts[pk] += 1
        pillars[pk] |= {pillar} - {""}
    return counts, pillars


def _states(undertakings: Sequence[Undertaking], form: str, person: Anybody, on: date) -> dict[int, str]:
    """Where this person stands with each: own sheet, declined, draft, barred by the own village or body, or still to do."""
    ids = [each.pk for each in undertakings]
    if not isinstance(person, Person):
        return dict.fromkeys(ids, "open")
    states = {pk: "open" if decision else "barred" for pk, decision in permissions.judging(person, undertakings, on).items()}
    states |= dict.fromkeys(Draft.objects.filter(person=person, form=form, undertaking__in=ids).values_list("undertaking_id", flat=True), "draft")
    mine = Sheet.objects.standing().filter(person=person, form=form, undertaking__in=ids).values_list("undertaking_id", "declined")
    return states | {pk: "declined" if declined else "mine" for pk, declined in mine}


def _narrowed(rows: QuerySet[Undertaking], form: str, person: Anybody, chosen: Chosen) -> QuerySet[Undertaking]:
    own = Sheet.objects.standing().filter(form=form, undertaking=OuterRef("pk"), person=person if isinstance(person, Person) else None)
    if chosen.show == "saya":
        return rows.filter(~Exists(own))
    if chosen.show == "sudah":
        return rows.filter(Exists(own))
    if chosen.show in {"cukup", "kurang"}:
        locked = Sheet.objects.standing().filter(form=form, declined=False, undertaking=OuterRef("pk")).order_by().values("undertaking")
        rows = rows.annotate(locked=Coalesce(Subquery(locked.annotate(n=Count("id")).values("n"), output_field=IntegerField()), Value(0)))
        return rows.filter(locked__gte=chosen.needed) if chosen.show == "cukup" else rows.filter(locked__lt=chosen.needed)
    return rows


def _with_shown_mean(
    rows: QuerySet[Undertaking], form: str, person: Anybody, cycle: Undertaking, edition: Edition, on: date
) -> QuerySet[Undertaking]:
    """The mean, but only where this person may see it: an order would give the scores away."""
    totals = _counted(form).filter(undertaking=OuterRef("pk")).order_by().values("undertaking")
    # hundredths of hundredths, so that whole numbers order exactly enough on both databases
    mean = Subquery(totals.annotate(m=Sum("points") * 1000 / Count("id")).values("m"), output_field=BigIntegerField())
    if permissions.sees_round(person, cycle, form, edition, on):
        return rows.annotate(shown_mean=mean)
    own = Sheet.objects.standing().filter(form=form, undertaking=OuterRef("pk"), person=person if isinstance(person, Person) else None, declined=False)
    return rows.annotate(shown_mean=Case(When(Exists(own), then=mean), default=Value(None), output_field=BigIntegerField()))


def _rows(instrument: Instrument, sheets: Iterable[Sheet]) -> tuple[ScoreRow, ...]:
    given = [(sheet, {score.criterion: score for score in sheet.scores.all()}) for sheet in sheets]
    return tuple(ScoreRow(criterion, tuple((sheet, scores.get(criterion.code)) for sheet, scores in given)) for criterion in instrument.criteria)


def _pillars(sheets: Iterable[Sheet]) -> list[str]:
    present = {sheet.pillar for sheet in sheets}
    return [pillar for pillar in Pillar.values if pillar in present]


def _flags(counted: Sequence[Sheet], summary: rules.Summary | None) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Things the working group will ask; markers, not refusals."""
    flags: list[tuple[str, dict[str, Any]]] = []
    pillars = _pillars(counted)
    if len(counted) > 1 and len(pillars) == 1:
        flags.append(("one_pillar", {"pillar": Pillar(pillars[0]).label}))
    if any(not sheet.pillar for sheet in counted):
        flags.append(("no_pillar", {"names": ", ".join(str(sheet.person) for sheet in counted if not sheet.pillar)}))
    if summary and summary.sheets > 1 and summary.deviation >= LOW_AGREEMENT:
        flags.append(("far_apart", {"deviation": summary.deviation, "spread": summary.spread}))
    if len(counted) > 1 and summary and summary.spread == 0:
        flags.append(("all_equal", {"mean": summary.mean}))
    return tuple(flags)


def _verdicts_shown(undertaking: Undertaking, instrument: Instrument) -> list[VerdictShown]:
    rows = (
        Verdict.objects.standing().filter(undertaking=undertaking, form=instrument.code).select_related("person", "evidence")
        .prefetch_related("items", "photos__file").order_by("-happened_on", "-id")
    )
    return [_verdict_shown(row, instrument) for row in rows]


def _verdict_shown(row: Verdict, instrument: Instrument) -> VerdictShown:
    photos = list(row.photos.all())
    results = {each.item: each for each in row.items.all()}
    found = tuple(
        Found(item, results[item.code].result, results[item.code].get_result_display(), results[item.code].note,
              tuple(photo.file for photo in photos if photo.item == item.code))
        for item in instrument.items if item.code in results
    )
    return VerdictShown(row, instrument.verdict(row.verdict), found, tuple(photo.file for photo in photos if not photo.item))


def _verdict_title(instrument: Instrument | None, row: Verdict | None) -> Title | None:
    if row is None or instrument is None:
        return None
    choice = instrument.verdict(row.verdict)
    return choice.title if choice else Title(row.verdict)
