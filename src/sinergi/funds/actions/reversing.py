"""Taking money acts back: a mirrored entry, once. And taking back the facts around money that never posted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.funds.actions import posting
from sinergi.funds.actions.posting import Paper
from sinergi.funds.models import Claim, Entry, Kind
from sinergi.funds.queries import ledger, swadaya
from sinergi.funds.rules import Leg, mirrored
from sinergi.kernel.decisions import Decision, Refused
from sinergi.notices import actions as notices
from sinergi.programmes import actions as programmes
from sinergi.programmes import permissions, snapshot
from sinergi.programmes.models import Cell, Undertaking
from sinergi.programmes.performing import Doing

REVERSED = "notice.funds_reversed"
LOOKING = frozenset({"funds.release", "funds.verify", "dossiers.check"})


def reverse(person: Person, code: str, entry_number: int, *, on: date, reason: str) -> Entry:
    """Post the mirror of an entry, with a reason, open to those who may undo the act that posted it. Exactly once."""
    entry = Entry.objects.select_related("undertaking").filter(pk=entry_number, undertaking__code=code).first()
    if entry is None:
        Decision.no("funds.no_such_entry", number=entry_number).enforce()
        raise AssertionError
    if entry.reverses_id is not None:
        Decision.no("funds.is_reversal", number=entry_number).enforce()
    fact = ledger.fact_of(entry)
    programmes.undo(person, f"funds.{type(fact).__name__}", fact.pk, on=on, reason=reason)
    return Entry.objects.get(reverses=entry)


def undo_posted(doing: Doing, fact: Any, reason: str) -> None:
    """The undoing of every act that posts: the fact stays, its entry is mirrored. A rejected delivery posted nothing: it just ends."""
    if fact.entry is None:
        undo_unposted(doing, fact, reason)
        return
    made = mirror(doing, fact.entry, reason)
    posting.renew_purses(doing.undertaking)
    _tell(doing, made, reason)


def _tell(doing: Doing, made: Entry, reason: str) -> None:
    """Whose money it is, and those who release it or look at its books: what they read before no longer stands."""
    if doing.person is None:
        return
    roles = {role for stage in doing.edition.of_scope(doing.undertaking.scope) for entry in stage.acts if entry.act in LOOKING for role in entry.roles}
    people = [*permissions.holders(doing.undertaking, roles, doing.on), *permissions.those_of(doing.undertaking, doing.on, besides=doing.person)]
    notices.send([each for each in people if each.pk != doing.person.pk], REVERSED, url=f"/dana/entri/{made.number}/", where=doing.undertaking.title,
                 number=made.reverses_id, reason=reason.strip()[:200])


def undo_contribution(doing: Doing, fact: Any, reason: str) -> None:
    """A delivery can be taken back as long as nobody accepted it; a transfer under the same act is reversed."""
    if hasattr(fact, "entry"):
        undo_posted(doing, fact, reason)
        return
    verdict = swadaya.verdict_of(fact)
    if verdict is not None and verdict.entry is not None:
        Decision.no("funds.accepted_already", number=verdict.entry_id).enforce()
    undo_unposted(doing, fact, reason)


def undo_unposted(doing: Doing, fact: Any, reason: str) -> None:
    """What never posted ends today."""
    programmes.end(fact, doing.person, on=doing.on, reason=reason)
    posting.renew_purses(doing.undertaking)


def mirror(doing: Doing, entry: Entry, reason: str) -> Entry:
    """The entry the other way round, and what it claimed is free again."""
    already = Entry.objects.filter(reverses=entry).first()
    if already is not None:
        Decision.no("funds.reversed_already", number=already.number, day=already.posted_on).enforce()
    legs = mirrored(Leg(row.account, row.source, row.amount, row.line) for row in entry.postings.all())
    Claim.objects.filter(entry=entry).delete()
    paper = Paper(None, reason, f"Pembalikan no. {entry.number}: {entry.note}", entry.party)
    made = posting.post(doing, Kind(entry.kind), legs, paper, reverses=entry)
    doing.changed(reverses=entry.number, entry=made.number)
    return made


def would_reopen(entry: Entry, person: Person, *, on: date) -> list[tuple[Undertaking, str]]:
    """Which finished steps would be open again if this entry were reversed today: tried, then rolled back."""
    root = entry.undertaking.root_id
    cells: list[tuple[int, str]] = []
    try:
        with transaction.atomic():
            done = set(_done(root))
            doing = Doing(person=person, act=entry.act, undertaking=entry.undertaking, stage=entry.stage, on=on, happened_on=on, params={})
            mirror(doing, entry, "-")
            posting.renew_purses(doing.undertaking)     # ``funds.used`` reads the course of a purse, so the trial renews it as the act does
            snapshot.renew([entry.undertaking_id], on=on, act=entry.act)
            cells = sorted(done - set(_done(root)))
            transaction.set_rollback(True)
    except Refused:  # it could not be reversed anyway; the act itself says why
        return []
    found = Undertaking.objects.in_bulk([pk for pk, _ in cells])
    return [(found[pk], stage) for pk, stage in cells]


def _done(cycle_id: int) -> list[tuple[int, str]]:
    return list(Cell.objects.filter(cycle_id=cycle_id, state__in=["done", "waived"]).values_list("undertaking_id", "stage"))
