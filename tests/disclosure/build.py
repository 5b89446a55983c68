"""Builders of announcements: a round with two lists, works handed in and ranked, a published version."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sinergi.disclosure import actions
from sinergi.programmes.models import Undertaking
from sinergi.proposals.models import Proposal, ProposalFigures, Ranking, RankLine, Submission, Version
from tests import make

DAYS = 7
LISTS = """
[[lists]]
code = "candidates"
of = "work"
title = { id = "Daftar calon pemenang", en = "Candidates" }
[[lists]]
code = "winners"
of = "work"
title = { id = "Daftar pemenang", en = "Winners" }
[[media]]
code = "spanduk"
title = { id = "Spanduk" }
[[media]]
code = "radio"
title = { id = "Spot radio" }
"""
OPEN = '{ is = "disclosure.window_open", list = "candidates", days = 7 }'
ACTS = (
    '{ act = "disclosure.publish", list = "candidates", role = "pokja_paket" }',
    '{ act = "disclosure.publish", list = "winners", role = "pokja_paket" }',
    f'{{ act = "disclosure.object", list = "candidates", role = "public", needs = [{OPEN}] }}',
    '{ act = "disclosure.answer", list = "candidates", role = ["pokja_paket", "korkot"] }',
    '{ act = "disclosure.publicise", role = "pokja_paket" }',
)
DONE = ('{ is = "disclosure.window_closed", list = "candidates", days = 7 }', '{ is = "disclosure.objections_answered", list = "candidates" }',
        '{ is = "disclosure.published", list = "winners" }')


def cycle(**fields: Any) -> Undertaking:
    """A round in which publishing, objecting and answering are open since May."""
    return make.open_stage(acts=ACTS, done_when=DONE, scope="cycle", extra=LISTS, **fields)


def works(round_: Undertaking, count: int = 3, *, on: date = make.today - timedelta(7)) -> list[Undertaking]:
    """Works handed in, each asking APBN for a hundred and giving twenty themselves, and a ranking with the last below the cut."""
    site = Undertaking.objects.get(parent=round_)
    found = list(Undertaking.objects.filter(cycle=round_, scope="work").order_by("code"))
    found += [make.child(site, "33.24.12.2011") for _ in range(count - len(found))]
    for work in found:
        handed_in(work, on=on)
    ranking = Ranking.objects.create(undertaking=round_, act="proposals.rank", person=None, happened_on=on, list="candidates", ceilings={})
    RankLine.objects.bulk_create(
        RankLine(ranking=ranking, work=work, place=place, natural_place=place, standing="inside" if place < count else "below",
                 score=Decimal(90 - place), amounts={"apbn": 100}, stopped_by="" if place < count else "apbn")
        for place, work in enumerate(found, 1)
    )
    return found


def handed_in(work: Undertaking, *, on: date = make.today) -> None:
    proposal = Proposal.objects.create(undertaking=work)
    version = Version.objects.create(proposal=proposal, number=1, content={}, fingerprint="0" * 64)
    Submission.objects.create(version=version, undertaking=work, act="proposals.submit", person=None, happened_on=on)
    ProposalFigures.objects.create(undertaking=work, cycle=work.cycle, code=work.code, title=work.title, village="Sambongsari", proposer="PAKEM Toyo",
                                   state="submitted", total=120, community=20, grant=100, by_source={"swadaya": 20, "apbd": 0, "apbn": 100},
                                   poor_share=Decimal(40), words=work.title.lower())


def published(round_: Undertaking, person: Any, *, on: date = make.today, **fields: Any) -> Any:
    return actions.publish(person, round_.code, on=on, **{"list": "candidates", "media": [radio(on)], **fields})


def radio(on: date = make.today, place: str = "Swara Kendal", **fields: Any) -> actions.Medium:
    return actions.Medium("radio", on, place, **fields)


def objected(round_: Undertaking, *, on: date = make.today, key: str = "a", **fields: Any) -> Any:
    values = {"ground": "amount", "text": "Swadaya tidak sesuai dengan kenyataan.", **fields}
    return actions.raise_objection(None, round_.code, on=on, list="candidates", dedupe_key=key.ljust(64, "0"), **values)


def later(days: int) -> date:
    return make.today + timedelta(days)
