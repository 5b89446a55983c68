"""The moments of the example: each programme has its own day, because each stands in its own year, and the people who act in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sinergi.project.demo import bekasi, cast, cinunuk, loading


@dataclass(frozen=True)
class Scene:
    """A day worth seeing. ``domain``: the addresses of those who sign in for it; none when they stand under another scene."""

    title: Any
    told: Any
    day: date
    domain: str = ""


SCENES = (
    Scene(_("PAKET Kabupaten Kendal"), _("Masa sanggah calon pemenang sedang berjalan."), loading.TODAY, cast.DOMAIN),
    Scene(_("PAKET Kota Bekasi"), _("Sehari setelah Lokakarya III, yang sungguh diadakan: notulennya ditandatangani, tiga RKTL jatuh tempo hari ini dan besok."), bekasi.TODAY, bekasi.DOMAIN),
    Scene(_("PAKET Kota Bekasi, rapat berikutnya"), _("Hari rapat koordinasi yang dibuka dengan menagih ketiga RKTL itu: coba layar hari rapatnya."), bekasi.NEXT),
    Scene(_("PLP-BK Desa Cinunuk"), _("Rencana kerja disetujui, BLM Tahap 1 diajukan, satu RKTL terlambat."), cinunuk.TODAY, cinunuk.DOMAIN),
)


def scene_of(email: str) -> Scene | None:
    """Where a person of the example belongs."""
    return next((scene for scene in SCENES if scene.domain and email.endswith(scene.domain)), None)


def scene_on(day: str) -> Scene | None:
    """The scene of this day, written as 2012-09-01."""
    return next((scene for scene in SCENES if scene.day.isoformat() == day), None)
