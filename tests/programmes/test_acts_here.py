"""What one may do at an undertaking: open acts with their form, the others with the reason; and taking a waiver back."""

from datetime import date

import pytest
from django.urls import reverse

from sinergi.kernel.decisions import NotAllowed
from sinergi.programmes import actions, queries
from sinergi.programmes.models import Cell, Waiver
from tests import make

ACTS = ['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }']
DONE = ['{ is = "programmes.intake_closed", intake = "work" }']


def test_an_open_act_is_listed_with_its_form(pokja):
    cycle = make.open_stage(acts=ACTS, done_when=DONE, scope="cycle")
    assert [(one.act, one.ok, one.url) for one in queries.acts_here(pokja, cycle, make.today)] == [
        ("programmes.close_intake", True, f"/lakukan/{cycle.code}/tutup-pendaftaran/?stage=trial&intake=work")]


def test_a_done_act_is_listed_with_the_reason(pokja):
    cycle = make.open_stage(acts=ACTS, done_when=DONE, scope="cycle")
    actions.close_intake(pokja, cycle.code, on=make.today, intake="work")
    (one,) = queries.acts_here(pokja, cycle, make.today)
    assert (one.ok, one.why_not) == (False, "Langkah “Uji” sudah selesai.")


ANYTIME = '[[anytime]]\nact = "{}"\nscope = "cycle"\nrole = "pokja_paket"\n{}'


@pytest.mark.parametrize(("act", "bound", "said"), [
    ("programmes.return", "", "Tidak ada yang perlu diikutkan kembali atau dilanjutkan: masih berjalan."),
    ("programmes.hold", 'from = "trial"', ""),
    ("programmes.hold", 'until = "trial"', "Langkah “Uji” sudah terbuka; sejak itu tidak bisa lagi."),
])
def test_an_act_of_any_time_names_the_step_that_bounds_it(pokja, act, bound, said):
    cycle = make.open_stage(acts=ACTS, done_when=DONE, scope="cycle", extra=ANYTIME.format(act, bound))
    assert {one.act: one.why_not for one in queries.acts_here(pokja, cycle, make.today)}[act] == said


def test_what_is_nobodys_role_here_is_not_listed(stranger):
    cycle = make.open_stage(acts=ACTS, done_when=DONE, scope="cycle")
    assert queries.acts_here(stranger, cycle, make.today) == []


def test_the_page_says_both(client, pokja):
    cycle = make.open_stage(acts=ACTS, done_when=DONE, scope="cycle")
    client.force_login(pokja)
    assert "Buka formulir" in client.get(reverse("programmes:acts", args=[cycle.code])).content.decode()


@pytest.fixture
def waived(kpkd, pokja):
    cycle = make.open_stage(acts=ACTS, done_when=DONE, scope="cycle")
    return actions.waive(kpkd, cycle.code, on=make.today, stage="trial", what="stage", reason="Keputusan rapat Pokja tanggal 1 Juni")


def test_a_waiver_can_be_taken_back_and_the_step_is_asked_for_again(waived, kpkd):
    assert Cell.objects.get(undertaking=waived.undertaking).state == "waived"
    actions.undo(kpkd, "programmes.Waiver", waived.pk, on=date(2007, 6, 2), reason="Ternyata syaratnya bisa dipenuhi")
    assert Cell.objects.get(undertaking=waived.undertaking).state == "open"
    assert Waiver.objects.get().ended_on == date(2007, 6, 2)


def test_the_page_asks_once_before_a_waiver_is_taken_back(waived, kpkd, client, pokja):
    client.force_login(kpkd)
    assert client.get(f"/batalkan/programmes.Waiver/{waived.pk}/").status_code == 200
    client.force_login(pokja)
    assert client.get(f"/batalkan/programmes.Waiver/{waived.pk}/").status_code == 403


def test_only_those_who_may_waive_take_a_waiver_back(waived, pokja):
    with pytest.raises(NotAllowed) as refused:
        actions.undo(pokja, "programmes.Waiver", waived.pk, on=make.today, reason="Saya tidak setuju")
    assert refused.value.decision.code == "gate.role"
