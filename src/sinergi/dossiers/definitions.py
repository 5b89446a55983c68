"""What an edition says about papers: [[documents]] and [[chains]], read into frozen values.

Keys of a document, all optional: ``opinion`` (true: an accountant's opinion with findings), ``generated`` (the system can make this
paper itself; the word names the page that does, bound by ``bind_maker``). Key of a chain: ``roles``, in order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sinergi.engine.definition import Edition, Stage, Title

_makers: dict[str, Callable[[str], str]] = {}


@dataclass(frozen=True)
class Paper:
    """One document of the vocabulary."""

    code: str
    title: Title
    opinion: bool = False
    generated: str = ""

    def maker_url(self, undertaking_code: str) -> str:
        """Where the system makes this paper from its books; empty when people bring it."""
        maker = _makers.get(self.generated)
        return maker(undertaking_code) if maker else ""


@dataclass(frozen=True)
class Chain:
    """Who signs, in this order."""

    code: str
    title: Title
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Needed:
    """What one stage asks for."""

    stage: Stage
    papers: tuple[Paper, ...]
    chains: tuple[Chain, ...]


def bind_maker(word: str, address: Callable[[str], str]) -> None:
    """Wiring says which page of an upper context makes the papers marked ``generated = word``."""
    _makers[word] = address


def paper(edition: Edition, code: str) -> Paper | None:
    """The document of this code, or None when the edition has none."""
    word = edition.words("documents").get(code)
    return None if word is None else Paper(word.code, word.title, bool(word.get("opinion", False)), str(word.get("generated", "")))


def chain(edition: Edition, code: str) -> Chain | None:
    """The chain of this code, or None when the edition has none."""
    word = edition.words("chains").get(code)
    return None if word is None else Chain(word.code, word.title, tuple(word.get("roles", ())))


def rests_on(edition: Edition, scope: str, code: str) -> tuple[str, ...]:
    """The documents that are signed with a chain: those its signatures need, else those that its stage asks for."""
    found: dict[str, None] = {}
    for stage in edition.of_scope(scope):
        entries = [entry for entry in stage.acts if entry.act == "dossiers.sign" and entry.param("chain") == code]
        wanted = [each for entry in entries for use in entry.needs if use.name == "dossiers.filed" for each in use.param("documents", ())]
        if entries:
            found.update(dict.fromkeys(wanted or [each.code for each in _needed(edition, stage).papers]))
    return tuple(found)


def needed(edition: Edition, scope: str) -> tuple[Needed, ...]:
    """Per stage of a scope the papers and chains it names, in file order."""
    listed = (_needed(edition, stage) for stage in edition.of_scope(scope))
    return tuple(each for each in listed if each.papers or each.chains)


def _needed(edition: Edition, stage: Stage) -> Needed:
    papers: dict[str, None] = {}
    chains: dict[str, None] = {}
    for entry in stage.acts:
        if entry.act in {"dossiers.file", "dossiers.check"} and entry.param("document"):
            papers[entry.param("document")] = None
        if entry.act == "dossiers.sign":
            chains[entry.param("chain")] = None
    for use in (*stage.opens_when, *stage.done_when, *(need for entry in stage.acts for need in entry.needs)):
        if use.name == "dossiers.filed" and not use.of:
            papers.update(dict.fromkeys(use.param("documents", ())))
        if use.name == "dossiers.signed" and not use.of:
            chains[use.param("chain")] = None
    return Needed(
        stage,
        tuple(each for code in papers if (each := paper(edition, code)) is not None),
        tuple(link for code in chains if (link := chain(edition, code)) is not None),
    )
