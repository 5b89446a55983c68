"""``sinergi demo``: the Kendal example, loaded once, then served; ``--load-only`` for tests and pictures."""

from __future__ import annotations

from argparse import ArgumentParser
from threading import Event, Thread
from time import monotonic
from typing import Any, Self

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from sinergi.project.demo.loading import is_loaded, load
from sinergi.project.management.commands.serve import prepare

MINUTES = "2 sampai 5"     # on two cores: our own measure
EVERY = 5           # seconds between two signs of life


class Telling:
    """How far a long work is: a dot every few seconds, and after each part how long it took and how long all did so far."""

    def __init__(self, out: Any, every: float = EVERY) -> None:
        self.out, self.every = out, every
        self._over = Event()
        self._begun = self._last = monotonic()
        self._dots = Thread(target=self._dot, daemon=True)

    def __enter__(self) -> Self:
        self._dots.start()
        return self

    def __exit__(self, *failed: object) -> None:
        self._over.set()
        self._dots.join()

    def done(self, said: str) -> None:
        """One part is finished."""
        now = monotonic()
        self.out.write(f"  {said} ({now - self._last:.0f} detik; {_clock(now - self._begun)})")
        self.out.flush()
        self._last = now

    def _dot(self) -> None:
        while not self._over.wait(self.every):
            self.out.write(".", ending="")
            self.out.flush()


def _clock(seconds: float) -> str:
    """3.07: minutes and seconds, as Indonesians write them."""
    return f"{int(seconds) // 60}.{int(seconds) % 60:02}"


class Command(BaseCommand):
    help = "Load the Kendal example and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--load-only", action="store_true")
        parser.add_argument("--port", type=int, default=settings.ENVIRONMENT.port)

    def handle(self, *args: Any, port: int, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if not settings.DEMO and not settings.TESTING:
            raise CommandError("Contoh hanya dimuat dalam mode demo (SINERGI_MODE=demo), tidak pernah di data kantor.")
        prepare(self.stdout)
        if is_loaded():
            self.stdout.write("Contoh Kendal sudah ada.")
        else:
            self.stdout.write(f"Memuat contoh Kendal lewat tindakan yang sama dengan halaman; sekali saja, kira-kira {MINUTES} menit. Satu titik: {EVERY} detik.")
            with Telling(self.stdout) as telling:
                load(telling.done)
        if not options["load_only"]:
            self.stdout.write(f"Masuk sekali klik: http://127.0.0.1:{port}/contoh/masuk/")
            call_command("serve", port=port)
