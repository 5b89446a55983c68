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
    "followups.share_short": _("Baru %(done)s dari %(total)s tindak lanjut selesai (%(percent)s %%); perlu %(share)s %%."),
    # refusals
    "followups.what_missing": _("Tulis apa yang akan dikerjakan."),
    "followups.who_missing": _("Tulis siapa penanggung jawabnya."),
    "followups.due_before": _("Tenggat tidak boleh sebelum hari tindak lanjut ini disepakati."),
    "followups.due_too_far": _("Tenggat ini lebih dari lima tahun lagi; periksa tahunnya."),
    "followups.before_opened": _("Laporan tidak boleh bertanggal sebelum tindak lanjut ini disepakati."),
    "followups.done_unshown": _("Tulis apa hasilnya atau unggah buktinya, supaya orang lain dapat memeriksa."),
    "followups.reason_missing": _("Tulis alasan pembatalannya."),
    "followups.already_settled": _("Tindak lanjut ini sudah ditutup. Batalkan dulu laporan terakhir bila keadaannya berubah."),
    "followups.withdrawn": _("Tindak lanjut ini sudah dicabut, jadi tidak perlu dilaporkan lagi."),
    "followups.not_yours_to_cancel": _("Temuan hanya dapat dibatalkan oleh yang menemukannya. Laporkan sebagai selesai beserta buktinya, atau mintalah penemunya mencabut."),
    "followups.not_here": _("Tindak lanjut ini tidak ada pada pekerjaan ini."),
    "followups.unknown_status": _("Pilih keadaan: berjalan, selesai atau dibatalkan."),
}
