"""What the engine may ask about money, and the acts that answer it. The day is always the day of posting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.funds import rules
from sinergi.funds.actions import reversing
from sinergi.funds.models import (
    Accounting,
    Certainty,
    Commitment,
    Contribution,
    Entry,
    Kind,
    Plan,
    Purse,
    Release,
    Request,
    Spending,
    Transfer,
    Verification,
)
from sinergi.funds.queries import courses, swadaya
from sinergi.kernel import timelines
from sinergi.kernel.money import share as percent
from sinergi.kernel.timelines import Timeline
from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Subjects, Undertaking, among
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids

Why = Mapping[int, tuple[str, Mapping[str, Any]]]


# --- committed: somebody promised or budgeted (a hope is no commitment) ------------------------------------------------


def committed(ids: Ids, *, stage: str = "", source: str, certainty: str = "pledged") -> dict[int, Timeline]:
    """While a pledge or a budget of this source stands; only a budget where the programme asks for one."""
    enough = [Certainty.BUDGETED] if certainty == Certainty.BUDGETED else [Certainty.PLEDGED, Certainty.BUDGETED]
    return _runs(_through(Commitment.objects.filter(undertaking__in=ids, source=source, certainty__in=enough), stage))


def committed_why(ids: Ids, *, on: date, stage: str = "", source: str, certainty: str = "pledged") -> Why:
    del stage
    if certainty == Certainty.BUDGETED:
        return {pk: ("funds.not_budgeted", {"source": title}) for pk, title in _titles(ids, source).items()}
    rows = Commitment.objects.filter(undertaking__in=ids, source=source, certainty=Certainty.HOPED, posted_on__lte=on).standing()
    hopes = dict(rows.order_by().values_list("undertaking_id").annotate(total=Sum("amount")))
    titles = _titles(ids, source)
    return {pk: ("funds.hoped_only", {"source": titles[pk], "hoped_rp": hopes[pk]}) if pk in hopes
            else ("funds.not_committed", {"source": titles[pk]}) for pk in ids}


# --- released: net of reversals ---------------------------------------------------------------------------------------------


def released(ids: Ids, *, stage: str = "", scheme: str = "", tranche: int = 0, source: str = "") -> dict[int, Timeline]:
    """While releases less their reversals are above zero."""
    rows = _through(Release.objects.filter(**_about(ids), **_given(scheme=scheme, tranche=tranche, source=source)), stage).order_by("id")
    reversals = Entry.objects.filter(kind=Kind.RELEASE, reverses__isnull=False).order_by()     # few in the whole ledger, and indexed by themselves
    taken_back = dict((reversals if isinstance(ids, Subjects) else reversals.filter(undertaking__in=ids)).values_list("reverses_id", "posted_on"))
    steps: dict[int, list[tuple[date, int]]] = {}
    for pk, amount, posted, number in rows.values_list("undertaking_id", "amount", "posted_on", "entry_id"):
        steps.setdefault(pk, []).append((posted, amount))
        if number in taken_back:
            steps[pk].append((taken_back[number], -amount))
    return {pk: (changes[0][0],) if len(changes) == 1 and changes[0][1] > 0 else timelines.summing([changes])(1) for pk, changes in steps.items()}


def released_why(ids: Ids, *, on: date, stage: str = "", scheme: str = "", tranche: int = 0, source: str = "") -> Why:
    asked = Request.objects.filter(undertaking__in=ids, posted_on__lte=on, **_given(scheme=scheme, tranche=tranche, source=source)).standing()
    asked_on = dict(asked.order_by("-posted_on").values_list("undertaking_id", "posted_on"))
    titles = _titles(ids, source)
    code = "funds.tranche_not_released" if tranche else "funds.source_not_released"
    del stage
    return {pk: ("funds.asked_not_released", {"source": titles[pk], "day": asked_on[pk]}) if pk in asked_on
            else (code, {"tranche": tranche, "source": titles[pk]}) for pk in ids}


# --- used: accepted swadaya, spent money, against the standing plan -------------------------------------------------------------


def used(ids: Ids, *, stage: str = "", source: str, share: int = 100) -> dict[int, Timeline]:
    """While the used part of the standing plan reaches the share."""
    return {pk: rules.used_line(steps, plans, share) for pk, (plans, steps) in courses.kept(ids, source, stage).items() if plans}


def used_why(ids: Ids, *, on: date, stage: str = "", source: str, share: int = 100) -> Why:
    drawn, titles = courses.kept(ids, source, stage), _titles(ids, source)
    result: dict[int, tuple[str, Mapping[str, Any]]] = {}
    for pk in ids:
        plans, steps = drawn.get(pk, ((), ()))
        planned = rules.standing_plan(plans, on)
        if planned is None:
            result[pk] = ("funds.used_without_plan", {"source": titles[pk]})
            continue
        known = [step for step in steps if step.day <= on]
        done = rules.used(sum(s.contributed for s in known), sum(s.cash_given for s in known), sum(s.spent for s in known))
        wanted = -(-planned * share // 100)
        result[pk] = ("funds.not_used", {"source": titles[pk], "used_rp": done, "planned_rp": planned, "percent": _shown(_reached(done, planned)),
                                         "share": share, "missing_rp": max(wanted - done, 0)})
    return result


# --- accounted ---------------------------------------------------------------------------------------------------------------------


def accounted(ids: Ids, *, stage: str = "", scheme: str = "", tranche: int = 0) -> dict[int, Timeline]:
    """While an accepted account of the tranche stands."""
    return _runs(_through(Accounting.objects.filter(undertaking__in=ids, **_given(scheme=scheme, tranche=tranche)), stage))


def accounted_why(ids: Ids, *, on: date, stage: str = "", scheme: str = "", tranche: int = 0) -> Why:
    del on, stage, scheme
    return dict.fromkeys(ids, ("funds.not_accounted", {"tranche": tranche or ""}))


# --- shared ---------------------------------------------------------------------------------------------------------------------------


def _titles(ids: Ids, source: str) -> dict[int, Any]:
    """The title of a source in the edition of each undertaking."""
    words = {pk: edition_with(edition).words("sources").get(source) for pk, edition in Undertaking.objects.filter(pk__in=ids).values_list("pk", "edition_id")}
    return {pk: word.title if word else source for pk, word in words.items()}


def _about(ids: Ids, path: str = "undertaking") -> dict[str, Any]:
    """Rows about these undertakings: by a join for a whole round, else by their numbers."""
    if isinstance(ids, Subjects) and len(ids) > 1:
        return {f"{path}__cycle": ids.cycle_id}
    return {f"{path}__in": ids}


def _given(**params: Any) -> dict[str, Any]:
    return {name: value for name, value in params.items() if value}


def _through(rows: Any, stage: str) -> Any:
    return rows.filter(stage=stage) if stage else rows


def _runs(rows: Any) -> dict[int, Timeline]:
    periods: dict[int, list[tuple[date, date | None]]] = {}
    for pk, start, end in rows.values_list("undertaking_id", "posted_on", "ended_on"):
        periods.setdefault(pk, []).append((start, end))
    return {pk: timelines.runs(pairs) for pk, pairs in periods.items()}


def _reached(part: int, whole: int) -> Any:
    """The share without rounding up to a whole that is not reached."""
    found = percent(part, whole)
    return Decimal("99.99") if found is not None and found >= 100 > part * 100 / whole else found  # noqa: PLR2004 -- percent


def _shown(value: Any) -> str:
    return "0" if value is None else f"{value:f}".rstrip("0").rstrip(".").replace(".", ",")


def _form(name: str) -> Callable[[str, Mapping[str, Any]], str]:
    def address(code: str, params: Mapping[str, Any]) -> str:
        url = reverse(f"funds:{name}", args=[code])
        return f"{url}?{urlencode(params)}" if params else url

    return address


def _has_money(person_id: int, ids: Ids, **parameters: Any) -> set[int]:  # noqa: ARG001 -- one signature for all
    """Only where something of this source lies in kas or bank: nobody is sent to spend what is not there."""
    return set(Purse.objects.filter(among(ids), source=parameters.get("source", ""), balance__gt=0).values_list("undertaking_id", flat=True))


def _to_come(person_id: int, ids: Ids, **parameters: Any) -> set[int]:  # noqa: ARG001 -- one signature for all
    """Only where something of this source is still to come: a purse that stands in no plan and no budget brings nothing."""
    if not parameters.get("source"):
        return set(ids)
    planned = set(Plan.objects.filter(among(ids), ended_on=None).values_list("undertaking_id", flat=True))
    rows = Purse.objects.filter(among(ids), source=parameters["source"]).values_list("undertaking_id", "planned", "budgeted", "released")
    return {pk for pk, plan, budget, released in rows if (plan if pk in planned else budget) > released}


def _sent_back(code: str, params: Mapping[str, Any]) -> tuple[Any, str] | None:
    """What somebody returned, beside the task to bring it: with its reason, and the way to mend it."""
    undertaking = Undertaking.objects.filter(code=code).first()
    found = swadaya.deliveries(undertaking.pk, str(params.get("source", "")), states=("rejected",)) if undertaking else []
    if not found:
        return None
    said = found[0].verdict.note if found[0].verdict else ""
    return format_lazy(_("Dikembalikan: {note}"), note=Truncator(said).chars(80)), _form("contribute")(code, {**params, "source": found[0].row.source, "perbaiki": found[0].row.pk})


def _not_asked_for(person_id: int, ids: Ids, **parameters: Any) -> set[int]:  # noqa: ARG001 -- one signature for all
    """Only where this tranche was not asked for yet: nobody is sent to ask twice."""
    named = {name: parameters[name] for name in ("scheme", "tranche", "source") if parameters.get(name)}
    asked = Request.objects.filter(undertaking__in=ids, **named).standing() if named else Request.objects.none()
    return set(ids) - set(asked.values_list("undertaking_id", flat=True))


def _not_own(person_id: int, ids: Ids, **_parameters: Any) -> set[int]:
    """Only where a delivery of somebody else waits to be looked at."""
    taken_back = Entry.objects.filter(among(ids), kind=Kind.CONTRIBUTION).exclude(reverses=None).values_list("reverses_id", flat=True)
    rejected_or_booked = Q(entry=None) | ~Q(entry__in=list(taken_back))
    judged = Verification.objects.filter(rejected_or_booked, among(ids), ended_on=None).values("contribution_id")
    waiting = Contribution.objects.filter(among(ids), step="delivered").standing().exclude(pk__in=judged).exclude(person=person_id)
    return set(waiting.values_list("undertaking_id", flat=True))


ACTS = [
    BoundAct("funds.commit", _("Catat komitmen dana"), _form("commit"), (Commitment,), reversing.undo_unposted, done=_("Komitmen dana dicatat")),
    BoundAct("funds.contribute", _("Catat swadaya"), _form("contribute"), (Contribution, Transfer), reversing.undo_contribution, before=_sent_back, done=_("Swadaya dicatat")),
    BoundAct("funds.verify", _("Periksa swadaya"), _form("deliveries"), (Verification,), reversing.undo_posted, _not_own, done=_("Swadaya diperiksa")),
    BoundAct("funds.request", _("Ajukan pencairan"), _form("request"), (Request,), reversing.undo_unposted, _not_asked_for, done=_("Pencairan diajukan")),
    BoundAct("funds.release", _("Catat pencairan"), _form("release"), (Release,), reversing.undo_posted, open_for=_to_come,
             nothing=_("Tidak ada dana sumber ini yang masih akan cair: tidak ada dalam rencana, atau sudah cair semua."), done=_("Dana dicairkan")),
    BoundAct("funds.spend", _("Catat belanja"), _form("spend"), (Spending, Transfer), reversing.undo_posted, open_for=_has_money, done=_("Belanja dicatat")),
    BoundAct("funds.account", _("Terima pertanggungjawaban"), _form("account"), (Accounting,), reversing.undo_unposted, done=_("Pertanggungjawaban diterima")),
]
CONDITIONS = [
    BoundCondition("funds.committed", committed, committed_why),
    BoundCondition("funds.released", released, released_why),
    BoundCondition("funds.used", used, used_why),
    BoundCondition("funds.accounted", accounted, accounted_why),
]
