"""The sentences of this context's refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "printing.not_a_workbook": _("Berkas ini bukan lembar Excel yang bisa dibaca. Simpan sebagai .xlsx, lalu unggah lagi."),
    "printing.too_many_rows": _("Lembar ini terlalu panjang atau terlalu lebar; paling banyak %(rows)s baris dan %(columns)s kolom."),
}
