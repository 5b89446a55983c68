"""The pages: autosaved draft, locked sheet, verdict on a phone, result, list, recap."""

from __future__ import annotations

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from sinergi.assessments import actions, permissions, queries
from sinergi.assessments.models import Draft, Sheet, Verdict
from sinergi.disclosure.models import ListVersion
from sinergi.programmes.editions import edition_of
from sinergi.programmes.registry import registry
from sinergi.project.models import DemoDay
from tests import make
from tests.assessments import sheets
from tests.files import samples

FULL = {"score_pjm": "80", "score_swadaya": "70", "score_teknis": "55", "conflict": "none", "happened_on": "2007-06-01", "version": "0", "do": "lock"}
FRAGMENT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def _today(db, settings):
    """The office stands at the day of the tests."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


def _fill_url(work, form="kelayakan"):
    return f"/penilaian/{work.code}/isi/?form={form}&stage=trial"


def _words(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_sheet_is_filled_and_locked_in_the_browser(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    page = _words(client.get(_fill_url(work)))
    assert "Berasal dari PJM" in page
    assert "50 %" in page
    answer = client.post(_fill_url(work), FULL)
    assert (answer.status_code, answer["Location"]) == (302, f"/penilaian/{work.code}/hasil/?form=kelayakan")
    assert Sheet.objects.get().points == 7200


def test_the_draft_saves_itself_and_the_server_adds_up(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    answer = _words(client.post(_fill_url(work), {"score_pjm": "80", "score_swadaya": "tujuh", "note_pjm": "masih ragu", "version": "0", "do": "draft"}, **FRAGMENT))
    assert "Jumlah sementara 40" in answer
    assert "1 dari 3 kriteria bernilai" in answer
    assert "<html" not in answer
    assert 'name="version" value="1"' in answer
    assert Draft.objects.get().content["score_swadaya"] == "tujuh"
    page = client.get(_fill_url(work)).content.decode()
    assert "masih ragu" in page
    assert 'value="tujuh"' in page


def test_the_second_tab_is_told_and_its_text_is_kept(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    client.post(_fill_url(work), {"note": "tab satu", "version": "0", "do": "draft"})
    answer = _words(client.post(_fill_url(work), {"note": "tab dua", "version": "0", "do": "draft"}))
    assert "tab atau ponsel lain" in answer
    assert "tab dua" in answer
    assert 'name="version" value="1"' in answer  # the button may now save knowingly
    assert Draft.objects.get().content["note"] == "tab satu"


def test_the_autosave_of_the_second_tab_never_overwrites(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    client.post(_fill_url(work), {"note": "tab satu", "version": "0", "do": "draft"}, **FRAGMENT)
    answer = _words(client.post(_fill_url(work), {"note": "tab dua", "version": "0", "do": "draft"}, **FRAGMENT))
    assert "tab atau ponsel lain" in answer
    assert 'name="version" value="0"' in answer


def test_a_stale_sheet_is_not_locked(client, pokja):
    work = sheets.work()
    actions.save_draft(pokja, work.code, on=make.today, form="kelayakan", content={"note": "baru"}, version=0)
    client.force_login(pokja)
    assert "tab atau ponsel lain" in _words(client.post(_fill_url(work), FULL))
    assert Sheet.objects.count() == 0
    client.post(_fill_url(work), FULL | {"version": "1"})
    assert Sheet.objects.count() == 1


@pytest.mark.parametrize(("changes", "said"), [
    ({"score_pjm": "101"}, "bilangan bulat dari 0 sampai 100"),
    ({"score_pjm": "-1"}, "bilangan bulat dari 0 sampai 100"),
    ({"score_pjm": "80,5"}, "bilangan bulat dari 0 sampai 100"),
    ({"score_pjm": "9" * 5000}, "bilangan bulat dari 0 sampai 100"),
    ({"score_pjm": ""}, "Bagian ini perlu diisi"),
    ({"conflict": ""}, "Bagian ini perlu diisi"),
    ({"conflict": "declared"}, "hubungan kepentingannya"),
    ({"happened_on": "2007-06-02"}, "Tanggal 2 Juni 2007 belum tiba; hari ini 1 Juni 2007."),
    ({"happened_on": "kemarin"}, "Tulis tanggal seperti 5 Oktober 2007 atau 05/10/2007."),
    ({"version": "x"}, None),
    ({"note": "😀" * 5}, None),
])
def test_bad_input_is_answered_with_a_sentence_and_keeps_the_text(client, pokja, changes, said):
    work = sheets.work()
    client.force_login(pokja)
    answer = client.post(_fill_url(work), FULL | {"note_pjm": "catatan saya"} | changes)
    if said is None:
        assert (answer.status_code, Sheet.objects.count()) == (302, 1)
        return
    assert (answer.status_code, Sheet.objects.count()) == (200, 0)
    assert said in _words(answer)
    assert "catatan saya" in _words(answer)


def test_a_declared_conflict_is_sent_without_scores(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    given = {"conflict": "declared", "conflict_note": "ipar bendahara", "happened_on": "2007-06-01", "version": "0", "do": "lock"}
    assert client.post(_fill_url(work), given).status_code == 302
    assert (Sheet.objects.get().declined, Sheet.objects.get().conflict_note) == (True, "ipar bendahara")


def test_a_foreign_form_is_refused_with_a_sentence(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    answer = client.get(_fill_url(work, "asing"))
    assert answer.status_code == 422
    assert "tidak ada di pedoman" in _words(answer)


def test_who_lives_in_the_village_reads_why_not(client, pokja):
    work = sheets.work()
    pokja.home = make.region("33.24.12.2011")
    pokja.save()
    client.force_login(pokja)
    answer = client.get(_fill_url(work))
    assert answer.status_code == 403
    assert "Anda warga Sambongsari, dan usulan ini dari desa yang sama." in _words(answer)


def test_after_locking_the_form_leads_to_the_result(client, pokja):
    work = sheets.work()
    sheets.fill(pokja, work)
    client.force_login(pokja)
    assert client.get(_fill_url(work)).status_code == 302
    assert "sudah dikunci" in _words(client.post(_fill_url(work), FULL))
    assert Sheet.objects.count() == 1


def test_sheets_of_others_stay_hidden_until_mine_is_locked(client, pokja, pokja2, pokja3):
    work = sheets.work()
    sheets.fill(pokja2, work)
    sheets.fill(pokja3, work, scores={"pjm": 60, "swadaya": 60, "teknis": 60})
    client.force_login(pokja)
    before = _words(client.get(f"/penilaian/{work.code}/hasil/?form=kelayakan"))
    assert ("Endang Purwanti" in before, "rata-rata, dari 100" in before, "Lembar lain belum ditampilkan" in before) == (False, False, True)
    sheets.fill(pokja, work)
    after = _words(client.get(f"/penilaian/{work.code}/hasil/?form=kelayakan"))
    assert ("Endang Purwanti" in after, "68" in after, "5,66" in after, "60–72" in after) == (True, True, True, True)


@pytest.mark.parametrize(("who", "sees"), [("pokja", False), ("korkot", True), ("kpkd", True), ("bkm", False), ("stranger", False)])
def test_who_sees_single_sheets_before_publication(request, pokja2, who, sees):
    work = sheets.work()
    sheets.fill(pokja2, work)
    person = request.getfixturevalue(who)
    shown = queries.result(work, "kelayakan", person, make.today)
    assert (bool(shown.sheets), shown.summary is not None, shown.count) == (sees, sees, 1)


def test_a_declared_conflict_does_not_open_the_sheets_of_others(pokja, pokja2):
    work = sheets.work()
    sheets.fill(pokja2, work)
    sheets.fill(pokja, work, scores={}, conflict=True, conflict_note="ipar bendahara")
    assert queries.result(work, "kelayakan", pokja, make.today).sheets == ()


def test_the_mean_is_public_once_the_list_is_out(pokja2, monkeypatch):
    work = sheets.work()
    sheets.fill(pokja2, work)
    assert queries.panel(work, None, make.today)["rows"][0]["summary"] is None
    monkeypatch.setattr(registry, "lists", lambda _cycle_id: {"candidates": [(make.today, frozenset())]})
    row = queries.panel(work, None, make.today)["rows"][0]
    shown = queries.result(work, "kelayakan", None, make.today)
    assert (str(row["summary"].mean), [sheet.shown_as for sheet in shown.sheets], shown.named) == ("72.00", ["Penilai 1"], False)


def test_one_pillar_alone_is_flagged(pokja, pokja2, korkot):
    work = sheets.work()
    sheets.fill(pokja, work)
    assert queries.result(work, "kelayakan", korkot, make.today).flags == ()
    other = make.person(role="pokja_paket", pillar="government")
    sheets.fill(other, work, scores={"pjm": 10, "swadaya": 10, "teknis": 10})
    assert [code for code, _ in queries.result(work, "kelayakan", korkot, make.today).flags] == ["one_pillar", "far_apart"]
    sheets.fill(pokja2, work)
    assert [code for code, _ in queries.result(work, "kelayakan", korkot, make.today).flags] == ["far_apart"]


def test_a_verdict_with_photos_is_given_from_a_phone(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    url = f"/penilaian/{work.code}/putuskan/?form=verifikasi&stage=trial"
    assert "Izin lahan" in _words(client.get(url))
    given = {"item_lokasi": "ok", "item_lahan": "correct", "item_note_lahan": "surat menyusul", "verdict": "mend", "reasons": "lengkapi surat",
             "correct_by": "2007-06-20", "latitude": "-6,921", "longitude": "110.203", "happened_on": "2007-06-01",
             "photos": [samples.upload("a.jpg", samples.photo()), samples.upload("b.jpg", samples.picture())]}
    answer = client.post(url, given)
    assert answer.status_code == 302
    row = Verdict.objects.get()
    assert (row.verdict, row.latitude, row.photos.count()) == ("mend", -6.921, 2)
    page = _words(client.get(answer["Location"]))
    assert ("Fit after correction" in page or "Layak setelah perbaikan" in page, "surat menyusul" in page, "20 Juni 2007" in page) == (True, True, True)


@pytest.mark.parametrize(("changes", "said"), [
    ({"reasons": ""}, "Bagian ini perlu diisi"),
    ({"verdict": "entah"}, "Pilih salah satu putusan"),
    ({"item_lahan": ""}, "Bagian ini perlu diisi"),
    ({"item_lahan": "fail"}, "Tulis apa yang ditemukan"),
    ({"item_lahan": "fail", "item_note_lahan": "sengketa"}, "“Layak” belum bisa dipilih: Izin lahan tidak memenuhi."),
    ({"latitude": "utara"}, "Tulis derajat desimal"),
    ({"latitude": "nan", "longitude": "1"}, "Tulis derajat desimal"),
    ({"latitude": "-6,9"}, "Isi lintang dan bujur keduanya"),
    ({"photos": [samples.upload("foto.jpg", samples.EXE)]}, "bukan jenis yang bisa diterima"),
    ({"verdict": "mend"}, "sampai kapan perbaikan ditunggu"),
])
def test_a_bad_verdict_is_answered_with_a_sentence(client, pokja, changes, said):
    work = sheets.work()
    client.force_login(pokja)
    given = {"item_lokasi": "ok", "item_lahan": "ok", "verdict": "fit", "reasons": "sesuai", "happened_on": "2007-06-01"} | changes
    answer = client.post(f"/penilaian/{work.code}/putuskan/?form=verifikasi", given)
    assert (answer.status_code, Verdict.objects.count()) == (200, 0)
    assert said in _words(answer)


def test_every_mistake_of_a_verdict_is_told_at_once(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    given = {"item_lokasi": "fail", "item_lahan": "correct", "verdict": "mend", "reasons": "", "latitude": "-6,9", "happened_on": "2007-06-01"}
    answer = _words(client.post(f"/penilaian/{work.code}/putuskan/?form=verifikasi", given))
    assert "5 hal perlu diperbaiki" in answer
    assert [said for said in ("ditemukan pada “Lokasi”", "ditemukan pada “Izin lahan”", "Bagian ini perlu diisi", "sampai kapan perbaikan ditunggu", "Isi lintang dan bujur keduanya")
            if said not in answer] == []


def test_the_paper_is_asked_for_together_with_the_rest(client, korkot):
    work = sheets.work()
    client.force_login(korkot)
    answer = _words(client.post(f"/penilaian/{work.code}/putuskan/?form=bkm_berdaya", {"verdict": "", "reasons": "", "happened_on": "2007-06-01", "evidence_on": "2008-01-01"}))
    assert "4 hal perlu diperbaiki" in answer
    assert "Tanggal surat 1 Januari 2008 masih di depan" in answer


def _list_url(work, **more):
    return f"/penilaian/{work.cycle.code}/daftar/?form=kelayakan" + "".join(f"&{key}={value}" for key, value in more.items())


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_the_same_number_of_questions_for_one_and_three(korkot, pokja, more, django_assert_num_queries):
    work = sheets.work(more=more)
    for pk in range(work.pk, work.pk + more + 1):
        sheets.fill(pokja, type(work).objects.get(pk=pk))
    cycle = work.cycle
    with django_assert_num_queries(23):
        found = list(queries.to_judge(cycle, "kelayakan", korkot, queries.Chosen(order="-mean"), make.today))
        assert len(queries.lines(found, cycle, "kelayakan", korkot, make.today)) == more + 1


def test_the_list_shows_what_is_left_for_me(client, pokja, pokja2):
    work = sheets.work(more=2)
    sheets.fill(pokja, work)
    sheets.fill(pokja2, type(work).objects.get(pk=work.pk + 1))
    client.force_login(pokja)
    mine = queries.to_judge(work.cycle, "kelayakan", pokja, queries.Chosen(show="saya"), make.today)
    assert [each.pk for each in mine] == [work.pk + 1, work.pk + 2]
    lines = queries.lines(list(queries.to_judge(work.cycle, "kelayakan", pokja, queries.Chosen(), make.today)), work.cycle, "kelayakan", pokja, make.today)
    assert [(line.sheets, line.state, line.summary is not None) for line in lines] == [(1, "mine", True), (1, "open", False), (0, "open", False)]
    assert "Belum saya nilai" in _words(client.get(_list_url(work)))


def test_the_order_by_mean_does_not_give_hidden_scores_away(pokja, pokja2, korkot):
    work = sheets.work(more=2)
    works = [type(work).objects.get(pk=work.pk + step) for step in range(3)]
    for place, each in enumerate(works):
        sheets.fill(pokja2, each, scores=dict.fromkeys(sheets.FULL, 10 + place))
    sheets.fill(pokja, works[0], scores=dict.fromkeys(sheets.FULL, 1))
    order = queries.Chosen(order="-mean")
    assert [each.pk for each in queries.to_judge(work.cycle, "kelayakan", korkot, order, make.today)] == [works[2].pk, works[1].pk, works[0].pk]
    assert [each.pk for each in queries.to_judge(work.cycle, "kelayakan", pokja, order, make.today)] == [each.pk for each in works]


@pytest.mark.parametrize(("asked", "count"), [({"cari": "tidak-ada"}, 0), ({"cari": "sambong"}, 2), ({"tampil": "cukup"}, 0), ({"tampil": "kurang"}, 2),
                                              ({"tampil": "sudah"}, 1), ({"urut": "aneh"}, 2), ({"urut": "mean"}, 2), ({"halaman": "999"}, 2)])
def test_the_list_is_searched_and_filtered(client, pokja, asked, count):
    work = sheets.work(more=1)
    sheets.fill(pokja, work)
    client.force_login(pokja)
    page = client.get(_list_url(work, **asked))
    assert (page.status_code, page.context["page"].total) == (200, count)


def test_the_recap_is_a_workbook_without_formulas(client, korkot, pokja, pokja2):
    work = sheets.work()
    work.title = "=1+1"
    work.save()
    sheets.fill(pokja, work)
    sheets.fill(pokja2, work, scores={"pjm": 60, "swadaya": 60, "teknis": 60}, note="@SUM(A1)")
    client.force_login(korkot)
    answer = client.get(f"/penilaian/{work.cycle.code}/rekap.xlsx?form=kelayakan")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    row = book.get_sheet_by_index(0).to_python()[4]
    assert row == [work.code, "=1+1", "Sambongsari", 2.0, "Pemerintah, Masyarakat", 66.0, 60.0, 72.0, 6.0, ""]
    assert [line[1] for line in book.get_sheet_by_index(1).to_python()[1:]] == ["Bambang Setiawan", "Endang Purwanti"]


def test_the_recap_of_an_appraiser_holds_only_what_is_open_to_him(client, pokja, pokja2):
    work = sheets.work()
    sheets.fill(pokja2, work)
    client.force_login(pokja)
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"/penilaian/{work.cycle.code}/rekap.xlsx?form=kelayakan").content))
    assert book.get_sheet_by_index(0).to_python()[4][5:9] == ["", "", "", ""]
    assert book.get_sheet_by_index(1).to_python()[1:] == []


@pytest.mark.parametrize("path", ["isi/", "putuskan/", "daftar/", "rekap.xlsx"])
def test_pages_ask_to_sign_in(client, kendal, path):
    work = sheets.work()
    answer = client.get(f"/penilaian/{work.code}/{path}?form=kelayakan")
    assert (answer.status_code, "/akun/" in answer["Location"]) == (302, True)


def test_a_late_entry_counts_from_the_day_it_happened(client, pokja):
    work = sheets.work()
    client.force_login(pokja)
    client.post(_fill_url(work), FULL | {"happened_on": "2007-05-20"})
    assert Sheet.objects.get().happened_on == date(2007, 5, 20)


def test_once_a_list_is_out_anybody_follows_the_mean_to_its_sheets_without_names(client, pokja, pokja2):
    work = sheets.work()
    for person, score in ((pokja, 80), (pokja2, 60)):
        sheets.fill(person, work, scores={"pjm": score, "swadaya": score, "teknis": score}, note="Pak Darmo pandai")
    address = f"/penilaian/{work.code}/hasil/?form=kelayakan"
    before = _words(client.get(address))
    assert ("Lembar lain belum ditampilkan" in before, "rata-rata, dari 100" in before, "Penilai 1" in before) == (True, False, False)
    ListVersion.objects.create(undertaking=work.cycle, act="disclosure.publish", person=pokja, happened_on=make.today, list="candidates", number=1, serial=1, content={}, fingerprint="0" * 64)
    after = _words(client.get(address))
    assert ("60–80" in after, "Penilai 1" in after, "80" in after, "10,00" in after or "10" in after) == (True, True, True, True)
    assert ("Bambang Setiawan" in after, "Pak Darmo" in after) == (False, False)


# --- what a list and its recap keep back ---------------------------------------------------------------------------------------


def _list_out(work):
    ListVersion.objects.create(undertaking=work.cycle, act="disclosure.publish", person=None, happened_on=make.today, list="candidates", number=1, serial=1, content={}, fingerprint="0" * 64)


def _recap(client, work, person, form="kelayakan"):
    client.force_login(person)
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"/penilaian/{work.cycle.code}/rekap.xlsx?form={form}").content))
    return book.get_sheet_by_index(0).to_python()[4:], book.get_sheet_by_index(1).to_python()[1:]


def test_the_recap_of_a_published_list_names_no_appraiser_to_those_who_appraise_nothing(client, pokja, pokja2, korkot, bkm):
    work = sheets.work()
    sheets.fill(pokja, work, note="Pak Darmo pandai")
    sheets.fill(pokja2, work, scores=dict.fromkeys(sheets.FULL, 60), note="Bu Sri ragu")
    _list_out(work)
    named = [("Bambang Setiawan", 72.0, "Pak Darmo pandai"), ("Endang Purwanti", 60.0, "Bu Sri ragu")]
    hidden = [("Penilai 1", 72.0, ""), ("Penilai 2", 60.0, "")]
    for person, seen in ((make.person(name="Tanpa peran"), hidden), (bkm, hidden), (korkot, named), (pokja, named)):
        assert [(row[1], row[-2], row[-1]) for row in _recap(client, work, person)[1]] == seen


def test_whoever_appraised_and_holds_the_role_no_longer_finds_only_the_own_name(client, pokja, pokja2):
    work = sheets.work()
    sheets.fill(pokja, work, note="catatan saya")
    sheets.fill(pokja2, work, note="Bu Sri ragu")
    pokja.roles.all().delete()
    assert [row[1] for row in _recap(client, work, pokja)[1]] == ["Bambang Setiawan"]
    _list_out(work)
    assert [(row[1], row[-1]) for row in _recap(client, work, pokja)[1]] == [("Bambang Setiawan", "catatan saya"), ("Penilai 2", "")]


def _does_not_qualify(work):
    Verdict.objects.create(undertaking=work, act="assessments.decide", person=None, happened_on=make.today, form="verifikasi", verdict="no", passes=False, reasons="tanah sengketa")


def test_a_verdict_is_on_the_list_and_its_recap_for_those_involved_until_a_list_is_out(client, pokja, korkot, stranger):
    work = sheets.work()
    _does_not_qualify(work)
    address = f"/penilaian/{work.cycle.code}/daftar/?form=verifikasi"

    def told(person):
        client.force_login(person)
        return "Belum memenuhi" in _words(client.get(address)), _recap(client, work, person, "verifikasi")[0][0][-1]

    outside = (make.person(name="Tanpa peran"), stranger)
    assert [told(person) for person in (*outside, pokja, korkot)] == [(False, "")] * 2 + [(True, "Belum memenuhi")] * 2
    _list_out(work)
    assert [told(person) for person in outside] == [(True, "Belum memenuhi")] * 2


def test_whoever_is_appointed_to_one_work_reads_its_verdict_alone(pakem):
    work = sheets.work(more=1)
    works = [work, type(work).objects.get(pk=work.pk + 1)]
    for each in works:
        _does_not_qualify(each)
    make.appoint(pakem, "pakem_head", works[1])
    lines = queries.lines(works, work.cycle, "verifikasi", pakem, make.today)
    assert [line.verdict is not None for line in lines] == [False, True]


@pytest.mark.parametrize("more", [0, 2])
def test_names_in_the_recap_cost_the_same_for_one_work_and_three(client, korkot, pokja, more, django_assert_num_queries):
    work = sheets.work(more=more)
    works = list(type(work).objects.of_cycle(work.cycle.pk).filter(scope="work").select_related("region"))
    for each in works:
        sheets.fill(pokja, each)
    edition = edition_of(work)
    with django_assert_num_queries(2):
        assert permissions.seeing_sheets(korkot, works, "kelayakan", edition, make.today) == {each.pk for each in works}
