"""The only door into the ledger, and the running totals that go with it. Called inside ``perform``, which holds the round's lock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sinergi.audit import chains
from sinergi.files.models import File
from sinergi.funds import rules
from sinergi.funds.models import Account, Balance, Claim, Course, Entry, Kind, Posting, Purse, Seal
from sinergi.funds.queries import courses, ledger, summing
from sinergi.funds.rules import Leg
from sinergi.kernel.decisions import Decision
from sinergi.programmes.models import Undertaking
from sinergi.programmes.performing import Doing


@dataclass(frozen=True)
class Paper:
    """What an entry stands on: a file, or a reason why there is none; and who is named on it."""

    evidence: File | None = None
    reason: str = ""
    note: str = ""
    party: str = ""


def within_round(doing: Doing) -> None:
    """A proof cannot be older than the round it belongs to: a wrong year is caught here. Our default."""
    opened = (doing.undertaking.cycle or doing.undertaking).started_on
    if doing.happened_on < opened:
        Decision.unsound("funds.before_round", field="happened_on", day=opened).enforce()


def post(doing: Doing, kind: Kind, legs: Sequence[Leg], paper: Paper, *, claims: Sequence[str] = (), reverses: Entry | None = None) -> Entry:
    """Append one entry: its legs balance, no purse is overdrawn, what may happen once is claimed, the chain is sealed."""
    if not rules.balanced(legs):
        raise AssertionError(f"legs do not balance: {legs}")
    if paper.evidence is None and not paper.reason.strip():
        Decision.unsound("funds.no_proof", field="evidence").enforce()
    within_round(doing)
    balances = ledger.balances(doing.undertaking)
    purse_holds(doing, balances, legs)
    entry = _entry(doing, kind, paper, reverses)
    sha256 = paper.evidence.sha256 if paper.evidence else None
    plain = [(leg.account, leg.source, leg.amount, leg.line) for leg in legs]

    def content(number: int) -> dict[str, object]:
        entry.number = entry.sealed_id = number
        return ledger.sealed(entry, sha256, plain)

    link = chains.extend(ledger.CHAIN, content)
    entry.save(force_insert=True)
    Posting.objects.bulk_create([
        Posting(entry=entry, undertaking=doing.undertaking, account=leg.account, source=leg.source, amount=leg.amount, line=leg.line) for leg in legs
    ])
    Seal.objects.create(number=link.number, previous_seal=link.previous_seal, seal=link.seal)
    Claim.objects.bulk_create([Claim(key=key, entry=entry) for key in claims])
    _carry(doing.undertaking, rules.after(balances, legs), {(leg.source, leg.account) for leg in legs})
    return entry


def _entry(doing: Doing, kind: Kind, paper: Paper, reverses: Entry | None) -> Entry:
    return Entry(
        undertaking=doing.undertaking, kind=kind, act=doing.act, stage=doing.stage, person=doing.person, happened_on=doing.happened_on,
        posted_on=doing.on, note=paper.note[:300], party=paper.party.strip()[:160], reason=paper.reason.strip()[:500], evidence=paper.evidence,
        reverses=reverses,
    )


def _carry(undertaking: Undertaking, balances: dict[tuple[str, str], int], touched: set[tuple[str, str]]) -> None:
    Balance.objects.bulk_create(
        [Balance(undertaking=undertaking, source=source, account=account, amount=balances[source, account]) for source, account in sorted(touched)],
        update_conflicts=True, unique_fields=["undertaking", "source", "account"], update_fields=["amount"],
    )


def renew_purses(undertaking: Undertaking) -> None:
    """Bring the running totals of one undertaking, and the course of its uses, up to what its facts and postings say now."""
    worked_out = summing.work_out([undertaking.pk])[undertaking.pk]
    Purse.objects.filter(undertaking=undertaking).exclude(source__in=worked_out).delete()
    Purse.objects.bulk_create(
        [Purse(undertaking=undertaking, cycle_id=undertaking.root_id, **summing.as_row(purse)) for purse in worked_out.values()],
        update_conflicts=True, unique_fields=["undertaking", "source"], update_fields=list(summing.FIGURES),
    )
    drawn = courses.work_out(undertaking.pk)
    Course.objects.bulk_create(
        [Course(undertaking=undertaking, cycle_id=undertaking.root_id, source=source, **courses.as_row(*each)) for source, each in drawn.items()],
        update_conflicts=True, unique_fields=["undertaking", "source"], update_fields=["plans", "steps"],
    )


# --- checks that several acts share -----------------------------------------------------------------------------------


def purse_holds(doing: Doing, balances: Mapping[tuple[str, str], int], legs: Sequence[Leg]) -> None:
    """Refuse to overdraw a purse, naming purse and source as people know them."""
    decision = rules.not_overdrawn(balances, legs)
    if not decision:
        source = doing.edition.words("sources").get(decision.values["source"])
        named = {"account": str(Account(decision.values["account"]).label), "source": source.title if source else decision.values["source"]}
        replace(decision, values={**decision.values, **named}).enforce()


def known_source(doing: Doing, source: str) -> None:
    """Refuse a source that the programme does not have."""
    sources = doing.edition.words("sources")
    if source not in sources:
        Decision.unsound("funds.foreign_source", field="source", source=source or "–", sources=list(sources)).enforce()


def unclaimed(code: str, *keys: str) -> None:
    """Refuse what was done already and still stands."""
    claim = Claim.objects.filter(key__in=keys).select_related("entry").first()
    if claim is not None:
        Decision.no(code, number=claim.entry_id, day=claim.entry.posted_on).enforce()


def fresh(token: str, *models: type) -> None:
    """Refuse a form that was sent twice at the same moment; pages look before they send (``recorded``)."""
    if token and recorded(token, *models) is not None:
        Decision.no("funds.recorded_already").enforce()


def recorded(token: str, *models: type) -> object | None:
    """What a form with this token has already recorded."""
    for model in models:
        found: object | None = model.objects.filter(token=token).first() if token else None  # type: ignore[attr-defined]  # -- models of facts
        if found is not None:
            return found
    return None


def not_before(happened_on: date, earliest: date, what: str) -> None:
    """Refuse a day before that of which it speaks."""
    if happened_on < earliest:
        Decision.unsound("funds.too_early", field="happened_on", what=what, day=earliest).enforce()
