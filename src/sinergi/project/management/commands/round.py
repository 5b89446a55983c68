"""``sinergi round show CODE [--on DATE] [--json]``: the board in the terminal, the same data as page and API."""

from __future__ import annotations

import json
import textwrap
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext

from sinergi.programmes import queries, rules, sentences, snapshot
from sinergi.programmes.models import Undertaking
from sinergi.project import clock
from sinergi.ui.shapes import WORDS

MARKS = {"waiting": "·", "open": "○", "late": "▲", "done": "✓", "waived": "∕", "out": "–"}
WIDE = 58           # signs of a title on one line


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} bukan tanggal; tulis seperti 2007-06-01. / not a day; write it like 2007-06-01.") from None


class Command(BaseCommand):
    help = "Show the board of a round."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        show = verbs.add_parser("show")
        show.add_argument("code")
        show.add_argument("--on", type=_day, default=None, help="YYYY-MM-DD, today when left out")
        show.add_argument("--json", action="store_true")
        show.add_argument("--language", choices=["id", "en"], default="id")
        verbs.add_parser("list")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        if verb == "list":
            for one in Undertaking.objects.cycles().filter(voided_on=None).select_related("region"):
                self.stdout.write(f"{one.code:14} {one.year}  {one.region.name}: {one.title}")
            return
        with translation.override(options["language"]):
            self._show(options["code"], options["on"], as_json=options["json"])

    def _show(self, code: str, on: date | None, *, as_json: bool) -> None:
        cycle = Undertaking.objects.select_related("region").filter(code=code.strip().upper(), scope="cycle", voided_on=None).first()
        if cycle is None:
            raise CommandError(f"Tidak ada tahap dengan kode {code}. Lihat: sinergi round list")
        today = clock.today()
        day = on or today
        possible = rules.day_has_come(day, today=today)
        if not possible:
            raise CommandError(sentences.of(possible))
        snapshot.ensure(cycle.pk, today)
        data = queries.board_json(cycle, day)
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) if as_json else _drawn(data))


def _drawn(data: dict[str, Any]) -> str:
    """One block per undertaking: a line per stage with its days, and below it why it is not done."""
    language = translation.get_language() or "id"
    titles = {stage["code"]: stage["title"][language] or stage["title"]["id"] for stage in data["stages"]}
    lines = [f"{data['round']} {data['title']}, {data['on']}", "  ".join(f"{mark} {WORDS[look]}" for look, mark in MARKS.items()),
             f"{'':{WIDE + 9}}{gettext('Terbuka'):11}{gettext('Rencana'):11}{gettext('Selesai')}"]
    for one in data["undertakings"]:
        lines += ["", f"{one['code']}  {one['title']}"]
        for cell in one["cells"]:
            lines += _cell(cell, titles[cell["stage"]])
    return "\n".join(lines)


def _cell(cell: dict[str, Any], title: str) -> Iterator[str]:
    """The title whole, on as many lines as it needs."""
    look = "late" if cell["state"] == "open" and cell["days_late"] else cell["state"]
    days = f"{cell['opened_on'] or '':11}{cell['due_on'] or '':11}{cell['done_on'] or '':11}"
    marks = [f"+{cell['days_late']}" if cell["days_late"] else "", gettext("terkunci") if cell["locked"] else "", gettext("terbuka kembali") if cell["reopened"] else ""]
    first, *rest = textwrap.wrap(title, WIDE)
    yield f"  {MARKS[look]} {cell['no']:>3} {first:{WIDE}} {days}{' '.join(mark for mark in marks if mark)}".rstrip()
    yield from (f"{'':8}{line}" for line in rest)
    yield from (f"{'':10}{reason}" for reason in cell["why"])
