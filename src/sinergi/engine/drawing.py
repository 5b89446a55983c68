"""A picture of the stages: scopes as lanes, numbered boxes from the top down, arrows for what waits for what."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from sinergi.engine.definition import Edition, Stage
from sinergi.engine.plan import plan_of

BOX, LANE, ROW, GUTTER, HEAD = 250, 310, 120, 164, 80
TALL = 98
LETTERS, LINES = 26, 4
FONT = "Inter, system-ui, sans-serif"
# presentation attributes, so that the file stands alone; a page recolours by the classes dr-...
FILLS: Mapping[str, tuple[str, str, str]] = {     # state -> fill, edge, sign
    "waiting": ("#ffffff", "#9aa3ad", ""), "open": ("#fff4d6", "#b7791f", "▸"), "done": ("#dff3e4", "#2f855a", "✓"),
    "waived": ("#e9e9f5", "#5a5f9e", "~"), "out": ("#f3f3f3", "#c4c4c4", "×"),
}
TIP = ('<defs><marker id="dr-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
       '<path class="dr-tip" d="M0 0 8 4 0 8z" fill="#6b7580"/></marker></defs>')
WORDS = {"id": ("Tahap-tahap", "Kotak bernomor adalah tahap, panah berarti menunggu"),
         "en": ("Stages of", "Numbered boxes are stages, an arrow means waiting for")}


@dataclass(frozen=True)
class _Place:
    stage: Stage
    lane: int
    row: int

    @property
    def left(self) -> int:
        return GUTTER + self.lane * LANE

    @property
    def right(self) -> int:
        return self.left + BOX

    @property
    def top(self) -> int:
        return HEAD + self.row * ROW

    @property
    def middle(self) -> int:
        return self.top + TALL // 2


def draw(edition: Edition, language: str = "id", states: Mapping[str, str] | None = None) -> str:
    """An SVG of the edition's stages; ``states`` (stage code -> waiting, open, done, waived, out) colours the boxes."""
    places = _placed(edition)
    rows = max((place.row for place in places.values()), default=0) + 1
    lanes = list(edition.scopes)
    width, height = GUTTER + len(lanes) * LANE, HEAD + rows * ROW
    what, how = WORDS["en" if language.startswith("en") else "id"]
    parts = [
        _opening(width, height, "en" if language.startswith("en") else "id"),
        f"<title>{escape(what)} {escape(edition.title.in_language(language))}</title>", f"<desc>{escape(how)}.</desc>",
        TIP,
        *_lanes(edition, lanes, height, language), *_chapters(places, language), *_arrows(places),
        *(part for place in places.values() for part in _box(edition, place, language, (states or {}).get(place.stage.code, "waiting"))),
        "</svg>"]
    return "\n".join(parts) + "\n"


def _opening(width: int, height: int, language: str) -> str:
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
            f'class="dr-picture" lang="{language}" font-family="{FONT}" font-size="13" fill="#1f2933">')


def _placed(edition: Edition) -> dict[str, _Place]:
    """Each stage below all that it waits for, in the lane of its scope, one box to a row and lane."""
    lanes = {scope: number for number, scope in enumerate(edition.scopes)}
    taken: set[tuple[int, int]] = set()
    places: dict[str, _Place] = {}
    for stage in plan_of(edition).order:
        lane = lanes.get(stage.scope, 0)
        row = max((places[code].row + 1 for code in stage.after if code in places), default=0)
        while (lane, row) in taken:
            row += 1
        taken.add((lane, row))
        places[stage.code] = _Place(stage, lane, row)
    return places


def _lanes(edition: Edition, lanes: list[str], height: int, language: str) -> Iterator[str]:
    for number, scope in enumerate(lanes):
        left = GUTTER + number * LANE - 18
        title = escape(edition.scopes[scope].title.in_language(language))
        yield f'<rect class="dr-lane dr-lane-{number % 2}" x="{left}" y="8" width="{LANE - 16}" height="{height - 16}" rx="10" fill="#f6f7f9"/>'
        yield f'<text class="dr-scope" x="{left + 18}" y="{HEAD // 2}" font-size="15" font-weight="600">{title}</text>'


def _chapters(places: Mapping[str, _Place], language: str) -> Iterator[str]:
    """The chapter of a stage beside the first row it is found in."""
    told: set[str] = set()
    for place in sorted(places.values(), key=lambda place: (place.row, place.stage.no)):
        if place.stage.group.id and place.stage.group.id not in told:
            told.add(place.stage.group.id)
            for number, line in enumerate(textwrap.wrap(place.stage.group.in_language(language), 18)):
                yield f'<text class="dr-chapter" x="6" y="{place.top + 16 + number * 14}" font-size="11.5" font-weight="600" fill="#52606d">{escape(line)}</text>'


def _arrows(places: Mapping[str, _Place]) -> Iterator[str]:
    for place in places.values():
        for code in place.stage.after:
            if code in places:
                yield (f'<path class="dr-arrow" d="{_way(places[code], place)}" fill="none" stroke="#6b7580" stroke-width="1.4" '
                       f'marker-end="url(#dr-tip)"/>')


def _way(start: _Place, end: _Place) -> str:
    """Straight down to the next row of the same lane; else out at the side, along the gap beside the lane, and in again."""
    if start.lane == end.lane:
        if end.row == start.row + 1:
            middle = start.left + BOX // 2
            return f"M{middle} {start.top + TALL}V{end.top - 1}"
        gap = start.right + 8 + (start.row % 3) * 4
        return f"M{start.right} {start.middle + 12}H{gap}V{end.middle - 12}H{end.right + 1}"
    enters_left = start.lane < end.lane
    gap = end.left - 12 - (start.row % 3) * 4 if enters_left else end.right + 12 + (start.row % 3) * 4
    leaves, arrives = (start.right, end.left - 1) if enters_left else (start.left, end.right + 1)
    return f"M{leaves} {start.middle}H{gap}V{end.middle}H{arrives}"


def _box(edition: Edition, place: _Place, language: str, state: str) -> Iterator[str]:
    stage, (fill, edge, sign) = place.stage, FILLS.get(state, FILLS["waiting"])
    dashed = ' stroke-dasharray="5 4"' if stage.optional else ""
    title = stage.title.in_language(language)
    yield f'<g class="dr-stage dr-{escape(state)}" data-stage="{escape(stage.code)}"><title>{stage.no}. {escape(title)}</title>'
    yield (f'<rect class="dr-box" x="{place.left}" y="{place.top}" width="{BOX}" height="{TALL}" rx="8" fill="{fill}" '
           f'stroke="{edge}" stroke-width="1.5"{dashed}/>')
    yield f'<circle class="dr-number" cx="{place.left + 20}" cy="{place.top + 20}" r="13" fill="{edge}"/>'
    yield (f'<text class="dr-no" x="{place.left + 20}" y="{place.top + 24}" font-size="12" font-weight="600" text-anchor="middle" '
           f'fill="#ffffff">{stage.no}</text>')
    caption = _caption(edition, stage, language)
    for number, line in enumerate(_wrapped(title)):
        yield f'<text class="dr-title" x="{place.left + 42}" y="{place.top + 22 + number * 16}">{escape(line)}</text>'
    if caption:
        yield f'<text class="dr-caption" x="{place.left + 42}" y="{place.top + TALL - 8}" font-size="10.5" fill="#52606d">{escape(caption)}</text>'
    if sign:
        yield f'<text class="dr-sign" x="{place.left + 20}" y="{place.top + 54}" font-size="14" text-anchor="middle" fill="{edge}">{sign}</text>'
    yield "</g>"


def _wrapped(title: str) -> list[str]:
    return textwrap.wrap(title, LETTERS, max_lines=LINES, placeholder=" …")


def _caption(edition: Edition, stage: Stage, language: str) -> str:
    """For whom alone the stage is: the list, or the kinds."""
    words = [edition.words("lists")[stage.list]] if stage.list in edition.words("lists") else []
    words += [edition.words("kinds")[kind] for kind in stage.kinds if kind in edition.words("kinds")]
    return textwrap.shorten(", ".join(word.title.in_language(language) for word in words), 38, placeholder=" …") if words else ""
