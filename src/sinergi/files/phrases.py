"""The sentences of this context's refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "files.empty": _("Berkas ini kosong. Pilih berkas lain."),
    "files.too_big": _("Berkas ini %(size)s MB; paling besar %(limit)s MB. Kecilkan, lalu unggah lagi."),
    "files.wrong_kind": _("Isi berkas ini bukan jenis yang bisa diterima di sini. Yang bisa: %(kinds)s."),
    "files.macros": _("Berkas ini berisi makro. Simpan tanpa makro (.docx atau .xlsx), lalu unggah lagi."),
    "files.bomb": _("Isi berkas ini terlalu besar bila dibuka. Kecilkan, lalu unggah lagi."),
    "files.broken_picture": _("Gambar ini rusak atau tidak lengkap. Coba unggah lagi, atau ambil foto baru."),
    "files.too_many_pixels": _("Gambar ini terlalu besar (%(megapixels)s juta titik); paling besar %(limit)s juta titik. Kecilkan, lalu unggah lagi."),
}
