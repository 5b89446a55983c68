"""What the engine asks of proposals, and the acts it lets in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from sinergi.kernel.timelines import Timeline, holds, runs, since
from sinergi.programmes.editions import edition_of, edition_with
from sinergi.programmes.models import Undertaking
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids
from sinergi.proposals.actions import may_be_returned, take_back_submission, take_back_writing
from sinergi.proposals.models import Proposal, Ranking, Submission, WriteFact
from sinergi.proposals.queries import lack_labels, sheet_of
from sinergi.proposals.rules import lacking

Why = tuple[str, dict[str, Any]]


def complete(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:
    """From the save that left nothing missing, until a save that does, or until it is returned."""
    return _lines(_here(WriteFact.objects.about(ids).filter(complete=True), stage))


def complete_why(ids: Ids, *, on: date, stage: str = "") -> dict[int, Why]:
    lines, drafts = complete(ids, stage=stage), {draft.undertaking_id: draft for draft in Proposal.objects.filter(undertaking__in=list(ids)).select_related("undertaking")}
    return {each: _complete_why(lines.get(each, ()), drafts.get(each), on) for each in ids}


def _complete_why(line: Timeline, draft: Proposal | None, on: date) -> Why:
    if holds(line, on):
        return "proposals.complete", {"day": since(line, on)}
    if draft is None:
        return "proposals.not_begun", {}
    if draft.returned_on is not None:
        return "proposals.under_correction", {"reason": draft.return_reason, "day": draft.returned_on}
    lacks = lacking(sheet_of(draft))
    return "proposals.incomplete", {"lacking": lack_labels(edition_of(draft.undertaking), lacks), "missing": lacks}


def submitted(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:
    """While a submission stands."""
    return _lines(_here(Submission.objects.about(ids), stage))


def submitted_why(ids: Ids, *, on: date, stage: str = "") -> dict[int, Why]:
    lines = submitted(ids, stage=stage)
    returned = dict(Proposal.objects.filter(undertaking__in=list(ids)).exclude(returned_on=None).values_list("undertaking_id", "return_reason"))
    return {each: _submitted_why(lines.get(each, ()), returned.get(each), on) for each in ids}


def _submitted_why(line: Timeline, returned: str | None, on: date) -> Why:
    if holds(line, on):
        return "proposals.submitted", {"day": since(line, on)}
    return ("proposals.under_correction", {"reason": returned}) if returned is not None else ("proposals.not_submitted", {})


def ranked(ids: Ids, *, stage: str = "", list: str) -> dict[int, Timeline]:  # noqa: A002 -- the parameter's name in the programme files
    """While a ranking for this list stands, whichever."""
    return _lines(_here(Ranking.objects.about(ids).filter(list=list), stage))


def ranked_why(ids: Ids, *, on: date, stage: str = "", list: str) -> dict[int, Why]:  # noqa: A002 -- the parameter's name in the programme files
    lines = ranked(ids, stage=stage, list=list)
    editions = dict(Undertaking.objects.filter(pk__in=[*ids]).values_list("pk", "edition_id"))
    found: dict[int, Why] = {}
    for each in ids:
        line = lines.get(each, ())
        word = edition_with(editions[each]).words("lists").get(list)
        found[each] = ("proposals.ranked", {"day": since(line, on)}) if holds(line, on) else ("proposals.not_ranked", {"list": word.title if word else list})
    return found


def _here(rows: Any, stage: str) -> Iterable[tuple[int, date, date | None]]:
    kept = rows.filter(stage=stage) if stage else rows
    return kept.values_list("undertaking_id", "happened_on", "ended_on")  # type: ignore[no-any-return]  # -- a values queryset


def _lines(rows: Iterable[tuple[int, date, date | None]]) -> dict[int, Timeline]:
    pairs: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for undertaking_id, start, end in rows:
        pairs[undertaking_id].append((start, end))
    return {each: runs(found) for each, found in pairs.items()}


def _form(name: str) -> Any:
    def address(code: str, params: Mapping[str, Any]) -> str:
        query = urlencode(sorted((key, value) for key, value in params.items() if value))
        return reverse(f"proposals:{name}", args=[code]) + (f"?{query}" if query else "")

    return address


def _returned(code: str, params: Mapping[str, Any]) -> tuple[Any, str] | None:  # noqa: ARG001 -- one signature for all
    """Why the proposal came back, beside the task to write it."""
    found = Proposal.objects.filter(undertaking__code=code).exclude(returned_on=None).first()
    if found is None:
        return None
    return format_lazy(_("Dikembalikan: {note}"), note=Truncator(found.return_reason).chars(80)), reverse("proposals:versions", args=[code])


ACTS = [
    BoundAct("proposals.write", _("Tulis proposal"), _form("write"), (WriteFact,), undo=take_back_writing, before=_returned, done=_("Proposal ditulis")),
    BoundAct("proposals.submit", _("Serahkan proposal"), _form("submit"), (Submission,), undo=take_back_submission, may_end=may_be_returned, done=_("Proposal diserahkan")),
    BoundAct("proposals.rank", _("Tetapkan peringkat"), _form("rank"), (Ranking,), done=_("Peringkat ditetapkan")),
]
CONDITIONS = [
    BoundCondition("proposals.complete", complete, complete_why),
    BoundCondition("proposals.submitted", submitted, submitted_why),
    BoundCondition("proposals.ranked", ranked, ranked_why),
]
