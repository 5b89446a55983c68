"""The ``sinergi`` command: ``programme``, ``round``, ``audit``, ``demo``, ``serve``, ``test``, ``check``, ``bench``; any other word is Django's.

``check`` alone is the developers' check; with arguments (``check --deploy``) it is Django's. ``demo`` before another word asks
the example instead of the office: ``demo round show KDL07``.
"""

from __future__ import annotations

import os
import sys

DEVELOPER = {"test", "check", "bench"}
ASK_THE_OFFICE = {"round", "audit", "tick", "setup_link"}    # say nothing before an office was served for the first time

NOTHING_YET = (
    "Kantor ini belum punya data. Mulai dengan: python3 run.py serve. Untuk data contoh, tulis demo di depannya: python3 run.py demo round list\n"
    "This office has no data yet. Begin with: python3 run.py serve. For the example, put demo in front: python3 run.py demo round list"
)


def main(arguments: list[str] | None = None) -> None:
    """Hand the words to their command; unknown ones to Django's own."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinergi.project.settings")
    if words[:1] == ["demo"]:
        os.environ.setdefault("SINERGI_MODE", "demo")
        words = words[1:] if words[1:] and not words[1].startswith("-") else words
    from django.core.exceptions import ImproperlyConfigured

    try:
        _run(words)
    except ImproperlyConfigured as wrong:
        sys.exit(str(wrong))  # a sentence about a setting, and 1


def _run(words: list[str]) -> None:
    if words[:1] and words[0] in DEVELOPER and (words[0] != "check" or len(words) == 1):
        from sinergi.project import developing

        sys.exit(developing.run(words[0], words[1:]))
    import django
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from sinergi.project import preparing

    preparing.folders()
    preparing.translations()
    settings.INSTALLED_APPS  # noqa: B018 -- reads all settings: Django itself would put a wrong one aside until later
    if words and words[0] in ASK_THE_OFFICE and not {"-h", "--help"} & set(words):
        django.setup()
        if not preparing.has_tables():
            sys.exit(NOTHING_YET)
    execute_from_command_line(["sinergi", *words])


if __name__ == "__main__":
    main()
