"""The titles of roles and kinds of bodies. The programme editions above bring theirs; ``project.wiring`` registers them here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from sinergi.engine.definition import LEVELS, Title

OFFICE_ADMIN = "office_admin"
ADMIN = "admin"  # not a role that is given: how SECOND_FACTOR_ROLES names those who run the installation

role_titles: dict[str, Title] = {OFFICE_ADMIN: Title("Admin kantor", "Office admin")}
kind_titles: dict[str, Title] = {
    "skpd": Title("SKPD / dinas", "Government agency"),
    "kelompok_peduli": Title("Kelompok peduli", "Caring group"),
    "lembaga": Title("Lembaga lain", "Other body"),
}
_levels: dict[str, set[str]] = {}   # the levels of region a role may be given at; a role that is not in here, at any
_names: dict[str, Title] = {}   # roles held only in an undertaking: shown, never given in a region
_elsewhere: list[Callable[[int, date], set[str]]] = []
_running: list[Callable[[Collection[str]], set[str]]] = []


def register(code: str, title: Title, levels: Collection[str] = ()) -> None:
    """Let a role be given in a region of one of these levels; the last title registered is shown, levels add up."""
    role_titles[code] = title
    _levels.setdefault(code, set()).update(levels)


def levels(code: str) -> list[str]:
    """Where a role may be given, from the nation down; empty: anywhere."""
    return [level for level in LEVELS if level in _levels.get(code, ())]


def register_running(asked_by: Callable[[Collection[str]], set[str]]) -> None:
    """``asked_by(region codes)``: the roles that what runs in these regions asks for."""
    _running.append(asked_by)


def running(region_codes: Collection[str]) -> set[str]:
    """The roles that upper contexts ask for in these regions."""
    return {code for asked_by in _running for code in asked_by(region_codes)}


def name(code: str, title: Title) -> None:
    """The title of a role that is held in an undertaking or by anyone; it cannot be given in a region."""
    _names[code] = title


def register_kind(code: str, title: Title) -> None:
    """Let organisations be of this kind."""
    kind_titles[code] = title


def register_elsewhere(held: Callable[[int, date], set[str]]) -> None:
    """``held(person id, day)``: codes of roles held otherwise than in a region (in one undertaking), for the second factor."""
    _elsewhere.append(held)


def held_elsewhere(person_id: int, day: date) -> set[str]:
    """The roles that upper contexts know of."""
    return {code for held in _elsewhere for code in held(person_id, day)}


def known() -> set[str]:
    """Every code that a setting may name."""
    return {ADMIN, *role_titles, *_names}


def title(code: str) -> Title:
    """The title of a role; an unknown code shows itself."""
    return role_titles.get(code) or _names.get(code) or Title(code)


def kind_title(code: str) -> Title:
    """The title of a kind of organisation; an unknown code shows itself."""
    return kind_titles.get(code) or Title(code)
