"""Keeping what somebody types into a row that is none yet: on the server, as typed, without becoming part of the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from sinergi.actors.models import Person
from sinergi.kernel.decisions import Decision
from sinergi.programmes import gate
from sinergi.programmes.models import Undertaking
from sinergi.proposals.models import Typed
from sinergi.proposals.queries import standing_submission, typed_rows

MOST_TYPED = 50
LONGEST = 400  # of one field; the longest field of a row takes 300


def keep_typed(person: Person, code: str, *, on: date, section: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Keep these unfinished rows of a section in place of those kept before; none throws them away."""
    with transaction.atomic():
        work = Undertaking.objects.select_for_update().select_related("region").get(code=code)
        gate.enforce(gate.may(person, "proposals.write", work, on=on))
        submission = standing_submission(work)
        if submission is not None:
            Decision.no("proposals.locked", day=submission.happened_on).enforce()
        if len(rows) > MOST_TYPED:
            Decision.unsound("proposals.too_many_rows", most=MOST_TYPED).enforce()
        put_typed(person, work, section, rows)


def put_typed(person: Person, work: Undertaking, section: str, rows: Sequence[Mapping[str, str]]) -> None:
    """The rows themselves, inside an act that has asked the gate."""
    if not rows:
        Typed.objects.filter(undertaking=work, person=person, section=section).delete()
        return
    clean = [{name: value.replace("\x00", "")[:LONGEST] for name, value in row.items()} for row in rows]
    Typed.objects.update_or_create(undertaking=work, person=person, section=section, defaults={"rows": clean})


def typed_line(person: Person, code: str, *, on: date, row: Mapping[str, str]) -> None:
    """Keep the fields of one new RAB line, beside other unfinished ones."""
    with _others(person, code, str(row.get("key", ""))) as others:
        keep_typed(person, code, on=on, section="line", rows=[*others, row])


def drop_typed_line(person: Person, code: str, *, on: date, key: str) -> None:
    """Throw away an unfinished line."""
    with _others(person, code, key) as others:
        keep_typed(person, code, on=on, section="line", rows=others)


@contextmanager
def _others(person: Person, code: str, key: str) -> Iterator[list[dict[str, str]]]:
    """The unfinished lines beside this one, read once no other tab of this person can be writing."""
    with transaction.atomic():
        Undertaking.objects.select_for_update().get(code=code)
        yield [each for each in typed_rows(person, code, "line") if each.get("key") != key]
