"""What somebody typed and the server could not take: told in the words of its form, and ready to be sent on."""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.actors.models import Person
from sinergi.programmes.registry import registry
from sinergi.project.models import UnsentText

DEVICE = "device"   # cookie: the phone or computer on which something waits for somebody
MOST = 300_000      # characters that are kept of one form; a RAB of 500 lines has a third of it
MOST_FORMS = 20     # of one writer on one device; the oldest go
SECRET = frozenset({"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"})
WAITS = 30          # days until it is let go of; our default
KNOWN = "known"     # cookie: whose session was the last one here; it outlives the session and ends with signing out
KNOWN_FOR = 7 * 24 * 60 * 60    # seconds; our default
# hidden fields that templates write themselves, and what buttons are called
UNSEEN = frozenset({"do", "key", "kind", "list", "mode", "next", "number", "person", "replaces", "seen", "shown", "stage", "token", "ubah", "uuid", "version"})
_COUNTER = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")
_ROW = re.compile(r"-(\d+)-")
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Unsent:
    """Where it was going, each thing typed with its label, everything to send on, how many files were left behind, and what sending it does."""

    to: str
    shown: list[tuple[str, str]]
    fields: Fields
    files: int = 0
    does: str = ""


def of(request: HttpRequest) -> Unsent:
    """What this request brought."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in SECRET]
    return _told(request.get_full_path(), fields, sum(1 for _name, files in request.FILES.lists() for _file in files))


def keep(request: HttpRequest, unsent: Unsent) -> str:
    """Let it wait on this device for its writer alone, whoever signs in meanwhile; the name of the device. "" where the writer is not known or it has no room."""
    writer, device = _known(request), request.COOKIES.get(DEVICE, "")[:32] or secrets.token_urlsafe(16)
    if not (writer and unsent.shown and Person.objects.filter(pk=writer).exists()) or sum(len(name) + len(value) for name, value in unsent.fields) > MOST:
        return ""
    with transaction.atomic():
        UnsentText.objects.exclude(at__gt=_oldest()).delete()
        of_writer = UnsentText.objects.filter(device=device, writer=int(writer))
        of_writer.filter(to=unsent.to).delete()
        UnsentText.objects.create(writer_id=int(writer), device=device, to=unsent.to, fields=[list(each) for each in unsent.fields], files=unsent.files, at=timezone.now())
        of_writer.filter(pk__in=list(of_writer.order_by("-pk").values_list("pk", flat=True)[MOST_FORMS:])).delete()
    return device


def remember_device(response: HttpResponse, device: str) -> None:
    """So that it is found again here and nowhere else."""
    response.set_cookie(DEVICE, device, max_age=WAITS * 24 * 60 * 60, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


def kept(request: HttpRequest) -> Unsent | None:
    """What waits here for the person who is signed in, the newest first."""
    found = _mine(request).order_by("-pk").first()
    return _told(found.to, [(name, value) for name, value in found.fields], found.files) if found else None


def waits(request: HttpRequest) -> bool:
    """Whether something waits here: for the person who is signed in; at the door for anybody. Asked only on devices on which something was kept."""
    if DEVICE not in request.COOKIES or request.path == reverse("resume"):
        return False
    return (_mine(request) if request.user.is_authenticated else _here(request)).exists()


def _here(request: HttpRequest) -> QuerySet[UnsentText]:
    return UnsentText.objects.filter(device=request.COOKIES.get(DEVICE, "")[:32], at__gt=_oldest())


def _mine(request: HttpRequest) -> QuerySet[UnsentText]:
    return _here(request).filter(writer=request.user.pk)


def _oldest() -> Any:
    return timezone.now() - timedelta(days=WAITS)


def recognise(request: HttpRequest, response: HttpResponse) -> None:
    """Remember who is signed in here, beyond the end of the session."""
    person = str(request.user.pk)
    if _known(request) != person or request.session.modified:
        response.set_signed_cookie(KNOWN, person, salt=KNOWN, max_age=KNOWN_FOR, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


def _known(request: HttpRequest) -> str:
    """Whose session was the last one here; nobody's after signing out."""
    return request.get_signed_cookie(KNOWN, default="", salt=KNOWN, max_age=KNOWN_FOR) or ""


def forget(request: HttpRequest, to: str) -> None:
    """Let go of what was going there: it was taken, or its writer throws it away."""
    if DEVICE in request.COOKIES and request.user.is_authenticated:
        _mine(request).filter(to=to).delete()


def _told(to: str, fields: Fields, files: int) -> Unsent:
    try:
        found = resolve(to.split("?", 1)[0])
    except Resolver404:
        return Unsent(to, list(_shown("", fields)), fields, files)
    return Unsent(to, list(_shown(found.app_name, fields)), fields, files, _does(found))


def _does(found: ResolverMatch) -> str:
    """The act whose form stands at this address, as buttons call it; nothing for a form that is no act."""
    code = str(found.kwargs.get("code", "-"))
    for act in registry.acts.values():
        try:
            form = resolve(act.form(code, defaultdict(lambda: "-")).split("?", 1)[0])
        except (NoReverseMatch, Resolver404):   # what stands for a code in this address can be none in the act's
            continue
        if form.func is found.func and form.kwargs.keys() == found.kwargs.keys() and all(value in {"-", found.kwargs[name]} for name, value in form.kwargs.items()):
            return str(act.verb)
    return ""


def _shown(context: str, fields: Fields) -> Iterator[tuple[str, str]]:
    """Each thing typed beside its label; nothing that its writer never saw."""
    groups: dict[str, set[str]] = defaultdict(set)
    for name, _value in fields:
        prefix, _dash, bare = name.rpartition("-")
        groups[prefix].add(bare)
    meant = {prefix: _meant(context, names) for prefix, names in groups.items()}
    for name, value in fields:
        prefix, _dash, bare = name.rpartition("-")
        field = meant[prefix].base_fields.get(bare)
        label = field.label if field else _made_later(meant[prefix], bare)
        if not value.strip() or _COUNTER.search(name) or (field.widget.is_hidden if field else not label and bare in UNSEEN):
            continue
        row = _ROW.search(f"{prefix}-")
        yield (f"{label or _('Isian lain')} {int(row[1]) + 1 if row else ''}".strip(), _said(field, value))


def _meant(context: str, names: set[str]) -> Any:
    """Of the forms of a context the one that asks for most of these names, and for least besides."""
    found = [form for form in _forms(forms.BaseForm) if form.__module__.startswith(f"sinergi.{context}.")]
    return max(found, key=lambda form: (sum(name in form.base_fields or bool(_made_later(form, name)) for name in names), -len(form.base_fields)), default=forms.Form)


def _made_later(form: Any, name: str) -> Any:
    """The label of a field that the form adds as it is made; the longest beginning that fits."""
    later = getattr(form, "made_later", {})
    return later.get(max((begin for begin in later if f"{name}_".startswith(f"{begin}_")), key=len, default=""), "")


def _forms(above: type[Any]) -> Iterator[Any]:
    for form in above.__subclasses__():
        if hasattr(form, "base_fields"):
            yield form
        yield from _forms(form)


def _said(field: forms.Field | None, value: str) -> str:
    """A choice by its label, a tick as yes."""
    if isinstance(field, forms.BooleanField):
        return _("Ya")
    known: Any = field.choices if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField) else ()
    return next((str(label) for code, label in known if str(code) == value), value)
