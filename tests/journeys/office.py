"""An office that works through the pages alone: each person opens *Pekerjaan saya*, follows the link, fills in the form that appears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.urls import resolve

from sinergi.actors.models import Person
from sinergi.programmes import actions
from sinergi.programmes.models import Appointment, Closing, CycleTick, Undertaking
from sinergi.project.models import DemoDay
from tests.journeys.pages import Pages, photo, scan

SWADAYA, APBD, APBN = 3_000_000, 2_000_000, 5_000_000
AMOUNTS = {"swadaya": SWADAYA, "apbd": APBD, "apbn": APBN}
# offered as long as the step is open, done or not: more of the same may come
MAY_STAY = {"programmes:start", "programmes:set_date", "disclosure:publicise", "funds:contribute", "funds:spend", "progress:photograph", "progress:visit", "progress:report",
            "proposals:write", "disclosure:objections", "funds:deliveries"}


FROM_THE_BOOKS = {"KDL08", "KDL08-001"}     # whose reports the system makes; the others bring their own
MOST_IDLE = 12      # days on which something changes by itself and nobody can do anything


class Office:
    """Does one task after the other; a page that does not let it, or a task that stays, fails the test by name."""

    def __init__(self, people: list[Person], cycle: Undertaking, today: date, villages: list[str], works: dict[str, list[str]]) -> None:
        self.people, self.cycle, self.today, self.villages, self.works = people, cycle, today, list(villages), works
        self.desks: dict[int, Pages] = {}
        self.done: Counter[tuple[str, ...]] = Counter()     # what was done, where
        self.log: list[tuple[date, str, str, str]] = []
        self.left_alone: set[tuple[str, str, str]] = set()  # view, code, stage: nobody does this
        self.upheld: set[int] = set()                       # numbers of objections that are upheld
        self.set_day(today)

    # days and people

    def set_day(self, day: date) -> None:
        self.today = day
        DemoDay.objects.update_or_create(pk=1, defaults={"day": day})
        actions.tick(day)

    def desk(self, person: Person) -> Pages:
        if person.pk not in self.desks:
            self.desks[person.pk] = Pages(person)
        return self.desks[person.pk]

    def everybody(self) -> list[Person]:
        """The cast, and of each committee the member who keeps its papers."""
        firsts = {(row.undertaking_id, row.role): row.person for row in Appointment.objects.filter(undertaking__cycle=self.cycle).select_related("person").order_by("-pk")}
        return [*self.people, *firsts.values()]

    def work(self, until: Callable[[Office], bool] | None = None) -> None:
        """Day by day until the round is closed, or until this has come."""
        idle = 0
        while idle < MOST_IDLE:
            moved = False
            for person in self.everybody():
                waiting = self.tasks(person)
                while (waiting := self._one(person, waiting)) is not None:
                    moved = True
                    if until and until(self):
                        return
            if self.is_closed():
                assert until is None, "the round closed before what was waited for"
                return
            idle = 0 if moved else idle + 1
            if not moved:
                planned = CycleTick.objects.get(cycle=self.cycle).next_change
                self.set_day(max(self.today + timedelta(days=1), planned or self.today))
                if until and until(self):
                    return
        waiting = {str(person): self.tasks(person) for person in self.everybody()}
        raise AssertionError(f"the office came to a standstill on {self.today}: {self.log[-3:]}, {waiting}")

    def is_closed(self) -> bool:
        return Closing.objects.filter(undertaking=self.cycle, ended_on=None).exists()

    def did(self, view: str, times: int = 1) -> Callable[[Office], bool]:
        """Whether this was done so often, from now on."""
        before = sum(each[1] == view for each in self.log)
        return lambda office: sum(each[1] == view for each in office.log) >= before + times

    # tasks

    def tasks(self, person: Person) -> list[str]:
        """The addresses behind each task of *Pekerjaan saya*, those of one place each."""
        page = self.desk(person).open("/pekerjaan-saya/")
        seen = []
        for href, _words in page.links:
            view = resolve(urlsplit(href).path).view_name if href.startswith("/") else ""
            if hasattr(self, view.replace(":", "_")) and href not in seen:
                seen.append(href)
        return seen

    def _one(self, person: Person, waiting: list[str]) -> list[str] | None:
        """Do the first of these that can be done, and tell what waits afterwards; None when nothing could be done."""
        for href in waiting:
            match = resolve(urlsplit(href).path)
            given = {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()} | match.kwargs
            code, stage = str(given["code"]), given.get("stage", "")
            if (match.view_name, code, stage) in self.left_alone:
                continue
            if getattr(self, match.view_name.replace(":", "_"))(self.desk(person), href, given) is False:
                continue
            self.log.append((self.today, match.view_name, code, stage))
            left = self.tasks(person)
            assert match.view_name in MAY_STAY or href not in left, f"{person} did {href}, and it is still asked for"
            return left
        return None

    def _first(self, *what: str) -> bool:
        """Whether this was not done yet; it is from now on."""
        self.done[what] += 1
        return self.done[what] == 1

    def _left(self, choices: list[str], *what: str) -> str:
        """The first of these that was not done here yet."""
        left = [each for each in choices if not self.done[*what, each]]
        if left:
            self.done[*what, left[0]] += 1
        return left[0] if left else ""

    # programmes

    def programmes_start(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        if given["starts"] == "site":
            if not self.villages:
                return False
            desk.send(desk.open(href), region=self.villages.pop(0))
            return None
        titles = self.works[Undertaking.objects.get(code=given["code"]).region.code]
        if not titles:
            return False
        title = titles.pop(0)
        rows = {}
        for place, (name, pillar) in enumerate([("Siti", "community"), ("Slamet", "government"), ("Tri", "caring")]):
            rows |= {f"members__{place}__name": f"{name} {title}", f"members__{place}__pillar": pillar, f"members__{place}__sex": "woman" if place == 0 else "man"}
        desk.send(desk.open(href), title=title, body__name=f"PAKEM {title}", body__decree_number="7/2007", body__decree_file=scan(), **rows)
        return None

    def programmes_close_intake(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        if given["intake"] == "site" and self.villages:
            return False
        desk.send(desk.open(href), "happened_on")
        return None

    def programmes_set_date(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        which = self._left(["pakem_close", "proposal_close"], "date")
        assert which, "every date is set, and one is still asked for"
        desk.send(desk.open(href), which=which, day=str(self.today + timedelta(days=40 if which == "pakem_close" else 120)))

    def programmes_form_body(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        rows = {f"members__{place}__name": f"{name} {given['body']} {given['code']}" for place, name in enumerate(("Wahyu", "Yanti", "Zaenal"))}
        desk.send(desk.open(href), body__name=f"{given['body']} {given['code']}", body__decree_file=scan(), **rows)

    def programmes_close(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(href))

    # meetings, sheets, papers

    def meetings_record(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(href), "rapat-kind", rapat__place="Balai desa", rapat__result="accepted", rapat__signed=scan(), rapat__signed_on=str(self.today),
                  counts__0__women="15", counts__0__men="14", counts__0__poor="6", counts__0__disability="1")

    def assessments_fill(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        page = desk.open(href)
        scores = {name: "80" for name in page.form("conflict").boxes if name.startswith("score_")}
        assert scores
        desk.send(page, press=("do", "lock"), conflict="none", **scores)

    def assessments_decide(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        page = desk.open(href)
        form = page.form("verdict")
        items = {name: "ok" for name, box in form.boxes.items() if box.kind == "radio" and name.startswith("item_")}
        assert items
        desk.send(page, verdict=form.boxes["verdict"].choices[0], reasons="Diperiksa di lapangan, sesuai.", evidence=scan(), evidence_on=str(self.today), **items)

    def dossiers_file(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        page = desk.open(href)
        if given["code"] in FROM_THE_BOOKS and "Susun dari data" in page.text:
            page = desk.open(next(href for href, words in page.links if words == "Susun dari data"))
            page.forms = [form for form in page.forms if f"dokumen={given['document']}" in form.action]
            desk.send(page)
            return
        opinion = {"opinion": "wtp"} if given["document"].startswith("opini") else {}
        desk.send(page, uploads=scan(), number="001/2008", **opinion)

    def dossiers_check(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(href), correct="yes")

    # announcements

    def disclosure_publicise(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        medium = self._left(["spanduk", "pamflet", "radio"], "medium", given["code"])
        if not medium:
            return False
        desk.send(desk.open(href), medium=medium, place="Balai desa", file=photo())
        return None

    def disclosure_publish(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        page = desk.open(href)
        reason = {"reason": "Keberatan warga dikabulkan."} if "reason" in page.form("checked").boxes else {}
        desk.send(page, checked="on", medium_0="papan", place_0="Kantor kabupaten", from_0=str(self.today), to_0=str(self.today + timedelta(days=7)), **reason)

    def disclosure_objections(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        page = desk.open(href)
        assert page.has_link("/jawab/"), f"{href} is asked for, and nothing is left to answer"
        page = desk.open(page.link("/jawab/"))
        number = resolve(urlsplit(page.url).path).kwargs["number"]
        upheld = number in self.upheld
        desk.send(page, text="Lokasi sudah diperiksa ulang bersama warga; daftar diubah." if upheld else "Lokasi sudah diperiksa ulang bersama warga; daftar tetap.",
                  upheld="yes" if upheld else "no")
        return None

    # proposals

    def proposals_write(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        if not self._first("write", given["code"]):
            return False
        page = desk.send(desk.open(href), need="Jalan becek pada musim hujan.", pjm_reference="PJM Pronangkis 2006, hlm. 4", field="environment", activity="Paving jalan",
                         location="RT 03", volume="200", unit="m²", households="60", poor_households="40", men="120", women="130", disabled="3")
        page = desk.open(desk.open(page.link("/tulis/rab/")).link("tambah=A"))
        page = desk.send(page, press=("do", "save"), item="Paving", volume="200", unit="m²", unit_price="50.000", price_source="shop",
                         amount_swadaya_0=f"{SWADAYA}", form_swadaya_0="labour", amount_apbd_0=f"{APBD}", amount_apbn_0=f"{APBN}")
        page = desk.send(desk.open(page.link("/tulis/mitra/")), partners__0__name="Dinas PU", partners__0__pillar="government", partners__0__promise="Pendampingan teknis")
        page = desk.send(desk.open(page.link("/tulis/jadwal/")), schedule__0__activity="Pemasangan", schedule__0__starts_on=str(self.today),
                         schedule__0__ends_on=str(self.today + timedelta(days=60)))
        page = desk.open(page.link("/tulis/lampiran/"))
        for kind in ("survey", "drawing", "photo_0"):
            page = desk.send(page, kind=kind, file=photo() if "photo" in kind else scan())
        assert "Proposal siap diserahkan" in page.text, page.text
        return None

    def proposals_submit(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(href), "happened_on")

    def proposals_rank(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(href), "seen", note="Menurut nilai.")

    # money

    def funds_contribute(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        if not self._first("contribute", given["code"]):
            return False
        page = desk.open(href)
        desk.send(page, step="delivered", form="cash", quantity=str(SWADAYA), giver="Warga RT 03", people="20", evidence_kind="receipt", file=scan(),
                  line=page.form("line").boxes["line"].choices[1])
        return None

    def funds_deliveries(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(desk.open(href).link("/periksa/", "Periksa")), accepted="yes")

    def funds_release(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(href), number=f"SP2D-{given['source']}", file=scan())

    def funds_spend(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        if not self._first("spend", given["code"], given["source"]):
            return False
        page = desk.open(href)
        desk.send(page, line=page.form("line").boxes["line"].choices[0], amount=str(AMOUNTS[given["source"]]), paid_from="kas" if given["source"] == "swadaya" else "bank",
                  payee="Toko Maju", number="N-1", file=scan())
        return None

    # building

    def progress_visit(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        if not self._first("visit", given["code"], given["stage"]):
            return False
        desk.send(desk.open(href), actual="50", note="Sesuai rencana.")
        return None

    def progress_photograph(self, desk: Pages, href: str, given: dict[str, Any]) -> bool | None:
        at = self._left(["0", "50", "100"], "photo", given["code"])
        if not at:
            return False
        desk.send(desk.open(href), at=at, file=photo(60 + int(at)), latitude="-6,97", longitude="110,07")
        return None

    def progress_report(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(href), actual="100", note="Selesai.")

    def progress_hand_over(self, desk: Pages, href: str, given: dict[str, Any]) -> None:
        desk.send(desk.open(href), number="BAST-1", giver_office="PAKEM", receiver_office="Kepala desa", keeper="KPP RT 03", file=scan())
