"""The table, in the terminal and as text for README and docs/measures.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.timing import Measure

PEERS = ("Beside it, measured on an equal machine, both with only 1,000 proposals: Hypha 6.7 list 487 ms, 381 KiB;",
         "pretalx 2025.2 1,220 ms, and 2,495 ms for its review board.")
FEW = 12


def shown(value: float, unit: str) -> str:
    text = f"{value:,.0f}" if value >= FEW and unit == "ms" else f"{value:,.1f}" if unit != "×" else f"{value:.2f}"
    return f"{text} {unit}"


def terminal(name: str, measures: Sequence[Measure]) -> str:
    """Everything, with lowest, highest and processor time."""
    lines = [f"\n== {name}", f"{'what':<76}{'works':>7}{'target':>10}{'median':>11}{'min–max':>20}{'processor':>12}  "]
    for each in measures:
        target = shown(each.target, each.unit) if each.target is not None else ""
        spread = f"{each.lowest:,.1f}–{each.highest:,.1f}" if each.lowest != each.highest else ""
        processor = "" if each.unit == "KiB" else shown(each.processor, each.unit)
        lines.append(f"{each.what[:75]:<76}{each.works or '':>7}{target:>10}{shown(each.median, each.unit):>11}{spread:>20}{processor:>12}  {each.verdict}")
    return "\n".join([*lines, "", *PEERS])


def markdown(results: Mapping[str, Sequence[Measure]], *, keys: Sequence[str] = ()) -> str:
    """What, aim, and a column for each database: median, and processor time in brackets."""
    by_place = {name: {(each.key, each.works): each for each in measures} for name, measures in results.items()}
    first = next(iter(results.values()))
    rows = [f"| what | works | aim | {' | '.join(results)} |", f"|---|---:|---:|{'---:|' * len(results)}"]
    for each in first:
        if keys and each.key not in keys:
            continue
        cells = [_cell(found[each.key, each.works]) if (each.key, each.works) in found else "" for found in by_place.values()]
        aim = f"≤ {shown(each.target, each.unit)}" if each.target is not None else ""
        rows.append(f"| {each.what} | {f'{each.works:,}' if each.works else ''} | {aim} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(each: Measure) -> str:
    text = shown(each.median, each.unit)
    processor = f" ({shown(each.processor, each.unit)})" if each.unit != "KiB" else ""
    return f"{text}{processor}" if each.verdict in {"ok", ""} else f"**{text}**{processor}"
