"""Questions and complaints of anybody, at any time; answered in public; no name shown."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinergi.audit.models import Row
from sinergi.complaints import actions, queries
from sinergi.complaints.models import Question, Reply
from sinergi.disclosure import citizens
from sinergi.kernel.decisions import Refused
from sinergi.notices.models import Notice
from sinergi.programmes import actions as programmes
from sinergi.programmes.models import Closing
from sinergi.project import clock
from tests import make

pytestmark = pytest.mark.django_db
TODAY = make.today
ANYTIME = """
[[anytime]]
act = "complaints.ask"
scope = "work"
role = "public"
after_close = true
[[anytime]]
act = "complaints.answer"
scope = "work"
role = ["bkm", "pokja_paket"]
after_close = true
"""


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: make.today)


@pytest.fixture
def work(kendal):
    return make.open_stage(acts=[], done_when=['{ is = "programmes.closed", of = "cycle" }'], extra=ANYTIME)


def asked(work, *, key="a", **fields):
    values = {"kind": "question", "matter": "Paving", "text": "Kapan paving di RT 05 dikerjakan?", **fields}
    return actions.ask(None, work.code, on=TODAY, dedupe_key=key.ljust(64, "0"), **values)


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.decision


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\u00a0", " ")


def test_anybody_asks_without_an_account_and_gets_a_code(work):
    row = asked(work)
    assert (row.person, queries.question_of(row.follow_code.lower())) == (None, row)


def test_the_same_message_twice_is_one_and_many_from_one_village_are_many(work):
    assert asked(work) == asked(work)
    for number in range(20):
        asked(work, key=f"{number}x")
    assert Question.objects.count() == 21


def test_a_closed_round_still_listens_and_answers(work, bkm):
    Closing.objects.create(undertaking=work.cycle, act="programmes.close", person=bkm, happened_on=TODAY)
    row = asked(work)
    actions.answer(bkm, work.code, on=TODAY, question_id=row.pk, text="Paving dikerjakan bulan Juli.")
    assert Reply.objects.get().question == row


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "warta"}, "complaints.kind_needed"),
        ({"matter": " "}, "complaints.matter_needed"),
        ({"matter": "x" * 121}, "complaints.matter_too_long"),
        ({"text": "ya"}, "disclosure.text_too_short"),
        ({"text": "x" * 5001}, "disclosure.text_too_long"),
        ({"misuse": True}, "complaints.amount_needed"),
        ({"misuse": True, "amount": 0}, "complaints.amount_needed"),
        ({"amount": -1}, "complaints.amount_wrong"),
        ({"misuse": True, "amount": 10**18}, "complaints.amount_wrong"),
    ],
)
def test_bad_questions_are_told_what_to_do_and_leave_no_trace(work, given, code):
    assert refused(asked, work, **given).code == code
    assert (Row.objects.count(), Question.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["stranger", "korkot", "faskel"])
def test_only_those_whom_the_edition_lets_answer(work, request, who):
    row = asked(work)
    assert refused(actions.answer, request.getfixturevalue(who), work.code, on=TODAY, question_id=row.pk, text="Jawaban panjang sekali.").code == "gate.role"


def test_whoever_may_answer_is_told_at_once_and_reads_no_number_of_anybody(work, bkm, pokja, faskel, stranger):
    asked(work, matter="Paving retak, hubungi 081234567890")
    asked(work, key="b", kind="complaint", misuse=True, amount=1_500_000)
    assert [(each.person, each.code) for each in Notice.objects.order_by("id")] == [
        (person, code) for code in ("notice.complaints_asked", "notice.complaints_misuse") for person in sorted((bkm, pokja), key=lambda one: one.pk)]
    assert "081234567890" not in str([each.values for each in Notice.objects.all()])


def test_a_question_is_answered_once_and_by_its_own_number(work, bkm):
    row = asked(work)
    actions.answer(bkm, work.code, on=TODAY, question_id=row.pk, text="Paving dikerjakan bulan Juli.")
    assert refused(actions.answer, bkm, work.code, on=TODAY, question_id=row.pk, text="Jawaban yang kedua kali.").code == "complaints.answered_already"
    assert refused(actions.answer, bkm, work.code, on=TODAY, question_id=10**6, text="Jawaban yang kedua kali.").code == "complaints.no_such_question"


def test_what_a_citizen_asked_stays_and_an_answer_can_be_taken_back(work, bkm):
    row = asked(work)
    reply = actions.answer(bkm, work.code, on=TODAY, question_id=row.pk, text="Jawaban yang salah alamat.")
    assert refused(programmes.undo, bkm, "complaints.Question", row.pk, on=TODAY, reason="tidak enak dibaca").code == "complaints.question_stays"
    programmes.undo(bkm, "complaints.Reply", reply.pk, on=TODAY, reason="salah alamat")
    assert queries.shown(queries.question_about(work, row.pk)).answer is None


def test_the_panel_shows_the_newest_and_where_to_ask(work):
    asked(work)
    found = queries.panel(work, None, TODAY)
    assert ([each.matter for each in found["questions"]], found["may_ask"]) == (["Paving"], True)
    assert queries.panel(work.parent, None, TODAY) is None


# --- pages -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def _patient(monkeypatch):
    monkeypatch.setattr(citizens.check, "__kwdefaults__", {"least": -1})


def typed(**fields):
    return {"kind": "complaint", "matter": "Swadaya", "text": "Swadaya dicatat dua kali, hubungi 081234567890.", "stamp": citizens.stamp(), "laman": "",
            "name": "Siti Mulyani", "contact": "siti@contoh.id", **fields}


@pytest.mark.usefixtures("_patient")
def test_a_complaint_is_sent_from_a_phone_and_shown_without_personal_data(client, work):
    response = client.post(reverse("complaints:ask", args=[work.code]), typed(misuse="on", amount="1,5 juta"), follow=True)
    row = Question.objects.get()
    assert (row.follow_code in words(response), row.amount) == (True, 1_500_000)
    for address in (reverse("complaints:index"), reverse("complaints:about", args=[work.code]), response.redirect_chain[0][0]):
        text = words(client.get(address))
        assert [said in text for said in ("Swadaya dicatat dua kali", "Rp 1.500.000", "Siti", "siti@", "0812")] == [True, True, False, False, False]


@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize(("given", "said"), [({"misuse": "on", "amount": ""}, "perkiraan jumlahnya"), ({"laman": "x"}, "dari mesin"), ({"amount": "-5"}, "0"),
                                             ({"kind": "x"}, "Pilihan ini tidak ada"), ({"text": "ya"}, "lebih jelas")])
def test_what_cannot_be_sent_is_kept_and_explained(client, work, given, said):
    response = client.post(reverse("complaints:ask", args=[work.code]), typed(**given))
    assert (response.status_code, said in words(response), Question.objects.count()) == (422, True, 0)
    assert "Swadaya" in response.content.decode()


@pytest.mark.parametrize("said", [lambda work: work.code.lower(), lambda work: f"{work.title} sambong"])
def test_the_work_one_means_is_found_where_one_starts_and_leads_to_the_form(client, work, said):
    page = client.get(reverse("complaints:index"), {"cari": said(work)})
    assert work.code in [each.code for each in page.context["works"]]
    assert f'href="{reverse("complaints:ask", args=[work.code])}"' in page.content.decode()
    assert "Tidak ada pekerjaan yang cocok." in words(client.get(reverse("complaints:index"), {"cari": "Atlantis"}))


def test_the_amount_is_not_called_optional_and_needed_at_once(client, work):
    shown = words(client.get(reverse("complaints:ask", args=[work.code])))
    assert "Perkiraan jumlah (perlu bila menyangkut penyalahgunaan dana)" in shown
    assert "Perkiraan jumlah (boleh kosong)" not in shown


def test_who_answers_sees_how_to_reach_the_sender(client, work, bkm, korkot):
    row = asked(work, name="Siti Mulyani", contact="0812")
    about, answer = reverse("complaints:about", args=[work.code]), reverse("complaints:answer", args=[work.code, row.pk])
    client.force_login(korkot)
    assert "Siti Mulyani" not in words(client.get(about))
    client.force_login(bkm)
    assert "Siti Mulyani" in words(client.get(about))
    assert client.post(answer, {"text": "Paving dikerjakan bulan Juli."}).status_code == 302
    assert "Paving dikerjakan bulan Juli." in words(client.get(about))


def test_unknown_addresses_are_not_there(client, work, bkm):
    client.force_login(bkm)
    addresses = [reverse("complaints:follow", args=["X"]), reverse("complaints:about", args=["TIADA"]), reverse("complaints:answer", args=[work.code, 99])]
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert "Kode ini tidak dikenal" in words(client.get(reverse("complaints:index"), {"kode": "X"}))


def test_the_pages_cost_the_same_for_one_and_three(client, work):
    asked(work)

    def cost(address):
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    addresses = [reverse("complaints:index"), reverse("complaints:about", args=[work.code])]
    before = [cost(address) for address in addresses]
    for number in range(2):
        asked(work, key=f"{number}y")
    assert [cost(address) for address in addresses] == before
