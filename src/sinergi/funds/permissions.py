"""Who sees names in the books, and who may write a price list; who may move money is the programme's word (the gate)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.files.models import File
from sinergi.funds.models import Accounting, Commitment, Entry, Evidence, Request
from sinergi.kernel.decisions import Decision
from sinergi.programmes import permissions as programmes
from sinergi.programmes.models import Undertaking
from sinergi.regions.models import Region


def sees_names(person: programmes.Anybody, undertaking: Undertaking, on: date) -> bool:
    """Givers and payees are named to those who hold a role in the work; everybody else sees initials."""
    return programmes.is_involved(person, undertaking, on)


def may_set_price(person: Person, region: Region, on: date) -> Decision:
    """Whoever holds a role in the place, or in one that contains it."""
    if person.is_active and programmes.roles_at_place(person, region.code, on):
        return Decision.yes()
    return Decision.not_allowed("funds.not_your_prices", region=region.name)


def reads_file(person: Person | None, file: File) -> bool:
    """Proofs of money are read by those who hold a role in the work (bound into ``files`` by the wiring)."""
    if person is None:
        return False
    entries = Undertaking.objects.filter(pk__in=Entry.objects.filter(evidence=file).values("undertaking_id"))
    proofs = Undertaking.objects.filter(pk__in=Evidence.objects.filter(file=file).values("contribution__undertaking_id"))
    papers = [Undertaking.objects.filter(pk__in=model.objects.filter(document=file).values("undertaking_id")) for model in (Commitment, Request, Accounting)]
    today = timezone.localdate()  # a download happens now, whatever day the office records
    return any(programmes.is_involved(person, found, today) for rows in (entries, proofs, *papers) for found in rows.select_related("region"))
