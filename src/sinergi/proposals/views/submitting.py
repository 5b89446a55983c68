"""Handing in, giving back, the versions and what differs between them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.kernel import numbers
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, refusal
from sinergi.programmes.permissions import visible_or_404
from sinergi.proposals import actions, documents, forms, permissions, queries, rules
from sinergi.proposals.views.writing import frame
from sinergi.ui.pages import page


@login_required
def submit(request: SignedInRequest, code: str) -> HttpResponse:
    """What will be frozen, what is still missing, and the button."""
    work = visible_or_404(request, code)
    decision = gate.may(request.user, "proposals.submit", work, on=request.today)
    if not decision and not permissions.may_read_draft(request.user, work, request.today):
        return refusal(request, decision, status=403)
    proposal = queries.proposal_of(work)
    version = proposal.version if proposal else 0
    form = forms.SubmitForm(request.POST or None, initial={"happened_on": request.today}, version=version)
    if request.method == "POST" and form.is_valid():
        seen = numbers.whole(request.POST.get("version", ""), 9)
        day = form.cleaned_data["happened_on"]
        if attempt(form, lambda: actions.submit(request.user, code, on=request.today, happened_on=day, seen_version=seen)) is not None:
            messages.success(request, _("Proposal diserahkan. Isinya dibekukan sebagai versi baru."))
            return redirect("proposals:show", code=code)
        data: Any = form.data
        form.data = {**data.dict(), "version": str(version)}
    context = {"work": work, "form": form, "decision": decision, "proposal": proposal, **frame(work, queries.sheet_of(proposal), "texts")}
    context["crumbs"] = [(work.region.name, ""), (work.code, reverse("proposals:show", args=[code])), (_("Serahkan"), None)]
    context["returned_by"] = queries.returned_by(edition_of(work))
    return page(request, "proposals/submit.html", context, status=422 if form.errors else 200)


@login_required
def give_back(request: SignedInRequest, code: str) -> HttpResponse:
    """Return for correction, or take back what one handed in, with the reason that everybody reads."""
    work = visible_or_404(request, code)
    decision = gate.may(request.user, "undo:proposals.submit", work, on=request.today)
    if not decision:
        return refusal(request, decision, status=403)
    submission = queries.standing_submission(work)
    own = submission is not None and permissions.takes_back(request.user, work, submission, request.today)
    form = forms.TakeBackForm(request.POST or None) if own else forms.ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: _given_back(request, code, reason)):
            messages.success(request, _("Proposal ditarik kembali; drafnya bisa diubah lagi.") if own else _("Proposal dikembalikan untuk diperbaiki."))
            return redirect("proposals:show", code=code)
    word = _("Tarik kembali") if own else _("Kembalikan")
    crumbs = [(work.code, reverse("proposals:show", args=[code])), (word, None)]
    return page(request, "ui/form.html", {"form": form, "heading": word if own else _("Kembalikan untuk diperbaiki"), "lede": work.title, "submit": word,
                                           "cancel_url": reverse("proposals:show", args=[code]), "crumbs": crumbs},
                status=422 if form.errors else 200)


def _given_back(request: SignedInRequest, code: str, reason: str) -> bool:
    actions.give_back(request.user, code, on=request.today, reason=reason)
    return True


def versions(request: AnyRequest, code: str) -> HttpResponse:
    """Every handing in with its fingerprint, the returned ones with their reason."""
    work = visible_or_404(request, code)
    crumbs = [(work.code, reverse("proposals:show", args=[code])), (pgettext("several", "Versi"), None)]
    return page(request, "proposals/versions.html", {"work": work, "submissions": queries.submissions_of(work), "crumbs": crumbs,
                                                      "involved": permissions.may_read_draft(request.user, work, request.today)})


def diff(request: AnyRequest, code: str, number: int) -> HttpResponse:
    """A version beside the one before it; ``?dengan=draf`` beside the draft, for those who may read it."""
    work = visible_or_404(request, code)
    version = queries.version_of(work, number)
    if version is None:
        raise Http404(code)
    before, after, names = version.content, version.content, (str(number), str(number))
    earlier = queries.version_of(work, number - 1)
    involved = permissions.may_read_draft(request.user, work, request.today)
    if request.GET.get("dengan") == "draf" and involved:
        after, names = _draft(work), (str(number), _("draf"))
    elif earlier is not None:
        before, names = earlier.content, (str(number - 1), str(number))
    crumbs = [(work.code, reverse("proposals:show", args=[code])), (pgettext("several", "Versi"), reverse("proposals:versions", args=[code])), (str(number), None)]
    return page(request, "proposals/diff.html", {"work": work, "version": version, "names": names, "crumbs": crumbs, "involved": involved,
                                                  "changes": documents.worded_changes(work, rules.changes(before, after))})


def _draft(work: Undertaking) -> dict[str, object]:
    return rules.content_of(queries.sheet_of(queries.proposal_of(work)), documents.purses(work))


def printed(request: AnyRequest, code: str) -> HttpResponse:
    """The proposal with its RAB on paper."""
    work = visible_or_404(request, code)
    content = documents.proposal_pdf(work, documents.readable_sheet(work, request.user, request.today))
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="proposal-{work.code}.pdf"'})
