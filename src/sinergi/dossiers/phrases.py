"""The sentences for each reason code of papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

PHRASES: Mapping[str, Any] = {
    # conditions
    "dossiers.missing": _("Dokumen belum ada: %(documents)s."),
    "dossiers.unchecked": _("Dokumen belum diperiksa: %(documents)s."),
    "dossiers.wrong": _("Dokumen perlu diperbaiki: %(documents)s."),
    "dossiers.not_signed": _("%(chain)s: belum ditandatangani %(role)s (%(done)s dari %(of)s)."),
    "dossiers.refused": _("%(chain)s: ditolak %(by)s pada %(day)s (%(reason)s). Tanda tangan dimulai lagi dari %(role)s."),
    "notice.dossiers_returned": _("%(document)s untuk “%(where)s” dikembalikan: %(note)s. Perbaiki lalu unggah lagi."),
    # filing
    "dossiers.no_such_document": _("Dokumen “%(document)s” tidak ada di pedoman program ini. Buka lagi dari Pekerjaan saya."),
    "dossiers.no_file": _("Pilih berkas %(document)s dulu."),
    "dossiers.too_many_files": _("Paling banyak %(most)s berkas sekali unggah."),
    "dossiers.paper_day": _("Tanggal dokumen %(day)s tidak mungkin; periksa tahunnya."),
    "dossiers.note_too_long": _("Tulisan ini terlalu panjang; paling banyak %(most)s huruf."),
    "dossiers.opinion_missing": _("Pilih opini akuntan untuk %(document)s."),
    "dossiers.opinion_elsewhere": _("%(document)s bukan opini akuntan, jadi tidak memuat opini atau temuan."),
    "dossiers.too_many_findings": _("Paling banyak %(most)s temuan dalam satu dokumen."),
    "dossiers.finding_missing": _("Temuan nomor %(number)s belum ditulis."),
    "dossiers.finding_without_owner": _("Temuan nomor %(number)s belum ada penanggung jawabnya."),
    # checking
    "dossiers.nothing_filed": _("Belum ada dokumen untuk diperiksa."),
    "dossiers.newer_version": _("Sementara itu ada versi baru, diunggah %(day)s. Periksa yang itu."),
    "dossiers.own_document": _("Dokumen ini Anda sendiri yang mengunggah. Mintalah orang lain memeriksanya."),
    "dossiers.wrong_needs_note": _("Tulis apa yang keliru, supaya dapat diperbaiki."),
    "dossiers.check_before_filing": _("Dokumen ini baru ada pada %(day)s; pemeriksaan tidak dapat lebih dulu."),
    # signing
    "dossiers.no_such_chain": _("Rantai tanda tangan “%(chain)s” tidak ada di pedoman program ini."),
    "dossiers.chain_complete": _("%(chain)s sudah lengkap ditandatangani."),
    "dossiers.not_your_turn": _("Belum giliran Anda: %(chain)s menunggu tanda tangan %(role)s."),
    "dossiers.signed_by_all": _("%(chain)s sudah lengkap ditandatangani %(day)s di atas berkas yang ada. Untuk menggantinya, penanda tangan terakhir membatalkan tanda tangannya lebih dulu."),
    "dossiers.sign_wrong": _("%(document)s sedang keliru: %(note)s. Tanda tangan menunggu versi yang baru."),
    "dossiers.refusal_needs_reason": _("Tulis alasan penolakan, supaya dapat diperbaiki."),
    "dossiers.before_previous": _("Tanda tangan sebelumnya bertanggal %(day)s; yang berikut tidak dapat lebih dulu."),
}
