"""Meetings and promises as iCalendar: the part of an invitation that puts it into a calendar, and the feeds that phones subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from sinergi.followups.models import Followup
from sinergi.meetings.models import Planned
from sinergi.notices.actions import site

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
_BEFORE = timedelta(hours=1)


def invitation(values: Mapping[str, Any], person: Any) -> tuple[str, str] | None:
    """The iCalendar part of an invitation or of its change; ``project.wiring`` hands it to ``notices``."""
    return _part(values, person, REQUEST)


def cancellation(values: Mapping[str, Any], person: Any) -> tuple[str, str] | None:
    """The part that takes it out of the calendar again."""
    return _part(values, person, CANCEL)


def feed(title: str, plans: Iterable[Planned], promises: Iterable[Followup] = ()) -> bytes:
    """A calendar to subscribe to."""
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for planned in plans:
        calendar.add_component(_event(planned, PUBLISH))
    for promise in promises:
        calendar.add_component(_promise(promise))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _part(values: Mapping[str, Any], person: Any, method: str) -> tuple[str, str] | None:
    planned = Planned.objects.select_related("undertaking__region", "region", "prepared_by").prefetch_related("agenda").filter(pk=int(values.get("planned") or 0)).first()
    if planned is None:
        return None
    calendar = _calendar(method)
    event = _event(planned, method, page=str(values.get("page", "")))
    event["attendee"] = _address(person, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="TRUE")
    if planned.prepared_by.email:
        event["organizer"] = _address(planned.prepared_by)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode(), f"text/calendar; method={method}"


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Sinergi//rapat//ID")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(planned: Planned, method: str, *, page: str = "") -> Event:
    """One event; a meeting of several days with hours repeats daily. ``page`` is for who cannot open the one of the meeting."""
    event = Event()
    event.add("uid", f"{planned.uid}@sinergi")
    event.add("sequence", planned.sequence)
    made = (planned.cancelled_at or planned.prepared_at) if method == PUBLISH else timezone.now()
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("summary", planned.title)
    event.add("status", "CANCELLED" if method == CANCEL or planned.cancelled_at else "CONFIRMED")
    _when(event, planned)
    place = ", ".join(each for each in (planned.place, planned.region.name if planned.region else "") if each)
    if place or planned.link:
        event.add("location", place or planned.link)
    event.add("description", "\n".join(_said(planned, with_link=method != PUBLISH)))
    event.add("url", f"{site()}{page or reverse('meetings:planned', args=[planned.undertaking.code, planned.number])}")
    if not planned.cancelled_at:
        event.add_component(_reminder(planned.title))
    return event


def _when(event: Event, planned: Planned) -> None:
    days = (planned.ends_on - planned.starts_on).days + 1
    if planned.starts_time is None:
        event.add("dtstart", planned.starts_on)
        event.add("dtend", planned.ends_on + timedelta(days=1))
        return
    zone = ZoneInfo(planned.zone.name)
    starts = datetime.combine(planned.starts_on, planned.starts_time, zone)
    planned_minutes = sum(row.minutes or 0 for row in planned.agenda.all())
    ends = datetime.combine(planned.starts_on, planned.ends_time, zone) if planned.ends_time else starts + timedelta(minutes=planned_minutes or 60)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    if days > 1:
        event.add("rrule", {"freq": "daily", "count": days})


def _said(planned: Planned, *, with_link: bool) -> list[str]:
    said = [planned.undertaking.title]
    if with_link and planned.link:
        said.append(planned.link)
    if planned.message and with_link:
        said.append(planned.message)
    said += [f"{row.number}. {row.title}" for row in planned.agenda.all()]
    if planned.cancelled_at and planned.cancel_reason:
        said.insert(0, _("Dibatalkan: %(reason)s") % {"reason": planned.cancel_reason})
    return said


def _promise(promise: Followup) -> Event:
    event = Event()
    event.add("uid", f"tindak-lanjut-{promise.pk}@sinergi")
    event.add("dtstamp", promise.recorded_at.astimezone(UTC).replace(microsecond=0))
    event.add("summary", _("Tenggat: %(what)s") % {"what": promise.what})
    event.add("dtstart", promise.due_on)
    event.add("dtend", _day_after(promise.due_on))
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{site()}{reverse('followups:show', args=[promise.undertaking.code, promise.number])}")
    return event


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -_BEFORE)
    return alarm


def _address(person: Any, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email or 'sinergi@localhost'}")
    address.params["CN"] = vText(person.name)
    for name, value in parameters.items():
        address.params[name] = vText(value)
    return address
