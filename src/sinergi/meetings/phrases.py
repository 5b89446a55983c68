"""The sentences for each reason code of meetings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

PHRASES: Mapping[str, Any] = {
    # conditions
    "meetings.none_yet": _("%(kind)s belum dicatat."),
    "meetings.too_few": _("%(kind)s baru %(done)s dari %(times)s kali."),
    "meetings.lacking": _("%(kind)s baru %(done)s dari %(times)s kali; %(lacks)s."),
    "meetings.unsigned": _("notulen bertanda tangan belum diunggah"),
    "meetings.few_participants": _("peserta %(have)s dari %(need)s"),
    "meetings.few_women": _("perempuan %(have)s %% (%(women)s dari %(known)s), perlu %(need)s %%"),
    "meetings.women_unknown": _("jumlah perempuan dan laki-laki belum dicatat, perlu %(need)s %% perempuan"),
    "meetings.women_unsplit": _("perempuan %(women)s dari %(participants)s peserta (%(unsplit)s tidak dirinci), perlu %(need)s %%"),
    "meetings.few_disability": _("penyandang disabilitas %(have)s dari %(need)s"),
    "meetings.groups_missing": _("belum ada peserta dari %(groups)s"),
    "meetings.result_missing": _("hasilnya belum dicatat"),
    "meetings.other_result": _("hasilnya belum seperti yang diperlukan"),
    # refusals
    "meetings.title_missing": _("Beri rapat ini judul."),
    "meetings.ends_before": _("Rapat tidak mungkin selesai sebelum mulai; periksa hari dan jamnya."),
    "meetings.not_yet_held": _("Rapat ini baru berlangsung %(day)s. Catat setelah rapat selesai."),
    "meetings.too_old": _("Tanggal ini sebelum program mulai (%(earliest)s); periksa tahunnya."),
    "meetings.too_long": _("Satu rapat paling lama %(days)s hari; catat yang lebih panjang sebagai beberapa rapat."),
    "meetings.agenda_untitled": _("Setiap acara perlu judul."),
    "meetings.agenda_minutes": _('Lama acara "%(title)s" perlu antara 1 menit dan satu hari.'),
    "meetings.count_negative": _("Jumlah orang tidak boleh kurang dari nol (%(group)s)."),
    "meetings.count_huge": _("Jumlah untuk %(group)s lebih dari %(most)s orang; periksa angkanya."),
    "meetings.part_above_whole": _("Warga miskin atau penyandang disabilitas di %(group)s lebih banyak daripada %(total)s orang yang hadir."),
    "meetings.name_missing": _("Setiap baris daftar hadir perlu nama."),
    "meetings.nobody": _("Catat siapa yang hadir: jumlah per kelompok, atau nama."),
    "meetings.due_before_meeting": _('Tenggat "%(what)s" (%(due_on)s) sebelum hari rapat.'),
    "meetings.unknown_mode": _("Pilih cara rapat: tatap muka, daring, atau gabungan."),
    "meetings.already_saved": _("Isian ini sudah tersimpan. Buka daftar rapat untuk melihatnya; tidak perlu dikirim lagi."),
    "meetings.same_meeting": _("Rapat dengan jenis, judul dan waktu mulai yang sama sudah dicatat sebagai rapat nomor %(number)s. Perbaiki yang itu bila ada yang kurang."),
    "meetings.other_round": _("%(which)s tidak termasuk putaran atau lingkup yang sama, jadi rapat ini tidak dapat dihitung untuknya."),
    "meetings.not_for": _("Rapat ini belum dapat dihitung untuk %(which)s: %(why)s"),
    "meetings.not_here": _("Rapat ini tidak ada pada pekerjaan ini."),
    "meetings.already_signed": _("Notulen bertanda tangan rapat ini sudah ada."),
    "meetings.signed_before": _("Notulen tidak mungkin ditandatangani sebelum rapat."),
    "meetings.signed_ahead": _("Hari penandatanganan (%(day)s) belum tiba."),
    "meetings.unknown_result": _("Pilih hasil rapat: diterima, belum diterima, atau kosongkan."),
    "meetings.withdrawn": _("Rapat ini sudah dicabut atau diganti versi baru."),
    "meetings.newer_version": _("Orang lain sudah memperbaiki rapat ini (sekarang versi %(version)s). Lihat versi itu dulu, lalu perbaiki lagi bila perlu."),
    "meetings.reason_missing": _("Tulis apa yang diperbaiki dan mengapa."),
}
