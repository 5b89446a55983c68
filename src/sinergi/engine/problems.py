"""What is wrong with a programme file: a code, the place and the values; the sentences live in ``phrases``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sinergi.engine import phrases

if TYPE_CHECKING:
    from sinergi.engine.definition import Edition


@dataclass(frozen=True)
class Problem:
    """One line of the checker: which file, which key, what is wrong and what to do about it."""

    code: str
    where: str                              # a key path such as stages[7].acts[0].role, or "line 12"
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)
    file: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in Indonesian."""
        return phrases.message(self.code, self.values)

    @property
    def advice(self) -> str:
        """What to do, in Indonesian."""
        return phrases.advice(self.code, self.values)

    def __str__(self) -> str:
        return sentence(self)


@dataclass(frozen=True)
class Report:
    """All that the checker found. ``edition`` is there whenever the text could be read at all, sound or not."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    edition: Edition | None = None

    @property
    def sound(self) -> bool:
        return not self.problems


class Unsound(ValueError):  # noqa: N818 -- says what the file is
    """A programme file that cannot be used; carries every problem found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def sentence(problem: Problem, language: str = "id") -> str:
    """The problem as one line: "file: key: what is wrong. What to do"."""
    place = ": ".join(part for part in (problem.file, phrases.place(problem.where, language)) if part)
    return f"{place}: {phrases.message(problem.code, problem.values, language)} {phrases.advice(problem.code, problem.values, language)}"
