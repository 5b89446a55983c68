"""What is packed reads back the same, and an unsound list stops the packing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.regions import definitions, packing

_numbers = st.integers(1, 99)


@given(st.sets(st.tuples(_numbers, _numbers, _numbers, st.integers(1, 9999)), max_size=30))
def test_packing_loses_nothing(villages: set[tuple[int, int, int, int]]) -> None:
    codes = {f"{a:02}.{b:02}.{c:02}.{d:04}" for a, b, c, d in villages}
    every = codes | {code[:width] for code in codes for width in (2, 5, 8)}
    places = sorted((code, f"Nama {code}: x") for code in every)
    assert list(definitions.unpacked(definitions.packed(places))) == places


def test_what_ships_is_small() -> None:
    assert definitions.PACKED.stat().st_size < 700_000


def test_names_in_capitals_are_written_as_usual() -> None:
    assert [packing.as_written(name, shout=True) for name in ("KABUPATEN KENDAL", "DKI JAKARTA", "KABUPATEN TOJO UNA-UNA")] \
        == ["Kabupaten Kendal", "DKI Jakarta", "Kabupaten Tojo Una-Una"]
    assert packing.as_written(" RD.  PJKA", shout=False) == "RD. PJKA"


@pytest.mark.parametrize(("lines", "why"), [("11,A\n11,B", "twice"), ("11.01,A", "not there")])
def test_an_unsound_list_stops_with_what_is_wrong(tmp_path: Path, lines: str, why: str) -> None:
    for name in packing.LISTS:
        (tmp_path / f"{name}.csv").write_text("code,name\n" + (lines + "\n" if name == "provinces" else ""), encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        packing.pack(tmp_path, tmp_path / "out.xz")
