"""The sentences for each reason code of follow-ups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

PHRASES: Mapping[str, Any] = {
    # conditions
    "followups.unsettled": _("%(open)s tindak lanjut belum selesai."),
    "followups.unsettled_meeting": _("%(open)s tindak lanjut rapat (RKTL) belum selesai."),
    "followups.unsettled_audit": _("%(open)s temuan audit belum selesai."),
    "followups.unsettled_visit": _("%(open)s temuan kunjungan belum selesai."),
    "followups.unsettled_complaint": _("%(open)s tindak lanjut pengaduan belum selesai."),
    "followups.unsettled_delay": _("%(open)s tindak lanjut keterlambatan belum selesai."),
    "followups.unsettled_other": _("%(open)s tindak lanjut lain belum selesai."),
    "followups.share_short": _("Baru %(done)s dari %(total)s tindak lanjut selesai (%(percent)s %%); perlu %(share)s %%."),
    # refusals
    "followups.what_missing": _("Tulis apa yang akan dikerjakan."),
    "followups.who_missing": _("Tulis siapa penanggung jawabnya."),
    "followups.due_before": _("Tenggat tidak boleh sebelum hari tindak lanjut ini disepakati."),
    "followups.due_too_far": _("Tenggat ini lebih dari lima tahun lagi; periksa tahunnya."),
    "followups.before_opened": _("Laporan tidak boleh bertanggal sebelum tindak lanjut ini disepakati."),
    "followups.starts_after_due": _("Hari mulai tidak boleh sesudah tenggatnya."),
    "followups.unknown_origin": _("Pilih asalnya: keterlambatan, temuan kunjungan, pengaduan atau lainnya."),
    "followups.done_unshown": _("Tulis apa hasilnya atau unggah buktinya, supaya orang lain dapat memeriksa."),
    "followups.reason_missing": _("Tulis alasan pembatalannya."),
    "followups.already_settled": _("Tindak lanjut ini sudah ditutup. Bila keadaannya berubah, tarik dulu laporan terakhirnya di halaman tindak lanjut itu."),
    "followups.withdrawn": _("Tindak lanjut ini sudah dicabut, jadi tidak perlu dilaporkan lagi."),
    "followups.not_yours_to_cancel": _("Temuan hanya dapat dibatalkan oleh yang menemukannya. Laporkan sebagai selesai beserta buktinya, atau mintalah penemunya mencabut."),
    "followups.not_here": _("Tindak lanjut ini tidak ada pada pekerjaan ini."),
    "followups.not_signed_in": _("Masuklah dahulu untuk melaporkan tindak lanjut."),
    "followups.nothing_to_agree": _("Tidak ada laporan yang menunggu persetujuan Anda di sini."),
    "followups.agreed_before_report": _("Persetujuan tidak boleh bertanggal sebelum laporannya, %(reported_on)s."),
    "followups.no_needs_reason": _("Tulis apa yang masih kurang."),
    "followups.not_yours_to_agree": _("Anda penanggung jawabnya, jadi orang lain yang menyatakan selesai. Bukti berupa berkas juga cukup."),
    "followups.agreed_by_another": _("Anda yang melaporkannya selesai, jadi orang lain yang menyetujuinya. Bukti berupa berkas juga cukup."),
    "followups.asker_agrees": _("Yang memintanya, %(asker)s, yang menyatakan selesai. Bukti berupa berkas juga cukup."),
    "followups.unknown_status": _("Pilih keadaan: berjalan, selesai atau dibatalkan."),
    "followups.named_already": _("Penanggung jawab baris ini sudah orang yang dikenal; bila keliru, cabut barisnya lalu buat yang baru."),
    "followups.opener_names": _("Yang membuat baris ini, atau pengawal RKTL tahap ini, yang menunjuk penanggung jawabnya."),
    "followups.unknown_name": _("Pilih orang atau lembaga dari daftar: hanya yang dikenal di sini dapat diingatkan."),
    "followups.waits_for_yes": _("Baris ini sudah dilaporkan selesai dan menunggu persetujuan."),
    # notices
    "notice.followups_due": _("Pengingat hari ini untuk tindak lanjut (RKTL) Anda: %(late)s lewat tenggat, %(soon)s segera jatuh tempo. Yang terdekat: %(first)s (%(day)s)."),
    "notice.followups_watch": _("Pengingat hari ini untuk tindak lanjut (RKTL) yang Anda kawal: %(late)s lewat tenggat, %(soon)s segera jatuh tempo. Yang paling lama: %(first)s (%(day)s)."),
    "notice.followups_laid": _("Tindak lanjut baru untuk Anda: %(what)s. Tenggat %(due_on)s."),
    "notice.followups_agreed": _("%(many)s tindak lanjut baru untuk Anda dari %(where)s. Yang terdekat: %(what)s, %(due_on)s."),
    "notice.followups_told": _("%(by)s melaporkan perkembangan tindak lanjut Anda: %(what)s"),
    "notice.followups_agree": _("Dilaporkan selesai dan menunggu persetujuan Anda: %(what)s"),
    "notice.followups_refused": _("Belum dianggap selesai: %(what)s. Yang masih kurang: %(note)s"),
}
