"""Example data for the style guide. People and amounts are made up; villages are real."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sinergi.ui import pages
from sinergi.ui.forms import DayField, Form, PercentField, PhotoField, QuantityField, RupiahField

TODAY = date(2007, 10, 2)
SWATCHES = ("ink", "ink-2", "ink-3", "nila", "nila-mid", "nila-tint", "cloth", "kunyit", "tarum", "soga", "wungu", "kelabu", "mengkudu", "paper", "surface", "sunken")
HASH = "77ffc4cb69b6360f27e04adaa130511fd6fb549d632d7d5b38f98b92c0ed2d35"
SEGMENTS = [
    {"order": 1, "label": "Swadaya", "amount": 1_478_260_000},
    {"order": 2, "label": "APBD", "amount": 729_112_000},
    {"order": 3, "label": "APBN", "amount": 1_977_280_000},
]
STAGES = [
    (1, "Lokakarya pembentukan Pokja PAKET", "done", "15 Jan 2007", "Persiapan", ""),
    (2, "Kampanye di desa", "done", "22 Jan – 9 Feb", "Persiapan", ""),
    (3, "Pembentukan PAKEM", "done", "12 Feb – 2 Mar", "Persiapan", ""),
    (4, "Lokakarya pendalaman konsep", "waived", "8 Mar", "Persiapan", ""),
    (6, "Penyusunan proposal", "done", "15 Mar – 27 Apr", "Usulan dan penilaian", ""),
    (7, "Penilaian dan verifikasi lapangan", "done", "30 Apr – 29 Mei", "Usulan dan penilaian", ""),
    (8, "Penetapan calon pemenang", "done", "8 Jun", "Pengumuman dan sanggah", ""),
    (9, "Klarifikasi oleh masyarakat", "done", "8–15 Jun", "Pengumuman dan sanggah", ""),
    (13, "Pelatihan Badan Pengawas", "done", "18 Jul", "Pelaksanaan", ""),
    (14, "Pelaksanaan dana swadaya", "late", "23 Jul – 14 Sep", "Pelaksanaan", "28 dari 41 selesai"),
    (15, "Pelaksanaan dana APBD", "open", "17 Sep – 19 Okt", "Pelaksanaan", "9 selesai, 19 terbuka"),
    (16, "Pelaksanaan dana APBN", "waiting", "22 Okt – 30 Nov", "Pelaksanaan", ""),
    (17, "Laporan PAKEM (LPJ)", "waiting", "3–21 Des", "Pertanggungjawaban", ""),
    (18, "Audit akuntan publik", "waiting", "7 Jan – 1 Feb 2008", "Pertanggungjawaban", ""),
    (19, "Serah terima dan pemeliharaan", "waiting", "4–22 Feb 2008", "Pertanggungjawaban", ""),
]
WORKS = [
    ("Weleri", "Sambongsari", "Paving jalan lingkungan RT 03–05 RW 02", "KDL07-012", 16, 0, 53),
    ("Weleri", "Sambongsari", "Paving jalan lingkungan RW 05", "KDL07-015", 15, 0, 44),
    ("Weleri", "Penyangkringan", "MCK umum RW 02", "KDL07-021", 15, 0, 31),
    ("Weleri", "Nawangsari", "Talud saluran RW 03", "KDL07-024", 16, 0, 66),
    ("Rowosari", "Gempolsewu", "Perbaikan 14 rumah tidak layak huni", "KDL07-031", 14, 18, 12),
    ("Rowosari", "Gempolsewu", "Drainase lingkungan RW 01", "KDL07-033", 15, 0, 34),
    ("Rowosari", "Tambaksari", "Gorong-gorong RW 02", "KDL07-035", 13, 76, 0),
    ("Rowosari", "Tanjungsari", "MCK umum RW 04", "KDL07-037", 14, 0, 20),
]


class ExampleForm(Form):
    """One field of every kind."""

    work = forms.CharField(label=_("Nama pekerjaan"), help_text=_("Seperti yang akan dibaca warga di papan desa."))
    amount = RupiahField(label=_("Harga satuan"), help_text=_("Daftar harga Weleri: pekerja Rp 25.000 per HOK."))
    volume = QuantityField(label=_("Jumlah kayu yang diserahkan"), help_text=_("Dalam m³, seperti tertulis di nota."))
    day = DayField(label=_("Tanggal nota"))
    share = PercentField(label=_("Kemajuan fisik"), required=False)
    kind = forms.ChoiceField(label=_("Bentuk swadaya"), choices=[("kerja", _("Kerja")), ("bahan", _("Bahan")), ("uang", _("Uang"))], widget=forms.RadioSelect)
    village = forms.ChoiceField(label=_("Desa"), choices=[("", "–"), ("1", "Sambongsari"), ("2", "Gempolsewu")], required=False)
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo = PhotoField(label=_("Foto bongkar"), required=False)
    agreed = forms.BooleanField(label=_("Sudah dibacakan dalam rembug warga"))


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything the style guide shows."""
    wrong = {"work": "", "amount": "1.250.000,50", "volume": "1,5", "day": "31/09/2007", "kind": "uang", "share": "74,5"}
    return {
        "today": TODAY,
        "swatches": SWATCHES,
        "opens": date(2007, 9, 29),
        "closes": date(2007, 10, 5),
        "numbers": {"money": 1_250_000, "large": 33_300_000_000, "share": 74.5, "volume": "1.500", "name": "Siti Mulyani", "none": None},
        "photos": [{"percent": 0, "due": "", "day": date(2007, 7, 23)}, {"percent": 50, "due": "mulai 20 Oktober"}, {"percent": 100, "due": "setelah selesai"}],
        "events": _events(),
        "hash": HASH,
        "segments": SEGMENTS,
        "four": [{"order": order, "label": label, "amount": amount} for order, label, amount in ((1, "Swadaya", 40), (2, "APBD", 25), (3, "APBN", 20), (4, "CSR", 10), (5, "Zakat", 5))],
        "stages": [_stage(*stage) for stage in STAGES],
        "columns": _columns(),
        "rows": [_row(*work) for work in WORKS],
        "looms": [_woven(index, *work) for index, work in enumerate(WORKS * 4)],
        "plan": [(date(2007, month, 1), share) for month, share in ((7, 0), (8, 12), (9, 35), (10, 62), (11, 88), (12, 100))],
        "actual": [(date(2007, 7, 1), 0), (date(2007, 8, 1), 8), (date(2007, 9, 1), 24), (TODAY, 41)],
        "bars": _bars(),
        "months": [{"label": label, "parts": parts, "figure": f"{parts[0] * 100 // (parts[0] + parts[1])} %"} for label, parts in (("Jan", (18, 34, 6)), ("Feb", (41, 52, 0)), ("Mar", (77, 60, 12)))],
        "legend": ("Perempuan", "Laki-laki", "Tidak dirinci"),
        "chips": _chips(),
        "tabs": [{"label": "Ringkas", "url": "#", "current": True}, {"label": "RAB", "url": "#"}, {"label": "Swadaya", "url": "#", "count": 9}, {"label": "Rapat", "url": "#"}],
        "conditions": _conditions(),
        "tasks": _tasks(),
        "form": ExampleForm(),
        "wrong": ExampleForm(wrong, {"photo": SimpleUploadedFile("foto.jpg", b"")}),
        "page": pages.paged(request, range(1240), 50),
        "crumbs": [("Jawa Tengah", "#"), ("Kabupaten Kendal", "#"), ("Komponen", "")],
        "demo_notice": True,
        "as_of": TODAY,
    }


def _stage(no: int, title: str, state: str, dates: str, group: str, counts: str) -> dict[str, Any]:
    purse = no - 13 if no in (14, 15, 16) else 0
    return {"no": no, "title": title, "state": state, "dates": dates, "group": group, "counts": counts, "late": 11 if state == "late" else 0, "purse": purse, "url": "#"}


def _columns() -> list[dict[str, Any]]:
    bands = (1, 2, 4, 5, 8, 9, 10, 11, 20, 21, 22, 23)
    titles = {stage[0]: stage[1] for stage in STAGES}
    return [{"no": no, "title": titles.get(no, ""), "purse": no - 13 if no in (14, 15, 16) else 0, "band": no in bands} for no in range(1, 24)]


def _row(district: str, village: str, title: str, code: str, at: int, days: int, percent: int) -> dict[str, Any]:
    def cell(no: int) -> dict[str, Any]:
        if no < at:
            return {"state": "waived" if (no, code) == (13, "KDL07-024") else "done"}
        if no > at:
            return {"state": "waiting"}
        return {"state": "late" if days else "open", "days": days or None, "url": "#mengapa", "selected": code == "KDL07-031"}

    cells = [cell(no) for no in range(1, 24)]
    return {"district": f"Kecamatan {district}", "village": village, "title": title, "code": code, "url": "#", "cells": cells, "note": f"fisik {percent} %"}


def _woven(index: int, _district: str, _village: str, title: str, _code: str, _at: int, _days: int, percent: int) -> dict[str, Any]:
    base = 20_000_000 + index * 7 % 5 * 9_000_000
    return {"title": title, "url": "#", "percent": (percent + index * 13) % 90, "purses": [(1, base), (2, base // 2), (3, base * 3 // 2)]}


def _bars() -> list[dict[str, Any]]:
    return [
        {"label": "Pencairan", "value": 72.2, "target": 85, "note": "batas waktu 31 Agustus"},
        {"label": "Pemanfaatan", "value": 45.3, "target": 60, "note": "dibelanjakan dan ada buktinya"},
        {"label": "Fisik", "value": 47.1, "target": 60, "quiet": True, "note": "tertimbang pagu"},
    ]


def _chips() -> list[dict[str, Any]]:
    return [
        {"label": "Semua", "url": "#", "count": 41, "current": True},
        {"label": "Terlambat", "url": "#", "count": 13, "state": "late"},
        {"label": "Di dana swadaya", "url": "#", "count": 11, "purse": 1},
        {"label": "Di dana APBD", "url": "#", "count": 19, "purse": 2},
    ]


def _conditions() -> list[dict[str, Any]]:
    ladder = {"order": 1, "pledged": 24_650_000, "delivered": 14_400_000, "verified": 9_450_000, "target": 17_255_000}
    return [
        {"met": True, "text": "Foto 0 % dari 14 rumah", "how": "Terpenuhi 25 Juli 2007"},
        {"met": False, "text": "Swadaya terverifikasi belum 70 %", "how": "Baru 38,3 %. Kurang Rp 7.805.000; Rp 4.950.000 menunggu pemeriksaan Pokja.", "proof": ladder},
        {"met": False, "text": "Belum ada kunjungan Pokja", "how": "Perlu 1 kunjungan setelah 23 Juli. Petugas: Anda.", "url": "#", "action": "Jadwalkan kunjungan"},
    ]


def _tasks() -> list[dict[str, Any]]:
    return [
        {"state": "late", "title": "Unggah 3 nota konsumsi gotong royong", "place": "Buku swadaya · KDL07-012, Sambongsari", "why": "Rp 600.000 belum bisa dihitung tanpa nota.", "due": date(2007, 9, 28), "url": "#", "action": "Unggah nota"},
        {"state": "open", "title": "Catat hari kerja 24–30 September", "place": "Daftar kerja harian · KDL07-012", "why": "Mandor melaporkan 28 HOK, belum ada nama.", "due": date(2007, 10, 4), "url": "#", "action": "Isi daftar"},
        {"state": "waiting", "title": "Ambil foto 75 % dari titik yang sama", "place": "KDL07-012", "why": "Terbuka setelah fisik mencapai 75 %.", "due": date(2007, 10, 22), "url": "#", "action": "Lihat"},
    ]


def _events() -> list[dict[str, Any]]:
    return [
        {"day": date(2007, 9, 29), "text": "1 nota alat diperiksa, Rp 500.000 terverifikasi", "by": "Endang Purwanti, Pokja PAKET", "url": "#"},
        {"day": date(2007, 9, 21), "text": "Langkah 15 selesai: dana APBD terpakai seluruhnya", "by": "Dihitung otomatis"},
    ]
