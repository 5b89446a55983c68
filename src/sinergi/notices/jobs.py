"""What the worker and the clock do for notices, and the reaper for jobs whose worker was killed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from sinergi.notices import actions, queries

LOST_AFTER = timedelta(minutes=30)  # no job of ours runs so long: its worker is dead
MOST_RUNS = 3
KEPT = timedelta(days=14)
_BATCH = 500


@dataclass(frozen=True)
class Reaped:
    """What one round of the reaper did: jobs put back, jobs given up, messages handed to the worker again, old results cleared."""

    again: int
    given_up: int
    messages: int
    cleared: int


@task()
def mail(notice_id: int) -> bool:
    """The e-mail of one notice."""
    return actions.mail(notice_id, at=timezone.now())


def enqueue(notice_id: int) -> None:
    """Hand the e-mail of a notice to the worker."""
    mail.enqueue(notice_id)


def reap(now: datetime) -> Reaped:
    """Called by the project's tick, every minute or so: nothing that was promised stays undone because a process died.

    A job that has been running too long goes back into the queue, and is given up after its third worker; a message that has not
    left although it is due is handed to the worker again (``rules.WAITS`` says when and how often).
    """
    lost = DBTaskResult.objects.running().filter(started_at__lt=now - LOST_AFTER)
    again = given_up = 0
    for result in lost[:_BATCH]:
        if len(result.worker_ids) < MOST_RUNS:
            again += _moved(result, status=TaskResultStatus.READY, started_at=None)
        else:
            given_up += _moved(result, status=TaskResultStatus.FAILED, finished_at=now, exception_class_path="builtins.TimeoutError",
                               traceback="The worker was killed again and again while running this job.")
    waiting = list(queries.unsent(now)[:_BATCH])
    for notice_id in waiting:
        enqueue(notice_id)
    cleared, _ = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    return Reaped(again, given_up, len(waiting), cleared)


def _moved(result: Any, **fields: object) -> int:
    """Only if nobody else moved it meanwhile."""
    return DBTaskResult.objects.filter(pk=result.pk, status=TaskResultStatus.RUNNING, started_at=result.started_at).update(**fields)
