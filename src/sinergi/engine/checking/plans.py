"""Templates of work plans: known keys, figures in their range, and activities that wait only for lines above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sinergi.engine.calendar import is_spec
from sinergi.engine.checking.case import Case
from sinergi.engine.problems import Problem

KEYS = ("workdays", "deadline_days", "holidays", "activities")
TEXTS = ("phase", "unit", "output", "materials", "support", "responsible")      # each plain, or { id, en }
NUMBERS = {"days": (1, 2000), "lag": (0, 365), "labour": (0, 10_000)}
_LINE = ("code", "title", "after", "volume", *TEXTS, *NUMBERS)
_LONGEST = 3660                             # ten years of days: beyond that it is a slip of the pen
_MOST = 1000                                # lines of a template
_WEEK = 7


def problems(case: Case) -> Iterator[Problem]:
    for where, word in case.words("plans"):
        yield from _keys(where, word.extra, KEYS)
        workdays = word.get("workdays")
        if workdays is not None and not (isinstance(workdays, str) and len(workdays) == _WEEK and not set(workdays) - {"0", "1"} and "1" in workdays):
            yield Problem("not_one_of", f"{where}.workdays", {"value": workdays, "choices": ("1111100", "1111110", "1111111")})
        yield from _number(where, "deadline_days", word.get("deadline_days"), 1, _LONGEST)
        yield from _tables(where, "holidays", word.get("holidays", ()))
        for place, row in enumerate(case.rows(word, "holidays")):
            yield from _holiday(f"{where}.holidays[{place}]", row)
        yield from _tables(where, "activities", word.get("activities", ()))
        yield from _activities(where, case.rows(word, "activities"))


def _activities(where: str, rows: tuple[Mapping[str, Any], ...]) -> Iterator[Problem]:
    if len(rows) > _MOST:
        yield Problem("out_of_range", f"{where}.activities", {"key": "activities", "value": len(rows), "least": 0, "most": _MOST})
    above: dict[str, str] = {}
    for place, row in enumerate(rows):
        at = f"{where}.activities[{place}]"
        yield from _line(at, row)
        yield from _waits(at, row, above)
        code = row.get("code")
        if code in above:
            yield Problem("twice", f"{at}.code", {"value": code, "first": above[code]})
        elif isinstance(code, str):
            above[code] = f"{at}.code"


def _line(at: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _keys(at, row, _LINE)
    if not _is_text(row.get("title")):
        yield Problem("missing", f"{at}.title", {"key": "title"})
    for key in TEXTS:
        if key in row and not _is_text(row[key]):
            yield Problem("wrong_type", f"{at}.{key}", {"key": key, "wanted": "text"})
    for key, (least, most) in NUMBERS.items():
        yield from _number(at, key, row.get(key), least, most)
    volume = row.get("volume")
    if volume is not None and (isinstance(volume, bool) or not isinstance(volume, int | float) or volume < 0):
        yield Problem("wrong_type", f"{at}.volume", {"key": "volume", "wanted": "int"})


def _waits(at: str, row: Mapping[str, Any], above: Mapping[str, str]) -> Iterator[Problem]:
    """Only for lines above: so there can be no circle, and a reader finds what is named."""
    after = row.get("after", ())
    for code in (after,) if isinstance(after, str) else after if isinstance(after, tuple) else (None,):
        if code not in above:
            yield Problem("waits_for_later", f"{at}.after", {"value": code, "known": tuple(above) or ("-",)})


def _holiday(at: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _keys(at, row, ("date", "title"))
    day = row.get("date", "")
    if not isinstance(day, str) or day.startswith("+") or not is_spec(day):      # every year, so no year after
        yield Problem("date_malformed", f"{at}.date", {"value": day})
    if "title" in row and not isinstance(row["title"], str):
        yield Problem("wrong_type", f"{at}.title", {"key": "title", "wanted": "text"})


def _keys(at: str, row: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Problem]:
    for key in row:
        if key not in known:
            yield Problem("unknown_key", f"{at}.{key}", {"key": key, "known": tuple(sorted(known))})


def _tables(where: str, key: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, tuple) or not all(isinstance(row, Mapping) for row in value):
        yield Problem("wrong_type", f"{where}.{key}", {"key": key, "wanted": "tables"})


def _number(at: str, key: str, value: Any, least: int, most: int) -> Iterator[Problem]:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool):
        yield Problem("wrong_type", f"{at}.{key}", {"key": key, "wanted": "int"})
    elif not least <= value <= most:
        yield Problem("out_of_range", f"{at}.{key}", {"key": key, "value": value, "least": least, "most": most})


def _is_text(value: Any) -> bool:
    """Plain text, or { id, en } with something in Indonesian."""
    if isinstance(value, Mapping):
        return isinstance(value.get("id"), str) and bool(value["id"]) and isinstance(value.get("en", ""), str) and not set(value) - {"id", "en"}
    return isinstance(value, str) and bool(value)
