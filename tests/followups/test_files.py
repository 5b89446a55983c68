"""The board with its groups, the matrix, the monthly report: as pages, as PDF, Excel and CSV."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinergi.followups import actions, queries
from sinergi.followups.rules import Month, Responsible, marked, months_from, week_of, weeks_of
from sinergi.printing.excel import read_rows
from sinergi.project.models import DemoDay
from tests import make, papers
from tests.followups import opening
from tests.followups.test_actions import told

pytestmark = pytest.mark.django_db
JUNE = Month(2007, 6)


@pytest.fixture(autouse=True)
def _today(db, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal):
    return opening.stage()


def text(response):
    return response.content.decode()


# --- which day belongs to which week --------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "week"), [(1, "I"), (7, "I"), (8, "II"), (14, "II"), (15, "III"), (21, "III"), (22, "IV"), (30, "IV")])
def test_a_day_belongs_to_one_week(day, week):
    assert week_of(date(2007, 6, day)).roman == week


@pytest.mark.parametrize("month", [Month(2007, 2), Month(2008, 2), Month(2007, 12), JUNE])
def test_the_weeks_of_a_month_leave_no_day_out_and_none_twice(month):
    days = [week.first + timedelta(days=each) for week in weeks_of(month) for each in range((week.last - week.first).days + 1)]
    assert days == [month.first + timedelta(days=each) for each in range((month.last - month.first).days + 1)]


@pytest.mark.parametrize(("read", "expected"), [("2007-06", JUNE), ("2007-6", JUNE), ("2007-13", JUNE), ("", JUNE), ("٢٠٠٧-٠٦", JUNE), ("99999-01", JUNE), ("2008-01", Month(2008, 1))])
def test_a_month_is_read_from_the_address_or_is_the_running_one(read, expected):
    assert Month.read(read, make.today) == expected


def test_months_follow_each_other_over_the_year():
    assert [str(month) for month in months_from(Month(2007, 11), 4)] == ["2007-11", "2007-12", "2008-01", "2008-02"]
    assert (str(JUNE.later(-6)), len(months_from(JUNE, 0)), len(months_from(JUNE, 99))) == ("2006-12", 1, 12)


def test_a_line_without_a_start_stands_in_the_matrix_from_the_day_it_was_agreed(bkm, site):
    line = opening.opened(bkm, site, on=date(2007, 5, 25), due_on=date(2007, 6, 15))
    rows = queries.in_months(queries.below(site), Month(2007, 5), Month(2007, 5))
    assert (list(rows), queries.matrix([line], (Month(2007, 5), JUNE))[1][0].weeks) == ([line], [False, False, False, True, True, True, True, False])


def test_a_line_stands_in_every_week_from_its_start_to_its_due_day():
    weeks = weeks_of(JUNE)
    assert marked(date(2007, 6, 7), date(2007, 6, 15), weeks) == [True, True, True, False]
    assert marked(date(2007, 6, 15), date(2007, 6, 15), weeks) == [False, False, True, False]
    assert marked(date(2007, 5, 1), date(2007, 7, 1), weeks) == [True] * 4


# --- the board --------------------------------------------------------------------------------------------------------


def test_groups_count_the_lines_of_each_body_place_and_person(bkm, faskel, site):
    body = make.organisation(name="Dinas PU")
    opening.opened(bkm, site, due_on=date(2007, 5, 12), responsible=Responsible(organisation_id=body.pk))
    opening.opened(bkm, site, due_on=date(2007, 7, 12), responsible=Responsible(organisation_id=body.pk, person_id=faskel.pk))
    done = opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    told(bkm, done)

    def counted(by):
        return [(group.label, {name: count for name, count in group.cells if count}, group.open) for group in queries.grouped(queries.below(site), by, make.today)]

    assert counted("organisation") == [("Dinas PU", {"late": 1, "new": 1}, 2), ("", {"done": 1}, 0)]
    assert counted("person") == [(faskel.name, {"new": 1, "done": 1}, 1), ("", {"late": 1}, 1)]
    assert counted("place") == [("Sambongsari", {"late": 1, "new": 1, "done": 1}, 2)]


def test_each_group_leads_to_its_lines(client, bkm, faskel, site):
    body = make.organisation(name="Dinas PU")
    opening.opened(bkm, site, what="Untuk dinas", responsible=Responsible(organisation_id=body.pk))
    opening.opened(bkm, site, what="Untuk faskel", responsible=Responsible(person_id=faskel.pk))
    client.force_login(bkm)
    there = reverse("followups:index", args=[site.code])
    page = text(client.get(there, {"menurut": "lembaga"}))
    assert (f"?menurut=lembaga&amp;lembaga={body.pk}" in page, "?menurut=lembaga&amp;lembaga=0" in page) == (True, True)
    for query, shown in (({"lembaga": body.pk}, ["Untuk dinas"]), ({"orang": faskel.pk}, ["Untuk faskel"]), ({"orang": "0"}, ["Untuk dinas"]),
                         ({"tempat": "33.24.12"}, ["Untuk dinas", "Untuk faskel"]), ({"tempat": "33.2"}, []), ({"tempat": "x' OR 1"}, ["Untuk dinas", "Untuk faskel"])):
        page = text(client.get(there, query))
        assert [what for what in ("Untuk dinas", "Untuk faskel") if f">{what}</a>" in page] == shown, query


def test_the_public_groups_by_body_and_place_but_not_by_person(client, bkm, faskel, site):
    opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    page = text(client.get(reverse("followups:index", args=[site.code]), {"menurut": "orang", "orang": faskel.pk + 1}))
    assert ("Menurut orang" in page, "Menurut lembaga" in page, "Perbaiki talud" in page) == (False, True, True)


@pytest.mark.parametrize(("sort", "first"), [("", "B segera"), ("tenggat-akhir", "A nanti"), ("apa", "A nanti"), ("'; DROP", "B segera")])
def test_lists_are_sorted_by_what_the_address_says(client, bkm, site, sort, first):
    opening.opened(bkm, site, what="A nanti", due_on=date(2007, 8, 1))
    opening.opened(bkm, site, what="B segera", due_on=date(2007, 7, 1))
    page = text(client.get(reverse("followups:index", args=[site.code]), {"urut": sort}))
    assert min(("A nanti", "B segera"), key=page.index) == first


def test_files_hold_what_the_page_shows(client, bkm, faskel, site):
    opening.opened(bkm, site, what="=1+1", responsible=Responsible(person_id=faskel.pk), output="Foto")
    done = opening.opened(bkm, site, what="Beres")
    told(bkm, done)
    rows = read_rows(client.get(reverse("followups:excel", args=[site.code]), {"keadaan": "terbuka"}).content)
    assert rows[-1][1:7] == [1, "=1+1", "Foto", "N•• A•••", None, "Sambongsari"]
    csv = text(client.get(reverse("followups:csv", args=[site.code])))
    assert ("'=1+1" in csv, "Nur Aini" in csv, "Beres" in csv) == (True, False, True)
    client.force_login(bkm)
    assert "Nur Aini" in text(client.get(reverse("followups:my_csv")))
    assert client.get(reverse("followups:my_excel")).status_code == 200


# --- the matrix -------------------------------------------------------------------------------------------------------


def test_the_matrix_shows_the_weeks_a_line_stands_in(client, bkm, site):
    opening.opened(bkm, site, what="Survei harga", starts_on=date(2007, 6, 4), due_on=date(2007, 6, 15), place="Balai desa")
    opening.opened(bkm, site, what="Jauh nanti", starts_on=date(2008, 1, 4), due_on=date(2008, 1, 15))
    there = reverse("followups:matrix", args=[site.code])
    page = text(client.get(there, {"dari": "2007-06", "lama": "2"}))
    assert ("Survei harga" in page, "Jauh nanti" in page, "Juni 2007" in page, "Juli 2007" in page, "Agustus 2007" in page) == (True, False, True, True, False)
    assert page.count("week on") == 3
    printed = papers.text(client.get(reverse("followups:matrix_pdf", args=[site.code]), {"dari": "2007-06", "lama": "2"}).content)
    assert all(word in printed for word in ("Survei harga", "Tempat", "Balai desa", "Juni 2007", "Juli 2007", "III", "tanggal 1–7"))
    rows = read_rows(client.get(reverse("followups:matrix_excel", args=[site.code]), {"dari": "2007-06", "lama": "1"}).content)
    assert rows[-1][6:] == ["x", "x", "x", None]


@pytest.mark.parametrize("query", [{"dari": "besok", "lama": "banyak"}, {"lama": "-3"}, {"lama": "99"}, {"dari": "0000-00"}])
def test_odd_months_show_the_running_ones(client, bkm, site, query):
    assert client.get(reverse("followups:matrix", args=[site.code]), query).status_code == 200


# --- the monthly report -----------------------------------------------------------------------------------------------


def test_a_month_is_carried_in_plus_opened_minus_settled(bkm, site, kendal):
    may = opening.opened(bkm, site, on=date(2007, 4, 10), due_on=date(2007, 5, 20))             # carried in, settled in May
    opening.opened(bkm, site, on=date(2007, 4, 11), due_on=date(2007, 5, 20))                   # carried in, late, carried on
    dropped = opening.opened(bkm, site, on=date(2007, 5, 3), due_on=date(2007, 6, 20))          # opened, cancelled
    opening.opened(bkm, site, on=date(2007, 5, 4), due_on=date(2007, 6, 20))                    # opened, carried on
    told(bkm, may, happened_on=date(2007, 5, 15))
    told(bkm, dropped, "cancelled", happened_on=date(2007, 5, 16))
    report = queries.monthly(kendal["33.24"], Month(2007, 5), make.today)
    assert dict(zip(queries.FIGURES, report.total.cells, strict=True)) == {"carried_in": 2, "opened": 2, "settled": 1, "cancelled": 1, "late": 1, "carried": 2}
    counts = report.total.counts
    assert counts["carried"] == counts["carried_in"] + counts["opened"] - counts["settled"] - counts["cancelled"]
    later = queries.monthly(kendal["33.24"], JUNE, make.today)
    assert (later.total.counts["carried_in"], later.total.counts["late"], later.as_of, later.is_running) == (2, 1, make.today, True)
    before = queries.monthly(kendal["33.24"], Month(2007, 4), make.today)
    assert (before.total.counts["opened"], before.total.counts["carried"], before.total.counts["settled"]) == (2, 2, 0)
    assert queries.monthly(kendal["32.75"], Month(2007, 5), make.today).total.counts.total() == 0


def test_the_report_is_a_page_a_pdf_and_a_workbook(client, bkm, faskel, site):
    body = make.organisation(name="Dinas PU")
    opening.opened(bkm, site, responsible=Responsible(organisation_id=body.pk, person_id=faskel.pk))
    query = {"wilayah": "33.24", "bulan": "2007-05"}
    page = text(client.get(reverse("followups:monthly"), query))
    assert ("Kabupaten Kendal" in page, "Dinas PU" in page, "Mei 2007" in page, "Nur Aini" in page) == (True, True, True, False)
    printed = papers.text(client.get(reverse("followups:monthly_pdf"), query).content)
    assert all(word in printed for word in ("KABUPATEN KENDAL", "Mei 2007", "Dinas PU", "Sambongsari", "Perbaiki talud"))
    rows = read_rows(client.get(reverse("followups:monthly_excel"), query).content)
    assert rows[-1] == ["Jumlah", 0, 1, 0, 0, 1, 1]
    client.force_login(make.person(role="pokja_paket"))
    assert "Nur Aini" in text(client.get(reverse("followups:monthly"), query))


def test_the_page_asks_for_a_regency_when_it_cannot_know(client, kendal, bkm, site):
    assert "Pilih kabupaten atau kota." in text(client.get(reverse("followups:monthly")))
    assert client.get(reverse("followups:monthly_pdf"), {"wilayah": "99.99"}).status_code == 404
    opening.opened(bkm, site)
    assert "Laporan bulanan tindak lanjut, Kabupaten Kendal" in text(client.get(reverse("followups:monthly")))


# --- questions asked of the database ----------------------------------------------------------------------------------


def test_the_matrix_tells_what_is_late_from_before_it(client, bkm, site):
    for what, due_on in (("Talud RT 01", date(2007, 4, 30)), ("Talud RT 02", date(2007, 5, 31)), ("Talud RT 03", date(2007, 6, 20))):
        opening.opened(bkm, site, what=what, on=date(2007, 4, 20), due_on=due_on)
    there, query = reverse("followups:matrix", args=[site.code]), {"dari": "2007-06", "lama": "1"}
    page = client.get(there, query).content.decode()
    assert ("2 baris terlambat dari sebelum Juni 2007" in page, f"{reverse('followups:index', args=[site.code])}?keadaan=terlambat" in page) == (True, True)
    printed = papers.text(client.get(reverse("followups:matrix_pdf", args=[site.code]), query).content)
    assert ("2 baris terlambat dari sebelum Juni 2007" in printed, "tenggat 30 April 2007" in printed) == (True, True)
    kept = client.get(reverse("followups:matrix_excel", args=[site.code]), query).content
    assert [row[2] for row in read_rows(kept, sheet=1)[-2:]] == ["Talud RT 01", "Talud RT 02"]
    earlier = client.get(there, {"dari": "2007-04", "lama": "2"}).content.decode()
    assert "terlambat dari sebelum" not in earlier


@pytest.mark.parametrize(("name", "query"), [("index", {"menurut": "lembaga"}), ("index", {"menurut": "orang", "cari": "talud"}), ("matrix", {}), ("excel", {}), ("monthly", {"wilayah": "33.24"}), ("mine", {}), ("my_matrix", {})])
def test_pages_ask_the_same_number_of_questions_for_one_row_and_three(client, bkm, faskel, site, name, query):
    client.force_login(bkm)
    address = reverse(f"followups:{name}", args=[] if name in {"monthly", "mine", "my_matrix"} else [site.code])
    asked = []
    for more in (1, 2):
        for _ in range(more):
            opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk), due_on=date(2007, 6, 20))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address, query).status_code == 200
        asked.append(len(caught))
    assert asked[0] == asked[1]


# --- forms ------------------------------------------------------------------------------------------------------------


def test_a_page_writes_into_the_form_what_it_is_about(client, faskel, site):
    client.force_login(faskel)
    there = reverse("followups:open", args=[site.code])
    page = text(client.get(there, {"apa": "Selesaikan langkah 3", "asal": "delay", "hal": "/mengapa/X/trial/", "siapa": "Ketua BKM"}))
    assert all(part in page for part in ("Selesaikan langkah 3", 'value="/mengapa/X/trial/"', 'value="Ketua BKM"'))
    given = {"origin": "delay", "what": "Selesaikan langkah 3", "who": "Ketua BKM", "due_on": "2007-06-20", "about": "/mengapa/X/trial/"}
    response = client.post(there, given)
    row = queries.one(site, 1)
    assert (response.status_code, row.who_text, row.about) == (302, "Ketua BKM", "/mengapa/X/trial/")
    assert 'href="/mengapa/X/trial/"' in text(client.get(reverse("followups:show", args=[site.code, 1])))


@pytest.mark.parametrize("changes", [{"what": ""}, {"who": ""}, {"due_on": "kemarin dulu"}, {"due_on": "2007-05-01"}, {"origin": "audit"}, {"starts_on": "2007-06-30"}])
def test_a_bad_line_comes_back_with_what_was_typed(client, faskel, site, changes):
    client.force_login(faskel)
    given = {"origin": "delay", "what": "Talud 🌾", "who": "Ketua BKM", "due_on": "2007-06-20", **changes}
    response = client.post(reverse("followups:open", args=[site.code]), given)
    assert (response.status_code, queries.below(site).count(), "Ketua BKM" in text(response) or "who" in changes) == (200, 0, True)


def test_the_asker_answers_on_a_page(client, bkm, faskel, site):
    line = opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    actions.report(faskel, site.code, line.pk, on=make.today, happened_on=make.today, status="done", note="Sudah dipasang")
    there = reverse("followups:agree", args=[site.code, line.number])
    client.force_login(faskel)
    assert client.get(there).status_code == 403
    client.force_login(bkm)
    assert ("Sudah dipasang" in text(client.get(there)), "Setujui atau kembalikan" in text(client.get("/pekerjaan-saya/"))) == (True, True)
    assert client.post(there, {"agreed": "belum", "note": ""}).status_code == 200
    assert client.post(there, {"agreed": "belum", "note": "Foto belum ada"}).status_code == 302
    assert "Foto belum ada" in text(client.get(reverse("followups:show", args=[site.code, line.number])))
    client.force_login(faskel)
    assert "Tindak lanjut (RKTL) Anda" in text(client.get("/pekerjaan-saya/"))
