"""The ``sinergi`` command: ``programme``, ``round``, ``audit``, ``demo``, ``serve``, ``test``, ``check``, ``bench``; any other word is Django's."""

from __future__ import annotations

import os
import sys

DEVELOPER = {"test", "check", "bench"}


def main(arguments: list[str] | None = None) -> None:
    """Hand the words to their command; unknown ones to Django's own."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinergi.project.settings")
    if words[:1] == ["demo"]:
        os.environ.setdefault("SINERGI_MODE", "demo")
    if words[:1] and words[0] in DEVELOPER:
        from sinergi.project import developing

        sys.exit(developing.run(words[0], words[1:]))
    from django.core.management import execute_from_command_line

    from sinergi.project import preparing

    preparing.folders()
    preparing.translations()
    execute_from_command_line(["sinergi", *words])


if __name__ == "__main__":
    main()
