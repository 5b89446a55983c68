"""Who may read a draft, and who may write: the programme's roles decide, through the gate."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Undertaking
from sinergi.programmes.permissions import Anybody, is_involved, roles_at
from sinergi.proposals.models import Attachment, Submission


def may_read_draft(person: Anybody, work: Undertaking, on: date) -> bool:
    """Before it is handed in, a proposal is read by those who hold a role for it; afterwards by everybody."""
    return is_involved(person, work, on)


def takes_back(person: Anybody, work: Undertaking, submission: Submission, on: date) -> bool:
    """Whether this person handed it in or is of those who write it: they take it back, others give it back."""
    if not isinstance(person, Person):
        return False
    writers = {role for stage in edition_of(work).stages for entry in stage.acts if entry.act == "proposals.write" for role in entry.roles}
    return submission.person_id == person.pk or bool(writers & roles_at(person, work, on))


def reads_file(person: Person | None, file: File) -> bool:
    """An attachment is read by those who hold a role for its work."""
    if person is None:
        return False
    today = timezone.localdate()
    papers = Attachment.objects.filter(file=file).select_related("proposal__undertaking__region")
    return any(is_involved(person, paper.proposal.undertaking, today) for paper in papers[:20])
