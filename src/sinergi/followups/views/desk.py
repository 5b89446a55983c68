"""What a page of lists looks at, with the filters of its address: one undertaking with all below it, or everything within one's reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sinergi.actors.models import Person
from sinergi.actors.requests import AnyRequest
from sinergi.followups import queries
from sinergi.followups.models import FollowupQuerySet
from sinergi.programmes import pages
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import is_involved, visible_or_404


@dataclass
class Desk:
    """What is being looked at, by whom, and whether names are shown."""

    request: AnyRequest
    undertaking: Undertaking | None
    names: bool

    @classmethod
    def of(cls, request: HttpRequest, code: str) -> Desk:
        asked = cast("AnyRequest", request)
        if not code:
            return cls(asked, None, names=True)
        undertaking = visible_or_404(asked, code)
        return cls(asked, undertaking, is_involved(asked.user, undertaking, asked.today))

    @property
    def rows(self) -> FollowupQuerySet:
        if self.undertaking is not None:
            return queries.below(self.undertaking)
        return queries.within_reach(cast("Person", self.request.user), self.request.today, self.part)

    @property
    def part(self) -> str:
        """Which part of *Pekerjaan saya* is listed; empty for everything within reach."""
        asked = self.request.GET.get("milik", "")
        return asked if self.undertaking is None and asked in queries.LISTS else ""

    @cached_property
    def filters(self) -> queries.Filters:
        return queries.Filters.from_query(self.request.GET, names=self.names)

    @property
    def found(self) -> FollowupQuerySet:
        return queries.filtered(self.rows, self.filters, self.request.user, self.request.today)

    @property
    def title(self) -> str:
        return self.undertaking.title if self.undertaking else _("Semua pekerjaan tempat Anda berperan")

    @property
    def file(self) -> str:
        return self.undertaking.code if self.undertaking else "saya"

    def url(self, name: str, **changes: str) -> str:
        """The address of a page or file of this desk, with the filters of this page, or others."""
        there = reverse(f"followups:{name}", args=[self.undertaking.code]) if self.undertaking else reverse("followups:mine" if name == "index" else f"followups:my_{name}")
        query = self.request.GET.copy()
        for word, value in {"halaman": "", **changes}.items():
            query.pop(word, None)
            if value:
                query[word] = value
        return f"{there}?{query.urlencode()}" if query else there

    def chips(self) -> list[dict[str, Any]]:
        """Filters that are links; each keeps the others."""
        states = (("", _("Semua"), ""), ("terbuka", _("Terbuka"), "open"), ("terlambat", _("Terlambat"), "late"), ("menunggu", _("Menunggu persetujuan"), "waiting"),
                  ("selesai", _("Selesai"), "done"), ("batal", _("Dibatalkan"), "out"))  # fmt: skip
        chips = [
            {"label": label, "url": address(self.request, keadaan=word), "current": self.filters.state == queries.STATES.get(word, ""), "state": shape}
            for word, label, shape in states
        ]
        if self.request.user.is_authenticated:
            chips.append({"label": _("Milik saya"), "url": address(self.request, milik="" if self.filters.mine else "saya"), "current": self.filters.mine})
        return chips


def address(request: AnyRequest, **changes: str) -> str:
    """This page with other filters; the page number starts anew."""
    query = request.GET.copy()
    query.pop("halaman", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def crumbs(undertaking: Undertaking, last: str) -> list[tuple[str, str]]:
    return [*pages.crumbs(undertaking), (_("Tindak lanjut"), reverse("followups:index", args=[undertaking.code])), (last, "")]
