"""``sinergi serve``: migrate, prepare, then serve pages and do the background work until stopped."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from sinergi.actors import actions as accounts
from sinergi.project import preparing
from sinergi.regions import actions as regions
from sinergi.regions.models import Region

TICK_EVERY = 300


class Command(BaseCommand):
    help = "Serve this office."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.ENVIRONMENT.port)
        parser.add_argument("--bind", default=settings.ENVIRONMENT.bind)
        parser.add_argument("--workers", type=int, default=settings.ENVIRONMENT.workers)

    def handle(self, *args: Any, port: int, bind: str, workers: int, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        os.environ["SINERGI_PORT"] = str(port)     # so that the processes that serve and work write addresses in messages that lead here
        prepare(self.stdout)
        self.stdout.write(f"Sinergi: http://{bind}:{port}/  (Ctrl+C untuk berhenti)")
        if not settings.DEMO and (key := accounts.make_setup_key()):
            self.stdout.write(f"Kantor ini belum punya admin. Buka sekali: http://{bind}:{port}/orang/mulai/{key}/")
        self.stdout.flush()
        worker = subprocess.Popen([sys.executable, "-m", "sinergi.project.cli", "db_worker", "--interval", "2"])
        threading.Thread(target=_ticking, daemon=True).start()
        connections.close_all()
        try:
            _serve(bind, port, workers)
        finally:
            worker.terminate()


def prepare(out: Any) -> None:
    """Everything a first start needs, and next to nothing at later ones."""
    preparing.translations()
    preparing.statics()
    preparing.tables()
    if not Region.objects.exists():
        out.write("Memuat semua wilayah Indonesia ...")
        out.flush()
        regions.load()


def start_clean() -> None:
    """Processes begin anew instead of as copies of this one: whoever set a PDF before (loading the example does) left a pool of threads
    that no copy has, and every PDF of the copy would wait for it for ever.
    """
    multiprocessing.set_start_method("spawn", force=True)


def _serve(bind: str, port: int, workers: int) -> None:
    start_clean()
    from granian import Granian
    from granian.constants import Interfaces

    Granian("sinergi.project.wsgi:application", address=bind, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=8,
            websockets=False, log_enabled=False).serve()


def _ticking() -> None:
    """Days pass while the server stands; a killed worker's jobs are taken up again."""
    while True:
        time.sleep(TICK_EVERY)
        try:
            call_command("tick", verbosity=0)
        finally:
            connections.close_all()
