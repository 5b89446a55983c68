"""What makes a programme file unsound: every problem in one go, each with its place, and softer warnings."""

from __future__ import annotations

from dataclasses import replace

from sinergi.engine.catalogue import CATALOGUE, Catalogue
from sinergi.engine.checking import bounds, money, order, plans, serving, warnings, words
from sinergi.engine.checking.case import Case
from sinergi.engine.definition import Edition
from sinergi.engine.problems import Problem, Report
from sinergi.engine.reading import parse

__all__ = ["check"]


def check(source: str | Edition, *, file: str = "", catalogue: Catalogue = CATALOGUE) -> Report:
    """Look at a file's text (or at an edition that was read) and tell everything that is wrong with it."""
    edition, problems = (source, []) if isinstance(source, Edition) else parse(source, file=file)
    if edition is None:
        return Report(tuple(problems))
    case = Case(edition, catalogue)
    found = [*words.problems(case), *bounds.problems(case), *money.problems(case), *plans.problems(case), *order.problems(case)]
    if order.is_clear(case):                # a circle or an unknown stage makes "before" meaningless
        found += [*order.waiting(case), *serving.problems(case)]
    return Report(_placed([*problems, *found], file), _placed(list(warnings.warnings(case)), file), edition)


def _placed(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    """Each once, with its file."""
    seen: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.where, str(problem.values)), replace(problem, file=file))
    return tuple(seen.values())
