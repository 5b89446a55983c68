"""The versions of one meeting, and what differs between two that follow each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sinergi.meetings import rules
from sinergi.meetings.models import Meeting, Mode, Result
from sinergi.meetings.queries import sheet_of
from sinergi.meetings.rules.differences import line_changes
from sinergi.programmes.models import Undertaking
from sinergi.ui.wording import long_date, masked


@dataclass(frozen=True)
class Change:
    """One field or line before and after; none where there was or is none."""

    section: Any
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Versions:
    """Two versions that follow each other."""

    old: Meeting
    new: Meeting
    reason: str
    changes: Sequence[Change]


FIELDS: Mapping[str, Any] = {
    "title": gettext_lazy("Judul"), "starts_on": gettext_lazy("Hari rapat"), "ends_on": gettext_lazy("Hari terakhir"), "starts_time": gettext_lazy("Mulai pukul"),
    "ends_time": gettext_lazy("Selesai pukul"), "mode": gettext_lazy("Cara"), "place": gettext_lazy("Tempat"), "host": gettext_lazy("Penyelenggara"),
    "opener": gettext_lazy("Dibuka oleh"), "moderator": gettext_lazy("Pemandu"), "note_taker": gettext_lazy("Notulis"), "media_used": gettext_lazy("Media dan alat"),
    "result": gettext_lazy("Hasil"),
}  # fmt: skip


def changed(undertaking: Undertaking, number: int, version: int, *, names: bool) -> Versions | None:
    """What this version changed in the one before; none where there is no such pair. Names of people are shortened unless ``names``."""
    pair = list(Meeting.objects.filter(undertaking=undertaking, number=number, version__in=(version - 1, version)).select_related("recorded_by", "region").order_by("version"))
    if len(pair) < 2:  # noqa: PLR2004 -- a pair
        return None
    old, new = pair
    reason = old.counts_for.filter(undertaking=undertaking).values_list("end_reason", flat=True).first() or ""
    return Versions(old, new, reason, differences(old, new, names=names))


def differences(old: Meeting, new: Meeting, *, names: bool) -> list[Change]:
    """Fields first, then the lists, in the order of the page."""
    before, after = sheet_of(old), sheet_of(new)
    fields = [(label, _field(before, name), _field(after, name)) for name, label in FIELDS.items()]
    fields.append((_("Wilayah"), str(old.region or ""), str(new.region or "")))
    found = [Change(label, was or None, now or None) for label, was, now in fields if was != now]
    for label, lines in _lists(names=names).items():
        found += [Change(label, was, now) for was, now in line_changes(lines(before), lines(after))]
    found += [Change(_("RKTL"), was, now) for was, now in line_changes(_agreed(old), _agreed(new))]
    return found


def _lists(*, names: bool) -> dict[Any, Callable[[rules.Sheet], list[str]]]:
    """How each list is read as lines."""
    return {
        _("Susunan acara"): lambda sheet: [_joined(line.title, line.speaker, _("%(count)s menit") % {"count": line.minutes} if line.minutes else "") for line in sheet.agenda],
        _("Peserta menurut kelompok"): lambda sheet: [_counted(line) for line in sheet.counts],
        _("Peserta menurut nama"): lambda sheet: [_person(line, names=names) for line in sheet.names],
        _("Kelompok diskusi"): lambda sheet: [f"{each.number}: {each.title}" for each in sheet.discussion.tables],
        _("Pertanyaan"): lambda sheet: list(sheet.discussion.questions),
        _("Jawaban dan harapan"): lambda sheet: [_joined(f"{each.question}.", each.to, each.text, each.by) for each in sheet.discussion.answers],
        _("Penyajian"): lambda sheet: [_joined(f"{each.table}:", each.presenter) for each in sheet.discussion.presentations],
        _("Notulen"): lambda sheet: [line for line in sheet.minutes.splitlines() if line.strip()],
        str(pgettext_lazy("one", "Keputusan")): lambda sheet: list(sheet.decisions),
    }


def _field(sheet: rules.Sheet, name: str) -> str:
    value = getattr(sheet, name)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, time):
        return value.strftime("%H.%M")
    if name == "mode":
        return str(Mode(value).label)
    if name == "result" and value:
        return str(Result(value).label)
    return str(value or "")


def _counted(line: rules.CountLine) -> str:
    parts = {_("perempuan"): line.women, _("laki-laki"): line.men, _("tidak dirinci"): line.unrecorded, _("warga miskin"): line.poor, _("disabilitas"): line.disability, _("perempuan miskin"): line.poor_women,
             _("perempuan dengan disabilitas"): line.disability_women, _("daring"): line.online}  # fmt: skip
    counted = {_("warga miskin"), _("disabilitas")}  # 0 of them is said, because not to count them is something else
    table = _("kelompok diskusi %(table)s") % {"table": line.table} if line.table else ""
    return _joined(f"{line.group}: {line.total}", line.region, *(f"{label} {count}" for label, count in parts.items() if count or (count is not None and label in counted)), table)


def _person(line: rules.NameLine, *, names: bool) -> str:
    sex = {"woman": _("P"), "man": _("L")}.get(line.sex, "")
    said = (_("warga miskin") if line.poor else "", _("disabilitas") if line.disability else "") if names else ()
    table = _("kelompok diskusi %(table)s") % {"table": line.table} if line.table else ""
    how = (_("daring") if line.online else "", _("terlambat") if line.late else "")
    return _joined(line.name if names else masked(line.name), sex, line.organisation, line.group, *said, table, *how)


def _agreed(meeting: Meeting) -> list[str]:
    lines = meeting.agreed.select_related("followup__who_organisation").order_by("followup__number")
    return [_joined(line.followup.what, long_date(line.followup.due_on)) for line in lines]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
