"""The forms of the money acts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from sinergi.actors.requests import SignedInRequest
from sinergi.files import actions as files
from sinergi.funds import actions, forms, queries
from sinergi.funds.models import Accounting, Commitment, Contribution, Release, Request, Spending, Transfer, Verification
from sinergi.funds.views.about import ActPage, bound_of, kept, run, setting_for, source_of, upload
from sinergi.kernel import numbers
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import visible_or_404
from sinergi.ui.wording import title_in

MOST_NUMBER = 18  # digits of a row in the address


@login_required
def commit(request: SignedInRequest, code: str) -> HttpResponse:
    """Money hoped for, pledged or budgeted."""
    undertaking = visible_or_404(request, code)
    source = request.GET.get("source", "")[:40]
    shown = ActPage("funds.commit", forms.CommitForm, (Commitment,), _("Catat komitmen dana"), _("Harapan, janji, atau dana yang sudah dianggarkan."),
                    _("Simpan komitmen"), _("Komitmen tersimpan."), params=_given(source=source))
    standing = tuple(queries.commitments_of(undertaking, source))
    setting = replace(setting_for(request, undertaking, source=source), standing=standing, replaces=numbers.whole(request.GET.get("ganti", ""), MOST_NUMBER))
    return run(request, undertaking, shown, setting, lambda given: actions.commit(
        request.user, undertaking.code, document=kept(request, upload(request)), **given))


@login_required
def contribute(request: SignedInRequest, code: str) -> HttpResponse:
    """Swadaya promised or brought."""
    undertaking = visible_or_404(request, code)
    source = source_of(request, undertaking, "funds.contribute")
    shown = ActPage("funds.contribute", forms.ContributeForm, (Contribution,), _("Catat swadaya"),
                    _("Yang dicatat di sini dihitung setelah diperiksa dan diterima orang lain."), _("Simpan swadaya"),
                    _("Swadaya tercatat. Menunggu pemeriksaan."), params={"source": source})

    back = _sent_back(request, undertaking)
    setting = setting_for(request, undertaking, source=source)
    if back is not None:
        setting = replace(setting, initial=_written(back.row))

    def action(given: dict[str, Any]) -> Contribution:
        kind = request.POST.get("evidence_kind", "")
        proofs = [(kind, files.store(request.user, each)) for each in request.FILES.getlist("file")]
        return actions.contribute(request.user, undertaking.code, evidence=proofs, mends=back.row.pk if back else None, **given)

    return run(request, undertaking, shown, setting, action, {"back": back})


def _written(row: Contribution) -> dict[str, Any]:
    """A delivery as its form had it: a price of the list or the plan is not typed again."""
    found = {name: getattr(row, name) for name in ("step", "form", "item", "unit", "giver", "people", "happened_on")}
    price = {"unit_price": row.unit_price} if row.price_from == "agreed" else {}
    return found | price | {"line": row.plan_line, "quantity": Decimal(f"{row.quantity:f}".rstrip("0").rstrip("."))}


def _sent_back(request: SignedInRequest, undertaking: Undertaking) -> queries.Delivery | None:
    """The returned delivery that the address asks to mend."""
    number = numbers.whole(request.GET.get("perbaiki", ""), MOST_NUMBER)
    return next((each for each in queries.deliveries(undertaking.pk, states=("rejected",)) if each.row.pk == number), None)


@login_required
def verify(request: SignedInRequest, code: str, contribution: int) -> HttpResponse:
    """Accept a delivery, or send it back."""
    undertaking = visible_or_404(request, code)
    row = next((each for each in queries.deliveries(undertaking.pk) if each.row.pk == contribution), None)
    if row is None:
        raise Http404(contribution)
    shown = ActPage("funds.verify", forms.VerifyForm, (Verification,), _("Periksa swadaya"), _("Lihat buktinya, lalu terima atau kembalikan."),
                    _("Simpan pemeriksaan"), _("Pemeriksaan tersimpan."), "funds/verify.html", {"source": row.row.source}, "funds:deliveries")
    return run(request, undertaking, shown, setting_for(request, undertaking, source=row.row.source), lambda given: actions.verify(
        request.user, undertaking.code, contribution, evidence=kept(request, upload(request)), **given), {"delivery": row})


@login_required
def request(request: SignedInRequest, code: str) -> HttpResponse:
    """A tranche asked for."""
    undertaking = visible_or_404(request, code)
    source, bound = source_of(request, undertaking, "funds.request"), bound_of(request)
    shown = ActPage("funds.request", forms.RequestForm, (Request,), _("Ajukan pencairan"), "", _("Kirim permohonan"), _("Permohonan tersimpan."),
                    params={"source": source} | bound)
    setting = setting_for(request, undertaking, source=source, bound=bound, amount=queries.proposed_release(undertaking, source, **bound))
    return run(request, undertaking, shown, setting, lambda given: actions.request(
        request.user, undertaking.code, document=kept(request, upload(request)), **given))


@login_required
def release(request: SignedInRequest, code: str) -> HttpResponse:
    """Money arrived."""
    undertaking = visible_or_404(request, code)
    source, bound = source_of(request, undertaking, "funds.release"), bound_of(request)
    shown = ActPage("funds.release", forms.ReleaseForm, (Release,), _("Catat pencairan %(source)s") % {"source": _title(undertaking, source)},
                    _("Uang masuk ke rekening bank pekerjaan ini. Satu tahap dibayar sekali, dan tidak pernah melebihi rencana."),
                    _("Simpan pencairan"), _("Pencairan tersimpan."), params={"source": source} | bound)
    wanted = queries.asked_and_paid(undertaking, source, **bound)
    amount = queries.proposed_release(undertaking, source, **bound)
    setting = setting_for(request, undertaking, source=source, bound=bound, amount=amount if wanted is None else min(amount, max(wanted[0] - wanted[1], 0)))
    asked = [each for each in queries.requests_of(undertaking) if each.row.source == source and all(getattr(each.row, name) == value for name, value in bound.items())]
    return run(request, undertaking, shown, setting, lambda given: actions.release(
        request.user, undertaking.code, evidence=kept(request, upload(request)), **given), {"asked": asked})


@login_required
def spend(request: SignedInRequest, code: str) -> HttpResponse:
    """Paid with proof."""
    undertaking = visible_or_404(request, code)
    source = source_of(request, undertaking, "funds.spend")
    shown = ActPage("funds.spend", forms.SpendForm, (Spending,), _("Catat belanja %(source)s") % {"source": _title(undertaking, source)},
                    _("Setiap belanja menunjuk satu baris RAB dan satu bukti."), _("Simpan belanja"), _("Belanja tersimpan."), "funds/spend.html",
                    {"source": source})
    balances = {account: amount for (of, account), amount in queries.balances(undertaking).items() if of == source}
    lines = [line for line in queries.line_sums(undertaking.pk, source) if line.in_plan]
    extra = {"purse": queries.purses([undertaking.pk])[undertaking.pk].get(source), "lines": lines, "balances": balances}
    lying = "bank" if balances.get("bank", 0) > balances.get("kas", 0) else "kas"
    setting = replace(setting_for(request, undertaking, source=source), paid_from=lying, shares=tuple(line for line in lines if line.planned))
    return run(request, undertaking, shown, setting, lambda given: actions.spend(
        request.user, undertaking.code, evidence=kept(request, upload(request)), **given), extra)


@login_required
def transfer(request: SignedInRequest, code: str) -> HttpResponse:
    """Cash drawn or paid in."""
    undertaking = visible_or_404(request, code)
    source = source_of(request, undertaking, "funds.spend")
    shown = ActPage(actions.transfer_act(code, source), forms.TransferForm, (Transfer,), _("Pindah kas dan bank"), "", _("Simpan pemindahan"),
                    _("Pemindahan tersimpan."), params={"source": source})
    return run(request, undertaking, shown, setting_for(request, undertaking, source=source), lambda given: actions.transfer(
        request.user, undertaking.code, evidence=kept(request, upload(request)), **given))


@login_required
def account(request: SignedInRequest, code: str) -> HttpResponse:
    """The account of a tranche, accepted."""
    undertaking = visible_or_404(request, code)
    bound = bound_of(request)
    shown = ActPage("funds.account", forms.AccountForm, (Accounting,), _("Terima pertanggungjawaban"),
                    _("Angka diterima dan dibelanjakan diambil dari buku."), _("Terima"), _("Pertanggungjawaban diterima."), "funds/account.html", params=bound)
    return run(request, undertaking, shown, setting_for(request, undertaking, bound=bound), lambda given: actions.account(
        request.user, undertaking.code, document=kept(request, upload(request)), **given), {"told": queries.received_and_spent(undertaking, **bound)})


def _title(undertaking: Any, source: str) -> str:
    word = next((word for word in queries.sources_of(undertaking) if word.code == source), None)
    return title_in(word.title) if word else source


def _given(**params: str) -> dict[str, str]:
    return {name: value for name, value in params.items() if value}
