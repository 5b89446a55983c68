"""A robot office: people who do only what *Pekerjaan saya* tells them, with the least that each form needs."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sinergi.actors.models import Person
from sinergi.assessments import actions as assessments
from sinergi.assessments import definitions as instruments
from sinergi.disclosure import actions as disclosure
from sinergi.disclosure.actions import Medium
from sinergi.dossiers import actions as dossiers
from sinergi.dossiers.models import Document
from sinergi.files import actions as files
from sinergi.files.models import File
from sinergi.funds import actions as funds
from sinergi.funds.models import Contribution
from sinergi.funds.queries import proposed_release, purses
from sinergi.meetings import actions as meetings
from sinergi.meetings.rules import CountLine, Sheet
from sinergi.programmes import actions as programmes
from sinergi.programmes import editions, queries
from sinergi.programmes.models import Appointment, Closing, CycleTick, Undertaking
from sinergi.programmes.queries.tasks import TaskGroup
from sinergi.programmes.rules import elements_of
from sinergi.progress import actions as progress
from sinergi.proposals import actions as proposals
from sinergi.proposals.rules import Line, PartnerRow, ScheduleRow, Split
from sinergi.workplans import actions as workplans
from sinergi.workplans import queries as plans
from sinergi.workplans.models import ActivityReport
from sinergi.workplans.rules import Activity, days_of

RAB = 10_000_000
SPLITS = (Split("swadaya", 3_000_000, "labour"), Split("apbd", 2_000_000), Split("apbn", 5_000_000))


def picture(person: Person, shade: int = 90) -> File:
    """A small photo, checked and kept like any other."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), (shade % 255, 120, 80)).save(buffer, "JPEG")
    return files.store(person, SimpleUploadedFile("foto.jpg", buffer.getvalue(), "image/jpeg"), kinds={"picture"})


def paper(person: Person) -> File:
    """A PDF of one page."""
    text = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    return files.store(person, SimpleUploadedFile("berkas.pdf", text, "application/pdf"), kinds={"document"})


class Robot:
    """Does one task after the other; a task it cannot do fails the test by name."""

    def __init__(self, people: list[Person], cycle: Undertaking, today: date, villages: list[str], splits: tuple[Split, ...] = SPLITS) -> None:
        self.people, self.cycle, self.today, self.villages, self.splits = people, cycle, today, list(villages), splits
        self.log: list[tuple[date, str, str]] = []
        self.watch: Callable[[Robot], None] = lambda _robot: None   # called after every act

    def run(self, *, days: int = 400, until: Callable[[Robot], bool] | None = None) -> None:
        """Work day by day until the round is closed; standing still for too long is a failure."""
        last = self.today + timedelta(days=days)
        while self.today < last:
            done = sum([self._work(person) for person in self._everybody()])
            if (until and until(self)) or self._closed():
                return
            if not done:
                self.today = self._next_day()
                programmes.tick(self.today)
        raise AssertionError(f"the office came to a standstill on {self.today}: {self.log[-3:]}")

    def _everybody(self) -> list[Person]:
        return [*self.people, *Person.objects.filter(appointments__undertaking__cycle=self.cycle).distinct().order_by("pk")]

    def _next_day(self) -> date:
        """Tomorrow, or the next day on which something changes by itself."""
        planned = CycleTick.objects.get(cycle=self.cycle).next_change
        return max(self.today + timedelta(days=1), planned or self.today)

    def _closed(self) -> bool:
        return Closing.objects.filter(undertaking=self.cycle, ended_on=None).exists()

    def _work(self, person: Person) -> int:
        """This person's tasks, one after the other, until none is left that the robot can do; how many were done."""
        count = 0
        while self._one(person):
            count += 1
        return count

    def _one(self, person: Person) -> bool:
        for group in queries.my_tasks(person, self.today, cycle=self.cycle.code):
            for subject in group.subjects:
                if self.do(person, group, subject):
                    self.log.append((self.today, group.act, subject.code))
                    self.watch(self)
                    return True
        return False

    def do(self, person: Person, group: TaskGroup, subject: Undertaking) -> bool:
        """False when the robot has nothing left to do there (all villages started, calendar set)."""
        verb = group.act.replace(".", "_")
        return getattr(self, verb)(person, subject, group.stage, dict(group.params)) is not False

    # programmes and actors

    def programmes_start(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        scope = params["starts"]
        if scope == "site":
            if not self.villages:
                return False
            place = self.villages.pop(0)
            programmes.start(person, subject.code, on=self.today, scope="site", title=place, region_code=place, stage=stage, kind=params.get("kind", ""))
            return None
        if Undertaking.objects.filter(parent=subject, scope="work").exists():
            return False
        body = None
        if editions.edition_of(subject).scopes["work"].carried_by:
            names = [("Siti", "community"), ("Slamet", "government"), ("Tri", "caring")]
            body = programmes.NewBody(name=f"PAKEM {subject.code}", members=tuple(
                programmes.NewMember(name=f"{name} {subject.code}", pillar=pillar) for name, pillar in names))
        programmes.start(person, subject.code, on=self.today, scope="work", title=f"Paving {subject.code}", stage=stage, body=body)
        return None

    def programmes_close_intake(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        if params["intake"] == "site" and self.villages:
            return False
        programmes.close_intake(person, subject.code, on=self.today, intake=params["intake"], stage=stage)
        return None

    def programmes_set_date(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        from sinergi.programmes.models import DateSet

        known = set(DateSet.objects.filter(undertaking=subject).values_list("date", flat=True))
        left = [code for code in editions.edition_of(subject).words("dates") if code not in known]
        if not left:
            return False
        wait = 40 if left[0].startswith("pakem") else 120
        programmes.set_date(person, subject.code, on=self.today, which=left[0], day=self.today + timedelta(days=wait), stage=stage)
        return None

    def programmes_close(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        programmes.close(person, subject.code, on=self.today, stage=stage)

    def actors_form(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        word = editions.edition_of(subject).word("bodies", params["body"])
        kinds = [element.code for element in elements_of(word)] or [""]
        members = tuple(programmes.NewMember(name=f"{name} {params['body']} {subject.code}", element=kinds[place % len(kinds)]) for place, name in enumerate(("Wahyu", "Yanti", "Zaenal")))
        programmes.form(person, subject.code, on=self.today, body=params["body"], given=programmes.NewBody(name=params["body"], members=members), stage=stage)

    # meetings, sheets, papers

    def meetings_record(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        sheet = Sheet(title=f"Rapat {len(self.log)}", starts_on=self.today, place="Balai desa", counts=(CountLine(group="Warga", women=15, men=14, poor=6, disability=1),), result="accepted")
        meetings.record(person, subject.code, on=self.today, kind=params["kind"], sheet=sheet, stage=stage, papers=meetings.Papers(signed=paper(person), signed_on=self.today))

    def assessments_fill(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        word = editions.edition_of(subject).word("forms", params["form"])
        scores = {row["code"]: 80 for row in word.get("criteria", ())}
        items = {row["code"]: "ok" for row in word.get("items", ())}
        assessments.fill(person, subject.code, on=self.today, stage=stage, form=params["form"], scores=scores, items=items)

    def assessments_decide(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        form = instruments.instrument(editions.edition_of(subject), params["form"])
        verdict = next(choice.code for choice in form.verdicts if choice.passes)
        assessments.decide(person, subject.code, on=self.today, stage=stage, form=params["form"], verdict=verdict, reasons="Diperiksa di lapangan, sesuai.",
                           items={item.code: "ok" for item in form.items}, evidence=paper(person), evidence_on=self.today)

    def dossiers_file(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        word = editions.edition_of(subject).word("documents", params["document"])
        opinion = {"opinion": "wtp"} if word.get("opinion") else {}
        dossiers.file(person, subject.code, on=self.today, stage=stage, document=params["document"], files=[paper(person)], **opinion)

    def dossiers_check(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        newest = Document.objects.filter(undertaking=subject, document=params["document"], ended_on=None).order_by("-id").first()
        if newest is None:
            return False
        dossiers.check(person, subject.code, on=self.today, stage=stage, document=params["document"], filing=newest.pk, correct=True)
        return None

    def dossiers_sign(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        dossiers.sign(person, subject.code, on=self.today, stage=stage, chain=params["chain"])

    # the plan of work

    def workplans_write(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        """Begin it from the template of the edition, and say what that leaves open: who, how much, how long."""
        sheet = plans.sheet_of(workplans.start(person, subject.code, on=self.today, plan=params["plan"], stage=stage))
        lines = sheet.activities or (Activity("rapat", "Rapat kerja", starts_on=self.today),)
        filled = tuple(replace(each, responsible=each.responsible or "Ketua", volume=each.volume or Decimal(1), unit=each.unit or "kali", days=each.days or 1) for each in lines)
        workplans.save(person, subject.code, on=self.today, plan=params["plan"], sheet=replace(sheet, activities=filled), stage=stage)

    def workplans_submit(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        workplans.submit(person, subject.code, on=self.today, plan=params["plan"], stage=stage)

    def workplans_approve(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        workplans.approve(person, subject.code, on=self.today, plan=params["plan"], stage=stage)

    def workplans_report(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        """Every activity that should have begun by the baseline and is not finished: done today."""
        workplan = plans.plan_of(subject, params["plan"])
        baseline = plans.baseline_of(workplan)
        finished = set(ActivityReport.objects.standing().filter(workplan=workplan, percent=100).values_list("activity", flat=True))
        due = [key for key, (start, _end) in days_of(baseline.submission.content).items() if start <= self.today and key not in finished]
        for key in due:
            workplans.report(person, subject.code, on=self.today, plan=params["plan"], activity=key, percent=Decimal(100), started_on=self.today, finished_on=self.today,
                             note="Selesai, dicatat pada hari lapor.", stage=stage)
        return bool(due)

    # announcements

    def disclosure_publicise(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        from sinergi.disclosure.models import Publicity

        done = set(Publicity.objects.filter(undertaking=subject).values_list("medium", flat=True))
        left = [code for code in editions.edition_of(subject).words("media") if code not in done]
        if not left:
            return False
        disclosure.publicise(person, subject.code, on=self.today, stage=stage, medium=left[0], place="Balai desa", shown_from=self.today, proof=picture(person))
        return None

    def disclosure_publish(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        disclosure.publish(person, subject.code, on=self.today, list=params["list"], media=[Medium(medium="papan", shown_from=self.today, place="Kantor kabupaten")])

    # proposals

    def proposals_write(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        on, code = self.today, subject.code
        proposals.write_texts(person, code, on=on, values={
            "need": "Jalan becek pada musim hujan.", "pjm_reference": "PJM Pronangkis 2006, hlm. 4", "field": "environment", "activity": "Paving jalan", "location": "RT 03",
            "volume": Decimal(200), "unit": "m²", "households": 60, "poor_households": 40, "men": 120, "women": 130, "disabled": 3})
        proposals.save_line(person, code, on=on, line=Line("A", "Paving", Decimal(200), "m²", 50_000, self.splits, price_source="survey"))
        proposals.write_partners(person, code, on=on, rows=[PartnerRow(name="Dinas PU", pillar="government", promise="Pendampingan teknis")])
        proposals.write_schedule(person, code, on=on, rows=[ScheduleRow("Pemasangan", on, on + timedelta(days=60))])
        from sinergi.proposals.rules.sheet import PAPERS

        for kind in PAPERS:
            proposals.attach(person, code, on=on, kind=kind, file=picture(person) if "photo" in kind else paper(person))

    def proposals_submit(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        proposals.submit(person, subject.code, on=self.today)

    def proposals_rank(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        proposals.rank(person, subject.code, on=self.today, list=params["list"])

    # money

    def funds_contribute(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        left = _left(subject, params["source"])
        waiting = Contribution.objects.filter(undertaking=subject, source=params["source"], ended_on=None, verifications=None)
        if waiting.exists() or not left:
            return False
        funds.contribute(person, subject.code, on=self.today, happened_on=self.today, stage=stage, source=params["source"], form="cash", quantity=Decimal(left),
                         giver="Warga RT 03", people=20, line=_line(subject), evidence=[("receipt", paper(person))])
        return None

    def funds_verify(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        waiting = Contribution.objects.filter(undertaking=subject, source=params["source"], ended_on=None, verifications=None).first()
        if waiting is None:
            return False
        funds.verify(person, subject.code, waiting.pk, on=self.today, happened_on=self.today, stage=stage, accepted=True)
        return None

    def funds_release(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        tranche = {name: params[name] for name in ("scheme", "tranche") if name in params}
        if not proposed_release(subject, params["source"], **tranche):
            return False
        funds.release(person, subject.code, on=self.today, happened_on=self.today, stage=stage, source=params["source"], number=f"SP2D-{params.get('tranche', 1)}", evidence=paper(person), **tranche)
        return None

    def funds_commit(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        funds.commit(person, subject.code, on=self.today, happened_on=self.today, stage=stage, source=params["source"], certainty="budgeted", amount=200_000_000, giver="Satker",
                     document_number="DIPA contoh")

    def funds_request(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        from sinergi.funds.models import Request

        wanted = {name: params[name] for name in ("scheme", "tranche", "source") if name in params}
        if Request.objects.filter(undertaking=subject, ended_on=None, **wanted).exists():
            return False
        funds.request(person, subject.code, on=self.today, happened_on=self.today, stage=stage, amount=proposed_release(subject, **wanted), **wanted)
        return None

    def funds_account(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        funds.account(person, subject.code, on=self.today, happened_on=self.today, stage=stage, scheme=params.get("scheme", ""), tranche=params.get("tranche"), document=paper(person), note="sisa dikembalikan")

    def funds_spend(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        left = _left(subject, params["source"])
        if not left:
            return False
        funds.spend(person, subject.code, on=self.today, happened_on=self.today, stage=stage, source=params["source"], line=_line(subject), amount=left, paid_from="bank",
                    payee="Toko Maju", evidence=paper(person))
        return None

    # building

    def progress_visit(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        progress.visit(person, subject.code, on=self.today, happened_on=self.today, stage=stage, purpose=params["purpose"], actual=Decimal(50), note="Sesuai rencana.")

    def progress_photograph(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> bool | None:
        from sinergi.progress.models import Photo

        done = set(Photo.objects.filter(undertaking=subject).values_list("at", flat=True))
        left = [at for at in (0, 50, 100) if at not in done]
        if not left:
            return False
        progress.photograph(person, subject.code, on=self.today, happened_on=self.today, stage=stage, at=left[0], file=picture(person, 60 + left[0]), latitude=-6.97, longitude=110.07)
        return None

    def progress_report(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        progress.report(person, subject.code, on=self.today, happened_on=self.today, stage=stage, actual=Decimal(100), note="Selesai.")

    def progress_hand_over(self, person: Person, subject: Undertaking, stage: str, params: dict[str, Any]) -> None:
        progress.hand_over(person, subject.code, on=self.today, happened_on=self.today, stage=stage, number="BAST-1", giver_office="PAKEM", receiver_office="Kepala desa", keeper="KPP RT 03", file=paper(person))


def _left(subject: Undertaking, source: str) -> int:
    """What a source still lacks against the plan."""
    purse = purses([subject.pk])[subject.pk][source]
    return purse.planned - purse.used


def _line(subject: Undertaking) -> str:
    from sinergi.funds.models import PlanLine

    return PlanLine.objects.filter(plan__undertaking=subject, plan__ended_on=None).order_by("-plan_id", "id").values_list("line", flat=True)[0]


def appointed(role: str) -> list[Person]:
    return [row.person for row in Appointment.objects.filter(role=role).select_related("person")]
