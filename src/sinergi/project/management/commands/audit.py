"""``sinergi audit verify``: walk every hash chain and say which row was altered, deleted or inserted."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.audit import chains, phrases, queries

SEAL = re.compile(r"([a-z]+):([0-9]{1,18}):([0-9a-f]{64})", re.IGNORECASE)


def _known(text: str) -> queries.Known:
    names = [each.name for each in chains.registered()]
    found = SEAL.fullmatch(text.strip())
    if found is None or found[1] not in names:
        raise ArgumentTypeError(f"{text!r}: CHAIN:NUMBER:SEAL, as this command printed it; chains: {', '.join(names)}")
    return queries.Known(found[1], int(found[2]), found[3].lower())


class Command(BaseCommand):
    help = "Verify the hash chains of the trail and the ledger. Ends with 0 when they are whole, with 1 when not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verify = parser.add_subparsers(dest="verb", required=True).add_parser("verify")
        verify.add_argument("--known", type=_known, action="append", default=[], metavar="CHAIN:NUMBER:SEAL", help="a seal kept outside the server; may be given several times")
        verify.add_argument("--language", choices=["id", "en"], default="id")

    def handle(self, *args: Any, known: Sequence[queries.Known], language: str, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        with translation.override(language):
            self._verify(known)

    def _verify(self, known: Sequence[queries.Known]) -> None:
        breaks = queries.verify(known)
        for each in breaks:
            self.stderr.write(phrases.sentence(each))
        if breaks:
            raise CommandError(ngettext("%(n)s kerusakan ditemukan.", "%(n)s kerusakan ditemukan.", len(breaks)) % {"n": len(breaks)}, returncode=1)
        self.stdout.write(_("Utuh: setiap baris jejak dan buku besar cocok dengan rantainya."))
        ends = queries.ends()
        if ends:
            self.stdout.write(_("Segel terbaru. Simpan di luar server; berikan kepada --known pada pemeriksaan berikutnya:"))
        for end in ends:
            self.stdout.write(str(end))
