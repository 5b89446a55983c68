"""What would be published today: members, amounts, scores, places, and who is not on the list and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from sinergi.disclosure.models import ListMember, ListVersion
from sinergi.disclosure.queries.lists import standing_version, window_days
from sinergi.disclosure.rules import closing_day
from sinergi.engine.definition import Edition
from sinergi.kernel import chains
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Leaving, Undertaking
from sinergi.proposals import queries as proposals
from sinergi.proposals.models import ProposalFigures, Ranking, RankLine

FORMAT = "sinergi-pengumuman-1"


@dataclass(frozen=True)
class Proposed:
    """A version not yet published."""

    number: int
    serial: int
    content: dict[str, Any]
    member_ids: list[int]
    base_codes: frozenset[str]
    possible_codes: frozenset[str]
    stale_codes: tuple[str, ...]    # taken from the ranking, which would no longer let them in
    last_day: date | None
    closes_on: date | None
    ranked_on: date | None          # of the ranking it is taken from
    before: tuple[date, date | None] | None     # of the list it comes from: the day it was announced, the last day to object

    @property
    def seen(self) -> str:
        """The mark of who is on it with which amounts; the reason and the media may still be typed."""
        return chains.fingerprint([self.content["entries"], self.content["outside"], self.number])[:16]


def proposed(
    cycle: Undertaking, list_code: str, *, day: date, reason: str = "",
    removed: Mapping[str, str] | None = None, added: Mapping[str, str] | None = None,
) -> Proposed:
    """Members come from the ranking above its cut-off line, or from the list before this one, less those who left the round."""
    removed, added, edition = removed or {}, added or {}, edition_of(cycle)
    ranking, last = proposals.standing_ranking(cycle, list_code), standing_version(cycle, list_code)
    base = _base(cycle, list_code, edition, ranking, last)
    lines = _rank_lines(cycle, ranking, edition)
    pool = _pool(cycle, list_code, edition, base, lines)
    codes = {work_id: row.code for work_id, row in pool.items()}
    kept = [each for each in base if codes.get(each) not in removed]
    extra = [work_id for work_id, code in codes.items() if code in added and work_id not in base]
    members = sorted([*kept, *extra], key=lambda work_id: (lines[work_id].place if work_id in lines else 10**9, codes.get(work_id, "")))
    members = [each for each in members if each in pool]
    number = (last.number if last else 0) + 1
    serial = (ListVersion.objects.filter(undertaking=cycle).aggregate(last=Max("serial"))["last"] or 0) + 1
    closes_on = closing_day(day, window_days(edition, list_code))
    unfit = proposals.failed_verdicts(edition, pool.keys()).keys() | (pool.keys() - proposals.submitted_works(cycle))
    stale = tuple(codes[each] for each in members if each in unfit and each not in extra) if _starts_anew(ranking, last) else ()
    content = _content(cycle, list_code, edition, number, serial, day, closes_on, reason)
    content["entries"] = [_entry(place, pool[each], lines.get(each), added.get(codes[each], "")) for place, each in enumerate(members, 1)]
    inside, cut = set(members), next((line.stopped_by for line in sorted(lines.values(), key=lambda line: line.place) if line.stopped_by), "")
    taken_off = {**({} if _starts_anew(ranking, last) else _taken_off(last)), **removed}
    content["outside"] = [_outside(pool[each], lines.get(each), taken_off.get(codes[each], ""), cut) for each in pool
                          if each not in inside and (each in lines or codes[each] in taken_off)]
    content["totals"] = _totals(content["entries"])
    source = None if ranking is not None else _list_before(cycle, list_code, edition)
    return Proposed(number, serial, content, members, frozenset(codes[each] for each in base if each in codes),
                    frozenset(code for each, code in codes.items() if each not in unfit), stale, last.happened_on if last else None, closes_on,
                    ranking.happened_on if ranking is not None else None, (source.happened_on, source.closes_on) if source is not None else None)


def _base(cycle: Undertaking, list_code: str, edition: Edition, ranking: Ranking | None, last: ListVersion | None) -> list[int]:
    if ranking is not None and _starts_anew(ranking, last):
        found = list(ranking.lines.filter(standing=RankLine.Standing.INSIDE).values_list("work_id", flat=True))
    else:
        source = last or _list_before(cycle, list_code, edition)
        found = list(source.members.values_list("work_id", flat=True)) if source else []
    gone = _gone(cycle)
    return [each for each in found if each not in gone]


def _starts_anew(ranking: Ranking | None, last: ListVersion | None) -> bool:
    """Whether the order was fixed again after the last version."""
    return ranking is not None and (last is None or ranking.recorded_at > last.recorded_at)


def _list_before(cycle: Undertaking, list_code: str, edition: Edition) -> ListVersion | None:
    """The standing version of the nearest list of the same scope that the edition names before this one."""
    words = edition.words("lists")
    if list_code not in words:
        return None
    before = list(words)[: list(words).index(list_code)]
    for code in reversed(before):
        if words[code].get("of") == words[list_code].get("of") and (version := standing_version(cycle, code)):
            return version
    return None


def _gone(cycle: Undertaking) -> set[int]:
    gone = set(Leaving.objects.standing().filter(undertaking__cycle=cycle).values_list("undertaking_id", flat=True))
    return gone | set(Undertaking.objects.filter(cycle=cycle, parent__in=gone).values_list("pk", flat=True)) if gone else gone


def _rank_lines(cycle: Undertaking, ranking: Ranking | None, edition: Edition) -> dict[int, RankLine]:
    """Score and place come from the ranking of this list, or of the nearest list that has one."""
    rankings = [ranking] if ranking else [found for code in reversed(list(edition.words("lists")))
                                          if (found := proposals.standing_ranking(cycle, code))]
    return {line.work_id: line for line in rankings[0].lines.all()} if rankings else {}


def _pool(cycle: Undertaking, list_code: str, edition: Edition, base: list[int], lines: Mapping[int, RankLine]) -> dict[int, ProposalFigures]:
    """Everybody who is or could be on the list: those ranked, or those on the list before."""
    before = _list_before(cycle, list_code, edition)
    others = set(ListMember.objects.filter(version=before).values_list("work_id", flat=True)) if before else set(lines)
    gone = _gone(cycle)
    rows = ProposalFigures.objects.filter(cycle=cycle, undertaking__voided_on=None).order_by("code")
    wanted = {*base, *others} - gone
    return {row.undertaking_id: row for row in rows if row.undertaking_id in wanted}


def _content(
    cycle: Undertaking, list_code: str, edition: Edition, number: int, serial: int, day: date, closes_on: date | None, reason: str,
) -> dict[str, Any]:
    word = edition.words("lists").get(list_code)
    return {
        "format": FORMAT,
        "round": cycle.code,
        "round_title": cycle.title,
        "region": cycle.region.name,
        "region_code": cycle.region.code,
        "list": list_code,
        "list_title": word.title.id if word else list_code,
        "version": number,
        "announcement": f"{cycle.code}/{serial:02}",
        "published_on": day.isoformat(),
        "closes_on": closes_on.isoformat() if closes_on else None,
        "reason": reason.strip(),
        "sources": {code: source.title.id for code, source in edition.words("sources").items()},
        "is_example": cycle.is_example,
    }


def _entry(place: int, row: ProposalFigures, line: RankLine | None, note: str) -> dict[str, Any]:
    return {
        "no": place, "code": row.code, "title": row.title, "village": row.village, "proposer": row.proposer,
        "amounts": {source: int(amount) for source, amount in row.by_source.items()}, "total": row.total,
        "score": str(line.score) if line and line.score is not None else None, "rank": line.place if line else None,
        "note": note or (line.reason if line else ""),
    }


def _taken_off(last: ListVersion | None) -> dict[str, str]:
    """Whom an earlier version took off, and why: said again by each later one."""
    return {entry["code"]: entry["reason"] for entry in last.content["outside"] if entry["why"] == "removed" and entry["reason"]} if last else {}


def _outside(row: ProposalFigures, line: RankLine | None, removed: str, cut: str) -> dict[str, Any]:
    """A work that is not on the list; ``cut`` is the purse at which the line fell."""
    why = "removed" if removed else line.standing if line else "below"
    return {
        "code": row.code, "title": row.title, "village": row.village, "total": row.total,
        "score": str(line.score) if line and line.score is not None else None, "rank": line.place if line else None,
        "why": "removed" if why == "inside" else why, "stopped_by": cut if why == "below" else "", "reason": removed or (line.reason if line else ""),
    }


def _totals(entries: list[dict[str, Any]]) -> dict[str, Any]:
    sums: dict[str, int] = {}
    for entry in entries:
        for source, amount in entry["amounts"].items():
            sums[source] = sums.get(source, 0) + amount
    return {"entries": len(entries), "amounts": sums, "total": sum(entry["total"] for entry in entries)}
