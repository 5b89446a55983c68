"""The one place where the contexts learn of each other, run once when Django is ready."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "sinergi.project"

    def ready(self) -> None:
        from sinergi.project import wiring

        wiring.connect()
