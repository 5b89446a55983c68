"""The pages of questions and complaints."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.complaints import actions, forms, queries
from sinergi.complaints.models import Question
from sinergi.disclosure import citizens
from sinergi.followups import permissions as followups
from sinergi.programmes import gate, sentences
from sinergi.programmes.pages import attempt
from sinergi.programmes.permissions import visible_or_404
from sinergi.ui.pages import page, paged

MOST, LONGEST = 20, 100     # works offered, letters typed


@require_safe
def index(request: AnyRequest) -> HttpResponse:
    """Everything that was asked, newest first."""
    show = request.GET.get("tampil", "")
    cut = paged(request, queries.questions(answered={"dijawab": True, "belum": False}.get(show)))
    chips = [{"label": label, "url": f"?tampil={word}" if word else "?", "current": show == word, "count": ""}
             for word, label in (("", _("Semua")), ("belum", _("Belum dijawab")), ("dijawab", _("Sudah dijawab")))]
    wanted = request.GET.get("cari", "").strip()[:LONGEST]
    works = list(queries.works_named(wanted)[: MOST + 1]) if wanted else []
    return page(request, "complaints/index.html", {"wanted": wanted, "works": works[:MOST], "more": len(works) > MOST, "page": cut, "rows": [queries.shown(row) for row in cut.object_list], "chips": chips,
                                                    "asked": request.GET.get("kode", "") != "", "found": _by_code(request)})


def _by_code(request: AnyRequest) -> Any:
    row = queries.question_of(request.GET.get("kode", "")) if request.GET.get("kode") else None
    return queries.shown(row) if row else None


@require_safe
def about(request: AnyRequest, code: str) -> HttpResponse:
    """What was asked about one work, and the answers."""
    undertaking = visible_or_404(request, code)
    cut = paged(request, queries.questions_of(undertaking))
    free = queries.sees_sender(request.user, undertaking, request.today)
    return page(request, "complaints/about.html", {"undertaking": undertaking, "page": cut, "rows": [queries.shown(row) for row in cut.object_list],
                                                    "free": free, "may_chase": bool(followups.may_open(request.user, undertaking, request.today)),
                                                    "crumbs": [(undertaking.region.name, ""), (undertaking.code, None)]})


def ask(request: AnyRequest, code: str) -> HttpResponse:
    """Anybody asks or complains, without an account."""
    undertaking = visible_or_404(request, code)
    mark = citizens.browser(request.COOKIES.get(citizens.COOKIE))
    form = forms.QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = attempt(form, lambda: _asked(request, code, form.cleaned_data, mark))
        if row is not None:
            return redirect("complaints:follow", follow_code=row.follow_code)
    if form.is_bound:
        form.fresh()
    decision = gate.may(None, "complaints.ask", undertaking, on=request.today)
    response = page(request, "complaints/ask.html", {
        "undertaking": undertaking, "form": form, "heading": _("Bertanya atau mengadu"), "submit": _("Kirim"),
        "why_not": "" if decision else sentences.of(decision), "cancel_url": reverse("complaints:about", args=[code]),
        "lede": undertaking.title, "crumbs": [(undertaking.code, reverse("complaints:about", args=[code])), (_("Bertanya"), None)],
    }, status=422 if form.errors else 200)
    response.set_cookie(citizens.COOKIE, mark, max_age=citizens.COOKIE_DAYS * 86_400, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


def _asked(request: AnyRequest, code: str, given: dict[str, Any], mark: str) -> Question:
    key = citizens.dedupe_key(mark, f"pengaduan/{code}", f"{given['matter']} {given['text']}")
    if not Question.objects.filter(dedupe_key=key).exists():
        citizens.check(given["laman"], given["stamp"]).enforce()
    values = {name: given[name] for name in ("kind", "matter", "text", "misuse", "amount", "name", "contact")}
    return actions.ask(None, code, on=request.today, dedupe_key=key, **values)


@require_safe
def follow(request: AnyRequest, follow_code: str) -> HttpResponse:
    """What became of it, for whoever has the code."""
    row = queries.question_of(follow_code)
    if row is None:
        raise Http404(follow_code)
    return page(request, "complaints/follow.html", {"each": queries.shown(row)})


@login_required
def answer(request: SignedInRequest, code: str, question_id: int) -> HttpResponse:
    """Answer in public."""
    undertaking = visible_or_404(request, code)
    row = queries.question_about(undertaking, question_id)
    if row is None:
        raise Http404(question_id)
    form = forms.ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.answer(request.user, code, on=request.today, question_id=question_id, text=given["text"])) is not None:
            messages.success(request, _("Jawaban diumumkan."))
            return redirect("complaints:about", code=code)
    decision = gate.may(request.user, "complaints.answer", undertaking, on=request.today)
    back = reverse("complaints:about", args=[code])
    return page(request, "complaints/answer.html", {
        "undertaking": undertaking, "each": queries.shown(row), "form": form, "heading": _("Jawab"), "submit": _("Umumkan jawaban"), "cancel_url": back,
        "free": queries.sees_sender(request.user, undertaking, request.today), "why_not": "" if decision else sentences.of(decision),
        "crumbs": [(undertaking.code, back), (_("Jawab"), None)]}, status=422 if form.errors else 200)
