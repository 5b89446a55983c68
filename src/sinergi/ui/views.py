"""The living style guide."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sinergi.ui import examples, pages


def components(request: HttpRequest) -> HttpResponse:
    """Every component with example data; the place to look before writing markup."""
    return pages.page(request, "ui/components.html", examples.context(request))
