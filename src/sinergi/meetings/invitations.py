"""The invitation as a letter: kop surat, number, to whom, when and where, the agenda on the clock, the code to sign in with at the door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from sinergi.meetings import rules
from sinergi.meetings.models import Planned
from sinergi.meetings.queries import Letter, Line, letter
from sinergi.notices import phrases
from sinergi.notices.actions import site
from sinergi.printing import pdf as printing
from sinergi.programmes.sentences import shown
from sinergi.ui.wording import full_date, long_date, masked, title_in


def facts(found: Letter, *, names: bool, to: str = "", today: date | None = None) -> dict[str, Any]:
    """What the template ``invitation`` prints. Whoever holds no role there sees people by their initials; a guest's own copy (``to``) names nobody else.

    The letter bears the day on which it was sent; a draft that of ``today``.
    """
    planned = found.planned
    undertaking = planned.undertaking
    said = [
        (_("Hari"), days(planned)),
        (_("Waktu"), clock(planned)),
        (_("Tempat"), ", ".join(each for each in (planned.place, planned.region.name if planned.region else "") if each)),
        (_("Tautan"), planned.link if names or to else ""),
        (_("Cara"), planned.get_mode_display()),
        (_("Acara"), shown("", found.kind)),
    ]
    return {
        "region": undertaking.region.name,
        "host": planned.host or undertaking.title,
        "meta": [[_("Nomor"), planned.letter_number or planned.audit_code], [_("Lampiran"), _("Susunan acara")], [_("Perihal"), _("Undangan: %(title)s") % {"title": planned.title}]],
        "place_day": f"{undertaking.region.name.removeprefix('Kabupaten ').removeprefix('Kota ')}, {long_date(_dated(planned, today))}",
        "to": [to] if to else [_guest(line, names=names) for line in found.invited],
        "subject": planned.title,
        "message": planned.message,
        "facts": [[label, value] for label, value in said if value],
        "aims": [title_in(each) for each in found.aims],
        "agenda": [[each.number, span(each.starts, each.ends), each.line.title, each.line.speaker, each.line.minutes] for each in found.agenda],
        "agenda_minutes": found.agenda_minutes,
        "box": {"label": _("Daftar hadir"), "value": _("Pindai saat Anda datang"), "text": _("Atau buka alamat di bawah kode ini di ponsel."), "qr": door(planned),
                "code": door(planned).partition("://")[2]},
        "cancelled": planned.cancel_reason if planned.cancelled_at else "",
        "signatures": [{"role": planned.host or undertaking.title, "name": planned.signer if names or to else ""}],
        "example": undertaking.is_example,
    }  # fmt: skip


def pdf(found: Letter, *, names: bool, to: str = "", today: date | None = None) -> bytes:
    """The letter, in the language of the reader."""
    made: datetime = (found.planned.invited_at or found.planned.prepared_at).replace(microsecond=0)
    return printing.render("meetings/invitation", facts(found, names=names, to=to, today=today), language=get_language() or "id", made_at=made)


def mailed(values: Mapping[str, Any], person: Any) -> tuple[str, list[str]] | None:
    """An invitation as an e-mail: what the paper says, how to answer, and where the paper is; ``project.wiring`` hands it to ``notices``."""
    planned = _planned(values)
    if planned is None:
        return None
    who = {"host": planned.host or planned.undertaking.title}
    return _("Undangan: %(title)s, %(day)s") % {"title": planned.title, "day": days(planned)}, [_("%(host)s mengundang Anda ke rapat berikut.") % who, *_told(planned, values, person)]


def mailed_change(values: Mapping[str, Any], person: Any) -> tuple[str, list[str]] | None:
    """The same, where the invitation has changed since it was sent."""
    planned = _planned(values)
    if planned is None:
        return None
    return (_("Undangan berubah: %(title)s, %(day)s") % {"title": planned.title, "day": days(planned)},
            [_("Undangan yang dikirim sebelumnya berubah. Yang berlaku sekarang:"), *_told(planned, values, person)])


def mailed_end(code: str, values: Mapping[str, Any], person: Any) -> tuple[str, list[str]]:
    """Cancelled, or no longer meant: the whole title as subject, and the sentence with its reason."""
    del person
    titles = {"notice.meeting_cancelled": _("Rapat dibatalkan: %(title)s"), "notice.meeting_left_out": _("Undangan ditarik: %(title)s")}
    return titles[code] % {"title": values.get("title", "…")}, [phrases.sentence(code, values)]


def _planned(values: Mapping[str, Any]) -> Planned | None:
    return Planned.objects.select_related("undertaking__region", "undertaking__cycle", "region").filter(pk=int(values.get("planned") or 0)).first()


def _told(planned: Planned, values: Mapping[str, Any], person: Any) -> list[str]:
    """Paragraphs: when and where, the agenda on the clock, the message, the paper, and that one answers on the page below."""
    found = facts(letter(planned), names=False, to=str(person))
    page = str(values.get("page", ""))
    paper = f"{page}undangan.pdf" if page else reverse("meetings:letter", args=[planned.undertaking.code, planned.number])
    minutes = {"minutes": found["agenda_minutes"]}
    items = [" · ".join(str(each) for each in (when or f"{number}.", title, speaker, _("%(minutes)s menit") % {"minutes": lasts} if lasts and not when else "") if each)
             for number, when, title, speaker, lasts in found["agenda"]]  # fmt: skip
    agenda = [(_("Susunan acara (%(minutes)s menit):") % minutes if found["agenda_minutes"] else _("Susunan acara:")), *items]
    return [
        "\n".join([planned.title, *(f"{label}: {value}" for label, value in found["facts"])]),
        *(["\n".join(agenda)] if items else []),
        *([planned.message.strip()] if planned.message.strip() else []),
        _("Surat undangan (PDF): %(address)s") % {"address": f"{site()}{paper}"},
        _("Jawab hadir atau tidak di halaman ini, tanpa perlu masuk akun:"),
    ]


def _dated(planned: Planned, today: date | None) -> date:
    if planned.invited_at is None and today is not None:
        return today
    return planned.invited_on or timezone.localtime(planned.invited_at or planned.prepared_at).date()


def door(planned: Planned) -> str:
    """The address behind the code at the door."""
    return f"{site()}{reverse('meetings:door', args=[planned.token])}"


def days(planned: Planned) -> str:
    if planned.starts_on == planned.ends_on:
        return full_date(planned.starts_on)
    return f"{full_date(planned.starts_on)} – {full_date(planned.ends_on)}"


def clock(planned: Planned) -> str:
    return rules.clock(planned.starts_time, planned.ends_time, planned.zone)


def span(starts: time | None, ends: time | None) -> str:
    """09.00–09.30, as far as it is known."""
    return "–".join(each.strftime("%H.%M") for each in (starts, ends) if each)


def _guest(line: Line, *, names: bool) -> str:
    if line.is_somebody:
        return str(line.who) if names else masked(str(line.who))
    said = shown("", line.who)
    return gettext("Semua %(role)s") % {"role": said} if line.sort == "role" else said
