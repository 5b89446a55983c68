"""``sinergi programme check | draw | list`` as commands: what they print, and with which code they end."""

import re

import pytest
from django.core.management import CommandError, call_command

from sinergi.engine import drawing
from sinergi.engine.definition import Title
from tests.engine.world import EDITIONS, SHELF, shipped

PAKET = EDITIONS / "paket-kendal-2007.toml"


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "rusak.toml"
    path.write_text("code = ", encoding="utf-8")
    return path


@pytest.fixture
def unsound(tmp_path):
    path = tmp_path / "lingkar.toml"
    path.write_text(PAKET.read_text(encoding="utf-8").replace('after = ["pokja_formation"]', 'after = ["campaign"]', 1), encoding="utf-8")
    return path


def test_a_sound_file_is_told_with_its_numbers(capsys):
    call_command("programme", "check", str(PAKET))
    told = capsys.readouterr().out
    assert re.search(r"^paket-kendal-2007: sehat\. 23 langkah, .* Sidik jari [0-9a-f]{64}\.$", told, re.MULTILINE)
    call_command("programme", "check", str(PAKET), "--language", "en")
    assert "paket-kendal-2007: sound. 23 stages" in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["check", "draw"])
def test_a_file_that_is_no_toml_is_one_line_and_a_code(verb, broken, capsys):
    with pytest.raises(CommandError, match=r"^1 masalah: berkas ini belum sehat\.$") as ended:
        call_command("programme", verb, str(broken))
    assert ended.value.returncode == 1
    assert capsys.readouterr().err.startswith("rusak.toml: ")
    assert not broken.with_suffix(".svg").exists()


@pytest.mark.parametrize(("text", "told"), [
    ('code = "a"\nkind = { id = "Jalan"\n', "rusak.toml: baris 2: bukan TOML yang benar: kurung kurawal belum ditutup. "),
    ('code = "a\n', "rusak.toml: baris 1: bukan TOML yang benar: ada tanda yang tidak boleh, atau kutip belum ditutup. "),
    ("code = a\n", "rusak.toml: baris 1: bukan TOML yang benar: nilainya belum benar; teks perlu kutip. "),
])
def test_what_is_no_toml_is_told_in_indonesian(broken, capsys, text, told):
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("programme", "check", str(broken))
    assert capsys.readouterr().err.startswith(told)


def test_warnings_are_called_so_and_counted_beside_the_problems(unsound, capsys):
    unsound.write_text(unsound.read_text(encoding="utf-8").replace("[[meeting_kinds]]", '[[meeting_kinds]]\ncode = "tanpa_langkah"\ntitle = "Tanpa langkah"\n[[meeting_kinds]]', 1), encoding="utf-8")
    with pytest.raises(CommandError, match=r"masalah dan \d+ peringatan: berkas ini belum sehat\.$"):
        call_command("programme", "check", str(unsound))
    assert all(line.startswith("peringatan: ") for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("verb", ["check", "draw"])
def test_an_unsound_file_tells_each_problem(verb, unsound, capsys):
    with pytest.raises(CommandError) as ended:
        call_command("programme", verb, str(unsound))
    assert ended.value.returncode == 1
    assert "campaign" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["check", "draw"])
def test_a_file_that_is_not_there(verb, tmp_path):
    with pytest.raises(CommandError, match=r"tidak-ada\.toml: berkas ini tidak ada\.$") as ended:
        call_command("programme", verb, str(tmp_path / "tidak-ada.toml"))
    assert ended.value.returncode == 2


def test_a_drawing_is_written_where_it_is_wanted(tmp_path, capsys):
    call_command("programme", "draw", str(PAKET), "-o", str(tmp_path / "gambar.svg"))
    assert capsys.readouterr().out.strip() == str(tmp_path / "gambar.svg")
    assert (tmp_path / "gambar.svg").read_text(encoding="utf-8") == drawing.draw(shipped("paket-kendal-2007"))


def test_a_drawing_into_a_missing_folder_says_so(tmp_path):
    with pytest.raises(CommandError, match=r"tidak-ada/gambar\.svg: ") as ended:
        call_command("programme", "draw", str(PAKET), "-o", str(tmp_path / "tidak-ada" / "gambar.svg"))
    assert ended.value.returncode == 2


def test_the_shelf_is_listed_a_line_each(capsys):
    call_command("programme", "list")
    lines = capsys.readouterr().out.splitlines()
    assert sorted(line.split()[0] for line in lines) == sorted(SHELF)
    assert all(re.fullmatch(r"\S+ +\d+ [0-9a-f]{12}  .+", line) for line in lines)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", SHELF)
def test_no_title_is_cut_in_a_picture(code, language):
    edition = shipped(code)
    boxes = re.findall(r'<g class="dr-stage.*?</g>', drawing.draw(edition, language), re.DOTALL)
    written = [" ".join(re.findall(r'<text class="dr-title"[^>]*>(.*?)</text>', box)) for box in boxes]
    titles = {Title.in_language(stage.title, language).replace("&", "&amp;") for stage in edition.stages}
    assert {re.sub(r"[\s-]", "", each) for each in written} == {re.sub(r"[\s-]", "", each) for each in titles}
