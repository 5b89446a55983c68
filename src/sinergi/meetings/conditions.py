"""What meetings say to the engine: the act of recording, and whether enough of them were held the way the step asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinergi.engine.definition import Duty, Stage, Title, Use
from sinergi.kernel.timelines import Timeline, all_of, any_of, holds, runs, since, summing
from sinergi.meetings import queries, rules
from sinergi.meetings.actions import take_back
from sinergi.meetings.models import Meeting, MeetingFor, Result, SignedMinutes
from sinergi.meetings.rules import Figures, Targets
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of, edition_with
from sinergi.programmes.models import Undertaking
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids

_COLUMNS = (
    "id", "undertaking_id", "meeting_id", "meeting__first_id", "happened_on", "ended_on", "meeting__participants", "meeting__women",
    "meeting__men", "meeting__disability", "meeting__disability_of", "groups", "meeting__result", "signatures__happened_on", "signatures__ended_on",
)


@dataclass
class _Held:
    """One meeting in one version, as it counts for one undertaking."""

    root: int
    period: tuple[date, date | None]
    figures: Figures
    result: str
    signatures: list[tuple[date, date | None]] = field(default_factory=list)

    def stands(self) -> Timeline:
        return runs([self.period])

    def is_signed(self) -> Timeline:
        return runs(self.signatures)

    def counts(self, targets: Targets, signed: bool) -> Timeline:  # noqa: FBT001 -- a parameter of the file
        """When it meets all that is asked."""
        if rules.lacks(targets, self.figures, self.result):
            return ()
        return all_of([self.stands(), self.is_signed()]) if signed else self.stands()


@dataclass(frozen=True)
class NotCounted:
    """A step or a duty through which a meeting was recorded and for which it does not count yet: what it lacks, in the words of the condition."""

    stage: Stage | None
    lacks: tuple[str, ...]
    duty: Duty | None = None
    partly: bool = False  # it counts for a part of what is asked there


def held(ids: Ids, *, stage: str = "", kind: str, times: int = 1, signed: bool = True, **asked: Any) -> dict[int, Timeline]:
    """Since when so many meetings of the kind were held that reach every target."""
    targets = Targets(**asked)
    known: dict[tuple[Any, ...], Timeline] = {}     # one training counts for a hundred works: the same days, worked out once
    found = {}
    for pk, meetings in _meetings(_asked(ids, stage, kind)).items():
        key = tuple(part for each in meetings for part in (each.root, each.period, each.figures, each.result, *each.signatures)) if len(meetings) > 1 else (
            meetings[0].period, meetings[0].figures, meetings[0].result, *meetings[0].signatures)
        if key not in known:
            known[key] = _enough(meetings, targets, times, signed)
        found[pk] = known[key]
    return found


def held_in(ids: Ids, *, start: date, end: date, kind: str, stage: str = "", times: int = 1, signed: bool = True, **asked: Any) -> dict[int, date]:
    """For duties: the day on which so many meetings held between start and end (both included) had all that is asked."""
    rows = _asked(ids, stage, kind).filter(happened_on__range=(start, end))
    days = {pk: since(_enough(meetings, Targets(**asked), times, signed), date.max) for pk, meetings in _meetings(rows).items()}
    return {pk: day for pk, day in days.items() if day is not None}


def held_why(
    ids: Ids, *, on: date, stage: str = "", kind: str, times: int = 1, signed: bool = True, **asked: Any
) -> dict[int, tuple[str, dict[str, Any]]]:
    """How many of how many, and what the nearest meeting lacks."""
    targets, found, titles = Targets(**asked), _meetings(_asked(ids, stage, kind)), _kind_titles(ids, kind)
    return {pk: _why(found.get(pk, []), on, targets, signed, {"kind": titles[pk], "times": times}) for pk in ids}


def asked(*, times: int = 1, **params: Any) -> list[tuple[str, dict[str, Any]]]:
    """What a use asks of the meetings besides their kind and signed minutes."""
    often = [("meetings.asked.times", {"times": times})] if times > 1 else []
    wanted, _signed = _targets(params.items())
    found = [(f"meetings.asked.{name}", {"need": need}) for name in ("participants", "women_pct", "disability", "groups") if (need := getattr(wanted, name))]
    result = [("meetings.asked.result", _result_words({"need": wanted.result}))] if wanted.result else []
    return [*often, *found, *result]


def not_counted(meeting: Meeting, on: date) -> list[NotCounted]:
    """The steps and duties through which this meeting was recorded and for which it does not count, or not for all that is asked, on this day.

    Where it counts for a part, what another meeting has met already is asked of it no longer.
    """
    edition = edition_of(meeting.undertaking)
    through = dict(MeetingFor.objects.filter(meeting=meeting, ended_on=None).order_by("-id").values_list("stage", "pk"))  # one of each step
    found = []
    waiting: Iterable[tuple[Stage | None, Duty | None, list[Use]]]
    for code, pk in through.items():
        [(each,)] = _meetings(MeetingFor.objects.filter(pk=pk)).values()
        if code:
            waiting = [(edition.by_code[code], None, queries.asked_of(edition, code, meeting.kind))]
        else:
            waiting = [(None, duty, uses) for duty, uses in queries.asked_by_duties(edition, meeting.undertaking.scope, meeting.kind)]
        for stage, duty, uses in waiting:
            lacks = [(use, _lacks(each, on, *_targets(use.params))) for use in uses]
            partly = stage is not None and not all(lacking for _use, lacking in lacks)
            said = dict.fromkeys(sentences.sentence(*lack) for use, lacking in lacks for lack in lacking if not (partly and _holds(use, meeting, code, on)))
            if said:
                found.append(NotCounted(stage, tuple(said), duty, partly=partly))
    return found


def _holds(use: Use, meeting: Meeting, stage: str, on: date) -> bool:
    """Whether all meetings together reach what this use asks where the meeting was recorded."""
    pk = meeting.undertaking_id
    return holds(held([pk], stage=stage if use.here else "", **dict(use.params)).get(pk, ()), on)


def _targets(params: Iterable[tuple[str, Any]]) -> tuple[Targets, bool]:
    """What a file asks of each single meeting, and whether its minutes are to be signed."""
    asked = dict(params)
    signed = asked.pop("signed", True)
    return Targets(**{name: value for name, value in asked.items() if name not in {"kind", "times"}}), signed


def _asked(ids: Ids, stage: str, kind: str) -> QuerySet[MeetingFor]:
    rows = MeetingFor.objects.about(ids).filter(kind=kind)
    return rows.filter(stage=stage) if stage else rows


def _meetings(rows: QuerySet[MeetingFor]) -> dict[int, list[_Held]]:
    """One query: meetings with their signatures, by undertaking, in the order they were recorded."""
    links: dict[int, _Held] = {}
    same: dict[tuple[Any, ...], Figures] = {}
    found: dict[int, list[_Held]] = {}
    for row in rows.annotate(groups=Cast("meeting__groups", TextField())).order_by("id", "signatures__id").values_list(*_COLUMNS):
        link, undertaking, meeting, first, start, end, participants, women, men, disability, among, groups, result, signed_on, unsigned_on = row
        if link not in links:
            seen = (participants, women, men, disability, among, groups)
            if seen not in same:        # as text: ten thousand lists are not taken apart where a few are different
                same[seen] = Figures(participants, women, men, disability=disability, disability_of=among, groups=tuple((name, count) for name, count in json.loads(groups)))
            figures = same[seen]
            links[link] = _Held(first or meeting, (start, end), figures, result)
            found.setdefault(undertaking, []).append(links[link])
        if signed_on is not None:
            links[link].signatures.append((signed_on, unsigned_on))
    return found


def _enough(meetings: list[_Held], targets: Targets, times: int, signed: bool) -> Timeline:  # noqa: FBT001 -- a parameter of the file
    """True while at least ``times`` count; versions of one meeting count once."""
    lines = _by_root(meetings, lambda each: each.counts(targets, signed))
    if times == 1:
        return any_of(lines)
    return summing(_steps(line) for line in lines)(times)


def _by_root(meetings: list[_Held], line: Callable[[_Held], Timeline]) -> list[Timeline]:
    versions: dict[int, list[Timeline]] = {}
    for each in meetings:
        versions.setdefault(each.root, []).append(line(each))
    return [any_of(lines) for lines in versions.values()]


def _steps(line: Timeline) -> Iterator[tuple[date, int]]:
    """The switches of a truth as +1 and -1."""
    return ((day, -1 if place % 2 else 1) for place, day in enumerate(line))


def _why(meetings: list[_Held], on: date, targets: Targets, signed: bool, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:  # noqa: FBT001 -- a parameter of the file
    standing = [each for each in meetings if holds(each.stands(), on)]
    done = sum(holds(line, on) for line in _by_root(standing, lambda each: each.counts(targets, signed)))
    values = {**values, "done": done}
    lacking = sorted((_lacks(each, on, targets, signed) for each in standing), key=len)
    nearest = next((each for each in lacking if each), [])
    if nearest:
        said = [sentences.sentence(code, given) for code, given in nearest]
        return "meetings.lacking", {**values, "lacks": "; ".join(said), "lacking": [code for code, _values in nearest]}
    return ("meetings.too_few" if values["times"] > 1 else "meetings.none_yet"), values


def _lacks(each: _Held, on: date, targets: Targets, signed: bool) -> list[tuple[str, dict[str, object]]]:  # noqa: FBT001 -- a parameter of the file
    found = [(code, {**values, **_result_words(values)}) for code, values in rules.lacks(targets, each.figures, each.result)]
    if signed and not holds(each.is_signed(), on):
        found.append(("meetings.unsigned", {}))
    return found


def _result_words(values: Mapping[str, object]) -> dict[str, object]:
    """Results the way the form names them."""
    names: dict[object, object] = dict(Result.choices)
    return {name: names[value] for name, value in values.items() if isinstance(value, str) and value in names}


def _kind_titles(ids: Ids, kind: str) -> dict[int, Title]:
    """What each undertaking's edition calls this kind."""
    editions = dict(Undertaking.objects.filter(pk__in=ids).values_list("id", "edition_id"))
    words = {edition: edition_with(edition).words("meeting_kinds").get(kind) for edition in set(editions.values())}
    titles = {edition: word.title if word else Title(kind) for edition, word in words.items()}
    return {pk: titles[editions[pk]] if pk in editions else Title(kind) for pk in ids}


def _form(code: str, params: Mapping[str, Any]) -> str:
    query = urlencode({name: value for name, value in params.items() if value not in {None, ""}})
    return f"{reverse('meetings:record', args=[code])}{'?' if query else ''}{query}"


def _prepare(code: str, params: Mapping[str, Any]) -> tuple[Any, str]:
    """The same meeting, before it is held; or the signed minutes, where they alone are missing."""
    waiting = queries.unsigned(code, str(params.get("kind", "")), str(params.get("stage", "")))
    if waiting:
        return _("Unggah notulen bertanda tangan"), f"{reverse('meetings:sign', args=[code, waiting[0].number])}?{urlencode({'stage': params['stage']})}"
    query = urlencode({name: params[name] for name in ("kind", "stage") if params.get(name)})
    return _("Siapkan dan undang"), f"{reverse('meetings:prepare', args=[code])}?{query}"


ACTS = [BoundAct("meetings.record", verb=_("Catat rapat"), form=_form, before=_prepare, facts=(MeetingFor, SignedMinutes), undo=take_back, done=_("Rapat dicatat"), gathered=True)]
CONDITIONS = [BoundCondition("meetings.held", held, held_why, periods=held_in, asked=asked)]
