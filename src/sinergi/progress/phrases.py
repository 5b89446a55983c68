"""The sentences of physical work: why an act is refused, why a condition does not hold yet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "progress.not_reached": _("Fisik %(actual)s %%, perlu %(percent)s %%."),
    "progress.never_reported": _("Kemajuan fisik belum pernah dilaporkan, perlu %(percent)s %%."),
    "progress.not_reported": _("Laporan kemajuan belum ada."),
    "progress.not_visited": _("Kunjungan %(purpose)s baru %(done)s dari %(times)s."),
    "progress.not_photographed": _("Foto belum ada: %(missing)s."),
    "progress.wages_not_paid": _("Upah belum dibayar."),
    "progress.not_handed_over": _("Serah terima (BAST) belum ada."),
    "progress.not_checked": _("Pemeriksaan fungsi tahun %(year)s belum ada."),
    "progress.percent": _("Persen antara 0 dan 100."),
    "progress.percent_places": _("Persen paling banyak dua angka di belakang koma."),
    "progress.lower_needs_note": _("Laporan %(day)s sudah %(percent)s %%. Tulis di catatan mengapa sekarang lebih rendah."),
    "progress.empty_visit": _("Tulis hasil kunjungan, temuan, atau lampirkan foto."),
    "progress.not_a_picture": _("Berkas ini bukan foto. Pilih foto JPG, PNG, atau WebP."),
    "progress.half_a_place": _("Tulis lintang dan bujur keduanya, atau kosongkan keduanya."),
    "progress.foreign_place": _("Titik ini di luar Indonesia; periksa lintang dan bujurnya."),
    "progress.period": _("Masa kerja berakhir sesudah mulai, dan paling lama tiga bulan."),
    "progress.nobody_worked": _("Tulis berapa perempuan dan laki-laki yang bekerja."),
    "progress.no_days": _("Tulis jumlah HOK di atas nol, paling banyak dua angka di belakang koma."),
    "progress.too_many_days": _("Jumlah HOK melebihi satu per orang per hari: paling banyak %(most)s."),
    "progress.no_wages": _("Tulis jumlah upah di atas nol."),
    "progress.paid_before_work": _("Tanggal bayar sebelum masa kerja dimulai; periksa tanggalnya."),
    "progress.no_paper": _("Lampirkan berkasnya, atau tulis alasan mengapa belum ada."),
    "progress.bast_incomplete": _("BAST menyebut nomor, yang menyerahkan, yang menerima, dan kelompok pemelihara."),
    "progress.handed_over_already": _("Pekerjaan ini sudah diserahterimakan."),
    "progress.unknown_verdict": _("Pilih berfungsi, sebagian, atau tidak."),
    "progress.broken_needs_note": _("Tulis apa yang tidak berfungsi."),
    "progress.recorded_already": _("Isian ini sudah tercatat. Periksa daftarnya sebelum mengirim lagi."),
}
