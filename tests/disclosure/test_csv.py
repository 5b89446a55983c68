"""The table of an announcement for a spreadsheet: a formula in somebody's title stays text."""

from __future__ import annotations

import csv
import io

import pytest

from sinergi.disclosure import documents


def entry(**changes):
    return {"no": 1, "code": "KDL07-001", "title": "Paving RT 01", "village": "Sambongsari", "proposer": "PAKEM Toyo", "amounts": {"swadaya": 1_000_000}, "total": 1_000_000,
            "score": "82.50", "rank": 1, "note": ""} | changes


def rows(*entries):
    written = documents.csv_text({"sources": {"swadaya": "Swadaya"}, "entries": list(entries)})
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://jahat.example")', "+62", "-5", "@SUM(A1)", "\t=1+1", "\r=1+1"])
@pytest.mark.parametrize("field", ["title", "village", "proposer", "note"])
def test_what_a_spreadsheet_would_reckon_with_is_made_text(formula, field):
    assert rows(entry(**{field: formula}))[0][field] == f"'{formula}"


def test_plain_words_and_sums_stay_as_they_are():
    assert rows(entry()) == [{"no": "1", "code": "KDL07-001", "title": "Paving RT 01", "village": "Sambongsari", "proposer": "PAKEM Toyo", "swadaya": "1000000", "total": "1000000",
                              "score": "82.50", "rank": "1", "note": ""}]
