"""One database: made, filled, measured. Started by ``python -m bench`` with the environment of that database."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Write the measures as JSON into the file named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("result", type=Path)
    parser.add_argument("--sizes", default="23,500,5000")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    import django

    django.setup()
    from sinergi.project import preparing

    preparing.translations()
    preparing.statics()
    preparing.tables()
    measures = _measures(tuple(int(each) for each in given.sizes.split(",")), given.only)
    given.result.write_text(json.dumps([each.plain() for each in measures]))


def _measures(sizes: tuple[int, ...], only: str) -> list:  # type: ignore[type-arg]  # -- Measure is imported after setup
    from bench import filling, gatherings, measuring, plans
    from bench.timing import Measure
    from sinergi.programmes.models import Undertaking
    from sinergi.regions import actions as regions

    began = time.perf_counter()

    def say(said: str) -> None:
        print(f"  {time.perf_counter() - began:6.1f} s  {said}", file=sys.stderr, flush=True)

    measures: list[Measure] = []
    if Undertaking.objects.filter(code="KDL06").exists():   # filled before: --keep
        filled = [filling.Filled(f"BENCH{size * 2}", Undertaking.objects.select_related("region", "edition").get(code=f"BENCH{size * 2}"), size * 2) for size in sizes]
    else:
        measures.append(Measure("load", "loading all regions", 0, 5000, *measuring.once(regions.load)))
        filled = filling.fill(tuple((f"BENCH{size * 2}", size) for size in sizes), say)
    for each in filled:
        for kind in (measuring.pages, measuring.printing if each is filled[0] else None, measuring.first_load if each is filled[0] else None,
                     measuring.engine if each is filled[-1] else None, measuring.acts, gatherings.gatherings if each is filled[0] else None,
                     gatherings.figures if each is filled[-1] else None):
            if kind is not None and (not only or kind.__name__ in only.split(",")):
                for one in kind(each):
                    measures.append(one)
                    say(f"{one.what} ({each.works}): {one.median:,.1f} {one.unit}, processor {one.processor:,.1f}")
    measures += measuring.places()
    measures += list(plans.plans()) if not only or "plans" in only.split(",") else []
    measures += list(measuring.growth(measures))
    return measures


if __name__ == "__main__":
    main()
