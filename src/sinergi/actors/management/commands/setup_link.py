"""Prints the address of the first-run page while nobody runs this installation yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from sinergi.actors import actions


class Command(BaseCommand):
    """``sinergi setup_link --site http://127.0.0.1:8000``; the server prints the same when it starts."""

    help = "Print the one-time address where the first admin is made."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address under which the server is reached."""
        parser.add_argument("--site", default="http://127.0.0.1:8000")

    def handle(self, *args: Any, site: str = "", **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        """Make the key and print the whole address."""
        key = actions.make_setup_key()
        if not key:
            self.stdout.write("Sinergi di sini sudah punya admin.")
            return
        self.stdout.write(f"Buka sekali untuk membuat admin pertama: {site.rstrip('/')}{reverse('actors:set_up', args=[key])}")
