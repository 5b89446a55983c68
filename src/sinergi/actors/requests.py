"""Typed requests: a view that needs somebody signed in says so, and the type checker believes it."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from sinergi.actors.models import Person


class AnyRequest(HttpRequest):
    """A request with the office's own day on it (``project.clock``)."""

    today: date
    about_round: tuple[str, str]    # code and title of the round that the page is about; set once a view knows


class SignedInRequest(AnyRequest):
    """A request of somebody signed in."""

    user: Person
