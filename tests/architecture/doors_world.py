"""The world behind the table of doors: one round in which every act of PAKET is open at once, and something of everything in it."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib import resources
from typing import Any

from django.utils import timezone

from sinergi.actors import actions as actors
from sinergi.actors.models import Member, Person, RoleHeld
from sinergi.complaints import actions as complaints
from sinergi.disclosure import actions as disclosure
from sinergi.disclosure.models import Publicity
from sinergi.files.models import File
from sinergi.followups import actions as followups
from sinergi.followups.rules import Responsible
from sinergi.funds.models import Contribution, Entry
from sinergi.meetings import actions as meetings
from sinergi.meetings.models import Meeting
from sinergi.meetings.queries import reply_key, sheet_of
from sinergi.meetings.rules import Invited, Plan
from sinergi.notices import actions as notices
from sinergi.programmes import actions as programmes
from sinergi.programmes import editions, snapshot
from sinergi.programmes.models import Undertaking
from sinergi.programmes.performing import perform
from sinergi.workplans import actions as workplans
from sinergi.workplans.models import Activity
from tests import make
from tests.journeys.robot import Robot

ANONYMOUS = "anonymous"
SCOPES = {"cycle": "round", "site": "village", "work": "proposal"}
# PAKET asks for no work plan; the doors of plans need some
PLANS = "".join(f'[[plans]]\ncode = "{code}"\ntitle = {{ id = "Rencana kerja", en = "Work plan" }}\nactivities = [{{ title = "Rapat", volume = 1, unit = "kali", days = 2, responsible = "BKM" }}]\n'
                for code in ("rencana", "rencana_dua"))
PLANNING: dict[str, dict[str, Any]] = {
    f"{act} {plan}": {"act": f"workplans.{act}", "plan": plan, "role": role, **({"undone_by": "pokja_paket"} if act == "submit" else {})} for plan in ("rencana", "rencana_dua")
    for act, role in (("write", "bkm"), ("submit", "bkm"), ("approve", "pokja_paket"), ("report", ["bkm", "faskel"]))}


def cast() -> dict[str, Person]:
    """Everybody of the table who signs in; ``pakem`` and ``pengawas`` get their roles in the work."""
    return {
        "ordinary": make.person(name="Warga Biasa"),
        "pakem": make.person(name="Siti Nurhayati"),
        "pengawas": make.person(name="Wahyu Utomo"),
        "bkm": make.person(name="Slamet Riyadi", role="bkm", region="33.24.12.2011"),
        "faskel": make.person(name="Nur Aini", role="faskel", region="33.24.12.2011"),
        "pjok": make.person(name="Suparman", role="pjok", region="33.24.12"),
        "pokja": make.person(name="Bambang Setiawan", role="pokja_paket"),
        "satker": make.person(name="Sri Wahyuni", role="satker"),
        "korkot": make.person(name="Dewi Lestari", role="korkot"),
        "auditor": make.person(name="Rudi Hartanto", role="auditor"),
        "kpkd": make.person(name="Hartono", role="kpkd"),
        "stranger": make.person(name="Orang Bekasi", role="pokja_paket", region="32.75"),
        "office_admin": make.person(name="Tri Hastuti", role="office_admin"),
        "admin": make.person(name="Admin", is_admin=True),
    }


def paket() -> str:
    return (resources.files("sinergi.programmes") / "editions" / "paket-kendal-2007.toml").read_text(encoding="utf-8")


def everything_open() -> str:
    """PAKET's own file with its steps folded into one per scope: who may do what stays, when it may be done falls away."""
    text = paket()
    given = tomllib.loads(text)
    parts = [text.partition("[[stages]]")[0], PLANS]
    for number, (scope, title) in enumerate(SCOPES.items(), 1):
        acts: dict[str, dict[str, Any]] = {}
        for stage in given["stages"]:
            for act in stage["acts"] if stage["scope"] == scope else ():
                kept = {key: value for key, value in act.items() if key not in {"until", "needs", "not_by", "asked", "undone_by"}}
                acts[str({**kept, "role": ""})] = kept
        parts += ["[[stages]]", f"no = {number}", f'code = "all_of_{scope}"', f'title = {{ id = "{title}", en = "{title}" }}', f'scope = "{scope}"']
        acts |= PLANNING if scope == "site" else {}
        parts += ["acts = [" + ",\n".join(_inline(act) for act in acts.values()) + "]", 'done_when = [{ is = "programmes.day_reached", date = "proposal_close", of = "cycle" }]']
    for act in given["anytime"]:
        parts += ["[[anytime]]", *(f"{key} = {_value(value)}" for key, value in act.items() if key not in {"from", "until", "needs"})]
    parts += ["[waivers]", *(f"{key} = {_value(value)}" for key, value in given["waivers"].items())]
    return "\n".join(parts)


def _inline(values: dict[str, Any]) -> str:
    return "{ " + ", ".join(f"{key} = {_value(value)}" for key, value in values.items()) + " }"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def build() -> tuple[dict[str, Person], dict[str, Any]]:
    """The cast, and the sample arguments that the table of doors names."""
    make.places()
    people = cast()
    today = timezone.localdate()
    cycle = make.cycle_of(everything_open(), code="KDL07", on=today - timedelta(days=90))
    site = make.child(cycle, "33.24.12.2011", on=today - timedelta(days=80), code="KDL07-D01")
    work = make.child(site, "33.24.12.2011", on=today - timedelta(days=70), code="KDL07-001", title="Paving jalan Dusun Krajan")
    draft = make.child(site, "33.24.12.2011", on=today - timedelta(days=70), code="KDL07-002", title="Talud Dusun Krajan")
    for role in ("pakem", "pengawas"):
        make.appoint(people[role], role, work)
        make.appoint(people[role], role, draft)
    snapshot.renew_cycle(cycle.pk, on=today)
    return people, {"cycle": cycle.code, "site": site.code, "work": work.code, "draft": draft.code, **_facts(people, cycle, site, work, today)}


def _facts(people: dict[str, Person], cycle: Undertaking, site: Undertaking, work: Undertaking, today: date) -> dict[str, Any]:
    robot = Robot(list(people.values()), cycle, today, [])
    pokja, pakem, satker, bkm = people["pokja"], people["pakem"], people["satker"], people["bkm"]
    closed = programmes.close_intake(pokja, cycle.code, on=today, intake="site")
    robot.meetings_record(pokja, cycle, "", {"kind": "lokakarya_konsep"})
    meetings.correct(pokja, cycle.code, 1, on=today, reason="Tempat salah tulis", sheet=sheet_of(Meeting.objects.get(undertaking=cycle, number=1)))
    robot.meetings_record(bkm, work, "", {"kind": "lokakarya_desa"})
    robot.disclosure_publicise(pokja, site, "", {})
    robot.assessments_decide(people["korkot"], site, "", {"form": "bkm_berdaya"})
    robot.proposals_write(pakem, work, "", {})
    robot.proposals_submit(pakem, work, "", {})
    robot.assessments_fill(pokja, work, "", {"form": "kelayakan"})
    robot.assessments_decide(pokja, work, "", {"form": "verifikasi"})
    robot.proposals_rank(pokja, cycle, "", {"list": "candidates"})
    robot.disclosure_publish(pokja, cycle, "", {"list": "candidates"})
    objection = disclosure.raise_objection(None, cycle.code, on=today, list="candidates", dedupe_key="a" * 64, ground="amount", text="Swadaya tidak sesuai kenyataan.")
    robot.disclosure_publish(pokja, cycle, "", {"list": "winners"})
    robot.funds_contribute(pakem, work, "", {"source": "swadaya"})
    robot.funds_release(satker, work, "", {"source": "apbd"})
    robot.dossiers_file(pakem, work, "", {"document": "lpj_pakem"})
    question = complaints.ask(None, work.code, on=today, dedupe_key="b" * 64, kind="question", matter="Waktu", text="Kapan paving mulai dipasang?")
    admin = people["admin"]
    invitation, token = actors.invite(admin, email="baru@contoh.id", name="Orang Baru", role="satker", region_code="33.24", on=today)
    body = make.organisation(name="BKM Gunung Mas")
    member = Member.objects.create(organisation=body, person=people["bkm"], pillar="community", held_from=date(2006, 1, 1))
    notice = notices.send([people["ordinary"]], "notices.late", url="/", title="Rapat")[0]
    lines = _followups(people, cycle, today)
    plan = Plan("Lokakarya pendalaman konsep", today, place="Aula Bappeda", invited=[Invited(person_id=pokja.pk), Invited(category="Dinas PU", email="dinas@contoh.go.id")])
    planned = meetings.prepare(pokja, cycle.code, on=today, kind="lokakarya_konsep", plan=plan)
    meetings.invite(pokja, cycle.code, planned.number, on=today)
    writing = meetings.hand_out(pokja, cycle.code, planned.number, on=today)
    scan = File.objects.filter(uploaded_by=pokja, kind="image/jpeg").first()
    return {
        "activity": _plans(bkm, pokja, site, today), "planned": planned.number, "door": planned.token, "writing": writing.token, "link": writing.pk, "calendar": meetings.new_calendar(pokja).token,
        "reply": reply_key(planned.pk, pokja.pk), "guest": planned.outsiders.get().token,
        "publicity": Publicity.objects.get().pk, "fact": closed.pk, "meeting": 1, "scan": scan.pk, "objection": objection.number, "objection_code": objection.follow_code, "question": question.pk,
        "question_code": question.follow_code, "invitation": invitation.pk, "token": token, "body": body.pk, "member": member.pk, "notice": notice.pk,
        **lines, "held": RoleHeld.objects.get(person=people["satker"]).pk, "person": people["satker"].pk,
        "entry": Entry.objects.order_by("pk").last().number, "contribution": Contribution.objects.get().pk, "region": "33.24", "edition": "paket-kendal-2007",
        "digest": editions.keep(paket()).digest,
    }


def _plans(bkm: Person, pokja: Person, site: Undertaking, today: date) -> str:
    """One plan approved, one waiting; the key of an activity of the first."""
    for plan in ("rencana", "rencana_dua"):
        workplans.start(bkm, site.code, on=today, plan=plan)
        workplans.submit(bkm, site.code, on=today, plan=plan)
    workplans.approve(pokja, site.code, on=today, plan="rencana")
    return str(Activity.objects.filter(workplan__plan="rencana").values_list("key", flat=True)[0])


def _followups(people: dict[str, Person], cycle: Undertaking, today: date) -> dict[str, Any]:
    """A line of the pokja, and one of the satker that kpkd called done by a sentence alone."""
    pokja, satker = people["pokja"], people["satker"]
    with perform(pokja, "meetings.record", cycle.code, on=today, happened_on=today, kind="lokakarya_konsep") as doing:
        followup = followups.open(doing, origin="meeting", what="Pertemuan dengan SKPD", responsible=Responsible(person_id=pokja.pk), due_on=today + timedelta(days=7))
        loose = followups.open(doing, origin="meeting", what="Pertemuan dengan KBP", responsible=Responsible(text="Ketua KBP"), due_on=today + timedelta(days=7))
        waiting = followups.open(doing, origin="meeting", what="Cairkan APBD", responsible=Responsible(person_id=satker.pk), due_on=today + timedelta(days=7))
    followups.report(people["kpkd"], cycle.code, waiting.pk, on=today, happened_on=today, status="done", note="Sudah dicairkan.")
    return {"followup": followup.number, "waiting": waiting.number, "loose": loose.number}
