"""One's own notices: the list, opening one, and marking all as read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sinergi.notices import actions, queries

PER_PAGE = 50


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest first; ``?baru=1`` shows only the new ones."""
    only_new = request.GET.get("baru") == "1"
    page = Paginator(queries.of(request.user, unread=only_new), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {"told": queries.told(page.object_list), "page": page, "only_new": only_new, "unread": queries.unread_count(request.user)}
    return render(request, "notices/index.html", context)


@login_required
@require_POST
def show(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one as read and go where it leads, never to another site."""
    notice = actions.read(request.user, notice_id, at=timezone.now())
    if notice is None:
        raise Http404
    inside = notice.url.startswith("/") and not notice.url.startswith(("//", "/\\"))
    return HttpResponseRedirect(notice.url) if inside else redirect("notices:index")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    actions.read_all(request.user, at=timezone.now())
    return redirect("notices:index")
