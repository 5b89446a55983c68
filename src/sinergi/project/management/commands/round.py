"""``sinergi round show CODE [--on DATE] [--json]``: the board in the terminal, the same data as page and API."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from sinergi.programmes import queries, snapshot
from sinergi.programmes.models import Undertaking
from sinergi.project import clock

MARKS = {"waiting": "·", "open": "○", "late": "▲", "done": "✓", "waived": "∕", "out": "–"}


class Command(BaseCommand):
    help = "Show the board of a round."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        show = verbs.add_parser("show")
        show.add_argument("code")
        show.add_argument("--on", type=date.fromisoformat, default=None, help="YYYY-MM-DD, today when left out")
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
        cycle = Undertaking.objects.select_related("region").filter(code=code, scope="cycle", voided_on=None).first()
        if cycle is None:
            raise CommandError(f"Tidak ada tahap dengan kode {code}. Lihat: sinergi round list")
        today = clock.today()
        day = min(on or today, today)
        snapshot.ensure(cycle.pk, today)
        data = queries.board_json(cycle, day, past=day < today)
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) if as_json else _drawn(data))


def _drawn(data: dict[str, Any]) -> str:
    """One block per undertaking, one line per stage."""
    titles = {stage["code"]: f"{stage['no']:>3} {stage['title'][translation.get_language() or 'id'] or stage['title']['id']}" for stage in data["stages"]}
    lines = [f"{data['round']} {data['title']}, {data['on']}"]
    for one in data["undertakings"]:
        lines += ["", f"{one['code']}  {one['title']}"]
        for cell in one["cells"]:
            look = "late" if cell["state"] == "open" and cell["days_late"] else cell["state"]
            days = f"{cell['opened_on'] or '':10} {cell['due_on'] or '':10} {cell['done_on'] or '':10}"
            late = f" +{cell['days_late']}" if cell["days_late"] else ""
            lines.append(f"  {MARKS[look]} {titles[cell['stage']][:58]:58} {days}{late}{'  ' + ' '.join(cell['why']) if cell['why'] else ''}")
    return "\n".join(lines)
