"""What templates about stages need beyond the design system."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from sinergi.engine.definition import Edition, Stage, Title
from sinergi.programmes import queries

register = template.Library()


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """The entry of a mapping, or nothing."""
    return mapping.get(key, {})


@register.filter
def stage_roles(stage: Stage, edition: Edition) -> list[Title]:
    """Titles of the roles that act in a stage, each once, in file order."""
    roles = dict.fromkeys(role for entry in stage.acts for role in entry.roles)
    return [edition.roles[role].title for role in roles if role in edition.roles]


@register.filter
def said(group: queries.TaskGroup, today: date) -> str:
    """A task in words."""
    return queries.of_group(group, today)
