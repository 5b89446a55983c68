"""Figures across meetings: sums, filters, periods, the workbook, and a number of queries that does not grow."""

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from sinergi.meetings import queries
from sinergi.meetings.documents import figures as documents
from sinergi.meetings.queries import FigureFilters, Tally, figures_across
from sinergi.meetings.rules import CountLine, NameLine, periods
from sinergi.printing import excel
from sinergi.programmes.actions import undo
from tests import make
from tests.meetings.recording import held, stage


@pytest.fixture
def year(bkm, pokja, kendal):
    """Four meetings of one site: two in May, one in February, one taken back."""
    site = stage("times = 9")
    held(bkm, site, title="Satu", counts=[CountLine("Warga", women=15, men=14, poor=10), CountLine("SKPD", men=3)])
    held(pokja, site, title="Dua", starts_on=date(2007, 5, 20), counts=[CountLine("warga", women=5, men=5, unrecorded=2, disability=1)], names=[NameLine("Siti", "woman", group="Warga")])
    held(bkm, site, title="Tiga", starts_on=date(2007, 2, 3), counts=[CountLine("SKPD", unrecorded=7)])
    lost = held(bkm, site, title="Empat", starts_on=date(2007, 5, 21))
    undo(bkm, "meetings.MeetingFor", lost.counts_for.get().pk, on=make.today, reason="Keliru")
    return site


def across(person=None, **query):
    return figures_across(person, FigureFilters.from_query(query), make.today)


def test_meetings_are_added_up_once_each(year):
    found = across()
    assert found.total == Tally(meetings=3, people=52, women=21, men=22, poor=10, disability=1, poor_of=29, disability_of=12)
    assert (found.total.women_pct, found.total.unsplit) == (49, 9)
    assert [(begin, tally.meetings, tally.people) for begin, tally in found.over_time] == [(date(2007, 2, 1), 1, 7), (date(2007, 3, 1), 0, 0), (date(2007, 4, 1), 0, 0), (date(2007, 5, 1), 2, 45)]
    assert [(name, tally.meetings, tally.people) for name, tally in found.groups] == [("Warga", 2, 42), ("SKPD", 2, 10)]
    assert [(code, title.id, tally.people) for code, title, tally in found.kinds] == [("rembug", "Rembug warga", 52)]
    assert [(code, name, tally.people) for code, name, tally in found.places] == [("33", "Jawa Tengah", 52)]


FILTERS = [
    ({"program": "TIDAK-ADA"}, (0, 0)),
    ({"wilayah": "33.24"}, (3, 52)),
    ({"wilayah": "33.2"}, (0, 0)),
    ({"jenis": "lokakarya"}, (0, 0)),
    ({"jenis": "rembug"}, (3, 52)),
    ({"dari": "2007-05-01"}, (2, 45)),
    ({"dari": "2007-05-01", "sampai": "2007-05-15"}, (1, 32)),
    ({"kelompok": "SKPD"}, (2, 10)),
    ({"kelompok": "WARGA"}, (2, 42)),
    ({"dari": "kapan-kapan", "per": "abad", "wilayah": "\x00"}, (3, 52)),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_filters_stand_in_the_address(year, query, expected):
    total = across(**query).total
    assert (total.meetings, total.people) == expected


def test_places_are_one_level_below_the_one_asked_for(year):
    found = across(wilayah="33.24")
    assert ([place.name for place in found.path], [(code, tally.people) for code, _name, tally in found.places]) == (["Indonesia", "Jawa Tengah", "Kabupaten Kendal"], [("33.24.12", 52)])


def test_a_round_that_was_voided_is_not_counted(year):
    type(year).objects.filter(pk__in=[year.pk, year.cycle_id]).update(voided_on=make.today)
    assert across().total == Tally()


@pytest.mark.parametrize(("days", "asked", "step", "many"), [
    ([date(2007, 1, 5), date(2007, 12, 1)], "", "bulan", 12),
    ([date(2000, 1, 5), date(2007, 12, 1)], "", "triwulan", 32),
    ([date(2000, 1, 5), date(2026, 12, 1)], "", "tahun", 27),
    ([date(2007, 1, 5), date(2007, 12, 1)], "triwulan", "triwulan", 4),
    ([], "", "bulan", 0),
])  # fmt: skip
def test_the_finest_period_that_fits_one_picture(days, asked, step, many):
    assert (periods.fitting(days, asked), len(periods.spanned(days, step))) == (step, many)


def test_the_workbook_holds_the_same_figures(year):
    made = documents.excel(across(), make.today)
    over_time, groups = excel.read_rows(made, sheet=0), excel.read_rows(made, sheet=3)
    assert over_time[0][0] == "Angka peserta rapat"
    assert over_time[-1] == ["Jumlah", 3, 52, 21, 22, 9, 49, 10, 1, 0, 0, 0, 0]
    assert groups[-2:] == [["Warga", 2, 42, 21, 19, 2, 53, 10, 1, 0, 0, 0, 0], ["SKPD", 2, 10, 0, 3, 7, 0, "tidak dihitung", "tidak dihitung", 0, 0, 0, 0]]


def test_pages_are_open_and_say_the_sums(client, year):
    page = client.get(reverse("meetings:figures"), {"program": year.cycle.code})
    text = page.content.decode()
    assert (page.status_code, "<b>52</b><span>peserta" in text, "stk-0" in text, "Mei 2007" in text) == (200, True, True, True)
    sheet = client.get(reverse("meetings:figures_excel"), {"program": year.cycle.code})
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def test_nothing_to_show_says_so(client, kendal):
    assert "Belum ada rapat yang cocok." in client.get(reverse("meetings:figures")).content.decode()


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("query", "expected"), [({}, 6), ({"kelompok": "Warga", "wilayah": "33.24"}, 9)])
def test_the_number_of_queries_does_not_grow(bkm, django_assert_num_queries, many, query, expected):
    site = stage("times = 9")
    for number in range(many):
        held(bkm, site, title=f"Rembug {number}", starts_on=date(2007, 1 + number, 10))
    queries.kinds(site)
    with django_assert_num_queries(expected):
        across(**query)


@pytest.mark.parametrize("query", [{}, {"wilayah": "33.24"}, {"wilayah": "33.24.12.2011"}, {"kelompok": "warga"}, {"dari": "2007-05-02"}])
def test_every_number_of_meetings_leads_to_just_those_meetings(client, year, query):
    page = client.get(reverse("meetings:figures"), query).content.decode()
    links = {html.unescape(href): int(shown) for href, shown in re.findall(r'href="([^"]*/angka/rapat/[^"]*)">([\d.]+)</a>', page)}
    assert len(links) > 4
    assert {href: client.get(href).context["page"].total for href in links} == links
