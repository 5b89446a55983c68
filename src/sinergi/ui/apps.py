"""Registers the design system with Django."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, tags and translations that all pages share."""

    name = "sinergi.ui"
    label = "ui"
    verbose_name = "Rupa dan bahasa halaman"
