"""When rounds have started, closed their intake, reached their days; when bodies are formed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinergi.actors.models import Member
from sinergi.engine.calendar import DateRows, ahead, day_of, reached, value_on
from sinergi.engine.definition import Title, Word
from sinergi.kernel.timelines import Timeline, all_of, any_of, counting, holds, invert, latest, runs
from sinergi.programmes import editions, rules, worlds
from sinergi.programmes.actions import bodies
from sinergi.programmes.models import (
    BodyChange,
    Classified,
    Closing,
    Consent,
    DateSet,
    Engagement,
    Holding,
    IntakeClosed,
    Leaving,
    Register,
    Undertaking,
)
from sinergi.programmes.queries import bodies as standing
from sinergi.programmes.registry import BoundAct, BoundCondition, Ids

Why = dict[int, tuple[str, Mapping[str, Any]]]


def started(ids: Ids, *, stage: str = "", scope: str, min: int = 1) -> dict[int, Timeline]:  # noqa: A002, ARG001 -- the file's word
    """At least ``min`` children of that scope live below; a work started below a site counts for the cycle too."""
    children = Undertaking.objects.filter(_below(ids), scope=scope)
    left: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for pk, start, end in Leaving.objects.filter(undertaking__in=children.values("pk")).order_by("id").values_list("undertaking_id", "happened_on", "ended_on"):
        left[pk].append((start, end))
    spans: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    wanted = set(ids)
    for pk, parent, cycle, started_on, voided_on in children.values_list("pk", "parent_id", "cycle_id", "started_on", "voided_on"):
        there = [(started_on, voided_on)]
        if pk in left or voided_on is not None:     # few
            there = _spans(all_of([runs(there), invert(runs(left.get(pk, ())))]))
        for above in {parent, cycle} & wanted:
            spans[above] += there
    return {pk: counting(each, min) for pk, each in spans.items()}


def started_why(ids: Ids, *, on: date, stage: str = "", scope: str, min: int = 1) -> Why:  # noqa: A002, ARG001 -- the file's word
    counts: dict[int, int] = dict.fromkeys(ids, 0)
    for parent, cycle in Undertaking.objects.filter(_below(ids), scope=scope, voided_on=None, started_on__lte=on).values_list("parent_id", "cycle_id"):
        for above in {parent, cycle} & set(ids):
            counts[above] += 1
    return {pk: ("programmes.started", {"done": counts[pk], "least": min, "scope": Undertaking.Scope(scope).label}) for pk in ids}


def intake_closed(ids: Ids, *, stage: str = "", intake: str) -> dict[int, Timeline]:  # noqa: ARG001 -- one signature for all
    spans: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for fact in IntakeClosed.objects.about(ids).filter(intake=intake):
        spans[fact.undertaking_id].append(fact.period)
    return {pk: runs(each) for pk, each in spans.items()}


def classified(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:  # noqa: ARG001 -- one signature for all
    return _standing(Classified, ids)


def closed(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:  # noqa: ARG001 -- one signature for all
    return _standing(Closing, ids)


def day_reached(ids: Ids, *, stage: str = "", date: str) -> dict[int, Timeline]:  # noqa: ARG001 -- the file's word
    return {pk: reached(rows, default) for pk, (rows, default) in _days(ids, date).items()}


def day_ahead(ids: Ids, *, stage: str = "", date: str) -> dict[int, Timeline]:  # noqa: ARG001 -- the file's word
    return {pk: ahead(rows, default) for pk, (rows, default) in _days(ids, date).items()}


def formed(ids: Ids, *, stage: str = "", body: str, members: int = 1, decree: bool = False, includes: tuple[str, ...] = ()) -> dict[int, Timeline]:
    """While the body stands with enough members, its decree where asked, and the kinds of members it must include."""
    found = _engagements(ids, body, stage)
    sits, changed = _sitting(found, includes), _decrees_of_changes(found) if decree else {}
    lines: dict[int, list[Timeline]] = defaultdict(list)
    known: dict[Any, Timeline] = {}      # the committees of a round are alike: the same days, worked out once
    for pk, number, start, end, organisation, decree_on in found.values_list("undertaking_id", "pk", "happened_on", "ended_on", "organisation_id", "organisation__decree_on"):
        decrees = (*([(decree_on, None)] if decree_on else []), *changed.get(number, ())) if decree else None
        key = (start, end, decrees, *sits.get(organisation, ()))
        if key not in known:
            known[key] = _complete((start, end), sits.get(organisation, []), members, includes, decrees)
        if known[key]:
            lines[pk].append(known[key])
    return {pk: any_of(each) for pk, each in lines.items()}


def formed_why(ids: Ids, *, on: date, stage: str = "", body: str, members: int = 1, decree: bool = False, includes: tuple[str, ...] = ()) -> Why:
    words = {pk: editions.edition_with(edition).word("bodies", body) for pk, edition in Undertaking.objects.filter(pk__in=ids).values_list("pk", "edition_id")}
    titles = {pk: word.title for pk, word in words.items()}
    there = {fact.undertaking_id: fact for fact in _engagements(ids, body, stage) if holds(fact.line, on)}
    found: Why = {}
    for pk in ids:
        fact = there.get(pk)
        if fact is None:
            found[pk] = ("actors.not_formed", {"body": titles.get(pk, body)})
        elif not _is_enough(fact, on, members, includes):
            found[pk] = ("actors.lacks_elements" if includes else "actors.lacks_members", {"body": titles[pk], "least": members, "includes": _named(words[pk], includes)})
        elif decree:
            found[pk] = ("actors.no_decree", {"body": titles[pk]})
    return found


@dataclass(frozen=True)
class _Sitting:
    """So many members of the same kinds, over the same days."""

    since: date
    until: date | None
    count: int
    kinds: frozenset[str]


def registered(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:  # noqa: ARG001 -- one signature for all
    return _standing(Register, ids)


def consented(ids: Ids, *, stage: str = "") -> dict[int, Timeline]:  # noqa: ARG001 -- one signature for all
    rows: dict[int, list[tuple[date, date | None, bool]]] = defaultdict(list)
    for fact in Consent.objects.about(ids):
        rows[fact.undertaking_id].append((*fact.period, fact.given))
    return {pk: latest(each) for pk, each in rows.items()}


def _plain_why(code: str) -> Any:
    def why(ids: Ids, *, on: date, stage: str = "", **params: Any) -> Why:  # noqa: ARG001 -- one signature for all
        return dict.fromkeys(ids, (code, params))

    return why


def day_why(code: str) -> Any:
    """Names the day of the calendar, or that nobody has set it."""

    def why(ids: Ids, *, on: date, stage: str = "", date: str) -> Why:  # noqa: ARG001 -- one signature for all
        found: Why = {}
        titles = {pk: editions.edition_with(edition).word("dates", date).title for pk, edition in
                  Undertaking.objects.filter(pk__in=ids).values_list("pk", "edition_id")}
        days = _days(ids, date)
        for pk in ids:
            rows, default = days.get(pk, ((), None))
            value = value_on(rows, default, on)
            found[pk] = (code, {"date": titles.get(pk, date), "day": value}) if value else ("programmes.date_not_set", {"date": titles.get(pk, date)})
        return found

    return why


def _below(ids: Ids) -> Q:
    return Q(parent__in=list(ids)) | Q(cycle__in=list(ids))


def _spans(line: Timeline) -> list[tuple[date, date | None]]:
    days: list[date | None] = [*line, None]
    return [(start, days[place + 1]) for place, start in enumerate(line) if place % 2 == 0]


def _standing(model: Any, ids: Ids) -> dict[int, Timeline]:
    spans: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for pk, start, end in model.objects.about(ids).values_list("undertaking_id", "happened_on", "ended_on"):
        spans[pk].append((start, end))
    return {pk: runs(each) for pk, each in spans.items()}


def _engagements(ids: Ids, body: str, stage: str) -> Any:
    found = Engagement.objects.about(ids).filter(body=body).select_related("organisation").prefetch_related("organisation__members")
    return found.filter(stage=stage) if stage else found


def _sitting(found: Any, includes: tuple[str, ...]) -> dict[int, list[_Sitting]]:
    """By organisation: how many members sat there from a day to a day (the first on which they no longer do), and of which kind where that is asked."""
    kinds = ("pillar", "office", "element") if includes else ()
    rows = Member.objects.filter(organisation__in=found.order_by().values("organisation")).order_by()
    sits: dict[int, list[_Sitting]] = defaultdict(list)
    for organisation, since, last, *named, count in rows.values_list("organisation_id", "held_from", "held_to", *kinds).annotate(count=Count("pk")):
        sits[organisation].append(_Sitting(since, last and last + timedelta(days=1), count, frozenset(named)))
    return sits


def _decrees_of_changes(found: Any) -> dict[int, tuple[tuple[date, date | None], ...]]:
    """By engagement: while a decree stands that came with a later change."""
    days: dict[int, tuple[tuple[date, date | None], ...]] = defaultdict(tuple)
    rows = BodyChange.objects.filter(engagement__in=found.order_by().values("pk")).exclude(decree_on=None)
    for number, happened_on, decree_on, end in rows.values_list("engagement_id", "happened_on", "decree_on", "ended_on"):
        days[number] += ((max(happened_on, decree_on), end),)
    return days


def _complete(stands: tuple[date, date | None], sits: Sequence[_Sitting], members: int, includes: tuple[str, ...], decrees: Sequence[tuple[date, date | None]] | None) -> Timeline:
    """When the body stood, was large enough, had each kind asked for, and its decree."""
    enough = counting([(one.since, one.until) for one in sits for _ in range(one.count) if one.until is None or one.until > one.since], members)
    asked = [runs([(one.since, one.until) for one in sits if kind in one.kinds]) for kind in includes]
    return all_of([runs([stands]), enough, *asked, *([] if decrees is None else [runs(decrees)])])


def _named(word: Word, includes: tuple[str, ...]) -> list[Title | str]:
    """The members asked for, as the edition calls them."""
    titles = {element.code: element.title for element in rules.elements_of(word)}
    return [titles.get(code, code) for code in includes]


def _is_enough(fact: Engagement, on: date, members: int, includes: tuple[str, ...]) -> bool:
    people = [each for each in fact.organisation.members.all() if each.held_from <= on and (each.held_to is None or on <= each.held_to)]
    have = {kind for member in people for kind in (member.pillar, member.office, member.element)}
    return len(people) >= members and set(includes) <= have


def _days(ids: Ids, code: str) -> dict[int, tuple[DateRows, date | None]]:
    """The rows of one date and its default, for each of these undertakings (dates belong to the cycle)."""
    found: dict[int, tuple[DateRows, date | None]] = {}
    cycles = list(Undertaking.objects.filter(pk__in=list(ids)).values_list("pk", "cycle_id", "year", "edition_id"))
    rows: dict[int, DateRows] = {}
    for root in {cycle or pk for pk, cycle, _year, _edition in cycles}:
        rows[root] = worlds.dates_of(root).get(code, ())
    for pk, cycle, year, edition in cycles:
        word = editions.edition_with(edition).words("dates").get(code)
        found[pk] = (rows[cycle or pk], day_of(str(word.get("default", "")), year) if word else None)
    return found


def _undated(person_id: int, ids: Ids, *, on: date, **parameters: Any) -> set[int]:  # noqa: ARG001 -- one signature for all
    """Only where a day of the calendar is still to be set; those that were set, or have one from the file, can be changed all the same."""
    found: set[int] = set()
    for pk, edition in Undertaking.objects.filter(pk__in=list(ids)).values_list("pk", "edition_id"):
        codes = [parameters["date"]] if parameters.get("date") else [*editions.edition_with(edition).words("dates")]
        if any(value_on(*_days([pk], code)[pk], on) is None for code in codes):
            found.add(pk)
    return found


def _started_so_far(ids: Ids, *, starts: str = "", **parameters: Any) -> dict[int, str]:  # noqa: ARG001 -- one signature for all
    """How many were started there, and the newest of them: the task stays until enough came in, or until its last day."""
    rows = Undertaking.objects.filter(parent__in=list(ids), scope=starts, voided_on=None).order_by().values_list("parent").annotate(Count("pk"), Max("code"))
    return {pk: (gettext("sudah ada 1: %(last)s") if count == 1 else gettext("sudah ada %(count)s, terakhir %(last)s")) % {"count": count, "last": last} for pk, count, last in rows}


def _form(name: str) -> Any:
    def url(code: str, params: Mapping[str, Any]) -> str:
        query = urlencode({key: value for key, value in params.items() if value})
        return f"{reverse(f'programmes:{name}', args=[code])}{'?' + query if query else ''}"

    return url


ACTS = [
    BoundAct("programmes.start", _("Mulai"), _form("start"), (Undertaking,), so_far=_started_so_far, done=_("Dimulai")),
    BoundAct("programmes.close_intake", _("Tutup pendaftaran"), _form("close_intake"), (IntakeClosed,), done=_("Pendaftaran ditutup")),
    BoundAct("programmes.classify", _("Tetapkan kategori"), _form("classify"), (Classified,), done=_("Kategori ditetapkan")),
    BoundAct("programmes.leave", _("Keluarkan dari tahap"), _form("leave"), (Leaving,), done=_("Keluar dari tahap")),
    BoundAct("programmes.return", _("Ikutkan kembali"), _form("return"), done=_("Ikut kembali")),
    BoundAct("programmes.hold", _("Tangguhkan"), _form("hold"), (Holding,), done=_("Ditangguhkan")),
    BoundAct("programmes.resume", _("Lanjutkan"), _form("resume"), done=_("Dilanjutkan")),
    BoundAct("programmes.set_date", _("Tetapkan tanggal"), _form("set_date"), (DateSet,), open_for=_undated, done=_("Tanggal ditetapkan")),
    BoundAct("programmes.close", _("Tutup tahap"), _form("close"), (Closing,), done=_("Tahap ditutup")),
    BoundAct("actors.form", _("Bentuk lembaga"), _form("form_body"), (Engagement,), bodies.dissolve, open_for=standing.to_form, done=_("Lembaga dibentuk")),
    BoundAct("actors.change", _("Ubah anggota"), _form("change_body"), (BodyChange,), bodies.take_back_change, open_for=standing.to_change,
             nothing=_("Lembaga ini belum dibentuk di sini; anggotanya diubah sesudah itu."), done=_("Anggota diubah")),
    BoundAct("actors.register", _("Nyatakan data KK lengkap"), _form("register"), (Register,), done=_("Data KK dinyatakan lengkap")),
    BoundAct("actors.consent", _("Catat persetujuan warga"), _form("consent"), (Consent,), done=_("Persetujuan warga dicatat")),
]
CONDITIONS = [
    BoundCondition("programmes.started", started, started_why),
    BoundCondition("programmes.intake_closed", intake_closed, _plain_why("programmes.intake_open")),
    BoundCondition("programmes.classified", classified, _plain_why("programmes.unclassified")),
    BoundCondition("programmes.closed", closed, _plain_why("programmes.not_closed")),
    BoundCondition("programmes.day_reached", day_reached, day_why("programmes.day_not_reached")),
    BoundCondition("programmes.day_ahead", day_ahead, day_why("programmes.day_passed")),
    BoundCondition("actors.formed", formed, formed_why),
    BoundCondition("actors.registered", registered, _plain_why("actors.not_registered")),
    BoundCondition("actors.consented", consented, _plain_why("actors.no_consent")),
]
