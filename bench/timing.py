"""How one thing is timed: warm, several runs, the median of wall and of processor time."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

RUNS = 9
WARM = 2


@dataclass(frozen=True)
class Measure:
    """One row of the table. ``target`` in the same unit; None where the row only informs."""

    key: str
    what: str
    works: int
    target: float | None
    median: float
    lowest: float
    highest: float
    processor: float
    unit: str = "ms"
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "ok" if self.median <= self.target else "too slow" if self.unit != "KiB" else "too big"

    def plain(self) -> dict[str, Any]:
        return asdict(self)


Timing = tuple[float, float, float, float]


def timed(act: Callable[[], Any], *, runs: int = RUNS, warm: int = WARM) -> tuple[float, float, float, float]:
    """Median, lowest and highest wall time and median processor time, in milliseconds."""
    for _turn in range(warm):
        act()
    walls, processors = [], []
    for _turn in range(runs):
        gc.collect()
        wall, processor = time.perf_counter(), time.process_time()
        act()
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    return statistics.median(walls), min(walls), max(walls), statistics.median(processors)
