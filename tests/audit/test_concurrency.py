"""Writers that meet do not break the chain."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from sinergi.audit import actions, guards, queries
from sinergi.audit.models import Row

WRITERS, EACH = 4, 10


def write(number: int) -> None:
    try:
        for _ in range(EACH):
            with transaction.atomic():
                actions.record(None, "meetings.record", f"KDL07-00{number}", happened_on=date(2007, 6, 1), changes={})
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_rows_of_writers_who_meet_form_one_chain() -> None:
    if connection.vendor == "sqlite":
        write_one_after_another()
    else:
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(write, range(WRITERS)))
    assert queries.verify() == []
    assert Row.objects.count() == WRITERS * EACH


def write_one_after_another() -> None:
    """SQLite has one writer at a time (IMMEDIATE), and the test database in memory has one connection."""
    for number in range(WRITERS):
        for _ in range(EACH):
            with transaction.atomic():
                actions.record(None, "meetings.record", f"KDL07-00{number}", happened_on=date(2007, 6, 1), changes={})


@pytest.mark.django_db(transaction=True)
def test_the_guards_stand_again_after_such_a_test() -> None:
    assert guards.missing("audit_row") == []


@pytest.mark.django_db(transaction=True)
def test_a_chain_does_not_grow_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        actions.record(None, "meetings.record", "KDL07-001", happened_on=date(2007, 6, 1), changes={})
