"""The guides of the help pages: who reads which; the texts lie in ``templates/reports/guides`` in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Guide:
    """One guide: for whom, and what it helps to do."""

    code: str
    title: Any
    about: Any

    def template(self, language: str) -> str:
        """The text in the reader's language."""
        return f"reports/guides/{'en' if language.startswith('en') else 'id'}/{self.code}.html"


GUIDES = (
    Guide("warga", _("Warga"), _("Melihat siapa mendapat apa, berkeberatan, bertanya, memeriksa pengumuman. Tanpa akun.")),
    Guide("bkm-pakem", _("BKM dan PAKEM"), _("Membentuk panitia, menulis usulan dan RAB, mencatat swadaya dan belanja, menyusun LPJ.")),
    Guide("faskel", _("Fasilitator kelurahan (Faskel)"), _("Mendampingi rembug, mencatat rapat, memeriksa swadaya.")),
    Guide("pokja", _("Pokja"), _("Menjalankan tahap: desa, penilaian, peringkat, pengumuman, keberatan, pemantauan, laporan.")),
    Guide("pemerintah", _("Pemerintah di tiap tingkat"), _("Siapa mengerjakan apa dari pusat sampai kelurahan, dari lokakarya orientasi sampai pekerjaan pertama.")),
    Guide("satker", _("Satker dan PPK"), _("Mencairkan dana ketika syaratnya terpenuhi, dan melihat yang belum.")),
    Guide("auditor", _("Akuntan publik dan auditor"), _("Mengikuti setiap rupiah sampai buktinya, menyampaikan opini dan temuan.")),
    Guide("admin", _("Admin kantor"), _("Membuka kantor, mengundang orang, memberi peran, menjaga cadangan data.")),
)
