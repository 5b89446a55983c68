"""Stages laid out: the path in chapters, the strip of one work, the heat-map board of a round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from sinergi.ui import wording
from sinergi.ui.shapes import WORDS, at, shape

_FINISHED = ("done", "waived", "out")


@dataclass(frozen=True)
class Stop:
    """One stage as the path, the strip and the board show it."""

    no: str
    title: str
    state: str
    word: str
    dates: str
    counts: str
    late: int
    purse: int
    url: str
    current: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Chapter:
    """A run of stages under one heading."""

    title: str
    stops: tuple[Stop, ...]

    @property
    def done(self) -> int:
        """How many are behind us."""
        return sum(stop.state in _FINISHED for stop in self.stops)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.stops)

    @property
    def when(self) -> str:
        """past, now or next: decides the rule above and what is open on phones."""
        if self.done == self.total:
            return "past"
        return "now" if self.done or any(stop.state in ("open", "late") for stop in self.stops) else "next"


def chapters(stages: Iterable[Any]) -> list[Chapter]:
    """Stages by their optional ``group``; without one, a single flowing list."""
    stops = [(wording.title_in(at(stage, "group", "")), _stop(stage)) for stage in stages]
    return [Chapter(title, tuple(stop for _, stop in run)) for title, run in groupby(stops, key=lambda pair: pair[0])]


def strip(stages: Iterable[Any]) -> list[Stop]:
    """The stages of one work; the current one is the first that is open or late."""
    stops = [_stop(stage) for stage in stages]
    return _marked(stops)


def _marked(stops: list[Stop]) -> list[Stop]:
    current = next((index for index, stop in enumerate(stops) if stop.state in ("open", "late")), None)
    return [Stop(**{**vars(stop), "current": index == current}) for index, stop in enumerate(stops)]


def _stop(stage: Any) -> Stop:
    late = at(stage, "late", 0)
    state = str(at(stage, "state", "waiting"))
    return Stop(
        no=str(at(stage, "no", "") or ""),
        title=wording.title_in(at(stage, "title", "")),
        state=state if state in WORDS else "out",
        word=str(WORDS.get(state, WORDS["out"])),
        dates=str(at(stage, "dates", "") or ""),
        counts=str(at(stage, "counts", "") or ""),
        late=int(late or 0),
        purse=int(at(stage, "purse", 0) or 0),
        url=str(at(stage, "url", "") or ""),
        chosen=bool(at(stage, "chosen")),
    )


@dataclass(frozen=True)
class Head:
    """A column head: one stage, or a run of stages of the round."""

    text: str
    title: str
    span: int
    band: bool
    purse: int
    current: bool


@dataclass(frozen=True)
class Cell:
    """One work on one stage."""

    state: str
    band: bool
    days: str
    name: str
    url: str
    selected: bool

    @property
    def html(self) -> SafeString:
        """The cell drawn. A board has thousands, most of them alike: those without a link are drawn once and kept."""
        if self.url:
            return format_html(_LINKED, self.state, " sel" if self.selected else "", self.url, self.name, _current(self), _inside(self.state, self.days))
        return _plain_cell(self.state, self.name, self.days, band=self.band)


_LINKED = '<td class="wk is-{}{}"><a href="{}" aria-label="{}"{}>{}</a></td>'


def _current(cell: Cell) -> SafeString:
    """The chosen cell has the cursor again when the page comes back with its why."""
    return SafeString(' aria-current="true" autofocus' if cell.selected else "")


@lru_cache(maxsize=2048)
def _plain_cell(state: str, name: str, days: str, *, band: bool) -> SafeString:
    if band:
        return format_html('<td class="cy is-{}"></td>', state)
    return format_html('<td class="wk is-{}"><span role="img" aria-label="{}">{}</span></td>', state, name, _inside(state, days))


@lru_cache(maxsize=2048)
def _inside(state: str, days: str) -> SafeString:
    number = format_html("<b>{}</b>", days) if days else ""
    return format_html('<svg class="shape" aria-hidden="true"><use href="#s-{}"/></svg>{}', "tick" if state == "done" else state, number)


@dataclass(frozen=True)
class Row:
    """One work, or a village that has none yet."""

    village: str
    repeated: bool
    title: str
    url: str
    code: str
    note: str
    late_days: int
    selected: bool
    has_work: bool
    cells: tuple[Cell, ...]


@dataclass
class District:
    """The works of a district under its name; one nameless district when rows carry none."""

    title: str
    rows: list[Row] = field(default_factory=list)

    @property
    def works(self) -> int:
        """How many works it has; a village without one stands in the rows too."""
        return sum(row.has_work for row in self.rows)

    @property
    def late(self) -> int:
        """How many of its works are late."""
        return sum(row.late_days > 0 for row in self.rows if row.has_work)


@dataclass(frozen=True)
class Board:
    """The heat map, ready to draw."""

    columns: tuple[bool, ...]
    heads: tuple[Head, ...]
    districts: tuple[District, ...]
    works: int

    @property
    def span(self) -> int:
        """Columns with the label."""
        return len(self.columns) + 1


def board(rows: Iterable[Any], columns: Sequence[Any]) -> Board:
    """Works by stages. ``columns``: no, title, purse, band, current; ``rows``: see the style guide."""
    bands = tuple(bool(at(column, "band")) for column in columns)
    numbers = [str(at(column, "no", "") or "") for column in columns]
    districts: list[District] = []
    works, before = 0, None
    for row in rows:
        title = wording.title_in(at(row, "district", ""))
        if not districts or districts[-1].title != title:
            districts.append(District(title))
            before = None
        village = wording.title_in(at(row, "village", ""))
        districts[-1].rows.append(_row(row, village, repeated=village == before, bands=bands, numbers=numbers))
        before = village
        works += districts[-1].rows[-1].has_work
    return Board(bands, tuple(_heads(columns)), tuple(districts), works)


def _heads(columns: Sequence[Any]) -> Iterable[Head]:
    for band, run in groupby(columns, key=lambda column: bool(at(column, "band"))):
        stages = list(run)
        if band:
            first, last = at(stages[0], "no", ""), at(stages[-1], "no", "")
            text = str(first) if first == last else f"{first}–{last}"
            title = "; ".join(f"{at(stage, 'no', '')}. {wording.title_in(at(stage, 'title', ''))}" for stage in stages)
            yield Head(text, title, len(stages), band=True, purse=0, current=False)
            continue
        for stage in stages:
            no, title, purse = at(stage, "no", ""), wording.title_in(at(stage, "title", "")), int(at(stage, "purse", 0) or 0)
            yield Head(str(no), f"{no}. {title}", 1, band=False, purse=purse, current=bool(at(stage, "current", purse)))


def _row(row: Any, village: str, *, repeated: bool, bands: tuple[bool, ...], numbers: list[str]) -> Row:
    code = str(at(row, "code", "") or "")
    cells = tuple(_cell(cell, code, band=band, no=no) for cell, band, no in zip(at(row, "cells", ()), bands, numbers, strict=False))
    late = at(row, "late_days")         # its own steps, where the bands beside them may be late on their own account
    if late is None:
        late = max((int(cell.days or 1) for cell in cells if cell.state == "late"), default=0)
    return Row(
        village=village,
        repeated=repeated,
        title=wording.title_in(at(row, "title", "")),
        url=str(at(row, "url", "") or ""),
        code=code,
        note=str(at(row, "note", "") or ""),
        late_days=late,
        selected=bool(at(row, "selected")) or any(cell.selected for cell in cells),
        has_work=not at(row, "vacant"),
        cells=cells,
    )


def _cell(cell: Any, code: str, *, band: bool, no: str) -> Cell:
    drawn = shape(at(cell, "state", "out"), at(cell, "days", None))
    name = str(at(cell, "label", "") or "")
    url = str(at(cell, "url", "") or "")
    if not name and url:
        name = gettext("%(code)s langkah %(no)s: %(state)s") % {"code": code, "no": no, "state": drawn.text.lower()}
    days = at(cell, "days", None)
    return Cell(
        state=drawn.code,
        band=band,
        days=str(days) if drawn.code == "late" and days else "",
        name=name or drawn.text,
        url="" if band else url,
        selected=bool(at(cell, "selected")),
    )
