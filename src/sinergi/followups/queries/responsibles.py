"""Who can be written into "penanggung jawab" and is then linked: people and bodies of the round, and whoever holds a role or stands in its line of places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from sinergi.actors.models import Member, Organisation, RoleHeld
from sinergi.followups.rules import Responsible
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Engagement, Undertaking

MOST_KNOWN = 2_000  # of each kind: our default, for rounds of a whole province or the nation
MOST_OFFERED = 200  # on a page: our default; the rest comes as one types

Named = tuple[str, Responsible]
Placed = tuple[str, str, Responsible]  # with the code of the place


def known_responsibles(undertaking: Undertaking, on: date) -> dict[str, Responsible]:
    """Every name that is linked on this day, with whom it means: the bodies of the undertaking itself, those of its place and above, of the round, of places below.

    Bodies of other rounds are not among them: committees of several years bear one name.
    """
    region = undertaking.region
    within = Q(region__code__gte=f"{region.code}.", region__code__lt=f"{region.code}/") if region.code else ~Q(region__code="")
    here = Q(region__code__in=region.codes_above) | within
    placed = [*_bodies(here & _of_this_round(undertaking)), *_holders(here, edition_of(undertaking).roles, on)]
    near = [(label, meant) for code, label, meant in placed if code in region.codes_above]
    below = [(label, meant) for code, label, meant in placed if code not in region.codes_above]
    found: dict[str, Responsible] = {}
    own = _seats(Engagement.objects.filter(undertaking=undertaking), on)
    for label, meant in (*own, *near, *_seats(_of_the_round(undertaking), on), *below):
        found.setdefault(label, meant)
    return found


def meant(undertaking: Undertaking, written: str, on: date) -> Responsible:
    """Whom a name written into a finding means: who is known by exactly that name, or the one person who bears it; otherwise only what was written."""
    said = written.strip()
    known = {name.casefold(): who for name, who in known_responsibles(undertaking, on).items()} if said else {}
    bearers = [who for name, who in known.items() if who.person_id and name.partition(",")[0] == said.casefold()]
    alone = bearers[0] if len({who.person_id for who in bearers}) == 1 else None
    return known.get(said.casefold()) or alone or Responsible(text=said[:160])


def offered(known: Mapping[str, Responsible], words: str = "") -> list[str]:
    """The names a page lists: the first of all, or the first that hold every word typed. Nobody is listed by a bare role who is listed with a body."""
    asked = words.casefold().replace(",", " ").split()
    bodied = {who.person_id for who in known.values() if who.organisation_id}
    listed = (name for name, who in known.items() if who.organisation_id or who.person_id not in bodied)
    return [name for name in listed if all(word in name.casefold() for word in asked)][:MOST_OFFERED]


def _bodies(here: Q) -> Iterator[Placed]:
    for pk, name, code in Organisation.objects.filter(here).order_by("region__code", "name", "id").values_list("pk", "name", "region__code")[:MOST_KNOWN]:
        yield code, name, Responsible(organisation_id=pk)


def _holders(here: Q, roles: Collection[str], on: date) -> Iterator[Placed]:
    """People by name with the body for which they hold the role, or else with the role."""
    rows = RoleHeld.objects.on(on).filter(here, role__in=list(roles), person__is_active=True).select_related("person", "organisation", "region")
    for row in rows.order_by("region__code", "role", "person__name", "id")[:MOST_KNOWN]:
        body = row.organisation.name if row.organisation else row.title.id
        yield row.region.code, f"{row.person.name}, {body}", Responsible(person_id=row.person_id, organisation_id=row.organisation_id)


def _of_this_round(undertaking: Undertaking) -> Q:
    """Bodies that stand by themselves, and those formed for something of this round."""
    return Q(formed_for="") | Q(pk__in=_of_the_round(undertaking).values("organisation"))


def _of_the_round(undertaking: Undertaking) -> QuerySet[Engagement]:
    return Engagement.objects.filter(Q(undertaking=undertaking.root_id) | Q(undertaking__cycle=undertaking.root_id))


def _seats(bodies: QuerySet[Engagement], on: date) -> Iterator[Named]:
    members = Member.objects.on(on).filter(organisation__in=bodies.filter(ended_on=None).values("organisation")).order_by("organisation__name", "person__name")
    for organisation, name, person, person_name in members.values_list("organisation_id", "organisation__name", "person_id", "person__name"):
        yield name, Responsible(organisation_id=organisation)
        yield f"{person_name}, {name}", Responsible(person_id=person, organisation_id=organisation)
