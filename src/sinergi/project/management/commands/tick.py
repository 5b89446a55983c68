"""``sinergi tick``: what a day's passing changes; run it every few minutes from cron, or let ``serve`` do it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from sinergi.followups import actions as followups
from sinergi.meetings import actions as meetings
from sinergi.notices import jobs
from sinergi.programmes import actions
from sinergi.project import clock


class Command(BaseCommand):
    help = "Renew boards whose day has passed, remind, remove addresses that are no longer needed, and take up jobs that a killed worker left behind."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        renewed = actions.tick(clock.today())
        told = 0 if settings.DEMO else actions.remind(clock.today())
        chased = 0 if settings.DEMO else followups.remind(clock.today())
        forgotten = 0 if settings.DEMO else meetings.forget_addresses(clock.today())
        reaped = jobs.reap(timezone.now())
        if options["verbosity"] > 1:
            self.stdout.write(f"{renewed} tahap diperbarui, {told} orang diingatkan tugasnya, {chased} orang diingatkan tindak lanjutnya, alamat tamu {forgotten} rapat dihapus, {reaped} pekerjaan latar diambil kembali.")
