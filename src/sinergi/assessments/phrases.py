"""The sentences for each reason code of judging."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

PHRASES: Mapping[str, Any] = {
    # conditions
    "assessments.too_few_sheets": _("%(form)s: %(done)s dari %(sheets)s lembar dikunci."),
    "assessments.too_few_pillars": _("%(form)s: penilainya baru dari %(done)s pilar, perlu %(pillars)s. Belum ada: %(missing)s."),
    "assessments.not_decided": _("%(form)s belum diputus."),
    "assessments.not_passed": _("%(form)s: putusan %(day)s berbunyi “%(verdict)s”."),
    "assessments.mend_until": _("%(form)s: putusan %(day)s berbunyi “%(verdict)s”, perbaikan ditunggu sampai %(until)s."),
    # messages
    "notice.assessments_not_passed": _("%(form)s, “%(where)s”: diputus “%(verdict)s”. %(reasons)s"),
    # who may judge
    "assessments.own_village": _("Anda belum bisa menilai usulan ini. Anda warga %(village)s, dan usulan ini dari desa yang sama. Anggota lain dapat menilainya."),
    "assessments.own_organisation": _(
        "Anda belum bisa menilai usulan ini. Anda termasuk %(organisation)s, yang ikut di dalamnya. Anggota lain dapat menilainya."
    ),
    "assessments.needs_a_name": _("Lembar penilaian dan putusan memuat nama. Silakan masuk dulu."),
    "assessments.already_locked": _("Lembar Anda sudah dikunci pada %(day)s. Bila ada yang salah, batalkan dulu dengan alasan, lalu isi lagi."),
    "assessments.not_your_sheet": _("Lembar ini hanya dapat dibatalkan oleh penilainya, %(assessor)s."),
    "assessments.stale_draft": _("Draf ini sudah disimpan dari tab atau ponsel lain. Isian Anda masih ada di bawah; periksa, lalu simpan sekali lagi bila tetap benar."),
    # sheets
    "assessments.no_such_form": _("Formulir “%(form)s” tidak ada di pedoman program ini. Buka lagi dari Pekerjaan saya."),
    "assessments.unknown_criterion": _("Kriteria “%(criterion)s” tidak ada di %(form)s."),
    "assessments.missing_score": _("Nilai untuk “%(criterion)s” belum diisi."),
    "assessments.score_outside": _("Nilai “%(criterion)s” harus bilangan bulat %(lowest)s sampai %(highest)s; yang ditulis %(score)s."),
    "assessments.unknown_item": _("Butir “%(item)s” tidak ada di daftar periksa ini."),
    "assessments.missing_result": _("Hasil untuk “%(item)s” belum dipilih."),
    "assessments.result_needs_note": _("Tulis apa yang ditemukan pada “%(item)s”."),
    "assessments.conflict_needs_note": _("Tulis hubungan kepentingannya, misalnya “saudara ketua panitia”."),
    "assessments.text_too_long": _("Tulisan ini terlalu panjang; paling banyak %(most)s huruf."),
    # verdicts
    "assessments.unknown_verdict": _("Pilih salah satu putusan."),
    "assessments.reasons_missing": _("Tulis alasannya; putusan tanpa alasan tidak dapat dijelaskan kepada warga."),
    "assessments.deadline_missing": _("“%(verdict)s” perlu tanggal: sampai kapan perbaikan ditunggu?"),
    "assessments.deadline_past": _("Batas perbaikan %(day)s sudah lewat pada hari putusan."),
    "assessments.passes_with_failed": _("“%(verdict)s” belum bisa dipilih: %(items)s tidak memenuhi."),
    "assessments.evidence_missing": _("Unggah surat atau berita acara yang mendasari putusan ini."),
    "assessments.evidence_day_missing": _("Tulis tanggal suratnya."),
    "assessments.evidence_ahead": _("Tanggal surat %(day)s masih di depan; periksa tahunnya."),
    "assessments.half_a_place": _("Isi lintang dan bujur keduanya, atau kosongkan keduanya."),
    "assessments.place_outside": _("Koordinat ini di luar bumi; contoh yang benar: −6,921 dan 110,203."),
}
