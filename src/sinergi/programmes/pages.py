"""What views of every context share: trying an action behind a form, and showing a refusal as a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from sinergi.kernel.decisions import Decision, NotAllowed, Refused
from sinergi.programmes import sentences
from sinergi.programmes.models import Undertaking
from sinergi.ui.pages import page

Result = TypeVar("Result")


def attempt(form: forms.BaseForm, action: Callable[[], Result]) -> Result | None:
    """The action's result; or None after saying the refusal in the form, beside the field it names."""
    try:
        return action()
    except Refused as refused:
        form.add_error(_place(form, refused.decision.values.get("field", "")), sentences.of(refused.decision))
        return None


def _place(form: forms.BaseForm, said: str) -> str | None:
    """The field that a refusal names; ``file`` means the only upload, whatever the form calls it."""
    uploads = [name for name, field in form.fields.items() if isinstance(field, forms.FileField)]
    return said if said in form.fields else uploads[0] if said == "file" and len(uploads) == 1 else None


def attempted(form: forms.BaseForm, action: Callable[[], object]) -> bool:
    """The same for an action that gives nothing back: whether it was done."""
    return attempt(form, lambda: (action(),)) is not None


def refusal(request: HttpRequest, decision: Decision, *, status: int = 409, next_url: str = "") -> HttpResponse:
    """Why not, in words, on a page of its own; as JSON for the API."""
    said = sentences.of(decision)
    if request.path.startswith("/api/"):
        return JsonResponse({"code": decision.code, "sentence": said, "values": {key: str(value) for key, value in decision.values.items()}}, status=status)
    heading = _("Belum bisa Anda lakukan") if decision.kind is NotAllowed else _("Belum bisa dilakukan")
    context: dict[str, Any] = {"heading": heading, "sentence": said, "decision": decision, "next_url": next_url or request.META.get("HTTP_REFERER", "/")}
    return page(request, "programmes/refused.html", context, status=status)


def crumbs(undertaking: Undertaking, here: str = "") -> list[tuple[str, str]]:
    """From the front page to here: round, village, work, this page; each leads somewhere but the last."""
    cycle = undertaking.cycle or undertaking
    trail = [(_("Beranda"), "/"), (cycle.title, f"/tahap/{cycle.code}/")]
    if undertaking.scope == "work" and undertaking.parent is not None:
        trail.append((undertaking.parent.region.name, f"/desa/{undertaking.parent.code}/"))
    if undertaking.scope != "cycle":
        trail.append((undertaking.code if undertaking.scope == "work" else undertaking.region.name, address(undertaking)))
    if here:
        trail.append((here, ""))
    return trail


def address(undertaking: Undertaking) -> str:
    """The public page of an undertaking."""
    word = {"cycle": "tahap", "site": "desa", "work": "usulan"}[undertaking.scope]
    return f"/{word}/{undertaking.code}/"
