"""What the pages of money share: where we are, which source the address means, and one way to run a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.files import actions as files
from sinergi.files.models import File
from sinergi.funds import permissions, queries
from sinergi.funds.actions import posting
from sinergi.funds.forms.base import MoneyForm, Setting
from sinergi.kernel import numbers
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, crumbs
from sinergi.ui.pages import page

Run = Callable[[dict[str, Any]], Any]
MOST_DIGITS = 3


@dataclass(frozen=True)
class ActPage:
    """One act as a page: the form, what runs it, and what is said before and after."""

    act: str
    form: type[MoneyForm]
    models: tuple[type[Any], ...]
    heading: str
    lede: str
    submit: str
    done: str
    template: str = "funds/form.html"
    params: Mapping[str, Any] = field(default_factory=dict)
    back: str = "funds:show"


def run(request: SignedInRequest, undertaking: Undertaking, shown: ActPage, setting: Setting, action: Run, extra: Mapping[str, Any] | None = None) -> HttpResponse:
    """Show the form when the gate lets this person through (otherwise its sentence); on sending, do it once and go back."""
    stage = stage_of(request)
    if request.method == "POST":
        form = shown.form(request.POST, request.FILES, setting=setting)
        if posting.recorded(form.token_sent, *shown.models) is not None:
            messages.info(request, _("Isian ini sudah tercatat."))
            return redirect(shown.back, code=undertaking.code)
        if form.is_valid() and attempt(form, lambda: action({**form.given(), "on": request.today, "stage": stage})) is not None:
            messages.success(request, shown.done)
            return redirect(shown.back, code=undertaking.code)
    else:
        gate.enforce(gate.may(request.user, shown.act, undertaking, on=request.today, stage=stage, **shown.params))
        form = shown.form(setting=setting)
    context = about(undertaking) | {"form": form, "heading": shown.heading, "lede": shown.lede, "submit": shown.submit, "source": setting.source}
    return page(request, shown.template, context | dict(extra or {}), status=422 if request.method == "POST" else 200)


def kept(request: SignedInRequest, form_files: Any) -> File | None:
    """The upload of a form, checked and kept; None when there is none."""
    return files.store(request.user, form_files) if form_files else None


def upload(request: HttpRequest, name: str = "file") -> Any:
    """The file as sent; already checked for size by the form."""
    return request.FILES.get(name)


def setting_for(request: AnyRequest, undertaking: Undertaking, *, source: str = "", bound: Mapping[str, Any] | None = None, amount: int | None = None) -> Setting:
    """What the forms of this undertaking need to know."""
    edition = edition_of(undertaking)
    return Setting(
        on=request.today, sources=tuple(queries.sources_of(undertaking)), source=source, lines=tuple(queries.plan_lines(undertaking.pk)),
        schemes=tuple(edition.words("schemes").values()), bound=dict(bound or {}), amount=amount,
    )


def stage_of(request: HttpRequest) -> str:
    """The stage that the address narrows to."""
    return request.GET.get("stage", "")[:60]


def source_of(request: AnyRequest, undertaking: Undertaking, act: str) -> str:
    """The source of the address; without one the first that this person may do the act with, else the first of all."""
    named = request.GET.get("source", "")[:40]
    codes = [word.code for word in queries.sources_of(undertaking)]
    if named:
        return named
    return next((code for code in codes if gate.may(request.user, act, undertaking, on=request.today, source=code)), codes[0] if codes else "")


def bound_of(request: HttpRequest) -> dict[str, Any]:
    """Scheme and tranche as the address binds them."""
    bound: dict[str, Any] = {}
    if scheme := request.GET.get("scheme", "")[:40]:
        bound["scheme"] = scheme
    tranche = numbers.whole(request.GET.get("tranche", ""), MOST_DIGITS)
    if tranche is not None:
        bound["tranche"] = tranche
    return bound


def about(undertaking: Undertaking) -> dict[str, Any]:
    """Where we are."""
    url = reverse("funds:show", args=[undertaking.code])
    return {
        "undertaking": undertaking, "cancel_url": url, "crumbs": [*crumbs(undertaking), (_("Dana"), url)],
        **({"demo_notice": True} if undertaking.is_example else {}),
    }


def sees_names(request: AnyRequest, undertaking: Undertaking) -> bool:
    """Whether names are shown in full."""
    return permissions.sees_names(request.user, undertaking, request.today)
