"""One search over everything that may be seen: rounds, villages, works, meetings, announcements, bodies, people for those inside, and what lies beneath (``sought``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sinergi.actors.models import Member, Organisation, Person, RoleHeld
from sinergi.actors.permissions import visible_organisations, visible_people
from sinergi.actors.queries import regional_roles
from sinergi.disclosure import queries as disclosure
from sinergi.meetings.models import Meeting, MeetingFor
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Appointment, Engagement, Undertaking
from sinergi.programmes.pages import address
from sinergi.programmes.permissions import Anybody
from sinergi.programmes.stemming import search_words
from sinergi.proposals.models import ProposalFigures
from sinergi.reports.queries import sought
from sinergi.reports.queries.finding import Found, Group, cut, every
from sinergi.ui.wording import long_date, title_in

LONGEST = 80
MOST_WORDS = 6
SHORTEST = 2


@dataclass(frozen=True)
class Results:
    text: str
    words: tuple[str, ...] = ()
    groups: Sequence[Group] = field(default_factory=list)
    books: bool = False     # whether the ledger was looked through

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def asked(self) -> bool:
        """Whether there was enough to look for."""
        return bool(self.words)


def cleaned(text: str) -> str:
    """What was typed, within reason."""
    return " ".join(text.replace("\x00", "").split())[:LONGEST]


def search(text: str, person: Anybody, on: date, *, books: bool = False) -> Results:
    """Every word must be found; a dozen lines of each kind, and no more queries the more there is.

    ``books``: in the ledger too, the largest of all; it is looked through without being asked where nothing else was found.
    """
    said = cleaned(text)
    words = tuple(word.lower() for word in said.split()[:MOST_WORDS])
    if len("".join(words)) < SHORTEST:
        return Results(said)
    groups = [_rounds(words), _villages(words), _works(words), _meetings(words), _announcements(said, on), _bodies(words, person, on), _people(words, person, on), *sought.groups(words)]
    found = [group for group in groups if group.rows]
    if books or not found:
        found += [group for group in (sought.entries(words, person, on),) if group.rows]
    return Results(said, words, found, books=books or not found)


def highlighted(text: str, words: Sequence[str]) -> SafeString:
    """The text with what was looked for marked; everything else escaped."""
    if not words or not text:
        return format_html_join("", "{}", [(text,)])
    pattern = re.compile(f"({'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})", re.IGNORECASE)
    pieces = pattern.split(text)
    marked = ((format_html_join("", "<mark>{}</mark>", [(piece,)]) if place % 2 else piece,) for place, piece in enumerate(pieces) if piece)
    return format_html_join("", "{}", marked)


def _rounds(words: Sequence[str]) -> Group:
    rows = Undertaking.objects.filter(scope="cycle", voided_on=None).filter(every(words, "code__contains", "title__icontains", "region__words__contains"))
    found, more = cut(rows.select_related("region").order_by("-year", "code"))
    return Group("tahap", gettext_lazy("Tahap"), [Found(one.title, address(one), one.code, one.region.name) for one in found], more)


def _villages(words: Sequence[str]) -> Group:
    rows = Undertaking.objects.filter(scope="site", voided_on=None).filter(
        every(words, "code__contains", "region__words__contains", "region__parent__words__contains"))
    found, more = cut(rows.select_related("region__parent", "cycle").order_by("-cycle__year", "region__code"))
    notes = [", ".join(filter(None, [one.region.parent.name if one.region.parent else "", one.cycle.title if one.cycle else ""])) for one in found]
    return Group("desa", gettext_lazy("Desa"), [Found(one.region.name, address(one), one.code, note) for one, note in zip(found, notes, strict=True)], more)


def _works(words: Sequence[str]) -> Group:
    """Works by what is written about them, and by the stems of their titles."""
    written = ProposalFigures.objects.filter(undertaking=OuterRef("pk"))
    wanted = Q()
    for word in words:
        stem = search_words(word)
        one = Q(code__contains=word.upper()) | Q(title__icontains=word) | Q(Exists(written.filter(words__contains=word)))
        wanted &= one | Q(words__contains=stem) if stem else one
    rows = Undertaking.objects.filter(scope="work", voided_on=None).filter(wanted)
    found, more = cut(rows.select_related("region", "cycle").order_by("-cycle__year", "code"))
    proposers = dict(ProposalFigures.objects.filter(undertaking__in=[one.pk for one in found]).values_list("undertaking_id", "proposer"))
    lines = [Found(one.title, address(one), one.code, " · ".join(filter(None, [one.region.name, proposers.get(one.pk, ""), one.cycle.title if one.cycle else ""])))
             for one in found]
    cycles = {one.cycle.code for one in found if one.cycle}
    leads = f"{reverse('reports:round', args=[found[0].cycle.code])}?cari={'+'.join(words)}#pekerjaan" if more and len(cycles) == 1 else ""
    return Group("usulan", gettext_lazy("Usulan dan pekerjaan"), lines, more, leads)


def _meetings(words: Sequence[str]) -> Group:
    standing = MeetingFor.objects.filter(meeting=OuterRef("pk"), ended_on=None)
    rows = Meeting.objects.filter(Exists(standing), undertaking__voided_on=None).filter(every(words, "title__icontains", "place__icontains"))
    found, more = cut(rows.select_related("undertaking").order_by("-starts_on", "-id"))
    return Group("rapat", gettext_lazy("Rapat"), [
        Found(one.title, reverse("meetings:show", args=[one.undertaking.code, one.number]), one.undertaking.code, long_date(one.starts_on)) for one in found], more)


def _announcements(text: str, on: date) -> Group:
    found, more = cut(disclosure.announcements(on, search=text))
    lines = []
    for one in found:
        word = edition_of(one.undertaking).words("lists").get(one.list)
        lines.append(Found(f"{title_in(word.title) if word else one.list}, {one.undertaking.title}", reverse("disclosure:show", args=[one.undertaking.code, one.list]),
                           one.short_code, long_date(one.happened_on)))
    return Group("pengumuman", gettext_lazy("Pengumuman"), lines, more, reverse("disclosure:index"))


def _bodies(words: Sequence[str], person: Anybody, on: date) -> Group:
    """Names of bodies are public; their pages are for those who may see them."""
    rows = Organisation.objects.filter(every(words, "name__icontains"))
    found, more = cut(rows.select_related("region").order_by("name", "id"))
    open_to: set[int] = set()
    if isinstance(person, Person):
        open_to = set(visible_organisations(person, on).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    seated = Engagement.objects.standing(on).filter(organisation__in=found, undertaking__voided_on=None).select_related("undertaking").order_by("id")
    known = {each.organisation_id: address(each.undertaking) for each in seated}      # where its latest work is
    return Group("lembaga", pgettext_lazy("several", "Lembaga"), [
        Found(one.name, reverse("actors:organisation", args=[one.pk]) if one.pk in open_to else known.get(one.pk, ""), "", one.region.name if one.region else "") for one in found], more)


def _people(words: Sequence[str], person: Anybody, on: date) -> Group:
    """Only for who holds a role, and only people who hold one within reach of it."""
    empty = Group("orang", gettext_lazy("Orang"), [])
    if not isinstance(person, Person):
        return empty
    codes = {code for _role, code in regional_roles(person.pk, on)}
    cycles = Appointment.objects.filter(Q(held_to=None) | Q(held_to__gte=on), person=person, held_from__lte=on).values_list(
        "undertaking__region__code", flat=True)
    codes |= set(cycles)
    if not codes and not person.is_admin:
        return empty
    reach = _near(codes, "region__code") if not person.is_admin else Q()
    held = RoleHeld.objects.on(on).filter(reach, person=OuterRef("pk"))
    seated = Member.objects.on(on).filter(_near(codes, "organisation__region__code") if not person.is_admin else Q(), person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(held) | Exists(seated), is_active=True).filter(every(words, "name__icontains"))
    found, more = cut(rows.order_by("name", "id"))
    seats: dict[int, str] = {}
    for member in Member.objects.on(on).filter(person__in=[one.pk for one in found]).select_related("organisation"):
        seats.setdefault(member.person_id, member.organisation.name)
    open_to = set(visible_people(person, on).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    return Group("orang", gettext_lazy("Orang"), [
        Found(one.name, reverse("actors:show", args=[one.pk]) if one.pk in open_to else "", "", seats.get(one.pk, "") or _("memegang peran")) for one in found], more)


def _near(codes: set[str], column: str) -> Q:
    """Inside these places, or what contains them."""
    wanted = Q(pk__in=[])
    for code in codes:
        parts = code.split(".") if code else []
        above = ["", *(".".join(parts[: place + 1]) for place in range(len(parts)))]
        wanted |= Q(**{f"{column}__in": above})
        wanted |= Q(**{f"{column}__startswith": f"{code}."}) if code else Q(**{f"{column}__gte": ""})
    return wanted
