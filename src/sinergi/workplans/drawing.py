"""The Gantt picture as SVG: what people read off a printed schedule, with shapes that survive a photocopy. Plain values in, text out.

Classes carry the colours on pages; on paper (``for_paper``) the same classes come with a style of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from itertools import pairwise

ROW = 22
HEAD = 60
LABEL = 268
CHART = 832
WIDTH = LABEL + CHART + 8
_BAR, _TOP = 11, 4      # height of a bar, and where it begins in its row
_TITLE = 38             # letters of a title that fit beside the number
_ONE = timedelta(days=1)
_MOST_LINKS = 4000

PAPER = (
    "<style>text{font-family:Inter;font-size:11px;fill:#111}.g-no,.g-ax{fill:#444;font-size:10px}.g-phase text{font-weight:600}.g-off{fill:#ececec}.g-grid{stroke:#cfcfcf;stroke-width:.7;fill:none}"
    ".g-bar{fill:#dfe4ee;stroke:#333;stroke-width:.9}.g-crit{fill:#222;stroke:#222;stroke-width:.9}.g-done{fill:#333}.g-crit~.g-done{fill:#fff}.g-base{fill:#8a8a8a}"
    ".g-sum{fill:#555}.g-link{fill:none;stroke:#777;stroke-width:.8}.g-link.crit{stroke:#222;stroke-width:1.3}.g-now{stroke:#111;stroke-width:1.4}.g-dead{stroke:#111;stroke-width:1.4;stroke-dasharray:5 3}"
    ".g-flag{font-size:10px;font-weight:600}.g-warn{fill:#111}</style>"
)


@dataclass(frozen=True)
class Bar:
    """One row of the picture. ``was`` is drawn only where it differs; ``after`` are the keys it waits for."""

    key: str
    number: int
    title: str
    phase: str
    start: date
    end: date
    said: str = ""  # what the bar tells whoever points at it, or hears it
    critical: bool = False
    percent: float = 0.0
    was: tuple[date, date] | None = None
    after: tuple[str, ...] = ()
    warns: bool = False


@dataclass(frozen=True)
class Words:
    """The few words in the picture, in the reader's language."""

    label: str
    today: str = ""
    deadline: str = ""
    month: Callable[[date], str] = field(default=lambda day: f"{day:%b}")


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date
    warp: float

    def x(self, day: date) -> float:
        """The left edge of a day."""
        return LABEL + (day - self.first).days * self.warp


def gantt(bars: Sequence[Bar], words: Words, *, today: date | None, deadline: date | None, is_worked: Callable[[date], bool], for_paper: bool = False,
          span: tuple[date, date] | None = None) -> str:
    """The rows with their phases between them. ``span`` fixes the days shown, so that several sheets of paper lie edge to edge."""
    if not bars:
        return ""
    scale = _scale(bars, deadline, span)
    places, height, phases = _rows(bars)
    size = f'width="{WIDTH}" height="{height + 6}" ' if for_paper else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="gantt" viewBox="0 0 {WIDTH} {height + 6}" {size}role="img" aria-label="{escape(words.label)}">',
        PAPER if for_paper else "",
        _ground(scale, height, is_worked, words),
        *(_phase(name, top, [bar for bar in bars if bar.phase == name] if name else [], scale) for name, top in phases),
        _links(bars, places, scale),
        *(_bar(bar, places[bar.key], scale) for bar in bars),
        _line(scale, height, today, words.today, "g-now", 26),
        _line(scale, height, deadline, words.deadline, "g-dead", 40),
        "</svg>",
    ]
    return "".join(parts)


def sheets(bars: Sequence[Bar], most: int = 30) -> list[list[Bar]]:
    """The rows in portions that fit a sheet of paper, all about as long: no sheet is left with three rows."""
    many = -(-len(bars) // most)
    cuts = [len(bars) * number // many for number in range(many + 1)] if many else []
    return [list(bars[start:end]) for start, end in pairwise(cuts)]


def span_of(bars: Iterable[Bar], deadline: date | None) -> tuple[date, date]:
    """First and last day of a picture, from Monday to Sunday."""
    days = [day for bar in bars for day in (bar.start, bar.end, *(bar.was or ()))]
    first, last = min(days), max(days)
    if deadline is not None and deadline >= first and (deadline - last).days <= (last - first).days + 30:
        last = max(last, deadline)  # a deadline far away would leave no room for the work
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def _scale(bars: Sequence[Bar], deadline: date | None, span: tuple[date, date] | None) -> _Scale:
    first, last = span or span_of(bars, deadline)
    return _Scale(first, last, CHART / ((last - first).days + 1))


def _rows(bars: Sequence[Bar]) -> tuple[dict[str, int], int, list[tuple[str, int]]]:
    """Where each row begins, how tall all is, and where a new phase has its line."""
    places: dict[str, int] = {}
    phases: list[tuple[str, int]] = []
    top, phase = HEAD, ""
    for bar in bars:
        if bar.phase and bar.phase != phase:
            phases.append((bar.phase, top))
            top += ROW
        phase = bar.phase
        places[bar.key] = top
        top += ROW
    return places, top, phases


def _ground(scale: _Scale, height: int, is_worked: Callable[[date], bool], words: Words) -> str:
    """Days off, weeks, months."""
    off, weeks, labels, months = [], [], [], []
    bottom, day, week = height - HEAD + 4, scale.first, 7 * scale.warp
    every = max(1, round(30 / week + 0.49)) if week < 30 else 1  # noqa: PLR2004 -- a day and month need so many pixels
    number = 0
    while day <= scale.last:
        x = scale.x(day)
        if scale.warp >= 2 and not is_worked(day):  # noqa: PLR2004 -- thinner would be a blur
            off.append(f"M{x:.1f} {HEAD}h{scale.warp:.1f}v{bottom}h-{scale.warp:.1f}z")
        if day.weekday() == 0:
            if number % every == 0:
                weeks.append(f"M{x:.1f} {HEAD - 14}V{height + 4}")
                labels.append(f'<text class="g-ax" x="{x + 2:.1f}" y="{HEAD - 4}">{day.day}</text>')
            number += 1
        if day.day == 1 or day == scale.first:
            months.append((x, day))
        day += _ONE
    return (f'<path class="g-off" d="{"".join(off)}"/><path class="g-grid" d="{"".join(weeks)}M{LABEL} {HEAD}H{WIDTH - 8}"/>'
            f'{"".join(labels) if len(labels) <= 120 else ""}{_months(months, words)}')  # noqa: PLR2004 -- two years of weeks


def _months(months: list[tuple[float, date]], words: Words) -> str:
    said, free = [], 0.0
    for place, (x, day) in enumerate(months):
        following = months[place + 1][0] if place + 1 < len(months) else WIDTH
        text = f"{words.month(day)} {day.year}" if following - x > 70 or place == 0 else words.month(day)  # noqa: PLR2004 -- room for the year
        if x >= free and following - x > 26:  # noqa: PLR2004 -- room for the word
            said.append(f'<text class="g-ax g-month" x="{x + 2:.1f}" y="12">{escape(text)}</text>')
            free = x + 7 * len(text)
    return "".join(said)


def _phase(name: str, top: int, bars: Sequence[Bar], scale: _Scale) -> str:
    first, last = scale.x(min(bar.start for bar in bars)), scale.x(max(bar.end for bar in bars) + _ONE)
    y = top + 9
    return (f'<g class="g-phase"><text x="2" y="{top + 15}">{escape(_cut(name, _TITLE + 4))}</text>'
            f'<path class="g-sum" d="M{first:.1f} {y}H{last:.1f}v7l-3 -4H{first + 3:.1f}l-3 4z"/></g>')


def _bar(bar: Bar, top: int, scale: _Scale) -> str:
    """Rounded and pale; on the critical path pointed and dark; a line through it for what is done; a thin one below for what was agreed."""
    x, end = scale.x(bar.start), scale.x(bar.end + _ONE)
    width, y, middle = max(end - x, 2.5), top + _TOP, top + _TOP + _BAR / 2
    if bar.critical:
        tip = min(5.0, width / 2)
        shape = f'<path class="g-crit" d="M{x:.1f} {middle}l{tip:.1f} -{_BAR / 2}H{x + width - tip:.1f}l{tip:.1f} {_BAR / 2}l-{tip:.1f} {_BAR / 2}H{x + tip:.1f}z"/>'
    else:
        shape = f'<rect class="g-bar" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}" rx="3"/>'
    done = f'<rect class="g-done" x="{x + 1:.1f}" y="{middle - 2}" width="{max((width - 2) * min(bar.percent, 100) / 100, 0):.1f}" height="4"/>' if bar.percent else ""
    was = ""
    if bar.was is not None and bar.was != (bar.start, bar.end):
        left = scale.x(bar.was[0])
        was = f'<rect class="g-base" x="{left:.1f}" y="{y + _BAR + 1.5}" width="{max(scale.x(bar.was[1] + _ONE) - left, 2.5):.1f}" height="3"/>'
    warn = f'<path class="g-warn" d="M{LABEL - 14} {top + 15}l5 -9l5 9z"/>' if bar.warns else ""
    title = escape(_cut(bar.title, _TITLE))
    text = f'<text class="g-no" x="24" y="{top + 14}" text-anchor="end">{bar.number}</text><text x="30" y="{top + 14}">{title}</text>{warn}'
    return f"<g>{f'<title>{escape(bar.said)}</title>' if bar.said else ''}{text}{was}{shape}{done}</g>"


def _links(bars: Sequence[Bar], places: dict[str, int], scale: _Scale) -> str:
    """From the end of what was waited for to the start of what waits, with a head that points down or up."""
    by_key = {bar.key: bar for bar in bars}
    plain: list[str] = []
    critical: list[str] = []
    for bar in bars:
        for key in bar.after:
            other = by_key.get(key)
            if other is None or len(plain) + len(critical) >= _MOST_LINKS:
                continue
            deciding = bar.critical and other.critical
            (critical if deciding else plain).append(_link(scale.x(other.end + _ONE), places[key], scale.x(bar.start), places[bar.key]))
    return f'<path class="g-link" d="{"".join(plain)}"/><path class="g-link crit" d="{"".join(critical)}"/>'


def _link(x1: float, top1: int, x2: float, top2: int) -> str:
    y1, down = top1 + _TOP + _BAR / 2, top2 > top1
    into = x2 + 3
    y2 = top2 + _TOP - 1 if down else top2 + _TOP + _BAR + 1
    head = f"m-2.5 {-4 if down else 4}l2.5 {4 if down else -4}l2.5 {-4 if down else 4}"
    if into >= x1:
        return f"M{x1:.1f} {y1}H{into:.1f}V{y2}{head}"
    turn = top1 + ROW + 0.5 if down else top1 - 0.5
    return f"M{x1:.1f} {y1}h3V{turn}H{into:.1f}V{y2}{head}"


def _line(scale: _Scale, height: int, day: date | None, said: str, css: str, top: int) -> str:
    """A day across all rows, named at the top."""
    if day is None or not scale.first <= day <= scale.last:
        return ""
    x = scale.x(day) + scale.warp / 2 if css == "g-now" else scale.x(day + _ONE)
    right = x > LABEL + CHART * 0.8
    anchor = ' text-anchor="end"' if right else ""
    return (f'<path class="{css}" d="M{x:.1f} {top - 10}V{height + 4}"/>'
            f'<text class="g-flag" x="{x - 4 if right else x + 4:.1f}" y="{top}"{anchor}>{escape(said)}</text>')


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
