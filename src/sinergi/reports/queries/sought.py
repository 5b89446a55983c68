"""What the search finds beneath rounds and works: steps and guides, follow-ups, objections, questions, papers, media, entries of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from sinergi.actors.models import Person
from sinergi.complaints.models import Question
from sinergi.disclosure.models import Objection, Publicity
from sinergi.disclosure.rules import covered
from sinergi.dossiers.models import Document
from sinergi.followups.models import Followup
from sinergi.funds.models import Entry, Posting
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody, is_involved
from sinergi.progress.models import HandOver
from sinergi.reports import guides
from sinergi.reports.queries.finding import EACH, Found, Group, cut, every
from sinergi.ui.wording import long_date, title_in

FEWEST_DIGITS, MOST_DIGITS = 4, 15      # of an amount that is looked for
ROUNDS = 6          # the newest: their steps are looked through
STANDING = {"ended_on": None, "undertaking__voided_on": None}


def steps(words: Sequence[str]) -> Group:
    """Steps of the newest rounds by their titles."""
    rows = Undertaking.objects.filter(scope="cycle", voided_on=None).select_related("region").order_by("-year", "-id")[:ROUNDS]
    found = [Found(title_in(stage.title), reverse("programmes:stage", args=[cycle.code, stage.code]), cycle.code, cycle.title)
             for cycle in rows for stage in edition_of(cycle).stages if _all_in(words, title_in(stage.title))]
    return Group("langkah", pgettext_lazy("several", "Langkah"), found[:EACH], len(found) > EACH)


def helping(words: Sequence[str]) -> Group:
    """Guides by what they are called and about."""
    texts = [each.text(get_language() or "id") for each in guides.GUIDES]
    found = [Found(text.title, reverse("reports:guide", args=[text.code]), "", text.about) for text in texts if _all_in(words, f"{_('panduan')} {text.title} {text.about}")]
    return Group("panduan", pgettext_lazy("several", "Panduan"), found[:EACH], len(found) > EACH)


def followups(words: Sequence[str]) -> Group:
    """Follow-ups by what is to be done, what comes of it, and where; whose they are is for those involved."""
    rows = Followup.objects.filter(**STANDING).filter(every(words, "what__icontains", "output__icontains", "place__icontains"))
    found, more = cut(rows.select_related("undertaking").order_by("-due_on", "-id"))
    return Group("tindak-lanjut", gettext_lazy("Tindak lanjut"), [
        Found(row.what, reverse("followups:show", args=[row.undertaking.code, row.number]), row.undertaking.code, _("Tenggat %(day)s") % {"day": long_date(row.due_on)}) for row in found], more)


def objections(words: Sequence[str]) -> Group:
    """Objections by the text that everybody reads: one that was covered because it named somebody is not found by its words."""
    found, more = cut(Objection.objects.filter(redactions=None, **STANDING).filter(every(words, "text__icontains")).select_related("undertaking").order_by("-id"))
    found = [row for row in found if _all_in(words, covered(row.text))]     # numbers and addresses are covered: nor are they found by
    return Group("keberatan", gettext_lazy("Keberatan"), [
        Found(_short(covered(row.text)), reverse("disclosure:objections", args=[row.undertaking.code, row.list]), row.undertaking.code, long_date(row.happened_on)) for row in found], more)


def questions(words: Sequence[str]) -> Group:
    """Questions and complaints by what they are about and their text."""
    found, more = cut(Question.objects.filter(**STANDING).filter(every(words, "matter__icontains", "text__icontains")).select_related("undertaking").order_by("-id"))
    found = [row for row in found if _all_in(words, f"{covered(row.matter)} {covered(row.text)}")]
    return Group("tanya-adu", gettext_lazy("Pertanyaan dan pengaduan"), [
        Found(covered(row.matter), reverse("complaints:about", args=[row.undertaking.code]), row.undertaking.code, long_date(row.happened_on)) for row in found], more)


def papers(words: Sequence[str]) -> Group:
    """Papers by number, and handovers by theirs."""
    filed, more = cut(Document.objects.filter(**STANDING).filter(every(words, "number__icontains", "document__icontains")).select_related("undertaking").order_by("-id"))
    given, further = cut(HandOver.objects.filter(**STANDING).filter(every(words, "number__icontains")).select_related("undertaking").order_by("-id"))
    found = [Found(sentences.named(edition_of(row.undertaking), "documents", row.document), reverse("dossiers:index", args=[row.undertaking.code]),
                   row.undertaking.code, row.number or long_date(row.happened_on)) for row in filed]
    found += [Found(_("Serah terima (BAST)"), reverse("progress:show", args=[row.undertaking.code]), row.undertaking.code, row.number) for row in given]
    return Group("berkas", pgettext_lazy("several", "Dokumen"), found[:EACH], more or further or len(found) > EACH)


def media(words: Sequence[str]) -> Group:
    """Where things were made known."""
    found, more = cut(Publicity.objects.filter(**STANDING).filter(every(words, "medium__icontains", "place__icontains", "note__icontains")).select_related("undertaking").order_by("-id"))
    return Group("media", gettext_lazy("Kampanye"), [
        Found(str(row.said(edition_of(row.undertaking))), reverse("programmes:village" if row.undertaking.scope == "site" else "reports:round", args=[row.undertaking.code]),
              row.undertaking.code, long_date(row.shown_from)) for row in found], more)


def entries(words: Sequence[str], person: Anybody, on: date) -> Group:
    """Entries of the ledger by their text or their amount; who was paid finds only who is involved there. The largest table: asked for last."""
    said = list(Entry.objects.filter(every(words, "note__icontains") | _of_amount(words)).select_related("undertaking").order_by("-number")[: EACH + 1])
    if isinstance(person, Person) and len(said) <= EACH:
        said += _paid(words, person, on, {row.number for row in said}, EACH + 1 - len(said))
    return Group("buku", gettext_lazy("Buku"), [
        Found(row.note, reverse("funds:entry", args=[row.number]), row.undertaking.code, long_date(row.happened_on)) for row in said[:EACH]], len(said) > EACH)


def _of_amount(words: Sequence[str]) -> Q:
    """Entries that moved exactly this: "1965600", "1.965.600" and "Rp 1.965.600" are one amount."""
    digits = re.sub(r"[.,]", "", "".join(words).removeprefix("rp"))
    if not (digits.isdecimal() and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS):
        return Q(pk__in=[])
    return Q(Exists(Posting.objects.filter(entry=OuterRef("pk"), amount__in=[int(digits), -int(digits)])))


def _paid(words: Sequence[str], person: Person, on: date, known: set[int], most: int) -> list[Entry]:
    named = Entry.objects.filter(every(words, "party__icontains")).exclude(Q(party="") | Q(number__in=known)).select_related("undertaking__region").order_by("-number")
    found: list[Entry] = []
    inside: dict[int, bool] = {}
    for row in named[: EACH * 2]:      # each place is asked once whether this person is involved there
        if row.undertaking_id not in inside:
            inside[row.undertaking_id] = is_involved(person, row.undertaking, on)
        if inside[row.undertaking_id]:
            found.append(row)
    return found[:most]


def _all_in(words: Sequence[str], text: str) -> bool:
    return all(word in text.lower() for word in words)


def _short(text: str, most: int = 120) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most].rsplit(' ', 1)[0]}…"


def groups(words: Sequence[str]) -> Iterator[Group]:
    """All but the ledger."""
    kinds: tuple[Any, ...] = (steps, followups, papers, objections, questions, media, helping)
    yield from (kind(words) for kind in kinds)
