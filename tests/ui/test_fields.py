"""What people type, what we read, and the sentence when we cannot."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from sinergi.files import rules
from sinergi.ui import controls
from sinergi.ui.forms import (
    DayField,
    DegreesField,
    FilesInput,
    Form,
    PaperField,
    PercentField,
    PhotoField,
    QuantityField,
    RupiahField,
    UploadField,
    check_version,
    needed_later,
)


def sentence(field, typed) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1.250.000", 1250000), ("Rp 6 juta", 6_000_000), ("29.850.000,-", 29_850_000), ("1250000", 1250000), (" 0 ", 0), ("Rp. 1,5 juta", 1_500_000)],
)
def test_rupiah_is_read(typed, read):
    assert RupiahField().clean(typed) == read


def test_rupiah_may_be_left_empty_when_optional():
    assert RupiahField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("seratus", "Tulis jumlah rupiah dengan angka, misalnya 1.250.000 atau 1,25 juta."),
        ("1,250,000", "Tulis jumlah rupiah dengan angka, misalnya 1.250.000 atau 1,25 juta."),
        ("1.25.000", "Tulis jumlah rupiah dengan angka, misalnya 1.250.000 atau 1,25 juta."),
        ("1.250.000,50", "Rupiah ditulis bulat, tanpa sen: misalnya 1.250.000."),
        ("9" * 40, "Jumlah ini terlalu besar; periksa angka nolnya."),
        ("-5000", "Jumlah rupiah tidak boleh kurang dari nol."),
        ("", "Bagian ini perlu diisi."),
        ("<script>", "Tulis jumlah rupiah dengan angka, misalnya 1.250.000 atau 1,25 juta."),
    ],
)
def test_rupiah_refuses_with_a_sentence(typed, said):
    assert sentence(RupiahField(), typed) == said


def test_rupiah_limits_are_said():
    assert sentence(RupiahField(max_value=100_000), "200.000") == "Paling banyak Rp\u00a0100.000."
    assert sentence(RupiahField(min_value=1000), "500") == "Paling sedikit Rp\u00a01.000."


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2007-10-05", date(2007, 10, 5)),
        ("05/10/2007", date(2007, 10, 5)),
        ("5-10-2007", date(2007, 10, 5)),
        ("5 Oktober 2007", date(2007, 10, 5)),
        ("Jumat, 5 Okt 2007", date(2007, 10, 5)),
        ("5 october 2007", date(2007, 10, 5)),
        ("29 Pebruari 2008", date(2008, 2, 29)),
    ],
)
def test_days_are_read(typed, read):
    assert DayField().clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/09/2007", "September hanya sampai tanggal 30."),
        ("29/02/2007", "Februari 2007 hanya sampai tanggal 28."),
        ("5/13/2007", "Bulan 13 tidak ada; bulan dari 1 sampai 12."),
        ("0/1/2007", "Tanggal dimulai dari 1."),
        ("05/10/07", "Tulis tahun dengan empat angka, misalnya 2007."),
        ("2 Oktobr 2007", "Nama bulan “oktobr” tidak dikenal."),
        ("20007-10-05", "Tahun 20007 tidak masuk akal di sini; pilih antara 1945 dan 2100."),
        ("1207-10-05", "Tahun 1207 tidak masuk akal di sini; pilih antara 1945 dan 2100."),
        ("besok", "Tulis tanggal seperti 5 Oktober 2007 atau 05/10/2007."),
        ("", "Bagian ini perlu diisi."),
    ],
)
def test_days_refuse_with_a_sentence(typed, said):
    assert sentence(DayField(), typed) == said


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1,5", "1.5"), ("1.5", "1.5"), ("1.500", "1500"), ("0.125", "0.125"), ("1.234,5", "1234.5"), ("420", "420"), ("12.345.678", "12345678")],
)
def test_quantities_are_read(typed, read):
    assert QuantityField().clean(typed) == Decimal(read)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,2345", "Paling banyak 3 angka di belakang koma."),
        ("-1", "Paling sedikit 0."),
        ("1,2,3", "Tulis angka saja, misalnya 1,5."),
        ("nan", "Tulis angka saja, misalnya 1,5."),
        ("1e9", "Tulis angka saja, misalnya 1,5."),
        ("1.50.0", "Tulis angka saja, misalnya 1,5."),
    ],
)
def test_quantities_refuse_with_a_sentence(typed, said):
    assert sentence(QuantityField(), typed) == said


def test_percent():
    assert PercentField().clean("74,5 %") == Decimal("74.5")
    assert sentence(PercentField(), "101") == "Paling banyak 100."


@given(st.text(max_size=60))
def test_no_text_breaks_a_field(text):
    for field in (RupiahField(), DayField(), QuantityField(), PercentField()):
        said = "."
        try:
            field.clean(text)
        except ValidationError as refused:
            said = refused.messages[0]
        assert said.endswith(".")


def test_uploads_say_their_limit():
    large = SimpleUploadedFile("berkas.pdf", b"x" * 2_200_000)
    assert sentence(UploadField(max_bytes=1024 * 1024), large) == "Berkas ini 2,1 MB; paling besar 1 MB. Kecilkan, lalu unggah lagi."
    assert sentence(PhotoField(), SimpleUploadedFile("foto.jpg", b"")) == "Berkas ini kosong."


class NoteForm(Form):
    amount = RupiahField(label="Jumlah")
    day = DayField(label="Tanggal")


def test_what_was_typed_comes_back(draw):
    form = NoteForm({"amount": "enam juta", "day": "31/09/2007"})
    page = draw("{% form_errors form %}{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    assert 'value="enam juta"' in page
    assert '<input type="text" name="day" value="31/09/2007"' in page
    assert 'href="#noteform-day"' in page
    assert 'aria-describedby="noteform-day-error"' in page
    assert page.count("September hanya sampai tanggal 30.") == 2


def test_money_is_shown_grouped(draw):
    page = draw("{% field form.amount %}", form=NoteForm(initial={"amount": 1250000}))
    assert 'value="1.250.000"' in page
    assert 'inputmode="numeric"' in page
    assert ">Rp</span>" in page


def test_a_stale_form_is_noticed_once():
    form = NoteForm({"amount": "5000", "day": "2007-10-05", "version": "3"}, version=4)
    assert form.is_valid()
    assert not check_version(form, 4)
    assert form.non_field_errors() == ["Orang lain sudah mengubah isian ini. Periksa lagi, lalu kirim sekali lagi bila tetap benar."]
    assert form["version"].value() == "4"
    assert check_version(form, 4)


def test_an_upload_is_asked_for_again_when_the_form_is_shown_again():
    class Letter(Form):
        title = forms.CharField()
        file = UploadField(required=False)

    shown = Letter({"title": ""}, {"file": SimpleUploadedFile("sk.pdf", b"%PDF-1.7")})
    assert not shown.is_valid()
    assert controls.control(shown["file"]).errors == ("Pilih sekali lagi sk.pdf: berkas belum tersimpan.",)
    assert controls.control(Letter({"title": ""})["file"]).errors == ()
    assert controls.control(Letter()["file"]).errors == ()


def test_a_field_that_may_wait_says_until_when():
    form = NoteForm()
    form.fields["day"].required = False
    assert controls.control(form["day"]).when_empty == "(boleh kosong)"
    needed_later([form.fields["day"]], "(perlu sebelum dikirim)")
    assert controls.control(form["day"]).when_empty == "(perlu sebelum dikirim)"


def test_what_a_field_for_papers_takes_is_what_is_kept():
    """The help beside the field, what the browser offers and what the server keeps are the same."""
    kept = {ending.lower() for ending in rules.endings(frozenset({"document", "picture"}))} | {"jpeg"}
    assert {ending.lstrip(".") for ending in PaperField().accept.split(",")} <= kept
    assert "Excel" not in str(PaperField().widget.kinds)


def test_a_field_for_several_files_is_drawn_like_one_for_a_single_file():
    class Letters(Form):
        file = UploadField()
        files = forms.FileField(widget=FilesInput({"accept": UploadField.accept}, kinds=UploadField.kinds))

    one, many = (controls.control(Letters()[name]).html for name in ("file", "files"))
    assert many == one.replace('name="file"', 'name="files" multiple').replace("letters-file", "letters-files").replace("paling besar", "setiap berkas paling besar")


@pytest.mark.parametrize(("typed", "read"), [("-6,921", -6.921), ("110.203", 110.203), ("−6.972000", -6.972), ("6", 6.0), ("-6,123", -6.123), ("", None)])
def test_degrees_are_read_with_a_comma_or_a_point_and_never_as_thousands(typed, read):
    assert DegreesField(required=False).clean(typed) == read
    assert DegreesField(required=False, exact=True).clean(typed) == (None if read is None else Decimal(str(read)))


@pytest.mark.parametrize("typed", ["utara", "nan", "6.9.2", "1.250,5", "181", "6°", "1e2"])
def test_what_is_no_degree_is_told(typed):
    assert sentence(DegreesField(), typed) == "Tulis derajat desimal, misalnya −6,921."
