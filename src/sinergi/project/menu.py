"""What every page knows: the menu of this person, the demo notice, theme, footer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sinergi.actors.models import Person
from sinergi.audit import queries as audit
from sinergi.audit.remembering import remembered
from sinergi.notices import queries as notices
from sinergi.programmes import queries as programmes
from sinergi.programmes.models import Undertaking
from sinergi.project import clock, unsent
from sinergi.reports import guides

Rounds = list[tuple[str, str]]
LOOKED_AT = "round"     # in the session
MOST_OTHERS = 8
OF_A_ROUND = frozenset({"reports:round", "programmes:board", "programmes:late", "proposals:index", "funds:cycle", "meetings:index"})


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context of ``ui/base.html``."""
    person = getattr(request, "user", None)
    known = person if isinstance(person, Person) else None
    today = getattr(request, "today", None) or clock.today()
    theme = request.COOKIES.get("theme", "")
    rounds = programmes.rounds_of(known, today) if known else []
    items = _staff(known, today, _meant(request, known, today, rounds), rounds) if known else _public()
    return {
        "menu": [{**item, "current": _is_current(request.path, item)} for item in items],
        "other_rounds": _others(request, rounds),
        "me": _me(known, today) if known else None,
        "today": today,
        "demo_notice": _("Contoh: nama tempat sungguhan; nama orang, angka, dan kejadian rekaan, kecuali yang menyebut sumbernya.") if settings.DEMO else "",
        "as_of": today if settings.DEMO else None,
        "recorded_until": lambda: _recorded_until(request, today) if settings.DEMO else None,
        "demo": settings.DEMO,
        "theme": theme if theme in {"light", "dark"} else "",
        "footer_links": _footer(),
        "page_guide": _guide(request, signed_in=known is not None),
        "places": {"search": reverse("reports:search")},
        "unsent_waits": lambda: unsent.waits(request),      # asked where a page shows it
    }


def _recorded_until(request: HttpRequest, today: date) -> date | None:
    """The last day of the records of the round a page is about, else of all that run, where the example stands at an earlier one: steps follow the day, money and lists do not."""
    here, _title = getattr(request, "about_round", ("", ""))
    codes = (here,) if here else tuple(Undertaking.objects.cycles().filter(voided_on=None, started_on__lte=today).order_by("pk").values_list("code", flat=True))
    last = remembered(("recorded_until", codes), lambda: audit.last_day(codes))
    return last if last and last > today else None


def _public() -> list[dict[str, Any]]:
    return [
        {"label": _("Beranda"), "url": "/"},
        {"label": _("Program"), "url": reverse("programmes:shelf")},
        {"label": _("Pengumuman"), "url": reverse("disclosure:index")},
        {"label": _("Rapat"), "url": reverse("meetings:coming")},
        {"label": pgettext("several", "Pengaduan"), "url": reverse("complaints:index")},
    ]


def _staff(person: Person, today: date, cycle: str, rounds: Rounds) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = [{"label": _("Pekerjaan saya"), "url": reverse("programmes:my_work"), "count": programmes.task_count(person, today)}]
    if not cycle:
        return [*items, {"label": _("Program"), "url": reverse("programmes:shelf")}]
    if [code for code, _title in rounds] != [cycle]:    # named where it could be another
        items.append({"label": cycle, "url": reverse("reports:round", args=[cycle]), "whole": True})
    return [
        *items,
        {"label": _("Papan tahap"), "url": reverse("programmes:board", args=[cycle])},
        {"label": pgettext("several", "Usulan"), "url": reverse("proposals:index", args=[cycle])},
        {"label": _("Dana"), "url": reverse("funds:cycle", args=[cycle])},
        {"label": _("Rapat"), "url": reverse("meetings:index", args=[cycle])},
        {"label": _("Terlambat"), "url": reverse("programmes:late", args=[cycle])},
    ]


def _meant(request: HttpRequest, person: Person, today: date, rounds: Rounds) -> str:
    """The round the menu leads to: the one this page is about, the one looked at last, the one with most waiting.

    What was looked at last is kept only where there is a choice, and only if it is within reach.
    """
    codes = [code for code, _title in rounds]
    here, _title = getattr(request, "about_round", ("", ""))
    if not codes:
        return ""
    if len(codes) == 1:
        return here or codes[0]
    session = getattr(request, "session", {})
    if here in codes and session.get(LOOKED_AT) != here:
        session[LOOKED_AT] = here
    last = here or session.get(LOOKED_AT, "")
    return last if here or last in codes else programmes.busiest_round(person, today) or codes[0]


def _others(request: HttpRequest, rounds: Rounds) -> list[tuple[str, str, str]]:
    """Code, title and address of the other rounds, on pages that are about a whole round: the same page there."""
    match, (here, _title) = request.resolver_match, getattr(request, "about_round", ("", ""))
    if match is None or match.view_name not in OF_A_ROUND or match.kwargs.get("code") != here:
        return []
    return [(code, title, reverse(match.view_name, args=[code])) for code, title in rounds if code != here][:MOST_OTHERS]


def _me(person: Person, today: date) -> dict[str, Any]:
    unread = notices.unread_count(person)
    label = _("Pemberitahuan (%(count)s)") % {"count": unread} if unread else _("Pemberitahuan")
    links = [
        {"label": label, "url": reverse("notices:index")},
        {"label": _("Profil saya"), "url": reverse("actors:me")},
        {"label": _("Orang dan peran"), "url": reverse("actors:index")},
        {"label": _("Semua program"), "url": reverse("programmes:shelf")},
        {"label": _("Pengumuman"), "url": reverse("disclosure:index")},
    ]
    return {"name": person.name, "initials": person.initials, "role": programmes.main_role(person, today), "links": links}


def _footer() -> list[dict[str, Any]]:
    return [
        {"title": _("Periksa sendiri"), "links": [(_("Periksa sidik jari pengumuman"), reverse("disclosure:check")),
                                                  (_("Program dan tahapannya"), reverse("programmes:shelf")),
                                                  (_("Sumber data wilayah"), reverse("regions:sources"))]},
        {"title": _("Bantuan"), "links": [(_("Ajukan pertanyaan atau pengaduan"), reverse("complaints:index")),
                                          (_("Panduan"), reverse("reports:help")),
                                          (_("Komponen tampilan"), reverse("components"))]},
    ]


def _guide(request: HttpRequest, *, signed_in: bool) -> str:
    """Where it is told how to use this page; empty where no guide is about it."""
    guide = guides.about(request.resolver_match.view_name, signed_in=signed_in) if request.resolver_match else None
    return reverse("reports:guide", args=[guide.code]) if guide else ""


def _is_current(path: str, item: dict[str, Any]) -> bool:
    url = item["url"]
    return bool(path == url if url == "/" or item.get("whole") else path.startswith(url))
