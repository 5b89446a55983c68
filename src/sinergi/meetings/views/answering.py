"""Answering an invitation, without signing in: over the signed address of somebody with an account, or the secret one of a guest without."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sinergi.actors.requests import AnyRequest
from sinergi.meetings import actions, invitations, queries
from sinergi.meetings.forms import ReplyForm
from sinergi.meetings.models import Outsider, Planned, Told
from sinergi.programmes.pages import attempt
from sinergi.ui.pages import page


@never_cache
def reply(request: HttpRequest, key: str) -> HttpResponse:
    """Hadir or tidak for somebody with an account: the address is signed and belongs to one invitation."""
    asked, named = cast("AnyRequest", request), queries.read_reply(key)
    one = Planned.objects.select_related("undertaking__region", "region").filter(pk=named[0]).first() if named else None
    told = one.told.filter(person=named[1]).select_related("person").first() if one and named else None
    if one is None or told is None:
        raise Http404
    return _answered(asked, one, told, told.person.name, lambda coming: actions.answer(one.pk, told.person_id, on=asked.today, coming=coming, at=timezone.now()))


@never_cache
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a guest without an account: the address is secret and stands in the letter alone."""
    asked, outsider = cast("AnyRequest", request), _outsider(token)
    if outsider.withdrawn_at is not None:
        return page(request, "meetings/reply.html", {"state": "left_out", "heading": _("Undangan ini ditarik")})
    return _answered(asked, outsider.planned, outsider, outsider.name,
                     lambda coming: actions.answer_outside(outsider, on=asked.today, coming=coming, at=timezone.now()))  # fmt: skip


@never_cache
def guest_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation on paper, addressed to this guest: what an agency puts on a desk."""
    del request
    outsider = _outsider(token)
    if outsider.withdrawn_at is not None:
        raise Http404
    response = HttpResponse(invitations.pdf(queries.letter(outsider.planned), names=False, to=outsider.name), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="undangan.pdf"'
    return response


def _outsider(token: str) -> Outsider:
    found = queries.outsider(token)
    if found is None:
        raise Http404
    return found


def _answered(request: AnyRequest, planned: Planned, told: Told | Outsider, who: str, keep: Callable[[str], bool]) -> HttpResponse:
    """The page with both buttons; nothing is kept before one is pressed, since mail programs open addresses by themselves."""
    form = ReplyForm(request.POST or None, initial={"coming": told.coming})
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: keep(form.cleaned_data["coming"])):
        messages.success(request, _("Terima kasih, jawaban Anda tersimpan."))
        return redirect(request.path)
    context = {"planned": planned, "found": queries.letter(planned), "told": told, "who": who, "form": form, "state": _state(planned, request), "days": invitations.days(planned),
               "clock": invitations.clock(planned), "token": getattr(told, "token", ""), "heading": planned.title}  # fmt: skip
    return page(request, "meetings/reply.html", context)


def _state(planned: Planned, request: AnyRequest) -> str:
    if planned.cancelled_at:
        return "cancelled"
    return "over" if planned.meeting_id or planned.ends_on < request.today else "open"
