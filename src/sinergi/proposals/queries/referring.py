"""What the need of a proposal refers to, and what is missing from it, in the words of its programme."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sinergi.engine.definition import Edition
from sinergi.programmes import sentences
from sinergi.proposals.models import Lack


def need_plans(edition: Edition) -> str:
    """The documents the edition marks ``need_reference``; where it marks none, the plan that every board has."""
    marked = [sentences.named(edition, "documents", word.code) for word in edition.words("documents").values() if word.get("need_reference")]
    return _(" atau ").join(marked) if marked else _("PJM Pronangkis")


def reference_label(edition: Edition) -> str:
    """The name of the field."""
    return _("Rujukan %(plans)s") % {"plans": need_plans(edition)}


def lack_labels(edition: Edition, codes: Iterable[str]) -> list[str]:
    """What is still missing; the words follow "belum ada: ..."."""
    return [_("rujukan %(plans)s") % {"plans": need_plans(edition)} if code == Lack.PJM else str(Lack(code).label) for code in codes]


def returned_by(edition: Edition) -> str:
    """The roles that a proposal is handed in to, and that may return it; empty where nobody appraises."""
    entries = [entry for stage in edition.stages for entry in stage.acts if entry.act == "proposals.submit"]
    roles = dict.fromkeys(role for entry in entries for role in entry.undone_by)
    return ", ".join(sentences.shown("", edition.roles[role].title) for role in roles if role in edition.roles)
