"""Walking the chains: every row that was altered, deleted or inserted, by its number."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sinergi.audit import chains, guards, marks
from sinergi.audit.chains import Chain
from sinergi.audit.models import Head, Mark
from sinergi.kernel.chains import GENESIS, seal


@dataclass(frozen=True)
class Break:
    """A row that is not as it was written, and why; ``phrases.sentence`` says it in words.

    * ``missing``: deleted (``last`` is the last number of a run of missing rows);
    * ``content``: altered;
    * ``resealed``: altered or replaced together with its seal (``last``: and the seals up to there worked out anew);
    * ``inserted``: added without an act, or carrying an impossible number;
    * ``head``: the head of the chain is gone;
    * ``end``: the head was set by something else than Sinergi: what came after ``number`` may be gone;
    * ``known``: the row does not carry the seal that somebody kept elsewhere; ``gone``: nor is it there;
    * ``guard``: the trigger that forbids changes is missing (``number`` 0).
    """

    number: int
    why: str
    chain: str = "audit"
    last: int | None = None
    detail: str = ""


@dataclass(frozen=True)
class Seen:
    """What is left to say of a row once its content was read."""

    number: int
    previous_seal: str
    seal: str
    fits: bool  # its content and its seal


@dataclass(frozen=True)
class Known:
    """A seal that somebody kept outside the server."""

    chain: str
    number: int
    seal: str

    def __str__(self) -> str:
        return f"{self.chain}:{self.number}:{self.seal}"


def verify(known: Sequence[Known] = ()) -> list[Break]:
    """Walk every registered chain, the trail first; an empty list means that nothing was touched."""
    return [found for chain in chains.registered() for found in _breaks_of(chain, [each for each in known if each.chain == chain.name])]


def ends() -> list[Known]:
    """Where each chain stands now: what to keep elsewhere."""
    heads = {head.chain: head for head in Head.objects.filter(number__gt=0)}
    return [Known(chain.name, heads[chain.name].number, heads[chain.name].seal) for chain in chains.registered() if chain.name in heads]


def _breaks_of(chain: Chain, known: Sequence[Known]) -> list[Break]:
    """Acts go on meanwhile: nothing may be missing that was there at the start, and nothing be there that the head at the end does not know."""
    start, newest = _head(chain.name), Mark.objects.filter(chain=chain.name).order_by("-number").values_list("number", flat=True).first()
    expected = max(start.number if start else 0, newest or 0)
    rows = [Seen(link.number, link.previous_seal, link.seal, seal(link.previous_seal, link.content) == link.seal) for link in chain.rows()]
    found = breaks(rows, _head(chain.name), _marks(chain.name), expected=expected, name=chain.name)
    found += [Break(0, "guard", chain.name, detail=trigger) for trigger in guards.missing(*chain.tables)]
    asked = {each.number for each in known}
    seals = {row.number: row.seal for row in rows if row.number in asked}
    return found + [Break(each.number, "known" if each.number in seals else "gone", chain.name) for each in known if seals.get(each.number) != each.seal]


def breaks(rows: Sequence[Seen], head: Head | None, made: Mapping[int, str], *, expected: int, name: str) -> list[Break]:
    """Every break of one chain, in the order of its rows.

    A row stands when its content fits its own seal, the row after it (for the last one: the head) names that seal, and its
    mark (of ``made``) was made with our key. ``expected`` is the least number it must reach.
    """
    standing = [row for row in rows if row.number > 0]
    first_marked = head.marked_from if head else min(made, default=expected + 1)
    foreign = {row.number for row in standing if row.number >= first_marked and not hmac.compare_digest(made.get(row.number, ""), marks.of_row(name, row.number, row.seal))}
    end = head.number if head else expected
    found = [Break(row.number, "inserted", name) for row in rows if row.number < 1 or (row.number > end and row.number in foreign)]
    found += [Break(row.number, "content", name) for row in standing if not row.fits and row.number not in foreign]
    found += _gaps(standing, expected, name)
    found += [Break(first, "resealed", name, last=last if last > first else None) for first, last in _runs(sorted(number for number in foreign if number <= end))]
    ours = [row for row in standing if row.number <= end or row.number not in foreign]
    found += [
        Break(before.number or row.number, "resealed", name) for before, row in pairwise([_BEFORE_ALL, *ours])
        if row.number == before.number + 1 and row.previous_seal != before.seal and not {before.number, row.number} & foreign
    ]
    found += _at_the_end(ours[-1] if ours else _BEFORE_ALL, head, foreign, name)
    return sorted(found, key=lambda each: each.number)


_BEFORE_ALL = Seen(0, "", GENESIS, fits=True)


def _gaps(rows: Sequence[Seen], expected: int, name: str) -> Iterator[Break]:
    numbers = [0, *(row.number for row in rows)]
    for before, after in pairwise([*numbers, max(expected, numbers[-1]) + 1]):
        if after > before + 1:
            yield Break(before + 1, "missing", name, last=after - 1)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of numbers without a gap."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        runs[-1:] = [(runs[-1][0], number)] if runs and runs[-1][1] == number - 1 else [*runs[-1:], (number, number)]
    return runs


def _at_the_end(last: Seen, head: Head | None, foreign: set[int], name: str) -> Iterator[Break]:
    if head is None:
        if last.number:
            yield Break(0, "head", name)
    elif not marks.is_genuine(head) or last.number > head.number:
        yield Break(head.number, "end", name)
    elif last.number == head.number and last.seal != head.seal and last.number not in foreign:
        yield Break(last.number, "resealed", name)


def _head(chain: str) -> Head | None:
    return Head.objects.filter(chain=chain).first()


def _marks(chain: str) -> dict[int, str]:
    return dict(Mark.objects.filter(chain=chain).values_list("number", "mark"))
