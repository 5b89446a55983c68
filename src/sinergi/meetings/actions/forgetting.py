"""What is not kept longer than it is needed: the addresses of guests without an account."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from sinergi.meetings import rules
from sinergi.meetings.actions.telling import CODES
from sinergi.meetings.models import Invitee, Outsider, Planned
from sinergi.notices import actions as notices
from sinergi.notices.models import Notice


@transaction.atomic
def forget_addresses(on: date) -> int:
    """Remove the addresses of guests of meetings long over, also from the invitation and from the letters; names and answers stay. Returns how many meetings that were."""
    lines, told = (model.objects.filter(planned=OuterRef("pk")).exclude(email="") for model in (Invitee, Outsider))
    over = list(Planned.objects.filter(Q(Exists(lines)) | Q(Exists(told)), ends_on__lt=on - rules.ADDRESSES_KEPT).values_list("pk", flat=True))
    for pk in over:
        notices.forget(Notice.objects.filter(code__in=CODES, values__planned=pk))
        for model in (Invitee, Outsider):
            model.objects.filter(planned=pk).update(email="")
    return len(over)
