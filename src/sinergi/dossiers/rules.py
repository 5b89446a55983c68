"""What is sound about papers, checks and signatures, and when they count. Pure: values in, decision or timeline out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sinergi.dossiers.definitions import Chain, Paper
from sinergi.engine.definition import Title
from sinergi.kernel.decisions import Decision
from sinergi.kernel.timelines import NEVER, Timeline, all_of, any_of, holds, invert, latest, runs

OPINIONS = ("wtp", "wdp", "tw", "tmp")
OLDEST = date(1945, 8, 17)
LONGEST_NOTE = 2000
MOST_FINDINGS = 100
MOST_FILES = 20


@dataclass(frozen=True)
class FindingGiven:
    """One line of an accountant's findings."""

    what: str
    recommendation: str
    responsible: str
    due_on: date


@dataclass(frozen=True)
class Checked:
    """One check of one version."""

    checker: int
    start: date
    end: date | None
    correct: bool


@dataclass(frozen=True)
class Version:
    """One filed version of a document, in the order of recording, with its checks."""

    number: int
    start: date
    end: date | None
    checks: tuple[Checked, ...] = ()

    @property
    def line(self) -> Timeline:
        return runs([(self.start, self.end)])


@dataclass(frozen=True)
class Signed:
    """One signature: its place in the chain, how many places the chain has, when it stood."""

    place: int
    steps: int
    start: date
    end: date | None


def filed_line(versions: Sequence[Version], *, checked: bool) -> Timeline:
    """While a version stands; with ``checked`` while the newest standing version was found correct by somebody and wrong by nobody."""
    if not checked:
        return any_of(version.line for version in versions)
    ordered = sorted(versions, key=lambda each: (each.start, each.number))
    shown: list[Timeline] = []
    for place, version in enumerate(ordered):
        newer = any_of(each.line for each in ordered[place + 1 :])
        shown.append(all_of([version.line, invert(newer), correct_line(version.checks)]))
    return any_of(shown)


def correct_line(checks: Sequence[Checked]) -> Timeline:
    """Each checker's latest word counts; one "wrong" is enough to stop it."""
    by_checker: dict[int, list[Checked]] = {}
    for check in checks:
        by_checker.setdefault(check.checker, []).append(check)
    right = any_of(latest([(each.start, each.end, each.correct) for each in rows]) for rows in by_checker.values())
    wrong = any_of(latest([(each.start, each.end, not each.correct) for each in rows]) for rows in by_checker.values())
    return all_of([right, invert(wrong)]) if right else NEVER


def signed_line(signatures: Sequence[Signed]) -> Timeline:
    """While the last signature stands and every place before it is signed."""
    places: dict[int, list[Timeline]] = {}
    for each in signatures:
        places.setdefault(each.place, []).append(runs([(each.start, each.end)]))
    lasts = [each for each in signatures if each.place == each.steps - 1]
    return any_of(
        all_of([runs([(last.start, last.end)]), *(any_of(places.get(place, ())) for place in range(last.place))]) for last in lasts
    )


def verdict_on(checks: Sequence[Checked], on: date) -> str:
    """"correct", "wrong" or "unchecked" on a day."""
    if holds(correct_line(checks), on):
        return "correct"
    standing = [each for each in checks if each.start <= on and (each.end is None or each.end > on)]
    return "wrong" if any(not each.correct for each in standing) else "unchecked"


def paper_known(paper: Paper | None, code: str) -> Decision:
    return Decision.yes() if paper else Decision.unsound("dossiers.no_such_document", document=code)


def chain_known(chain: Chain | None, code: str) -> Decision:
    return Decision.yes() if chain and chain.roles else Decision.unsound("dossiers.no_such_chain", chain=code)


def filing_sound(paper: Paper, *, files: int, dated_on: date | None, opinion: str, findings: Collection[FindingGiven], on: date, note: str) -> Decision:
    """A paper is there to be read, its date is past, and an opinion says which."""
    if not files:
        return Decision.unsound("dossiers.no_file", field="uploads", document=paper.title)
    if files > MOST_FILES:
        return Decision.unsound("dossiers.too_many_files", field="uploads", most=MOST_FILES)
    if dated_on is not None and not OLDEST <= dated_on <= on:
        return Decision.unsound("dossiers.paper_day", field="dated_on", day=dated_on)
    if len(note) > LONGEST_NOTE:
        return Decision.unsound("dossiers.note_too_long", field="note", most=LONGEST_NOTE)
    return _opinion_sound(paper, opinion, findings)


def _opinion_sound(paper: Paper, opinion: str, findings: Collection[FindingGiven]) -> Decision:
    if paper.opinion and opinion not in OPINIONS:
        return Decision.unsound("dossiers.opinion_missing", field="opinion", document=paper.title)
    if not paper.opinion and (opinion or findings):
        return Decision.unsound("dossiers.opinion_elsewhere", document=paper.title)
    if len(findings) > MOST_FINDINGS:
        return Decision.unsound("dossiers.too_many_findings", most=MOST_FINDINGS)
    for number, finding in enumerate(findings, start=1):
        if not finding.what.strip():
            return Decision.unsound("dossiers.finding_missing", number=number)
        if not finding.responsible.strip():
            return Decision.unsound("dossiers.finding_without_owner", number=number)
    return Decision.yes()


def check_sound(*, correct: bool, note: str, happened_on: date, filed_on: date) -> Decision:
    """Wrong says what is wrong; nobody checks what was not there yet."""
    if not correct and not note.strip():
        return Decision.unsound("dossiers.wrong_needs_note", field="note")
    if len(note) > LONGEST_NOTE:
        return Decision.unsound("dossiers.note_too_long", field="note", most=LONGEST_NOTE)
    if happened_on < filed_on:
        return Decision.unsound("dossiers.check_before_filing", field="happened_on", day=filed_on)
    return Decision.yes()


def next_place(standing: Collection[int], steps: int) -> int | None:
    """The first place of the chain without a signature; None when all have signed."""
    return next((place for place in range(steps) if place not in standing), None)


def turn(place: int | None, chain: Chain, held: Collection[str], titles: Mapping[str, Title]) -> Decision:
    """Only the next role of the chain may sign now."""
    if place is None:
        return Decision.no("dossiers.chain_complete", chain=chain.title)
    role = chain.roles[place]
    if role not in held:
        return Decision.not_allowed("dossiers.not_your_turn", role=titles.get(role, role), chain=chain.title)
    return Decision.yes()


def signature_sound(*, signed: bool, note: str, happened_on: date, after: date | None) -> Decision:
    """A refusal says why; nobody signs before the one before him or her."""
    if not signed and not note.strip():
        return Decision.unsound("dossiers.refusal_needs_reason", field="note")
    if len(note) > LONGEST_NOTE:
        return Decision.unsound("dossiers.note_too_long", field="note", most=LONGEST_NOTE)
    if after is not None and happened_on < after:
        return Decision.unsound("dossiers.before_previous", field="happened_on", day=after)
    return Decision.yes()
