"""Which acts can make a condition true: the link that checker, tasks and waivers share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sinergi.engine.catalogue import CATALOGUE, Catalogue
from sinergi.engine.definition import Edition, Entry, Use
from sinergi.engine.plan import Listed, depth, plan_of


def serves(entry: Entry, use: Use, catalogue: Catalogue = CATALOGUE) -> bool:
    """Whether an act as listed can make a condition as used true: the act fits, and the parameters both name agree."""
    condition = catalogue.conditions.get(use.name)
    if condition is None:
        return False
    asked = dict(use.params)
    if any(entry.act == act and not asked.get(name) for name, act in condition.also):
        return False                        # checking is no step towards a document that need only be there
    return any(act == entry.act and _agree(asked, entry, names) for act, names in condition.served_by)


def servers(edition: Edition, use: Use, scope: str, catalogue: Catalogue = CATALOGUE) -> tuple[Listed, ...]:
    """Every listed act that can make a condition of a stage of that scope true, about the undertaking it asks of."""
    subject, plan = use.of or scope, plan_of(edition)
    place = (use.key, subject)
    known = plan.servers if catalogue is CATALOGUE else {}       # asked once for each of ten thousand works, and always the same
    if place not in known:
        known[place] = tuple(listed for listed in plan.listed if _about(listed, subject) and _classifies(listed, use, subject)
                             and serves(listed.entry, use, catalogue))
    return known[place]


def _about(listed: Listed, subject: str) -> bool:
    """Facts lie on the undertaking they are made at; only starting a child counts for all above it too."""
    return listed.scope == subject or (bool(listed.entry.starts) and depth(listed.entry.starts) >= depth(subject))


def _classifies(listed: Listed, use: Use, subject: str) -> bool:
    """Starting gives a kind to the child, not to the parent; being started counts for the parent, not for the child."""
    if not listed.entry.starts:
        return True
    return (use.name == "programmes.classified") == (listed.entry.starts == subject)


def _agree(asked: Mapping[str, Any], entry: Entry, names: Mapping[str, str]) -> bool:
    done = {**dict(entry.params), **({"starts": entry.starts} if entry.starts else {})}
    return all(_meet(asked[name], done[other]) for name, other in names.items() if name in asked and other in done)


def _meet(wanted: Any, given: Any) -> bool:
    """Equal, or something in common where one of them names several."""
    several = [set(value) if isinstance(value, tuple) else {value} for value in (wanted, given)]
    return bool(several[0] & several[1])
