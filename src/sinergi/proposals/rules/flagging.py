"""What appraisers will ask about one proposal. Flags, not verdicts: nobody is refused by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sinergi.proposals.rules.sheet import Sheet, Totals

ROUND_TOTAL = 5_000_000      # a total that is a multiple of this: our default
ROUND_AMOUNT = 500_000       # a line is "round" when its amount is a multiple of this
ROUND_LINES = 3              # and so many of them, being most of the lines, are asked about
LABOUR_SHARE = 60            # per cent of swadaya given as labour, from which the list of names is asked for


@dataclass(frozen=True)
class Flag:
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


def own_flags(sheet: Sheet, sums: Totals, community: frozenset[str]) -> list[Flag]:
    """What can be seen in the proposal alone."""
    flags: list[Flag] = []
    if sums.total and sums.total % ROUND_TOTAL == 0:
        flags.append(Flag("proposals.flag_round_total", {"total_rp": sums.total}))
    round_lines = [line for line in sheet.lines if line.amount and line.amount % ROUND_AMOUNT == 0]
    if len(round_lines) >= ROUND_LINES and len(round_lines) * 2 > len(sheet.lines):
        flags.append(Flag("proposals.flag_round_lines", {"count": len(round_lines), "lines": len(sheet.lines)}))
    if sums.community and "pledge" not in sheet.kinds_attached:
        flags.append(Flag("proposals.flag_swadaya_without_evidence", {"amount_rp": sums.community}))
    labour = sum(split.amount for line in sheet.lines for split in line.splits if split.source in community and split.form == "labour")
    if sums.community and labour * 100 >= sums.community * LABOUR_SHARE:
        flags.append(Flag("proposals.flag_mostly_labour", {"share": labour * 100 // sums.community}))
    if sheet.households and sheet.men is not None and sheet.women is not None and sheet.men + sheet.women < sheet.households:
        flags.append(Flag("proposals.flag_fewer_people_than_households", {"people": sheet.men + sheet.women, "households": sheet.households}))
    repeated = _repeated_items(sheet)
    if repeated:
        flags.append(Flag("proposals.flag_item_twice", {"item": repeated}))
    return flags


def _repeated_items(sheet: Sheet) -> str:
    seen: set[tuple[str, str]] = set()
    for line in sheet.lines:
        key = (line.group, " ".join(line.item.lower().split()))
        if key[1] and key in seen:
            return line.item
        seen.add(key)
    return ""
