"""The sentences of this context's refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "regions.unknown": _("Tidak ada wilayah dengan kode %(wanted)s. Periksa kodenya, atau cari menurut nama."),
    "regions.not_there": _("Satuan ini tidak bisa ditempatkan di sana: dusun berada di desa, RW di desa atau dusun, RT di desa, dusun atau RW."),
    "regions.number": _("Nomor harus antara 1 dan %(most)s."),
    "regions.taken": _("%(name)s sudah ada di %(parent)s."),
    "regions.nameless": _("Dusun perlu diberi nama."),
    "regions.long_name": _("Nama paling panjang %(most)s huruf."),
    "regions.may_not_add": _("Anda belum bisa menambah RW, RT atau dusun di %(parent)s. Mintalah kepada pengelola kantor atau petugas desa ini."),
}
