"""What is asked of a meeting, or recommended, beside what it reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sinergi.meetings.rules.record import Figures, plain, whole_percent


@dataclass(frozen=True)
class Targets:
    """What a condition asks of one meeting, or what a kind recommends."""

    participants: int | None = None
    women_pct: int | None = None
    disability: int | None = None
    groups: tuple[str, ...] = ()
    result: str = ""


@dataclass(frozen=True)
class Reached:
    """One target beside what was reached; ``met`` is none where nobody wrote it down."""

    name: str
    need: Any
    have: Any
    met: bool | None


def lacks(targets: Targets, met: Figures, result: str) -> list[tuple[str, dict[str, object]]]:
    """Which targets this meeting does not reach: a phrase code and its values each.

    The share of women that is printed decides; but whoever was not split may have been a man, so a target is not reached by leaving people unsplit.
    """
    found: list[tuple[str, dict[str, object]]] = []
    if targets.participants is not None and met.participants < targets.participants:
        found.append(("meetings.few_participants", {"have": met.participants, "need": targets.participants}))
    if targets.women_pct is not None and (whole_percent(met.women, met.participants) or 0) < targets.women_pct:
        found.append(_few_women(met, targets.women_pct))
    if targets.disability is not None and (met.disability or 0) < targets.disability:
        found.append(_few_disability(met, targets.disability))
    missing = missing_groups(targets.groups, met)
    if missing:
        found.append(("meetings.groups_missing", {"groups": missing}))
    if targets.result and result != targets.result:
        found.append(("meetings.result_missing" if not result else "meetings.other_result", {"have": result, "need": targets.result}))
    return found


def reached(aims: Mapping[str, Any], met: Figures) -> list[Reached]:
    """What a kind of meeting aims at beside what this one reached, in the order people ask."""
    have = {"participants": met.participants, "women_pct": met.women_pct, "poor_pct": met.poor_pct, "disability": met.disability}
    found = []
    for name, reached_so_far in have.items():
        if name in aims:
            enough = _shares_enough(name, met, aims[name]) if name.endswith("_pct") else None if reached_so_far is None else reached_so_far >= aims[name]
            found.append(Reached(name, aims[name], reached_so_far, enough))
    if aims.get("groups"):
        absent = missing_groups(aims["groups"], met)
        found.append(Reached("groups", list(aims["groups"]), absent, not absent))
    return found


def _shares_enough(name: str, met: Figures, percent: int) -> bool | None:
    """None where those who were not split, or not counted, could tip the scales; leaving them out reaches nothing."""
    of_women = (met.women, met.participants - met.women - met.men)
    part, unsaid = of_women if name == "women_pct" else (met.poor or 0, met.participants - met.poor_counted)
    least, most = whole_percent(part, met.participants) or 0, whole_percent(part + unsaid, met.participants) or 0
    return True if least >= percent else False if most < percent else None


def missing_groups(wanted: Sequence[str], met: Figures) -> list[str]:
    present = {plain(group) for group, _ in met.groups}
    return [group for group in wanted if plain(group) not in present]


def _few_women(met: Figures, percent: int) -> tuple[str, dict[str, object]]:
    if met.women_pct is None:
        return "meetings.women_unknown", {"need": percent}
    if met.participants > met.women + met.men:
        return "meetings.women_unsplit", {"need": percent, "women": met.women, "participants": met.participants, "unsplit": met.participants - met.women - met.men}
    return "meetings.few_women", {"have": met.women_pct, "need": percent, "women": met.women, "known": met.women + met.men}


def _few_disability(met: Figures, need: int) -> tuple[str, dict[str, object]]:
    if met.disability is None:
        return "meetings.disability_uncounted", {"need": need}
    uncounted = met.participants - met.disability_counted
    if uncounted:
        return "meetings.few_disability_counted", {"have": met.disability, "need": need, "uncounted": uncounted}
    return "meetings.few_disability", {"have": met.disability, "need": need}
