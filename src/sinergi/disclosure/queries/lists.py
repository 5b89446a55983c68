"""Published lists: their versions, their windows, and whether a paper says the same as the screen."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, DateField, F, IntegerField, Max, Q, Value, When

from sinergi.disclosure.models import ListMember, ListVersion
from sinergi.disclosure.rules import read_code
from sinergi.engine.definition import Edition, Word
from sinergi.kernel import chains
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Closing, Undertaking

_HEX = re.compile(r"[0-9A-F]{64}")
_SHORT = re.compile(r"R\d{1,4}-[0-9A-F]{4}-[0-9A-F]{4}")


def published_lists(cycle_id: int, among: Collection[int] | None = None) -> dict[str, list[tuple[date, frozenset[int]]]]:
    """For the engine: each list of a round with the day and the members (of those ``among``) of every version, in order. Two queries."""
    versions = list(ListVersion.objects.filter(undertaking=cycle_id).order_by("number").values_list("pk", "list", "happened_on"))
    members: defaultdict[int, set[int]] = defaultdict(set)
    rows = ListMember.objects.filter(version__undertaking=cycle_id).order_by()
    for version_id, work_id in (rows if among is None else rows.filter(work__in=among)).values_list("version_id", "work_id"):
        members[version_id].add(work_id)
    found: dict[str, list[tuple[date, frozenset[int]]]] = {}
    for version_id, code, day in versions:
        found.setdefault(code, []).append((day, frozenset(members[version_id])))
    return found


def versions_of(cycle: Undertaking, list_code: str) -> list[ListVersion]:
    """All versions, newest first, without their long contents."""
    return list(ListVersion.objects.filter(undertaking=cycle, list=list_code).defer("content", "canonical").order_by("-number"))


def standing_version(cycle: Undertaking, list_code: str) -> ListVersion | None:
    """The version in force: the latest."""
    return _with_content(ListVersion.objects.filter(undertaking=cycle, list=list_code).defer("content", "canonical").order_by("-number").first())


def version_of(cycle: Undertaking, list_code: str, number: int) -> ListVersion | None:
    return _with_content(ListVersion.objects.filter(undertaking=cycle, list=list_code, number=number).defer("content", "canonical").first())


def _with_content(version: ListVersion | None) -> ListVersion | None:
    """Lists of ten thousand entries take long to read, and never change: what has this fingerprint has this content."""
    if version is not None:
        version.content = _content(version.pk, version.fingerprint)
    return version


@lru_cache(maxsize=16)
def _content(version_id: int, fingerprint: str) -> dict[str, Any]:  # noqa: ARG001 -- the fingerprint names the content
    found: dict[str, Any] = ListVersion.objects.values_list("content", flat=True).get(pk=version_id)
    return found


def left_out(work: Undertaking) -> dict[str, Any] | None:
    """What the newest published list that speaks of a work says of it: {} where it stands on it, else its score, its place and why it does not.

    None while no list that is out speaks of it. What was announced is what counts, not a ranking that nobody has seen yet.
    """
    lists = [code for code, word in edition_of(work).words("lists").items() if word.get("of") == work.scope]
    newest: dict[str, ListVersion] = {}
    for version in ListVersion.objects.filter(undertaking=work.cycle_id, list__in=lists).only("pk", "list", "fingerprint").order_by("number"):
        newest[version.list] = version
    versions = [newest[code] for code in reversed(lists) if code in newest]
    if not versions:
        return None
    if ListMember.objects.filter(version=versions[0], work=work).exists():
        return {}
    for version in versions:
        for entry in _content(version.pk, version.fingerprint)["outside"]:
            if entry["code"] == work.code:
                return {"score": entry["score"], "place": entry["rank"], "why": entry["why"], "stopped_by": entry.get("stopped_by", ""), "reason": entry["reason"]}
    return None


def list_word(cycle: Undertaking, list_code: str) -> Word | None:
    """The entry of the edition's vocabulary; None for a list it does not know."""
    return edition_of(cycle).words("lists").get(list_code)


def window_days(edition: Edition, list_code: str) -> int | None:
    """How many days people may object to this list, by the edition; None when it asks for no objections."""
    for _, use in edition.uses():
        if use.name in {"disclosure.window_open", "disclosure.window_closed"} and use.param("list") == list_code:
            return int(use.param("days"))
    return None


def announcements(on: date, *, search: str = "") -> Any:
    """The newest version of every list; running windows first, the one that closes soonest on top, then the newest."""
    newest = ListVersion.objects.values("undertaking", "list").annotate(last=Max("pk")).values("last")
    rows = ListVersion.objects.filter(pk__in=newest, undertaking__voided_on=None)
    if search:
        rows = rows.filter(Q(undertaking__title__icontains=search) | Q(undertaking__region__words__contains=search.lower()) | Q(undertaking__code__iexact=search))
    running = Q(closes_on__gte=on)
    return (
        rows.defer("content", "canonical")
        .select_related("undertaking__region")
        .annotate(
            running=Case(When(running, then=Value(0)), default=Value(1), output_field=IntegerField()),
            soonest=Case(When(running, then=F("closes_on")), default=Value(None), output_field=DateField(null=True)),
            count=Count("members"),
        )
        .order_by("running", F("soonest").asc(nulls_last=True), "-happened_on", "-pk")
    )


def check_code(text: str) -> list[ListVersion]:
    """Versions with this fingerprint or short code, however they were typed or scanned."""
    signs = read_code(text)
    found = _HEX.search(signs.replace("-", ""))
    rows = ListVersion.objects.defer("content", "canonical").select_related("undertaking").order_by("-pk")
    if found:
        return list(rows.filter(fingerprint=found.group().lower()))
    short = _SHORT.search(signs)
    return list(rows.filter(short_code=short.group())[:20]) if short else []


@dataclass(frozen=True)
class ClosedWith:
    """A closing of a round whose figures have the fingerprint asked for; when it was taken back, the one that stands instead, if any does yet."""

    closing: Closing
    instead: Closing | None = None

    @property
    def stands(self) -> bool:
        return self.closing.ended_on is None


def closed_with(mark: str) -> list[ClosedWith]:
    """The closings with this fingerprint, however it was typed: one of each round, that which stands before any that was taken back."""
    found = _HEX.search(read_code(mark).replace("-", ""))
    rows = Closing.objects.select_related("undertaking").order_by("id")
    of_round = {each.undertaking_id: each for each in rows.filter(fingerprint=found.group().lower())} if found else {}     # later rows win
    standing = {each.undertaking_id: each for each in rows.standing().filter(undertaking__in=of_round).exclude(figures={})} if of_round else {}
    return [ClosedWith(each, None if each.ended_on is None else standing.get(pk)) for pk, each in of_round.items()]


@dataclass(frozen=True)
class Checked:
    """What a file turned out to be: same, other (changed, with the version it claims to be), or unknown."""

    verdict: str
    fingerprint: str
    version: ListVersion | None = None


def check_text(raw: bytes) -> Checked:
    """Compare a downloaded or printed list with what was published; spaces and line ends do not matter, one letter does."""
    exact = hashlib.sha256(raw).hexdigest()
    match = ListVersion.objects.defer("content", "canonical").select_related("undertaking").filter(fingerprint=exact).first()
    if match:
        return Checked("same", exact, match)
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Checked("unknown", exact)
    if not isinstance(content, dict):
        return Checked("unknown", exact)
    mark = chains.fingerprint(content)
    match = ListVersion.objects.defer("content", "canonical").select_related("undertaking").filter(fingerprint=mark).first()
    if match:
        return Checked("same", mark, match)
    return _claimed(content, mark)


def _claimed(content: dict[str, Any], mark: str) -> Checked:
    code, list_code, number = content.get("round"), content.get("list"), content.get("version")
    if not (isinstance(code, str) and isinstance(list_code, str) and isinstance(number, int) and 0 < number < 10_000):  # noqa: PLR2004 -- versions are few
        return Checked("unknown", mark)
    version = (
        ListVersion.objects.defer("content", "canonical").select_related("undertaking")
        .filter(undertaking__code=code[:40], list=list_code[:40], number=number).first()
    )
    return Checked("other" if version else "unknown", mark, version)
