"""Telling people: a row for each at once, the e-mail after the commit."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, override

from sinergi.notices import phrases, rules
from sinergi.notices.models import Notice

_SUBJECT = 120
# what an e-mail of this code carries besides its words (content, media type), made when it leaves: a calendar entry
Part = Callable[[Mapping[str, Any], Any], "tuple[str, str] | None"]
_parts: dict[str, Part] = {}
# where an e-mail of this code leads instead of its page, made when it leaves ("" for its page): a way in lies nowhere until then
Link = Callable[[Mapping[str, Any], Any], str]
_links: dict[str, Link] = {}
# what an e-mail of this code says instead of its one sentence (subject, paragraphs), made when it leaves
Words = Callable[[Mapping[str, Any], Any], "tuple[str, list[str]] | None"]
_words: dict[str, Words] = {}
_day: ContextVar[date | None] = ContextVar("day", default=None)  # on which what is being done is done
_today: list[Callable[[], date]] = [timezone.localdate]
_log = logging.getLogger(__name__)


@transaction.atomic
def send(persons: Iterable[Any], code: str, *, url: str = "", mail: bool = True, **values: Any) -> list[Notice]:
    """Tell each of these people once; who has an address and is active also gets an e-mail, in his or her language, unless ``mail`` says no.

    ``code`` names a sentence bound with ``phrases.register``; ``url`` is the page to open, from the root ("/usulan/KDL07-001/").
    A value may be a text for each language (``{"id": "Selasa", "en": "Tuesday"}``).
    Nothing leaves if the surrounding transaction fails.
    """
    people = {person.pk: person for person in persons}.values()
    return _kept([Notice(person=person, code=code, url=url) for person in people], code, values, by_mail=mail)


@transaction.atomic
def write(name: str, email: str, code: str, *, url: str = "", **values: Any) -> Notice:
    """A letter to somebody without an account: by e-mail alone, otherwise the same."""
    return _kept([Notice(name=name, email=email, code=code, url=url)], code, values)[0]


def forget(letters: QuerySet[Notice]) -> int:
    """Take the addresses out of letters to people without an account; what was written to whom stays. One still waiting does not leave any more."""
    return letters.filter(person=None).exclude(email="").update(email="", mail_due_at=None)


def keep_in_app(letters: QuerySet[Notice]) -> int:
    """What waits to leave by e-mail stays to be read here: the people of the example have no letter box, and the letters would fill the screen."""
    return letters.exclude(mail_due_at=None).update(mail_due_at=None)


def carry(code: str, part: Part) -> None:
    """Let e-mails of this code carry a part besides their words; ``project.wiring`` binds it."""
    _parts[code] = part


def lead(code: str, link: Link) -> None:
    """Let e-mails of this code lead to an address that is made as they leave; ``project.wiring`` binds it."""
    _links[code] = link


def spell(code: str, words: Words) -> None:
    """Let e-mails of this code have a subject and paragraphs of their own; ``project.wiring`` binds it."""
    _words[code] = words


@contextmanager
def dated(on: date) -> Iterator[None]:
    """What is told within happens on this day of the office."""
    before = _day.set(on)
    try:
        yield
    finally:
        _day.reset(before)


def keep_time(today: Callable[[], date]) -> None:
    """Ask this for the office's day where nothing else says it; ``project.wiring`` binds it."""
    _today[:] = [today]


def read(person: Any, notice_id: int, *, at: datetime) -> Notice | None:
    """Mark one's own notice as read; None when it is not one's own."""
    notice = Notice.objects.filter(pk=notice_id, person=person).first()
    if notice is not None and notice.read_at is None:
        Notice.objects.filter(pk=notice.pk).update(read_at=at)
        notice.read_at = at
    return notice


def read_all(person: Any, *, at: datetime) -> int:
    """Mark all one's own notices as read; returns how many were not."""
    return Notice.objects.filter(person=person, read_at=None).update(read_at=at)


def _kept(notices: list[Notice], code: str, values: Mapping[str, Any], *, by_mail: bool = True) -> list[Notice]:
    if not phrases.known(code):
        raise LookupError(f"no sentence is bound for notice {code}")
    from sinergi.notices import jobs  # the worker's side, which calls ``mail`` below

    now, on = timezone.now(), _day.get() or _today[0]()
    for notice in notices:
        notice.told_on = on if on != timezone.localdate(now) else None
        notice.values = {name: value if isinstance(value, bool | int | str | dict | None) else str(value) for name, value in values.items()}
        notice.mail_due_at = now if by_mail and _has_mail(notice.reader) else None
    for notice in Notice.objects.bulk_create(notices):
        if notice.mail_due_at is not None:
            transaction.on_commit(partial(jobs.enqueue, notice.pk), robust=True)
    return notices


def mail(notice_id: int, *, at: datetime) -> bool:
    """Send the e-mail of a notice, once. A failing server is no error: the next try is noted, after five it is given up.

    True when it has left now. The row is claimed first, so two workers never send the same message; a worker killed in
    between leaves it claimed until its next try is due.
    """
    if not _claim(notice_id, at):
        return False
    notice = Notice.objects.select_related("person").get(pk=notice_id)
    try:
        _message(notice).send()
    except Exception as failure:  # noqa: BLE001 -- whatever a mail server or network may raise
        _failed(notice, failure)
        return False
    Notice.objects.filter(pk=notice_id).update(mailed_at=at, mail_due_at=None)
    return True


def _claim(notice_id: int, at: datetime) -> bool:
    """Take the message: count the try, and set the next one, in case this worker dies in the middle."""
    waiting = Notice.objects.filter(pk=notice_id, mailed_at=None, mail_due_at__lte=at)
    found = waiting.select_related("person").first()
    if found is None or not _has_mail(found.reader):
        return False
    wait = rules.wait_after(found.mail_tries + 1)
    taken = waiting.filter(mail_tries=found.mail_tries).update(mail_tries=found.mail_tries + 1, mail_due_at=at + wait if wait else None)
    return taken == 1


def _failed(notice: Notice, failure: Exception) -> None:
    _log.warning("e-mail of notice %s failed (try %s): %s", notice.pk, notice.mail_tries, failure)


def _message(notice: Notice) -> EmailMessage:
    person = notice.reader
    language = getattr(person, "language", "") or settings.LANGUAGE_CODE
    with override(language):
        subject, paragraphs = _said(notice, person)
        lines = [gettext("Yth. %(name)s,") % {"name": person}, *paragraphs]
        url = (_links[notice.code](notice.values, person) if notice.code in _links else "") or notice.url
        if url:
            lines.append(f"{site()}{url}")
        lines.append(gettext("Surat ini dikirim oleh Sinergi. Anda tidak perlu membalasnya."))
        message = EmailMultiAlternatives(subject=subject, body="\n\n".join(lines), to=[str(person.email)], headers={"Auto-Submitted": "auto-generated"})
        part = _parts[notice.code](notice.values, person) if notice.code in _parts else None
        if part is not None:
            message.attach_alternative(*part)
        return message


def _said(notice: Notice, person: Any) -> tuple[str, list[str]]:
    """Subject and paragraphs: those bound to its code, otherwise the sentences for both; a subject that is too long ends with its first sentence, or is cut."""
    own = _words[notice.code](notice.values, person) if notice.code in _words else None
    if own is not None:
        return " ".join(own[0].split()), own[1]
    said = " ".join(phrases.sentence(notice.code, notice.values).split())
    first = said if len(said) <= _SUBJECT else said.partition(". ")[0]
    return first if len(first) <= _SUBJECT else f"{first[: _SUBJECT - 1]}…", [said]


def site() -> str:
    """Where this installation answers, for links in messages: the setting SITE_ADDRESS, or its first host."""
    given = getattr(settings, "SITE_ADDRESS", "")
    host = next((host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))), "localhost")
    return str(given).rstrip("/") or f"{'https' if settings.SESSION_COOKIE_SECURE else 'http'}://{host}"


def _has_mail(person: Any) -> bool:
    return bool(person.email) and person.is_active
