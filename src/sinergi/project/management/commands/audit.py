"""``sinergi audit verify``: recompute every hash chain and say which row was altered, deleted or inserted."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinergi.audit import queries


class Command(BaseCommand):
    help = "Verify the hash chains of the trail and the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_subparsers(dest="verb", required=True).add_parser("verify")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        breaks = queries.verify()
        for each in breaks:
            self.stderr.write(str(each))
        if breaks:
            raise CommandError(f"{len(breaks)} kerusakan ditemukan.", returncode=1)
        self.stdout.write("Utuh: setiap baris jejak dan buku besar cocok dengan rantainya.")
