"""Uploads are checked by what they are, cleaned, and kept once."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from sinergi.files import actions, queries
from sinergi.files.models import File
from sinergi.kernel.decisions import NotSound
from tests import make
from tests.files import samples
from tests.files.samples import upload

pytestmark = pytest.mark.django_db
PICTURE, ANY = ("picture",), actions.EVERYTHING


@pytest.mark.parametrize(
    ("name", "content", "kinds", "media_type"),
    [
        ("foto.jpg", samples.picture(), PICTURE, "image/jpeg"),
        ("foto.webp", samples.picture("WEBP"), PICTURE, "image/webp"),
        ("gambar.png", samples.picture("PNG"), PICTURE, "image/png"),
        ("salah-nama.txt", samples.picture(), ANY, "image/jpeg"),
        ("surat.pdf", samples.PDF, ("document",), "application/pdf"),
        ("usulan.docx", samples.office("word/document.xml"), ("document",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("rab.xlsx", samples.office("xl/workbook.xml"), ("sheet",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("daftar.csv", b"nama;jumlah\nSiti;1000\n", ("sheet",), "text/csv"),
        ("rumus.csv", b"=1+1;@SUM(A1)\n", ("sheet",), "text/csv"),
        ("catatan.txt", "Rapat di balai désa\n".encode(), ("document",), "text/plain"),
        ("lama.csv", "Désa;1".encode("latin-1"), ("sheet",), "text/csv"),
    ],
)
def test_what_is_sound_is_kept(name: str, content: bytes, kinds: tuple, media_type: str) -> None:
    kept = actions.store(make.person(), upload(name, content), kinds=kinds)
    assert kept.kind == media_type
    assert kept.is_public is False
    assert len(queries.content(kept)) == kept.size


@pytest.mark.parametrize(
    ("name", "content", "kinds", "why"),
    [
        ("kosong.pdf", b"", ANY, "files.empty"),
        ("foto.jpg", samples.EXE, PICTURE, "files.wrong_kind"),
        ("surat.pdf", samples.EXE, ANY, "files.wrong_kind"),
        ("setup.exe", samples.EXE, ANY, "files.wrong_kind"),
        ("catatan.txt", samples.EXE, ANY, "files.wrong_kind"),
        ("program", b"\x7fELF\x02\x01\x01" + b"\x00" * 64, ANY, "files.wrong_kind"),
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", ANY, "files.wrong_kind"),
        ("gambar.txt", b"  <SVG onload=alert(1)>", ANY, "files.wrong_kind"),
        ("laman.html", b"<!DOCTYPE html><script>alert(1)</script>", ANY, "files.wrong_kind"),
        ("laman.csv", b"\xef\xbb\xbf\n<html>", ANY, "files.wrong_kind"),
        ("skrip.txt", b"#!/bin/sh\nrm -rf /\n", ANY, "files.wrong_kind"),
        ("arsip.docx", samples.office("lain.txt"), ANY, "files.wrong_kind"),
        ("rusak.docx", b"PK\x03\x04" + b"\xff" * 99, ANY, "files.wrong_kind"),
        ("animasi.gif", b"GIF89a" + b"\x01" * 60, PICTURE, "files.wrong_kind"),
        ("rab.xlsx", samples.office("xl/workbook.xml"), PICTURE, "files.wrong_kind"),
        ("makro.docm", samples.office("word/document.xml", "word/vbaProject.bin"), ANY, "files.macros"),
        ("makro.xlsx", samples.office("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), ANY, "files.macros"),
        ("makro.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument_VBA_PROJECT".encode("utf-16-le"), ANY, "files.macros"),
        ("bom.docx", samples.bomb(), ANY, "files.bomb"),
        ("potong.jpg", samples.picture(noise=True)[:2000], PICTURE, "files.broken_picture"),
        ("palsu.jpg", b"\xff\xd8\xff" + b"bukan gambar" * 20, PICTURE, "files.broken_picture"),
        ("lebar.png", samples.wide_png(), PICTURE, "files.too_many_pixels"),
        ("besar.jpg", b"\xff\xd8\xff" + b"\x00" * (20 * 1024 * 1024), PICTURE, "files.too_big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_sound_is_refused_and_leaves_nothing(name: str, content: bytes, kinds: tuple, why: str, tmp_path) -> None:
    with pytest.raises(NotSound) as refused:
        actions.store(make.person(), upload(name, content, "image/jpeg"), kinds=kinds)
    assert (refused.value.decision.code, refused.value.decision.values["field"]) == (why, "file")
    assert File.objects.count() == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_photo_of_twenty_megabytes_is_refused_in_megabytes(settings) -> None:
    settings.UPLOAD_LIMIT = 10 * 1024 * 1024
    with pytest.raises(NotSound) as refused:
        actions.store(None, upload("besar.jpg", b"\xff\xd8\xff" + b"\x00" * int(20.5 * 1024 * 1024)))
    assert dict(refused.value.decision.values) == {"size": "20,5", "limit": "10", "field": "file"}


def test_a_size_that_lies_is_found_out(settings) -> None:
    settings.UPLOAD_LIMIT = 1000
    lying = upload("catatan.txt", b"a" * 5000)
    lying.size = 10
    with pytest.raises(NotSound):
        actions.store(None, lying)


def test_a_photo_keeps_place_and_time_as_data_and_nothing_inside(settings) -> None:
    settings.TIME_ZONE = "Asia/Jakarta"
    kept = actions.store(make.person(), upload("IMG_0001.JPG", samples.photo()), kinds=PICTURE)
    assert (kept.latitude, kept.longitude) == (-6.975, 110.06)
    assert kept.taken_at == datetime(2007, 5, 17, 1, 30, tzinfo=UTC)
    content = queries.content(kept)
    assert b"Kamera Rahasia" not in content
    assert dict(Image.open(BytesIO(content)).getexif()) == {}


@pytest.mark.parametrize(
    "odd",
    [
        {"latitude": (999.0, 0.0, 0.0)}, {"latitude": (0.0, 0.0, 0.0), "longitude": (0.0, 0.0, 0.0)}, {"taken": "0000:00:00 00:00:00"}, {"taken": "kemarin"},
    ],
)
def test_what_a_camera_wrote_wrongly_is_left_out(odd: dict) -> None:
    kept = actions.store(make.person(), upload("a.jpg", samples.photo(**odd)), kinds=PICTURE)
    assert (kept.latitude is None) or (kept.taken_at is None)


def test_a_large_photo_is_turned_upright_and_shrunk_with_a_small_copy() -> None:
    kept = actions.store(make.person(), upload("a.jpg", samples.photo(turned=6)), kinds=PICTURE)
    assert (kept.width, kept.height) == (600, 800)
    large = actions.store(make.person(), upload("b.jpg", samples.picture(size=(4000, 3000), noise=True, quality=50)), kinds=PICTURE)
    assert (large.width, large.height) == (2560, 1920)
    with queries.opened(large, thumb=True) as small:
        assert Image.open(small).size == (480, 360)


def test_a_photo_saved_as_png_becomes_small_and_a_drawing_stays_sharp() -> None:
    photo = actions.store(None, upload("a.png", samples.picture("PNG", (900, 700), noise=True)), kinds=PICTURE)
    assert (photo.kind, photo.name) == ("image/png", "a.png")  # grey noise has few colours: it is a scan
    drawing = actions.store(None, upload("b.png", samples.picture("PNG")), kinds=PICTURE)
    assert drawing.kind == "image/png"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_colour_mode_are_kept(mode: str) -> None:
    target = BytesIO()
    Image.new(mode, (50, 40)).save(target, "JPEG" if mode == "CMYK" else "PNG")
    assert actions.store(None, upload("a.png", target.getvalue()), kinds=PICTURE).width == 50


def test_the_same_upload_again_gives_the_same_row_and_one_set_of_bytes(tmp_path) -> None:
    somebody, other = make.person(), make.person()
    first = actions.store(somebody, upload("a.pdf", samples.PDF))
    assert actions.store(somebody, upload("a.pdf", samples.PDF)) == first
    assert actions.store(other, upload("a.pdf", samples.PDF)) != first
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert default_storage.exists(first.path)


def test_made_public_by_a_second_upload() -> None:
    somebody = make.person()
    actions.store(somebody, upload("a.pdf", samples.PDF))
    assert actions.store(somebody, upload("a.pdf", samples.PDF), public=True).is_public is True


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Siti\\Nota ke-3.PDF", "Nota ke-3.pdf"),
        ("nota\r\nSet-Cookie: a=b.pdf", "notaSet-Cookie- a=b.pdf"),
        ("nota\u202efdp.exe", "notafdp.pdf"),
        ("Nota 🌾 Bu Siti.pdf", "Nota 🌾 Bu Siti.pdf"),
        (".pdf", "berkas.pdf"),
        ("", "berkas.pdf"),
        ("   ", "berkas.pdf"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
        ("a.tar.exe", "a.tar.pdf"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    from sinergi.files import rules

    assert rules.clean_name(given, "application/pdf") == kept
