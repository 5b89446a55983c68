"""The pages of proposals: writing without scripts, the RAB line by line, handing in, the list, the ranking."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinergi.printing import excel
from sinergi.project import clock
from sinergi.proposals import actions, documents, forms, queries, rules
from sinergi.proposals.models import ProposalFigures, Ranking, RankLine
from sinergi.proposals.queries import ranking
from sinergi.proposals.rules import Split
from tests import make
from tests.disclosure.build import handed_in as handed_in_work
from tests.proposals import build
from tests.proposals.test_actions import LISTS

pytestmark = pytest.mark.django_db
TODAY = make.today
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: make.today)


@pytest.fixture
def work(kendal, pakem, client):
    found = build.stage()
    make.appoint(pakem, "pakem", found)
    client.force_login(pakem)
    return found


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\u00a0", " ")


def url(name, work, *more):
    return reverse(f"proposals:{name}", args=[work.code, *more])


def hidden(response, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return found[1] if found else ""


def sheet(work):
    return queries.sheet_of(queries.proposal_of(work))


def cost(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


TEXTS = {"need": "Jalan becek", "pjm_reference": "PJM", "field": "environment", "activity": "Paving", "location": "Krajan", "volume": "640,5", "unit": "m2",
         "households": "10", "poor_households": "5", "men": "20", "women": "21", "disabled": "1", "rt": "03", "rw": "02", "latitude": "", "longitude": ""}


def test_the_texts_are_written_by_a_button(client, work):
    response = client.post(url("write", work), {**TEXTS, "version": hidden(client.get(url("write", work)), "version")})
    assert response["Location"] == url("write", work)
    assert (sheet(work).need, str(sheet(work).volume), sheet(work).women) == ("Jalan becek", "640.500", 21)


def test_the_texts_save_themselves(client, work):
    version = hidden(client.get(url("write", work)), "version")
    first = client.post(url("write", work), {**TEXTS, "version": version}, headers={"X-Autosave": "1"})
    assert (first.status_code, "Draf disimpan" in first["X-Saved"], first["X-Version"] != version) == (200, True, True)
    second = client.post(url("write", work), {**TEXTS, "need": "Lain", "version": first["X-Version"]}, headers={"X-Autosave": "1"})
    assert (second.status_code, sheet(work).need) == (200, "Lain")


def test_two_people_at_once_lose_nothing(client, work, pakem):
    version = hidden(client.get(url("write", work)), "version")
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "Tulisan orang lain"})
    response = client.post(url("write", work), {**TEXTS, "need": "Tulisan saya", "version": version})
    page = response.content.decode()
    assert (response.status_code, "Tulisan saya" in page, "Tulisan orang lain" in page, sheet(work).need) == (422, True, True, "Tulisan orang lain")
    again = client.post(url("write", work), {**TEXTS, "need": "Keduanya", "version": hidden(response, "version")})
    assert (again.status_code, sheet(work).need) == (302, "Keduanya")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"households": "-1"}, "0"),
        ({"households": "99999999999999999999"}, "10"),
        ({"volume": "banyak"}, ""),
        ({"poor_households": "11"}, "melebihi jumlah keluarga penerima"),
        ({"disabled": "42"}, "melebihi jumlah laki-laki dan perempuan"),
        ({"latitude": "-6.9"}, "lintang dan bujur"),
        ({"latitude": "-91", "longitude": "1"}, ""),
        ({"need": "x" * 6000}, "5000"),
        ({"field": "lain"}, "Pilihan ini tidak ada di daftar"),
    ],
)
def test_bad_texts_are_explained_and_kept(client, work, given, said):
    response = client.post(url("write", work), {**TEXTS, **given})
    assert (response.status_code, said in words(response), queries.proposal_of(work)) == (422, True, None)
    if "field" not in given:  # a choice that is none cannot be shown again
        assert str(next(iter(given.values())))[:100] in response.content.decode()


def test_an_emoji_and_a_formula_are_only_text(client, work):
    client.post(url("write", work), {**TEXTS, "need": "=1+1 🌧️ <script>"})
    assert sheet(work).need == "=1+1 🌧️ <script>"
    assert "<script>" not in client.get(url("write", work)).content.decode().split("<main", 1)[1].split("</main", 1)[0]


LINE = {"group": "C", "item": "Pekerja", "volume": "420", "unit": "HOK", "unit_price": "25.000", "price_source": "survey", "amount_swadaya_0": "6.000.000",
        "form_swadaya_0": "labour", "amount_apbd_0": "", "amount_apbn_0": "4.000.000"}


def opened(client, work, query="tambah=C"):
    page = client.get(f"{url('rab', work)}?{query}")
    return {"key": hidden(page, "key"), "version": hidden(page, "version")}


def test_a_line_is_added_saved_short_and_filled_with_one_tap(client, work):
    given = opened(client, work)
    response = client.post(url("rab", work), {**LINE, **given, "do": "save"}, follow=True)
    assert "Pembagian kurang Rp 500.000 dari jumlah baris" in words(response)
    assert "RAB belum bisa diserahkan" in words(response)
    response = client.post(url("rab", work), {**LINE, **opened(client, work, f"ubah={given['key']}"), "do": "save_rest"}, follow=True)
    (line,) = sheet(work).lines
    assert (line.amount, line.paid_by("swadaya"), line.unsplit) == (10_500_000, 6_500_000, 0)
    assert "RAB belum bisa diserahkan" not in words(response)


EMPTY = dict.fromkeys(LINE, "") | {"group": "C"}


def test_an_empty_new_line_is_not_saved(client, work):
    response = client.post(url("rab", work), {**EMPTY, **opened(client, work), "do": "save"}, follow=True)
    assert "Baris kosong tidak disimpan." in words(response)
    assert sheet(work).lines == ()


def test_a_saved_line_is_not_emptied_unawares(client, work):
    given = opened(client, work)
    client.post(url("rab", work), {**LINE, **given, "do": "save"})
    response = client.post(url("rab", work), {**EMPTY, **opened(client, work, f"ubah={given['key']}"), "do": "save"})
    assert (response.status_code, "Baris ini kosong." in words(response), sheet(work).lines[0].item) == (422, True, "Pekerja")


def test_a_half_filled_line_says_at_the_line_what_it_needs(client, work):
    given = opened(client, work)
    response = client.post(url("rab", work), {**EMPTY, "item": "Pasir", "volume": "3", **given, "do": "save"}, follow=True)
    text = words(response)
    assert "Belum diisi: satuan, harga satuan, sumber harga. Baris ini tersimpan sebagai draf" in text
    assert "C1 Pasir: belum diisi satuan, harga satuan, sumber harga" in text
    assert "Belum diisi: satuan, harga satuan, sumber harga" in words(client.get(url("rab", work)))
    assert [line.item for line in sheet(work).lines] == ["Pasir"]


def needed(client, address):
    """The labels beside which the page says that they are needed before handing in."""
    return set(re.findall(r'<label[^>]*>([^<]+?) *<span class="optional">\(perlu diisi sebelum diserahkan\)', client.get(address).content.decode()))


def test_the_forms_say_what_handing_in_needs_out_of_the_same_list(client, work):
    form = forms.TextsForm(reference="Rujukan PJM Pronangkis")
    wanted = {str(form.fields[name].label) for code in rules.REQUIRED for name in rules.NEEDED_FIELDS.get(code, ())}
    assert len(wanted) == 12
    assert needed(client, url("write", work)) == wanted
    assert needed(client, url("rab", work) + "?tambah=A") == {"Uraian", "Volume", "Satuan", "Harga satuan", "Sumber harga"}
    assert needed(client, url("schedule", work)) == {"Kegiatan", "Mulai", "Selesai"}
    assert client.get(url("schedule", work)).content.decode().count("(perlu diisi sebelum diserahkan)") == 3
    assert needed(client, url("partners", work)) == set()


@pytest.mark.parametrize("name", [name for names in rules.NEEDED_FIELDS.values() for name in names])
def test_each_field_said_to_be_needed_is_needed(name):
    complete = build.sheet()
    assert rules.lacking(complete) == []
    empty = "" if isinstance(getattr(complete, name), str) else None
    code = next(code for code, names in rules.NEEDED_FIELDS.items() if name in names)
    assert rules.lacking(replace(complete, **{name: empty})) == [code]


def test_a_line_is_removed_by_a_button(client, work):
    given = opened(client, work)
    client.post(url("rab", work), {**LINE, **given, "do": "save"})
    client.post(url("rab", work), {"do": "remove", "key": given["key"]})
    assert sheet(work).lines == ()


def test_a_double_click_on_a_new_line_makes_one(client, work):
    given = opened(client, work)
    for _ in range(2):
        client.post(url("rab", work), {**LINE, **given, "do": "save"})
    assert len(sheet(work).lines) == 1


def test_a_line_somebody_else_changed_is_told_and_kept(client, work, pakem):
    given = opened(client, work)
    client.post(url("rab", work), {**LINE, **given, "do": "save"})
    mine = opened(client, work, f"ubah={given['key']}")
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(77, key=given["key"], group="C", item="Tukang"))
    response = client.post(url("rab", work), {**LINE, **mine, "item": "Pekerja saya", "do": "save"})
    page = response.content.decode()
    assert (response.status_code, "Pekerja saya" in page, "Tukang" in page, sheet(work).lines[0].item) == (422, True, True, "Tukang")


@pytest.mark.parametrize("given", [{"volume": "-1"}, {"unit_price": "murah"}, {"unit_price": "9" * 20}, {"group": "X"}, {"amount_apbn_0": "-5"},
                                   {"form_swadaya_0": "emas"}, {"volume": "999999999", "unit_price": "999999999999999"}])
def test_bad_lines_are_explained(client, work, given):
    response = client.post(url("rab", work), {**LINE, **opened(client, work), **given, "do": "save"})
    assert (response.status_code, queries.sheet_of(queries.proposal_of(work)).lines) == (422, ())


def test_the_estimate_goes_to_excel_and_comes_back(client, work, pakem):
    lines = [build.line(10_500_000, group="C", item="=Pekerja", unit="HOK", splits=(Split("swadaya", 6_500_000, "labour"), Split("apbn", 4_000_000))),
             build.line(2_772_000, item="Semen 50 kg")]
    actions.import_lines(pakem, work.code, on=TODAY, lines=lines)
    before = sheet(work).lines
    content = client.get(url("download", work)).content
    actions.import_lines(pakem, work.code, on=TODAY, lines=[build.line()])
    response = client.post(url("upload", work), {"file": SimpleUploadedFile("rab.xlsx", content, EXCEL)})
    assert response["Location"] == url("rab", work)
    shape = [(line.group, line.item, line.amount, sorted((s.source, s.form, s.amount) for s in line.splits)) for line in sheet(work).lines]
    assert shape == [(line.group, line.item, line.amount, sorted((s.source, s.form, s.amount) for s in line.splits)) for line in before]


def workbook(work, *rows):
    heads = [column.head for column in documents.columns(work)]
    return SimpleUploadedFile("rab.xlsx", excel.workbook([excel.Sheet("RAB", heads, [[row.get(head) for head in heads] for row in rows])]), EXCEL)


def test_bad_rows_are_named_and_nothing_is_written_unless_asked(client, work):
    good = {"Kelompok": "A", "Uraian": "Semen", "Volume": 2, "Satuan": "zak", "Harga satuan": 50, "APBN": 100}
    rows = (good, {**good, "Kelompok": "Z"}, {**good, "APBN": 90})
    response = client.post(url("upload", work), {"file": workbook(work, *rows)})
    text = words(response)
    assert (response.status_code, "Baris 3: Kelompok “Z” tidak dikenal" in text, "Baris 4: Pembagian kurang Rp 10" in text) == (422, True, True)
    assert sheet(work).lines == ()
    assert client.post(url("upload", work), {"file": workbook(work, *rows), "partly": "on"}).status_code == 302
    assert [line.item for line in sheet(work).lines] == ["Semen"]


@pytest.mark.parametrize("content", [b"", b"MZ\x90 not a sheet", b"PK\x03\x04broken"])
def test_a_file_that_is_no_sheet_is_refused_with_a_sentence(client, work, content):
    assert client.post(url("upload", work), {"file": SimpleUploadedFile("rab.xlsx", content, EXCEL)}).status_code == 422


def test_partners_and_schedule_are_rows_with_buttons(client, work):
    page = client.get(url("partners", work))
    rows = {"partners-TOTAL_FORMS": "2", "partners-INITIAL_FORMS": "0", "partners-0-name": "Toko Maju", "partners-0-pillar": "caring",
            "partners-0-promise": "angkutan", "partners-1-name": "", "partners-1-pillar": "", "partners-1-promise": ""}
    assert client.post(url("partners", work), {**rows, "version": hidden(page, "version")}).status_code == 302
    assert [row.name for row in sheet(work).partners] == ["Toko Maju"]
    assert client.post(url("partners", work), {**rows, "partners-0-pillar": ""}).status_code == 422
    plan = {"schedule-TOTAL_FORMS": "1", "schedule-INITIAL_FORMS": "0", "schedule-0-activity": "Gali", "schedule-0-starts_on": "2007-07-01",
            "schedule-0-ends_on": "2007-06-30"}
    assert client.post(url("schedule", work), plan).status_code == 422
    assert client.post(url("schedule", work), {**plan, "schedule-0-ends_on": "2007-07-30"}).status_code == 302
    assert [row.activity for row in sheet(work).schedule] == ["Gali"]
    assert client.get(url("schedule", work)).status_code == 200


def picture():
    from PIL import Image

    target = BytesIO()
    Image.new("RGB", (40, 30), "white").save(target, "JPEG")
    return SimpleUploadedFile("foto.jpg", target.getvalue(), "image/jpeg")


def test_papers_are_added_and_taken_off(client, work):
    assert client.post(url("papers", work), {"kind": "photo_0", "file": picture(), "note": "dari utara"}).status_code == 302
    paper = queries.proposal_of(work).attachments.get()
    assert "dari utara" in words(client.get(url("papers", work)))
    assert client.post(url("papers", work), {"remove": str(paper.pk)}).status_code == 302
    assert sheet(work).papers == ()
    assert client.post(url("papers", work), {"kind": "survey", "file": SimpleUploadedFile("x.pdf", b"MZ\x90\x00", "application/pdf")}).status_code == 422


def test_handing_in_names_what_is_missing_and_then_freezes(client, work, pakem):
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "x"})
    assert "survei harga" in words(client.get(url("submit", work)))
    assert client.post(url("submit", work), {"happened_on": "2007-06-01"}).status_code == 422
    build.complete(pakem, work)
    page = client.get(url("submit", work))
    given = {"happened_on": "2007-06-01", "version": hidden(page, "version")}
    assert client.post(url("submit", work), {**given, "happened_on": "2007-06-02"}).status_code == 422
    assert client.post(url("submit", work), {**given, "version": "1"}).status_code == 422
    assert client.post(url("submit", work), given)["Location"] == url("show", work)
    client.logout()
    text = words(client.get(url("show", work)))
    assert ("Versi 1, diserahkan 1 Juni 2007" in text, "Rp 1.000.000" in text, "survei harga" in text) == (True, True, False)


def test_a_draft_is_for_those_who_hold_a_role(client, work, pakem, stranger):
    build.complete(pakem, work)
    for visitor in (None, stranger):
        client.logout()
        if visitor:
            client.force_login(visitor)
        text = words(client.get(url("show", work)))
        assert ("Proposal belum diserahkan" in text, "Jalan becek" in text) == (True, False)
        assert [client.get(url(name, work)).status_code for name in ("download", "print")] == [404, 404]


def test_the_public_reads_the_last_version_while_the_draft_is_corrected(client, work, pakem, pokja):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY - timedelta(1))
    actions.give_back(pokja, work.code, on=TODAY, reason="Gambar kurang jelas")
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "Rahasia draf"})
    mine = words(client.get(url("write", work)))
    client.logout()
    text = words(client.get(url("show", work)))
    assert ("Gambar kurang jelas" in mine, "Rahasia draf" in text, "Jalan becek" in text) == (True, False, True)
    assert "Dikembalikan 1 Juni 2007: Gambar kurang jelas" in words(client.get(url("versions", work)))
    assert "Rahasia" not in words(client.get(url("diff", work, 1) + "?dengan=draf"))
    client.force_login(pakem)
    assert "Rahasia draf" in words(client.get(url("diff", work, 1) + "?dengan=draf"))


def test_the_working_group_returns_with_a_reason(client, work, pakem, pokja):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    client.force_login(pokja)
    assert "Kembalikan untuk diperbaiki" in words(client.get(url("show", work)))
    assert client.post(url("return", work), {"reason": ""}).status_code == 422
    assert client.post(url("return", work), {"reason": "Gambar kurang jelas"}).status_code == 302


def test_those_who_write_it_take_it_back_themselves(client, work, pakem):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    other = make.person(name="Anggota lain")
    make.appoint(other, "pakem", work)
    client.force_login(other)
    text = words(client.get(url("show", work)))
    assert ("Tarik kembali" in text, "Kembalikan untuk diperbaiki" in text) == (True, False)
    assert "Alasan menarik kembali" in words(client.get(url("return", work)))
    answer = client.post(url("return", work), {"reason": "Volume keliru"}, follow=True)
    assert "Proposal ditarik kembali" in words(answer)
    assert queries.standing_submission(work) is None


def test_the_proposal_is_a_page_to_print(client, work, pakem):
    build.complete(pakem, work)
    response = client.get(url("print", work))
    assert (response.status_code, response.content[:5]) == (200, b"%PDF-")


def test_who_may_not_write_is_told_why(client, work, bkm):
    client.force_login(bkm)
    assert [client.get(url(name, work)).status_code for name in ("write", "rab", "partners", "schedule", "papers")] == [403] * 5
    assert client.post(url("write", work), TEXTS).status_code == 422
    client.logout()
    assert client.get(url("write", work)).status_code == 302


def test_the_rab_page_costs_the_same_for_one_line_and_ten(client, work, pakem):
    actions.import_lines(pakem, work.code, on=TODAY, lines=[build.line()])
    one = cost(client, url("rab", work))
    actions.import_lines(pakem, work.code, on=TODAY, lines=[build.line()] * 10)
    assert cost(client, url("rab", work)) == one


# --- the list and the ranking --------------------------------------------------------------------------------------------------


@pytest.fixture
def cycle(kendal):
    return make.open_stage(acts=['{ act = "proposals.rank", list = "candidates", role = "pokja_paket" }'],
                           done_when=['{ is = "proposals.ranked", list = "candidates" }'], scope="cycle", extra=LISTS)


def works_of(cycle, count=1):
    from sinergi.programmes.models import Undertaking

    site = Undertaking.objects.get(parent=cycle)
    made = [make.child(site, "33.24.12.2011", title=f"Paving {number}") for number in range(count)]
    for work in made:
        handed_in_work(work)
    return made


def test_the_list_is_searched_sorted_and_filtered_in_its_address(client, cycle):
    one, two, three = works_of(cycle, 3)
    ProposalFigures.objects.filter(undertaking=two).update(total=999, words="drainase gempolsewu", state="returned", field="social")
    address = url("index", cycle)
    assert words(client.get(address)).count("Paving") == 3

    def shown(**query):
        text = words(client.get(address, query))
        return [work.code for work in sorted((one, two, three), key=lambda work: text.find(work.code)) if work.code in text]

    assert shown(cari="gempol drain") == [two.code]
    assert shown(keadaan="dikembalikan") == [two.code]
    assert shown(bidang="social") == [two.code]
    assert shown(urut="jumlah") == [two.code, one.code, three.code]
    assert len(shown(keadaan="x", urut="y", bidang="z", halaman="-9")) == 3
    assert shown(cari="'; DROP TABLE x; --\x00%") == []


def test_the_list_costs_the_same_for_one_and_sixty(client, cycle):
    works_of(cycle, 1)
    one = cost(client, url("index", cycle))
    works_of(cycle, 59)
    assert cost(client, url("index", cycle)) == one
    assert words(client.get(url("index", cycle))).count("Paving") == 50


def test_amounts_of_drafts_are_not_listed_for_everybody(client, cycle, pokja):
    (work,) = works_of(cycle, 1)
    ProposalFigures.objects.filter(undertaking=work).update(total=123_456, state="draft", lacking=3)
    assert "123.456" not in words(client.get(url("index", cycle))).split("Urutkan")[-1].split("Kode Desa")[-1].split("Usulan")[-1]
    page = client.get(url("index", cycle)).content.decode().replace("\u00a0", " ")
    assert "usulan, Rp 0, di antaranya swadaya Rp 0. 1 belum diserahkan" in page
    client.force_login(pokja)
    assert "123.456" in words(client.get(url("index", cycle)))
    assert "belum diserahkan" not in client.get(url("index", cycle)).content.decode()


def test_the_order_is_shown_changed_with_reasons_and_fixed(client, cycle, pokja):
    one, two, three = works_of(cycle, 3)
    client.force_login(pokja)
    address = url("rank", cycle)
    change = client.post(address, {"do": "reckon", "list": "candidates", "code": three.code.lower(), "place": "1", "reason": "jalan sekolah", "ceiling_apbn": "250"})
    page = client.get(address + change["Location"])
    text = words(page)
    assert ("2 dari 3 usulan di atas garis" in text, "jalan sekolah" in text, "Pagu APBN tidak cukup" in text) == (True, True, True)
    given = {"list": "candidates", "ceiling_apbn": "250", "ubah": f"{three.code}|1|jalan sekolah", "happened_on": "2007-06-01", "seen": hidden(page, "seen")}
    assert client.post(address, {**given, "seen": "lain"}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert list(RankLine.objects.values_list("work", "place", "standing")) == [(three.pk, 1, "inside"), (one.pk, 2, "inside"), (two.pk, 3, "below")]
    assert Ranking.objects.get().ceilings == {"apbn": 250}
    assert "Peringkat yang berlaku" in words(client.get(address))


def test_what_was_handed_in_offers_nothing_to_type(client, kendal, pakem, pokja):
    """Also while the step is open still."""
    work = make.open_stage(acts=build.ACTS, done_when=['{ is = "programmes.started", scope = "work", of = "cycle", min = 9 }'])
    make.appoint(pakem, "pakem", work)
    build.complete(pakem, work)
    client.force_login(pakem)
    sections = ("write", "rab", "partners", "schedule", "papers", "upload")
    assert [client.get(url(name, work)).status_code for name in sections] == [200] * 6
    actions.submit(pakem, work.code, on=TODAY)
    for name in sections:
        page = client.get(url(name, work))
        assert (page.status_code, "sudah diserahkan 1 Juni 2007 dan terkunci" in words(page), "Simpan" in words(page)) == (409 if name != "upload" else 403, True, False), name
    actions.give_back(pokja, work.code, on=TODAY, reason="Gambar kurang jelas")
    assert client.get(url("rab", work)).status_code == 200


def test_a_ceiling_alone_is_reckoned_with_and_asks_for_no_change_by_hand(client, cycle, pokja):
    works_of(cycle, 3)
    client.force_login(pokja)
    address = url("rank", cycle)
    typed = {"do": "reckon", "list": "candidates", "ceiling_apbn": "250", "code": "", "place": "", "reason": "", "note": "menurut nilai", "happened_on": "2007-05-31"}
    page = client.post(address, typed, follow=True)
    text = words(page)
    assert ("2 dari 3 usulan di atas garis" in text, "perlu diperbaiki" in text, "Bagian ini perlu diisi" in text) == (True, False, False)
    assert ('value="menurut nilai"' in page.content.decode(), 'value="2007-05-31"' in page.content.decode(), Ranking.objects.count()) == (True, True, 0)
    half = client.post(address, {**typed, "place": "1"})
    assert (half.status_code, "2 hal perlu diperbaiki" in words(half)) == (422, True)


def test_the_order_is_fixed_with_the_ceilings_that_stand_in_the_fields(client, cycle, pokja):
    """Typed after the order was reckoned: the new order is shown first, and the next press fixes it."""
    works_of(cycle, 3)
    client.force_login(pokja)
    address = url("rank", cycle)
    seen = hidden(client.get(address, {"list": "candidates", "ceiling_apbn": "250"}), "seen")
    typed = {"list": "candidates", "ceiling_apbn": "150", "happened_on": "2007-06-01", "note": ""}
    shown = client.post(address, {**typed, "seen": seen})
    assert (shown.status_code, "Nilai, usulan atau pagu berubah" in words(shown), "1 dari 3 usulan di atas garis" in words(shown)) == (422, True, True)
    assert client.post(address, {**typed, "seen": hidden(shown, "seen")}).status_code == 302
    assert Ranking.objects.get().ceilings == {"apbn": 150}
    form = shown.content.decode().split('name="ceiling_apbn"')
    assert (len(form), form[0].rindex("<form") > form[0].rindex("</form>")) == (2, True)       # one field, in the form that is sent


def test_a_change_by_hand_that_was_not_reckoned_is_not_lost_silently(client, cycle, pokja):
    one, *_ = works_of(cycle, 2)
    client.force_login(pokja)
    address = url("rank", cycle)
    answer = client.post(address, {"list": "candidates", "seen": hidden(client.get(address), "seen"), "happened_on": "2007-06-01", "code": one.code, "place": "2", "reason": "x"})
    assert (answer.status_code, "belum dihitung" in words(answer), Ranking.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("query", ["list=apa", "list=winners"])
def test_a_ranking_for_no_list_is_not_there(client, cycle, pokja, query):
    client.force_login(pokja)
    assert client.get(f"{url('rank', cycle)}?{query}").status_code == 404


def test_odd_changes_in_the_address_do_no_harm(client, cycle, pokja):
    works_of(cycle, 1)
    client.force_login(pokja)
    for odd in ("", "|||", "X|keluar|", "X|999999999999|a", "a|-1|b", "\x00"):
        assert client.get(url("rank", cycle), {"ubah": odd, "ceiling_apbn": "banyak"}).status_code == 200


def test_the_ranking_costs_the_same_for_one_and_sixty(client, cycle, pokja):
    works_of(cycle, 1)
    client.force_login(pokja)
    one = cost(client, url("rank", cycle))
    works_of(cycle, 59)
    assert cost(client, url("rank", cycle)) == one


def test_a_ranking_is_fixed_today_unless_told_otherwise(client, cycle, pokja):
    works_of(cycle, 1)
    client.force_login(pokja)
    address = url("rank", cycle)
    assert 'name="happened_on" value="2007-06-01"' in client.get(address).content.decode()
    kept = {"list": "candidates", "seen": hidden(client.get(address), "seen"), "happened_on": "2007-05-30"}
    assert client.post(address, kept).status_code == 302
    assert Ranking.objects.get().happened_on == TODAY - timedelta(days=2)


def test_an_unfunded_proposal_is_carried_from_its_page(client, cycle, pokja):
    one, two = works_of(cycle, 2)
    actions.rank(pokja, cycle.code, on=TODAY, list="candidates", ceilings={"apbn": 100})
    client.force_login(pokja)
    assert "Bawa ke tahap berikutnya" not in words(client.get(url("show", two)))     # there is none yet
    site = make.open_stage(acts=['{ act = "programmes.start", starts = "work", role = ["bkm", "pokja_paket"] }'],
                           done_when=['{ is = "programmes.started", scope = "work", min = 9 }'], scope="site")
    assert "Bawa ke tahap berikutnya" in words(client.get(url("show", two)))
    assert "Bawa ke tahap berikutnya" not in words(client.get(url("show", one)))
    response = client.post(url("carry", two), {"site": site.code})
    new = queries.proposal_of(type(two).objects.get(carried_from=two))
    assert response["Location"] == url("show", new.undertaking)
    assert client.post(url("carry", two), {"site": "TIADA"}).status_code == 422


def test_a_step_that_is_not_open_yet_leads_to_what_it_waits_for(client, pakem):
    """Both where the proposal would be handed in and among what the person may do here."""
    waiting = build.stage(opens_when=['{ is = "programmes.started", scope = "work", of = "cycle", min = 9 }'])
    make.appoint(pakem, "pakem", waiting)
    client.force_login(pakem)
    for address in (url("submit", waiting), reverse("programmes:acts", args=[waiting.code])):
        assert f'href="/mengapa/{waiting.code}/trial/"' in client.get(address).content.decode(), address


def test_the_score_in_the_ranking_leads_to_the_sheets(client, cycle, pokja, monkeypatch):
    one, two = works_of(cycle, 2)
    monkeypatch.setattr(ranking, "scores", lambda _ids, _form: {one.pk: Decimal(73)})
    client.force_login(pokja)
    page = client.get(url("rank", cycle)).content.decode()
    assert re.search(rf'href="/penilaian/{one.code}/hasil/">73', page)
    assert f"/penilaian/{two.code}/" not in page


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "satu"])
def test_a_number_that_is_none_is_no_failure(client, work, pakem, odd):
    build.complete(pakem, work)
    assert client.post(url("papers", work), {"remove": odd}).status_code in {200, 422}
    assert client.post(url("submit", work), {"version": odd, "happened_on": make.today.isoformat()}).status_code in {302, 422}


REFERS = """
[[documents]]
code = "rplp"
title = { id = "RPLP", en = "Settlement plan" }
need_reference = true
[[documents]]
code = "rtplp"
title = { id = "RTPLP", en = "Detailed plan" }
need_reference = true
"""


def test_a_proposal_speaks_of_the_plans_and_the_people_of_its_programme(client, pakem):
    plain, other = build.stage(), make.open_stage(acts=[build.ACTS[0], '{ act = "proposals.submit", role = "pakem", undone_by = ["pokja_paket"] }'],
                                                  done_when=['{ is = "proposals.submitted" }'], extra=REFERS)
    client.force_login(pakem)
    told = []
    for each in (plain, other):
        make.appoint(pakem, "pakem", each)
        form, lacking = words(client.get(url("write", each))), words(client.get(url("submit", each)))
        build.complete(pakem, each)
        told.append([said in form for said in ("Rujukan PJM Pronangkis", "Rujukan RPLP atau RTPLP")] + ["rujukan RPLP atau RTPLP" in lacking]
                    + ["dikembalikan oleh pokja_paket" in words(client.get(url("submit", each)))])
    assert told == [[True, False, False, False], [False, True, True, True]]


def test_a_programme_that_ranks_nothing_offers_no_ranking(client, pokja):
    work = make.open_stage(acts=['{ act = "proposals.submit", role = "pokja_paket" }'], done_when=['{ is = "proposals.submitted" }'])
    client.force_login(pokja)
    assert "Peringkat" not in words(client.get(reverse("proposals:index", args=[work.cycle.code])))
