"""Who may read a draft, and who may write: the programme's roles decide, through the gate."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody, is_involved
from sinergi.proposals.models import Attachment


def may_read_draft(person: Anybody, work: Undertaking, on: date) -> bool:
    """Before it is handed in, a proposal is read by those who hold a role for it; afterwards by everybody."""
    return is_involved(person, work, on)


def reads_file(person: Person | None, file: File) -> bool:
    """An attachment is read by those who hold a role for its work."""
    if person is None:
        return False
    today = timezone.localdate()
    papers = Attachment.objects.filter(file=file).select_related("proposal__undertaking__region")
    return any(is_involved(person, paper.proposal.undertaking, today) for paper in papers[:20])
