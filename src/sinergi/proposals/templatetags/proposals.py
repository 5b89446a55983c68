"""Flags and refusals in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.kernel.decisions import Decision
from sinergi.programmes import sentences
from sinergi.proposals.rules import Flag

register = template.Library()


@register.filter
def flag_sentence(flag: Flag) -> str:
    """What an appraiser will ask."""
    return sentences.sentence(flag.code, flag.values)


@register.inclusion_tag("ui/tags/refusal.html")
def decision_box(decision: Decision) -> dict[str, Any]:
    """Why not, as a box, with the way to what is being waited for."""
    reasons, stage, where = decision.values.get("reasons", ()), getattr(decision, "stage", ""), decision.values.get("where", "")
    return {"sentence": sentences.of(decision), "reasons": [{"text": each, "url": ""} for each in reasons], "next": "", "kind": "",
            "url": reverse("programmes:why", args=[where, stage]) if stage and where else "", "action": _("Mengapa belum?")}
