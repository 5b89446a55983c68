"""The pattern: one village with two works, carried by real acts from the opening of the round until everything is built."""

from __future__ import annotations

from datetime import date, timedelta

from sinergi.programmes import actions as programmes
from sinergi.programmes import snapshot
from sinergi.programmes.models import Undertaking
from sinergi.project.demo import cast, first_round, opening, steps

TODAY = date(2006, 11, 20)  # the day on which everything is measured: built, not yet accounted for
LAST_STEPS = ("swadaya_works", "apbd_works", "apbn_works")  # what a third of the copies has still before it


def tell() -> Undertaking:
    """The acts of the example's first round, for one village."""
    people = cast.hire()
    cycle = opening.open_round(people, first_round.CODE, "PAKET Tahap I 2006", 2006, on=date(2006, 1, 16), pakem_close=date(2006, 3, 25), proposal_close=date(2006, 6, 1))
    village = _village(people, cycle)
    with snapshot.deferred(date(2006, 3, 6)):
        works = [steps.start_work(people["bkm"], people["pokja"], village, date(2006, 3, 6), number, login=number == 0) for number in range(2)]
    snapshot.renew_cycle(cycle.pk, on=date(2006, 3, 26))
    opening.workshops(people, cycle, works, date(2006, 3, 28))
    first_round._select(people, cycle, works)  # noqa: SLF001 -- the bench tells the story of the example
    for place, work in enumerate(works):
        first_round.supervised(people, work, place)
    first_round._train(people, cycle, works)  # noqa: SLF001 -- the same
    first_round._build(people, cycle, works, lambda _said: None)  # noqa: SLF001 -- the same
    return cycle


def _village(people: dict[str, cast.Person], cycle: Undertaking) -> Undertaking:
    day = date(2006, 1, 23)
    village = programmes.start(people["pokja"], cycle.code, on=day, scope="site", title="Desa Sambongsari", region_code=cast.VILLAGES[0])
    programmes.close_intake(people["pokja"], cycle.code, on=day, intake="site")
    later = day + timedelta(days=14)
    snapshot.renew_cycle(cycle.pk, on=later)
    steps.campaign(people["pokja"], village, later)
    with snapshot.deferred(later + timedelta(days=10)):
        steps.rate_board(people["korkot"], village, later + timedelta(days=10), passed=True)
    return village
