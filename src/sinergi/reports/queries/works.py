"""One work or village as everybody sees it, and what those involved see besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from sinergi.actors.models import Member, Person, Pillar
from sinergi.audit.remembering import remembered
from sinergi.disclosure.models import ListVersion
from sinergi.files.permissions import may_read
from sinergi.funds import queries as funds
from sinergi.funds.models import Form
from sinergi.kernel import money
from sinergi.programmes import queries as programmes
from sinergi.programmes import sentences
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Cell, Engagement, Leaving, Undertaking
from sinergi.programmes.permissions import Anybody
from sinergi.programmes.queries.boards import Seen, purse_of, seen_cells
from sinergi.programmes.queries.tasks import form_url
from sinergi.programmes.rules import elements_of
from sinergi.progress import queries as progress
from sinergi.proposals import queries as proposals
from sinergi.proposals.models import Group, Proposal
from sinergi.reports.queries.rounds import PurseLine, standing_at
from sinergi.ui.wording import masked, title_in

TIMELINE = 12
PUBLIC_MEMBERS = 3
# whose own words may stand on a public page; what the others say may name people, so the public reads the verb alone
_PLAIN_FACTS = ("funds.", "progress.", "dossiers.document", "meetings.", "proposals.")


@dataclass(frozen=True)
class FormLine:
    """One form of the community's own means: promised, brought, proven, with how many proofs."""

    label: Any
    pledged: int
    delivered: int
    verified: int
    proofs: int
    people: int


@dataclass(frozen=True)
class Community:
    """One purse of the community with its ladder, form by form."""

    line: PurseLine
    forms: Sequence[FormLine]

    @property
    def promised(self) -> int:
        return self.line.purse.promised

    @property
    def share(self) -> Decimal | None:
        return money.share(self.line.purse.used, self.promised)


@dataclass(frozen=True)
class GroupLine:
    """One group of the budget by purse."""

    code: str
    label: Any
    purses: Sequence[tuple[int, int]]

    @property
    def total(self) -> int:
        return sum(amount for _place, amount in self.purses)


@dataclass(frozen=True)
class BodyShown:
    """A body formed for the work; names of people only for those involved."""

    title: Any
    name: str
    members: Sequence[tuple[str, str, str]]
    missing: Sequence[str]
    organisation_id: int
    others: int = 0
    accompanied_by: str = ""


@dataclass(frozen=True)
class StripShown:
    """The steps of one undertaking, and the one it is at."""

    stops: Sequence[dict[str, Any]]
    at: Seen | None
    stage: Any
    duty: str = ""


@dataclass(frozen=True)
class LeftShown:
    """That it is out of the round, since when and why; what was noted about it only for those involved."""

    on: date
    reason: str
    note: str = ""


def left(undertaking: Undertaking, *, involved: bool) -> LeftShown | None:
    """Whether it, or the village it lies in, left the round: one query."""
    found = Leaving.objects.standing().filter(undertaking__in=[pk for pk in (undertaking.pk, undertaking.parent_id) if pk]).order_by("happened_on").first()
    return LeftShown(found.happened_on, sentences.sentence(f"leaving.{found.reason}", {}), found.note if involved else "") if found else None


def strip(undertaking: Undertaking, on: date) -> StripShown:
    """Its own steps on a line: one query."""
    edition = edition_of(undertaking)
    seen = seen_cells(Cell.objects.filter(undertaking=undertaking), edition, on)
    stages = edition.of_scope(undertaking.scope)
    cells = [seen[(undertaking.pk, stage.code)] for stage in stages if (undertaking.pk, stage.code) in seen]
    at = standing_at(cells)
    by_code = {cell.stage: cell for cell in cells}
    stops = [_stop(undertaking, stage, by_code.get(stage.code), purse_of(stage, edition)) for stage in stages]
    return StripShown(stops, at, edition.by_code[at.stage] if at else None)


def _stop(undertaking: Undertaking, stage: Any, cell: Seen | None, purse: int) -> dict[str, Any]:
    ends = (cell.done_on or cell.due_on) if cell else None
    dates = " – ".join(sentences.short(day) for day in (cell.opened_on if cell else None, ends) if day)
    return {"no": stage.no, "title": stage.title, "state": cell.look if cell else "waiting", "late": cell.late if cell and cell.look == "late" else 0, "dates": dates,
            "counts": "", "purse": purse, "url": reverse("programmes:why", args=[undertaking.code, stage.code]), "group": stage.group}


def community(work: Undertaking, purses: Iterable[PurseLine]) -> list[Community]:
    """The community's own purses, each with its forms; three queries for each."""
    return [Community(line, _forms(work, line.word.code)) for line in purses if line.is_community]


def _forms(work: Undertaking, source: str) -> list[FormLine]:
    """Promised is what the budget handed in says of a form; without one, whatever was promised or brought since."""
    promised = proposals.forms_of(work.pk, source)
    none = {"pledged": 0, "delivered": 0, "verified": 0, "proofs": 0, "people": 0}
    found = {code: {**none, "pledged": amount} for code, amount in promised.items() if code}
    for each in funds.deliveries(work.pk, source):
        if each.state == "rejected":
            continue
        sums = found.setdefault(each.row.form, dict(none))
        sums["pledged"] += each.row.amount if not promised else 0
        if each.state == "pledged":
            continue
        sums["delivered"] += each.row.amount
        sums["proofs"] += len(each.row.evidence.all())
        sums["people"] += each.row.people
        sums["verified"] += each.row.amount if each.state == "verified" else 0
    labels = dict(Form.choices)
    return [FormLine(labels[code], **sums) for code, sums in sorted(found.items(), key=lambda pair: Form.values.index(pair[0]))]


def budget(work: Undertaking) -> list[GroupLine]:
    """The standing plan by group and purse."""
    order = {word.code: place for place, word in enumerate(funds.sources_of(work), 1)}
    labels = dict(Group.choices)
    found: dict[str, dict[int, int]] = {}
    for line in funds.plan_lines(work.pk):
        group = found.setdefault(line.group, dict.fromkeys(order.values(), 0))
        for part in line.splits.all():
            if part.source in order:
                group[order[part.source]] += part.amount
    return [GroupLine(code if code in labels else "", labels.get(code, code), list(amounts.items())) for code, amounts in sorted(found.items())]


def proposal_shown(work: Undertaking, *, involved: bool) -> Proposal | None:
    """What the work is for: to everybody once it was handed in, before that to those involved."""
    if involved or proposals.standing_submission(work) is not None or proposals.latest_version(work) is not None:
        return proposals.proposal_of(work)
    return None


def photos(undertaking: Undertaking, person: Anybody) -> list[dict[str, Any]]:
    """The strip at 0, 50 and 100 %; a picture only to whom it may be shown."""
    shown = []
    for frame in progress.strip(undertaking.pk):
        photo: Any = frame.photo
        seen = photo is not None and may_read(person, photo.file)
        shown.append({
            "percent": frame.at, "url": photo.file.thumb_url if photo is not None and seen else "",
            "link": photo.file.get_absolute_url() if photo is not None and seen else "",
            "day": photo.happened_on if photo is not None else None, "taken": photo is not None, "file": photo.file if photo is not None and seen else None,
        })
    return shown


def bodies(undertaking: Undertaking, on: date, *, involved: bool) -> list[BodyShown]:
    """Who carries and who watches over it. The public reads the bodies and the initials of their members."""
    words = edition_of(undertaking).words("bodies")
    rows = list(Engagement.objects.standing().filter(undertaking=undertaking).select_related("organisation", "accompanied_by").order_by("id"))
    members: dict[int, list[tuple[str, str, str]]] = {}
    pillars = dict(Pillar.choices) | {each.code: title_in(each.title) for word in words.values() for each in elements_of(word) if each.code not in Pillar.values}
    for member in Member.objects.on(on).filter(organisation__in=[row.organisation_id for row in rows]).select_related("person").order_by("id"):
        name = member.person.name if involved else masked(member.person.name)
        members.setdefault(member.organisation_id, []).append((name, member.office, str(pillars.get(member.element or member.pillar, ""))))
    shown = []
    for row in rows:
        people = members.get(row.organisation_id, [])
        few = people if involved else people[:PUBLIC_MEMBERS]
        shown.append(BodyShown(words[row.body].title if row.body in words else row.body, row.organisation.name, few,
                               [str(pillars.get(code, code)) for code in row.missing_pillars], row.organisation_id, len(people) - len(few),
                               "" if row.accompanied_by is None else row.accompanied_by.name if involved else masked(row.accompanied_by.name)))
    return shown


def timeline(undertaking: Undertaking, *, involved: bool) -> list[dict[str, Any]]:
    """What happened last, newest first; kept until the next act."""
    return remembered(("timeline", undertaking.pk, involved), lambda: _timeline(undertaking, involved=involved))


def _timeline(undertaking: Undertaking, *, involved: bool) -> list[dict[str, Any]]:
    rows = []
    for line in programmes.facts_of(undertaking, limit=TIMELINE):
        if line.ended_on is not None:
            continue
        own_words = line.text if line.label.lower().startswith(_PLAIN_FACTS) else ""
        by = " · ".join(filter(None, [sentences.shown("", line.stage_title) if line.stage_title else "", line.person.name if involved and line.person else ""]))
        rows.append({"day": line.happened_on, "text": own_words or str(line.done), "by": by, "url": _where(undertaking, line.act)})
    return rows[:TIMELINE]


_PAGES = {"progress": "progress:show", "funds": "funds:show", "dossiers": "dossiers:index", "meetings": "meetings:index", "followups": "followups:index",
          "proposals": "proposals:show", "assessments": "assessments:result", "complaints": "complaints:about", "workplans": "workplans:index"}


def _where(undertaking: Undertaking, act: str) -> str:
    """The page of the context on which what an act wrote is shown, to anybody."""
    name = _PAGES.get(act.partition(".")[0])
    if name is None or (name == "proposals:show" and undertaking.scope != "work"):
        return ""
    return reverse(name, args=[undertaking.code])


def tasks(person: Anybody, undertaking: Undertaking, on: date) -> list[dict[str, Any]]:
    """What this person can do here now, as cards."""
    if not isinstance(person, Person):
        return []
    return [{"state": "late" if group.due_on and group.due_on < on else "open", "title": programmes.of_group(group, on), "due": group.due_on, "url": group.url or group.forms()[0][1],
             "place": " · ".join(filter(None, [sentences.shown("", group.stage_title), *group.so_far().values()])), "why": "", "action": ""}
            for group in programmes.tasks_at(person, undertaking, on)]


def open_lists(undertaking: Undertaking, on: date) -> list[ListVersion]:
    """Published lists of the round to which anybody may still object, the one that closes soonest first."""
    rows = ListVersion.objects.filter(undertaking=undertaking.root_id, closes_on__gte=on).defer("content", "canonical").select_related("undertaking")
    newest = {row.list: row for row in rows.order_by("number")}
    latest = dict(ListVersion.objects.filter(undertaking=undertaking.root_id).order_by("number").values_list("list", "number"))
    return sorted((row for code, row in newest.items() if latest[code] == row.number), key=lambda row: row.closes_on or date.max)


def ask_url(undertaking: Undertaking) -> str:
    """Where anybody asks about it; empty where the programme takes no questions here."""
    may = any(entry.act == "complaints.ask" and entry.scope in {"", undertaking.scope} for entry in edition_of(undertaking).anytime)
    return form_url("complaints.ask", undertaking.code, "", {}) if may else ""
