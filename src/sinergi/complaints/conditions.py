"""The acts of questions and complaints; no stage waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinergi.complaints.models import Question, Reply
from sinergi.programmes.registry import BoundAct, BoundCondition


def _ask(code: str, params: Mapping[str, Any]) -> str:
    del params
    return reverse("complaints:ask", args=[code])


def _about(code: str, params: Mapping[str, Any]) -> str:
    del params
    return reverse("complaints:about", args=[code])


ACTS = [
    BoundAct("complaints.ask", _("Bertanya atau mengadu"), _ask, (Question,), stays="complaints.question_stays", done=_("Pertanyaan atau pengaduan masuk")),
    BoundAct("complaints.answer", _("Jawab pengaduan"), _about, (Reply,), done=_("Pengaduan dijawab")),
]
CONDITIONS: list[BoundCondition] = []
