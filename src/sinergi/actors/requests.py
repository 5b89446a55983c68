"""Typed requests: a view that needs somebody signed in says so, and the type checker believes it."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from sinergi.actors.models import Person


class AnyRequest(HttpRequest):
    """A request with the office's own day on it (``project.clock``)."""

    today: date


class SignedInRequest(AnyRequest):
    """A request of somebody signed in."""

    user: Person
