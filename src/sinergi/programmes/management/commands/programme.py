"""``sinergi programme check FILE | draw FILE | list``: is this programme file sound, what does it look like, which are there?"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sinergi.engine import checking, drawing
from sinergi.engine.definition import Edition
from sinergi.engine.problems import sentence
from sinergi.programmes import editions


class Command(BaseCommand):
    help = "Check, draw and list programme files."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="exit 0 with a summary, or one line per problem")
        check.add_argument("file")
        check.add_argument("--language", choices=["id", "en"], default="id")
        draw = verbs.add_parser("draw", help="write an SVG of the stages")
        draw.add_argument("file")
        draw.add_argument("-o", "--output", default="")
        draw.add_argument("--language", choices=["id", "en"], default="id")
        verbs.add_parser("list", help="the editions on the shelf")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        {"check": self._check, "draw": self._draw, "list": self._list}[verb](**options)

    def _check(self, *, file: str, language: str, **_rest: Any) -> None:
        report = checking.check(_text(file, language), file=Path(file).name)
        for problem in report.problems:
            self.stderr.write(sentence(problem, language))
        for warning in report.warnings:
            self.stdout.write(f"{'warning' if language == 'en' else 'peringatan'}: {sentence(warning, language)}")
        if report.problems or report.edition is None:
            raise CommandError(_problems(len(report.problems), language, len(report.warnings)), returncode=1)
        self.stdout.write(_summary(report.edition, language))

    def _draw(self, *, file: str, output: str, language: str, **_rest: Any) -> None:
        report = checking.check(_text(file, language), file=Path(file).name)
        for problem in report.problems:
            self.stderr.write(sentence(problem, language))
        if report.problems or report.edition is None:       # a circle, or a stage that is not there, cannot be drawn
            raise CommandError(_problems(len(report.problems), language), returncode=1)
        target = Path(output) if output else Path(file).with_suffix(".svg")
        try:
            target.write_text(drawing.draw(report.edition, language), encoding="utf-8")
        except OSError as wrong:
            raise CommandError(f"{target}: {wrong.strerror}", returncode=2) from wrong
        self.stdout.write(str(target))

    def _list(self, **_rest: Any) -> None:
        for one in editions.shelf():
            self.stdout.write(f"{one.code:24} {len(one.stages):3} {one.digest[:12]}  {one.title.id}")


def _text(file: str, language: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError as wrong:
        raise CommandError(f"{file}: {'not a text in UTF-8.' if language == 'en' else 'bukan teks UTF-8.'}", returncode=2) from wrong
    except FileNotFoundError as wrong:
        raise CommandError(f"{file}: {'there is no such file.' if language == 'en' else 'berkas ini tidak ada.'}", returncode=2) from wrong
    except OSError as wrong:
        raise CommandError(f"{file}: {'cannot be read' if language == 'en' else 'tidak dapat dibaca'} ({wrong.strerror}).", returncode=2) from wrong


def _problems(count: int, language: str, warnings: int = 0) -> str:
    """How many lines there are of which sort, and what it means."""
    if language == "en":
        besides = f" and {warnings} warning{'s' if warnings != 1 else ''}" if warnings else ""
        return f"{count} problem{'s' if count != 1 else ''}{besides}: the file is not sound."
    return f"{count} masalah{f' dan {warnings} peringatan' if warnings else ''}: berkas ini belum sehat."


def _summary(edition: Edition, language: str) -> str:
    acts = {entry.act for stage in edition.stages for entry in stage.acts}
    uses = {use.name for _stage, use in edition.uses()}
    if language == "en":
        return f"{edition.code}: sound. {len(edition.stages)} stages, {len(edition.duties)} duties, {len(edition.roles)} roles, {len(acts)} acts, {len(uses)} conditions. Digest {edition.digest}."
    return f"{edition.code}: sehat. {len(edition.stages)} langkah, {len(edition.duties)} kewajiban berkala, {len(edition.roles)} peran, {len(acts)} tindakan, {len(uses)} syarat. Sidik jari {edition.digest}."
