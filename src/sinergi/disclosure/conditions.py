"""What the engine asks of announcements, windows and objections, and the acts it lets in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from sinergi.disclosure import rules
from sinergi.disclosure.models import Answer, ListVersion, Objection, Publicity
from sinergi.kernel.timelines import Timeline, all_of, holds, runs, since
from sinergi.programmes.editions import edition_with
from sinergi.programmes.models import Undertaking
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids
from sinergi.proposals.models import Ranking

Why = tuple[str, dict[str, Any]]


def publicised(ids: Ids, *, stage: str = "", media: Collection[str]) -> dict[int, Timeline]:
    """While every one of these media has a proof that stands."""
    lines = _media_lines(ids, stage, media)
    return {each: all_of([runs(found.get(medium, ())) for medium in media]) for each, found in lines.items()}


def publicised_why(ids: Ids, *, on: date, stage: str = "", media: Collection[str]) -> dict[int, Why]:
    lines, titles = _media_lines(ids, stage, media), _titles(ids, "media")
    found: dict[int, Why] = {}
    for each in ids:
        missing = [titles[each].get(medium, medium) for medium in media if not holds(runs(lines.get(each, {}).get(medium, ())), on)]
        found[each] = ("disclosure.not_publicised", {"media": missing}) if missing else ("disclosure.publicised", {})
    return found


def _media_lines(ids: Ids, stage: str, media: Collection[str]) -> dict[int, dict[str, list[tuple[date, date | None]]]]:
    rows = Publicity.objects.about(ids).filter(medium__in=list(media)).exclude(proof=None)
    kept = rows.filter(stage=stage) if stage else rows
    found: dict[int, dict[str, list[tuple[date, date | None]]]] = defaultdict(lambda: defaultdict(list))
    for undertaking_id, medium, start, end in kept.values_list("undertaking_id", "medium", "happened_on", "ended_on"):
        found[undertaking_id][medium].append((start, end))
    return found


def published(ids: Ids, *, stage: str = "", list: str) -> dict[int, Timeline]:  # noqa: A002 -- the parameter's name in the programme files
    """From the first version on: what was published stays published."""
    return {each: (min(days),) for each, days in _versions(ids, stage, list).items()}


def published_why(ids: Ids, *, on: date, stage: str = "", list: str) -> dict[int, Why]:  # noqa: A002 -- as above
    lines, titles = published(ids, stage=stage, list=list), _titles(ids, "lists")
    return {
        each: ("disclosure.published", {"list": titles[each].get(list, list), "day": since(lines[each], on)}) if holds(lines.get(each, ()), on)
        else ("disclosure.not_published", {"list": titles[each].get(list, list)})
        for each in ids
    }


def window_open(ids: Ids, *, stage: str = "", list: str, days: int) -> dict[int, Timeline]:  # noqa: A002 -- as above
    """From each publication through the end of the day so many days later."""
    return {each: rules.window_open(found, days) for each, found in _versions(ids, stage, list).items()}


def window_closed(ids: Ids, *, stage: str = "", list: str, days: int) -> dict[int, Timeline]:  # noqa: A002 -- as above
    """From the day after the window of the newest version; false again while a later version's window runs."""
    return {each: rules.window_closed(found, days) for each, found in _versions(ids, stage, list).items()}


def window_why(ids: Ids, *, on: date, stage: str = "", list: str, days: int) -> dict[int, Why]:  # noqa: A002 -- as above
    """Both window conditions: until when it runs, or when it ended."""
    versions, titles = _versions(ids, stage, list), _titles(ids, "lists")
    return {each: _window_why([day for day in versions.get(each, ()) if day <= on], on, days, titles[each].get(list, list)) for each in ids}


def _window_why(versions: Sequence[date], on: date, days: int, title: Any) -> Why:
    if not versions:
        return "disclosure.not_published", {"list": title}
    until = max(versions) + timedelta(days=days)
    return ("disclosure.window_open" if on <= until else "disclosure.window_over"), {"until": until, "list": title}


def objections_answered(ids: Ids, *, stage: str = "", list: str) -> dict[int, Timeline]:  # noqa: A002 -- as above
    """While nothing is open; also when nobody objected. An upheld objection is open until a later version is out."""
    found = _objections(ids, stage, list)
    return {each: rules.all_settled([pair for _, pair in found.get(each, ())]) for each in ids}


def objections_why(ids: Ids, *, on: date, stage: str = "", list: str) -> dict[int, Why]:  # noqa: A002 -- as above
    found = _objections(ids, stage, list)
    answered = dict.fromkeys((row.objection_id for row in Answer.objects.standing(on).about(ids).filter(list=list)), True)
    result: dict[int, Why] = {}
    for each in ids:
        unsettled = [pk for pk, (stands, done) in found.get(each, ()) if holds(stands, on) and not holds(done, on)]
        waiting = sum(pk in answered for pk in unsettled)
        result[each] = ("disclosure.not_answered", {"unanswered": len(unsettled) - waiting, "waiting": waiting}) if unsettled \
            else ("disclosure.all_answered", {})
    return result


def _objections(ids: Ids, stage: str, list_code: str) -> dict[int, list[tuple[int, tuple[Timeline, Timeline]]]]:
    """Per round: each objection with when it stands and when it was settled. Three queries."""
    rows = Objection.objects.about(ids).filter(list=list_code)
    kept = rows.filter(stage=stage) if stage else rows
    objections = [*kept.only("undertaking_id", "happened_on", "ended_on")]
    versions: dict[int, list[ListVersion]] = defaultdict(list)
    answers: dict[int, list[Answer]] = defaultdict(list)
    if objections:
        for version in ListVersion.objects.about(ids).filter(list=list_code).only("undertaking_id", "happened_on", "recorded_at"):
            versions[version.undertaking_id].append(version)
        for row in Answer.objects.about(ids).filter(list=list_code):
            answers[row.objection_id].append(row)
    found: dict[int, list[tuple[int, tuple[Timeline, Timeline]]]] = defaultdict(list)
    for objection in objections:
        settled = rules.settled([(row.line, row.upheld, _later(row, versions[objection.undertaking_id])) for row in answers[objection.pk]])
        found[objection.undertaking_id].append((objection.pk, (objection.line, settled)))
    return found


def _later(answer: Answer, versions: Sequence[ListVersion]) -> date | None:
    """The day of the first version recorded after the answer."""
    return min((version.happened_on for version in versions if version.recorded_at > answer.recorded_at), default=None)


def _versions(ids: Ids, stage: str, list_code: str) -> dict[int, list[date]]:
    rows = ListVersion.objects.about(ids).filter(list=list_code)
    kept = rows.filter(stage=stage) if stage else rows
    found: dict[int, list[date]] = defaultdict(list)
    for undertaking_id, day in kept.values_list("undertaking_id", "happened_on"):
        found[undertaking_id].append(day)
    return found


def _titles(ids: Ids, vocabulary: str) -> dict[int, dict[str, Any]]:
    editions = dict(Undertaking.objects.filter(pk__in=[*ids]).values_list("pk", "edition_id"))
    return {each: {code: word.title for code, word in edition_with(edition).words(vocabulary).items()} for each, edition in editions.items()}


def _in_list(name: str) -> Any:
    """Forms about a list have the list in their address."""

    def address(code: str, params: Mapping[str, Any]) -> str:
        return reverse(f"disclosure:{name}", args=[code, params["list"]])

    return address


def _unanswered(person_id: int, ids: Ids, *, list: str, **_parameters: Any) -> set[int]:  # noqa: A002, ARG001 -- the parameter's name in the files; one signature for all
    """Only where an objection to this list has no answer yet."""
    answered = Answer.objects.standing().filter(objection=OuterRef("pk"))
    return set(Objection.objects.standing().about(ids).filter(~Exists(answered), list=list).values_list("undertaking_id", flat=True))


def _to_publish(person_id: int, ids: Ids, *, list: str, **_parameters: Any) -> set[int]:  # noqa: A002, ARG001 -- as above
    """Only where this list has no version yet, or the next one waits: an upheld objection, an order fixed since."""
    newest = dict(ListVersion.objects.about(ids).filter(list=list).order_by().values_list("undertaking_id").annotate(Max("recorded_at")))
    upheld = Answer.objects.standing().about(ids).filter(list=list, upheld=True).values_list("undertaking_id", "recorded_at")
    ranked = Ranking.objects.standing().about(ids).filter(list=list).values_list("undertaking_id", "recorded_at")
    return (set(ids) - set(newest)) | {pk for pk, at in (*upheld, *ranked) if pk in newest and at >= newest[pk]}


def _publicise(code: str, params: Mapping[str, Any]) -> str:
    media = params.get("media") or ()
    query = urlencode([("media", medium) for medium in media])
    return reverse("disclosure:publicise", args=[code]) + (f"?{query}" if query else "")


ACTS = [
    BoundAct("disclosure.publicise", _("Catat kampanye dan buktinya"), _publicise, (Publicity,), done=_("Kampanye dicatat")),
    BoundAct("disclosure.publish", _("Umumkan daftar"), _in_list("publish"), (ListVersion,), stays="disclosure.published_stays", open_for=_to_publish,
             done=_("Daftar diumumkan")),
    BoundAct("disclosure.object", _("Ajukan keberatan"), _in_list("object"), (Objection,), stays="disclosure.objection_stays", done=_("Keberatan diajukan")),
    BoundAct("disclosure.answer", _("Jawab keberatan"), _in_list("objections"), (Answer,), open_for=_unanswered,
             nothing=_("Tidak ada keberatan yang menunggu jawaban."), done=_("Keberatan dijawab")),
]
CONDITIONS = [
    BoundCondition("disclosure.publicised", publicised, publicised_why),
    BoundCondition("disclosure.published", published, published_why),
    BoundCondition("disclosure.window_open", window_open, window_why),
    BoundCondition("disclosure.window_closed", window_closed, window_why),
    BoundCondition("disclosure.objections_answered", objections_answered, objections_why),
]
