"""``sinergi demo``: the Kendal example, loaded once, then served; ``--load-only`` for tests and pictures."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from sinergi.project.demo.loading import is_loaded, load
from sinergi.project.management.commands.serve import prepare


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
            self.stdout.write("Memuat contoh Kendal lewat tindakan yang sama dengan halaman; sekali saja, satu dua menit ...")
            self.stdout.flush()
            load(lambda said: self.stdout.write(f"  {said}"))
        if not options["load_only"]:
            self.stdout.write(f"Masuk sekali klik: http://127.0.0.1:{port}/contoh/masuk/")
            call_command("serve", port=port)
