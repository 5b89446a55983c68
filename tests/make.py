"""Builders: typed functions with valid defaults, never more rows than named."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Any

from sinergi.actors.models import Member, Organisation, Person, RoleHeld
from sinergi.programmes.models import Appointment, EditionText, Undertaking
from sinergi.regions.models import Region

today = date(2007, 6, 1)
_numbers = itertools.count(1)

_PLACES = (
    ("", "Indonesia", "nation"),
    ("33", "Jawa Tengah", "province"),
    ("33.24", "Kabupaten Kendal", "regency"),
    ("33.24.12", "Weleri", "district"),
    ("33.24.12.2011", "Sambongsari", "village"),
    ("33.24.12.2007", "Weleri", "village"),
    ("33.24.16", "Rowosari", "district"),
    ("33.24.16.2015", "Gempolsewu", "village"),
    ("32", "Jawa Barat", "province"),
    ("32.75", "Kota Bekasi", "regency"),
)


def places() -> dict[str, Region]:
    """A small tree of real places, by code."""
    made: dict[str, Region] = {}
    for code, name, level in _PLACES:
        above = made[code.rpartition(".")[0]] if code else None
        made[code] = Region.objects.create(code=code, name=name, level=level, parent=above, words=name.lower())
    return made


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def person(*, name: str = "", role: str = "", region: str = "33.24", pillar: str = "", **fields: Any) -> Person:
    """Somebody with a login, holding ``role`` in ``region`` since 2006 when a role is given."""
    number = next(_numbers)
    made = Person(name=name or f"Orang {number}", email=fields.pop("email", f"orang{number}@contoh.id"), **fields)
    made.set_unusable_password()
    made.save()
    if role:
        give(made, role, region, pillar=pillar)
    return made


def give(somebody: Person, role: str, region: str = "33.24", *, pillar: str = "", held_from: date = date(2006, 1, 1)) -> RoleHeld:
    place = Region.objects.get(code=region)
    body = organisation(kind=role, region=region, pillar=pillar) if pillar else None
    if body is not None:
        Member.objects.create(organisation=body, person=somebody, pillar=pillar, held_from=held_from)
    return RoleHeld.objects.create(person=somebody, role=role, region=place, organisation=body, held_from=held_from)


def organisation(*, name: str = "", kind: str = "bkm", region: str = "33.24", pillar: str = "") -> Organisation:
    return Organisation.objects.create(name=name or f"Lembaga {next(_numbers)}", kind=kind, region=Region.objects.get(code=region), pillar=pillar)


def appoint(somebody: Person, role: str, undertaking: Undertaking, *, held_from: date = date(2006, 1, 1)) -> Appointment:
    """A role in one undertaking."""
    return Appointment.objects.create(person=somebody, role=role, undertaking=undertaking, held_from=held_from)


def edition_text(*, acts: Sequence[str] = (), done_when: Sequence[str] = (), opens_when: Sequence[str] = (), scope: str = "work", extra: str = "",
                 stage_extra: str = "") -> str:
    """A TOML file with one stage of ``scope`` that takes these acts; ``never`` keeps it open when nothing is asked."""
    roles = {"cycle": ("kpkd", "pokja_paket", "satker", "korkot", "auditor"), "other": ("pjok", "faskel", "bkm")}
    lines = ['code = "uji-coba"', 'title = { id = "Uji coba", en = "Trial" }']
    lines += ["[scopes.cycle]", 'title = { id = "Tahap", en = "Round" }', 'level = "regency"', 'opened_by = ["pokja_paket"]']
    lines += ["[scopes.site]", 'title = { id = "Desa", en = "Village" }', 'level = "village"']
    lines += ["[scopes.work]", 'title = { id = "Usulan", en = "Proposal" }', 'level = "village"']
    for code in (*roles["cycle"], *roles["other"]):
        level = "regency" if code in roles["cycle"] else "district" if code == "pjok" else "village"
        lines += ["[[roles]]", f'code = "{code}"', f'title = {{ id = "{code}", en = "{code}" }}', f'level = "{level}"']
    for code in ("pakem", "pengawas"):
        lines += ["[[roles]]", f'code = "{code}"', f'title = {{ id = "{code}", en = "{code}" }}', 'held = "undertaking"']
    lines += ["[[roles]]", 'code = "public"', 'title = { id = "Warga", en = "Anybody" }', 'held = "anyone"']
    for code, order in (("swadaya", 1), ("apbd", 2), ("apbn", 3)):
        forms = '\nforms = ["cash", "material", "labour", "land", "food"]' if code == "swadaya" else ""
        lines += ["[[sources]]", f'code = "{code}"', f'title = {{ id = "{code.upper()}", en = "{code.upper()}" }}', f"order = {order}{forms}"]
    lines += ["[waivers]", 'role = ["kpkd"]', 'deadline_role = ["kpkd"]']
    lines += [extra]
    lines += ["[[stages]]", "no = 1", 'code = "trial"', 'title = { id = "Uji", en = "Trial" }', f'scope = "{scope}"', stage_extra]
    lines += [f"opens_when = [{', '.join(opens_when)}]", f"acts = [{', '.join(acts)}]"]
    lines += [f"done_when = [{', '.join(done_when)}]"]
    return "\n".join(lines)


def open_stage(*, acts: Sequence[str], done_when: Sequence[str], scope: str = "work", extra: str = "", opens_when: Sequence[str] = (),
               stage_extra: str = "", on: date = date(2007, 5, 1)) -> Undertaking:
    """A cycle, a site and a work of a one-stage edition; returns the undertaking whose stage ``trial`` is open since ``on``."""
    text = edition_text(acts=acts, done_when=done_when, opens_when=opens_when, scope=scope, extra=extra, stage_extra=stage_extra)
    cycle = cycle_of(text, on=on)
    site = child(cycle, "33.24.12.2011", on=on)
    work = child(site, "33.24.12.2011", on=on)
    from sinergi.programmes import snapshot

    snapshot.renew_cycle(cycle.pk, on=today)
    return {"cycle": cycle, "site": site, "work": work}[scope]


def cycle_of(text: str, *, code: str = "", on: date = date(2007, 5, 1)) -> Undertaking:
    """A cycle pinned to this edition text, made without asking the gate."""
    from sinergi.kernel.chains import fingerprint  # any stable digest will do for a test edition

    kept, _ = EditionText.objects.get_or_create(digest=fingerprint(text), defaults={"code": "uji-coba", "text": text})
    return Undertaking.objects.create(code=code or f"UJI{next(_numbers):02}", scope="cycle", title="Uji coba", year=on.year, edition=kept,
                                      region=region("33.24"), started_on=on)


def child(parent: Undertaking, place: str, *, on: date = date(2007, 5, 1), title: str = "", code: str = "") -> Undertaking:
    """A site below a cycle, or a work below a site, made without asking the gate."""
    scope = "site" if parent.scope == "cycle" else "work"
    cycle = parent if parent.scope == "cycle" else parent.cycle
    number = Undertaking.objects.filter(cycle=cycle, scope=scope).count() + 1
    made_code = code or (f"{cycle.code}-D{number:02}" if scope == "site" else f"{cycle.code}-{number:03}")
    return Undertaking.objects.create(code=made_code, scope=scope, title=title or f"Pekerjaan {number}", year=cycle.year, parent=parent, cycle=cycle,
                                      edition=cycle.edition, region=region(place), started_on=on)
