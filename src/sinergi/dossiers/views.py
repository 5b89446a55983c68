"""Pages of papers: the dossier, filing, checking, signing, the history of one document."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sinergi.actors.requests import AnyRequest, SignedInRequest
from sinergi.dossiers import actions, definitions, permissions, queries, rules
from sinergi.dossiers.definitions import Chain, Paper
from sinergi.dossiers.forms import CheckForm, FileForm, SignForm
from sinergi.files import actions as files
from sinergi.followups import permissions as followups
from sinergi.followups.queries import known_responsibles, offered
from sinergi.kernel import numbers
from sinergi.kernel.decisions import Decision
from sinergi.programmes import gate
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.pages import attempt, crumbs
from sinergi.programmes.permissions import visible_or_404
from sinergi.ui.pages import page
from sinergi.ui.wording import title_in


def index(request: AnyRequest, code: str) -> HttpResponse:
    """What is needed per stage, what is there, and how it was found; files only for those involved."""
    undertaking = visible_or_404(request, code)
    may_file, may_check, may_sign = _possible(request, undertaking)
    context = _about(undertaking) | {
        "stages": queries.dossier(undertaking, request.today), "opens": permissions.opens_papers(request.user, undertaking, request.today),
        "may_file": may_file, "may_check": may_check, "may_sign": may_sign, "heading": pgettext("dossier", "Berkas"), "makers": _makers(undertaking),
    }
    return page(request, "dossiers/index.html", context)


@login_required
def file(request: SignedInRequest, code: str) -> HttpResponse:
    """Upload a version of a document."""
    undertaking = visible_or_404(request, code)
    paper, stage = _paper(request, undertaking)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES, paper=paper, on=request.today, lines=_lines(request))
        if form.is_valid() and attempt(form, lambda: _filed(request, undertaking, form, stage)) is not None:
            messages.success(request, _("%(document)s tersimpan.") % {"document": title_in(paper.title)})
            return redirect("dossiers:index", code=undertaking.code)
    else:
        gate.enforce(gate.may(request.user, "dossiers.file", undertaking, on=request.today, stage=stage, document=paper.code))
        form = FileForm(paper=paper, on=request.today, lines=_lines(request))
    context = _about(undertaking) | {
        "form": form, "paper": paper, "stage": stage, "heading": title_in(paper.title), "newest": queries.newest(undertaking, paper.code),
        "returned": queries.sent_back(undertaking.code, paper.code), "maker_url": paper.maker_url(undertaking.code), "known": offered(known_responsibles(undertaking, request.today)) if form.lines else [],
    }
    return page(request, "dossiers/file.html", context)


@login_required
def check(request: SignedInRequest, code: str) -> HttpResponse:
    """Say whether the newest version is right; without a document named, the dossier shows what there is to check."""
    undertaking = visible_or_404(request, code)
    if not request.GET.get("document"):
        return redirect("dossiers:index", code=undertaking.code)
    paper, stage = _paper(request, undertaking)
    versions = queries.history(undertaking, paper.code, request.today)
    newest = queries.newest(undertaking, paper.code)
    if newest is None:
        Decision.no("dossiers.nothing_filed").enforce()
        raise AssertionError
    if request.method == "POST":
        form = CheckForm(request.POST, on=request.today, filing=newest.pk)
        if form.is_valid() and attempt(form, lambda: actions.check(
                request.user, undertaking.code, on=request.today, stage=stage, document=paper.code, **form.given())) is not None:
            messages.success(request, _("Pemeriksaan tersimpan."))
            return redirect("dossiers:index", code=undertaking.code)
    else:
        gate.enforce(gate.may(request.user, "dossiers.check", undertaking, on=request.today, stage=stage, document=paper.code))
        form = CheckForm(on=request.today, filing=newest.pk)
    shown = next(each for each in versions if each.row.pk == newest.pk)
    return page(request, "dossiers/check.html", _about(undertaking) | {
        "form": form, "paper": paper, "stage": stage, "heading": title_in(paper.title), "version": shown, "own": newest.person_id == request.user.pk})


@login_required
def sign(request: SignedInRequest, code: str) -> HttpResponse:
    """Sign the next place of a chain, or refuse."""
    undertaking = visible_or_404(request, code)
    chain, stage = _chain(request, undertaking)
    if request.method == "POST":
        form = SignForm(request.POST, on=request.today)
        if form.is_valid():
            row = attempt(form, lambda: actions.sign(
                request.user, undertaking.code, on=request.today, stage=stage, chain=chain.code, **form.given()))
            if row is not None:
                messages.success(request, _("Tanda tangan tersimpan.") if row.signed else _("Penolakan tersimpan."))
                return redirect("dossiers:index", code=undertaking.code)
    else:
        gate.enforce(gate.may(request.user, "dossiers.sign", undertaking, on=request.today, stage=stage, chain=chain.code))
        form = SignForm(on=request.today)
    wanted = definitions.rests_on(edition_of(undertaking), undertaking.scope, chain.code)
    context = _about(undertaking) | {
        "form": form, "stage": stage, "heading": title_in(chain.title), "shown": queries.chain_shown(undertaking, chain), "chain": chain,
        "papers": [paper for each in queries.dossier(undertaking, request.today) for paper in each.papers if paper.paper.code in wanted],
    }
    return page(request, "dossiers/sign.html", context)


@login_required
def history(request: SignedInRequest, code: str, document: str) -> HttpResponse:
    """Every version of one document, with who found what."""
    undertaking = visible_or_404(request, code)
    paper = definitions.paper(edition_of(undertaking), document)
    rules.paper_known(paper, document[:60]).enforce()
    context = _about(undertaking) | {
        "paper": paper, "heading": title_in(paper.title) if paper else "", "versions": queries.history(undertaking, document, request.today),
        "opens": permissions.opens_papers(request.user, undertaking, request.today), "may_chase": bool(followups.may_open(request.user, undertaking, request.today)),
    }
    return page(request, "dossiers/history.html", context)


def _filed(request: SignedInRequest, undertaking: Undertaking, form: FileForm, stage: str) -> Any:
    """Uploads are checked and kept first; the same bytes are kept once, so a second try costs nothing."""
    kept = [files.store(request.user, upload) for upload in form.cleaned_data["uploads"]]
    return actions.file(request.user, undertaking.code, on=request.today, stage=stage, document=form.paper.code, files=kept, **form.given())


def _possible(request: AnyRequest, undertaking: Undertaking) -> tuple[set[str], set[str], set[str]]:
    """Which documents this person may file and check, which chains sign, today."""
    if not request.user.is_authenticated:
        return set(), set(), set()
    stages = definitions.needed(edition_of(undertaking), undertaking.scope)
    papers = {paper.code for each in stages for paper in each.papers}
    chains = {chain.code for each in stages for chain in each.chains}

    def may(act: str, **params: Any) -> bool:
        return bool(gate.may(request.user, act, undertaking, on=request.today, **params))

    return (
        {code for code in papers if may("dossiers.file", document=code)},
        {code for code in papers if may("dossiers.check", document=code)},
        {code for code in chains if may("dossiers.sign", chain=code)},
    )


def _paper(request: HttpRequest, undertaking: Undertaking) -> tuple[Paper, str]:
    """The document the address names; a foreign one is refused."""
    code = request.GET.get("document", "")
    found = definitions.paper(edition_of(undertaking), code)
    rules.paper_known(found, code[:60]).enforce()
    assert found is not None  # noqa: S101 -- enforced above
    return found, request.GET.get("stage", "")[:60]


def _chain(request: HttpRequest, undertaking: Undertaking) -> tuple[Chain, str]:
    code = request.GET.get("chain", "")
    found = definitions.chain(edition_of(undertaking), code)
    rules.chain_known(found, code[:60]).enforce()
    assert found is not None  # noqa: S101 -- enforced above
    return found, request.GET.get("stage", "")[:60]


def _lines(request: HttpRequest) -> int:
    return numbers.whole(request.GET.get("baris", ""), 3) or 0


def _makers(undertaking: Undertaking) -> dict[str, str]:
    papers = [paper for each in definitions.needed(edition_of(undertaking), undertaking.scope) for paper in each.papers]
    return {paper.code: url for paper in papers if (url := paper.maker_url(undertaking.code))}


def _about(undertaking: Undertaking) -> dict[str, Any]:
    url = reverse("dossiers:index", args=[undertaking.code])
    marked = {"demo_notice": True} if undertaking.is_example else {}  # invented people and figures are said to be so
    return marked | {"undertaking": undertaking, "cancel_url": url, "crumbs": crumbs(undertaking, pgettext("dossier", "Berkas"))}
