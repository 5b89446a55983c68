"""The closed list of acts and conditions that a programme file may name, with their parameters.

The contexts bind what these names do (``programmes.registry``); the language itself stands here in one place,
so that a file can be checked without a database. Meaning and provenance: docs/acts_and_conditions.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "int", "bool", "percent", "texts", "ints", "word", "words", "scope"]


@dataclass(frozen=True)
class Param:
    """One parameter: its kind, whether the file must give it, and the vocabulary its value must come from.

    ``free``: any value will do where the file has no such vocabulary at all.
    """

    kind: Kind
    required: bool = False
    vocabulary: str = ""
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    free: bool = False


@dataclass(frozen=True)
class Act:
    """``bound`` parameters may stand in a file; what else an act takes is its form's business."""

    name: str
    params: Mapping[str, Param]
    starts: bool = False


@dataclass(frozen=True)
class Condition:
    """``served_by``: the acts that can make it true, each with the parameters that must agree when both name them.

    ``also``: a parameter that, when asked for, needs a further act (a document that must be checked needs a checker).
    """

    name: str
    params: Mapping[str, Param]
    served_by: tuple[tuple[str, Mapping[str, str]], ...] = ()
    by_time: bool = False
    firm: bool = False
    periodic: bool = False
    also: tuple[tuple[str, str], ...] = ()


def _word(vocabulary: str, *, required: bool = False) -> Param:
    return Param("word", required, vocabulary)


def _words(vocabulary: str, *, required: bool = False) -> Param:
    return Param("words", required, vocabulary)


_COUNT = Param("int", least=1, most=100_000)
_PERCENT = Param("percent", least=0, most=100)
# what a kind of meeting may aim at; advice, so it stands in the vocabulary and blocks nothing. ``source``: who set it, else it is our default
TARGETS: Mapping[str, Param] = {"participants": _COUNT, "women_pct": _PERCENT, "poor_pct": _PERCENT, "disability": _COUNT, "groups": Param("texts"), "source": Param("text")}
_LIST, _FORM, _BODY = _word("lists", required=True), _word("forms", required=True), _word("bodies", required=True)
_PURPOSE = Param("text", required=True, vocabulary="purposes", free=True)
_REASONS = ("withdrawn", "disqualified", "postponed", "ended")

ACTS: Mapping[str, Act] = {act.name: act for act in (
    Act("programmes.start", {"kind": _word("kinds")}, starts=True),
    Act("programmes.close_intake", {"intake": Param("scope", required=True)}),
    Act("programmes.classify", {"kind": _word("kinds")}),
    Act("programmes.leave", {"reason": Param("text", choices=_REASONS)}),
    Act("programmes.return", {}),
    Act("programmes.hold", {}),
    Act("programmes.resume", {}),
    Act("programmes.set_date", {"date": _word("dates")}),
    Act("programmes.close", {}),
    Act("actors.form", {"body": _BODY}),
    Act("actors.change", {"body": _BODY}),
    Act("actors.register", {}),
    Act("actors.consent", {}),
    Act("meetings.record", {"kind": _word("meeting_kinds", required=True)}),
    Act("followups.open", {}),
    Act("followups.report", {}),
    Act("assessments.fill", {"form": _FORM}),
    Act("assessments.decide", {"form": _FORM}),
    Act("dossiers.file", {"document": _word("documents", required=True)}),
    Act("dossiers.check", {"document": _word("documents")}),
    Act("dossiers.sign", {"chain": _word("chains", required=True)}),
    Act("disclosure.publicise", {"media": _words("media")}),
    Act("disclosure.publish", {"list": _LIST}),
    Act("disclosure.object", {"list": _LIST}),
    Act("disclosure.answer", {"list": _LIST}),
    Act("proposals.write", {}),
    Act("proposals.submit", {}),
    Act("proposals.rank", {"list": _LIST}),
    Act("workplans.write", {"plan": _word("plans", required=True)}),
    Act("workplans.submit", {"plan": _word("plans", required=True)}),
    Act("workplans.approve", {"plan": _word("plans", required=True)}),
    Act("workplans.report", {"plan": _word("plans", required=True)}),
    Act("funds.commit", {"source": _word("sources")}),
    Act("funds.contribute", {"source": _word("sources", required=True)}),
    Act("funds.verify", {"source": _word("sources", required=True)}),
    Act("funds.request", {"scheme": _word("schemes"), "tranche": Param("int", least=1), "source": _word("sources")}),
    Act("funds.release", {"scheme": _word("schemes"), "tranche": Param("int", least=1), "source": _word("sources")}),
    Act("funds.spend", {"source": _word("sources", required=True)}),
    Act("funds.account", {"scheme": _word("schemes"), "tranche": Param("int", least=1)}),
    Act("progress.report", {}),
    Act("progress.visit", {"purpose": _PURPOSE}),
    Act("progress.photograph", {}),
    Act("progress.pay_wages", {}),
    Act("progress.hand_over", {}),
    Act("progress.check_function", {}),
    Act("slums.survey", {"moment": Param("text", choices=("baseline", "after"))}),
    Act("slums.credit", {}),
    Act("procurement.plan", {}),
    Act("procurement.contract", {}),
    Act("procurement.accept", {"step": Param("text", required=True, choices=("pho", "bast", "fho"))}),
    Act("procurement.pay", {}),
    Act("complaints.ask", {}),
    Act("complaints.answer", {}),
)}

CONDITIONS: Mapping[str, Condition] = {condition.name: condition for condition in (
    Condition("programmes.started", {"scope": Param("scope", required=True), "min": _COUNT}, (("programmes.start", {"scope": "starts"}),)),
    Condition("programmes.intake_closed", {"intake": Param("scope", required=True)}, (("programmes.close_intake", {"intake": "intake"}),)),
    Condition("programmes.classified", {}, (("programmes.classify", {}), ("programmes.start", {}))),
    Condition("programmes.closed", {}, (("programmes.close", {}),)),
    Condition("programmes.day_reached", {"date": _word("dates", required=True)}, (("programmes.set_date", {"date": "date"}),), by_time=True),
    Condition("programmes.day_ahead", {"date": _word("dates", required=True)}, (("programmes.set_date", {"date": "date"}),), by_time=True),
    Condition("actors.formed", {"body": _BODY, "members": _COUNT, "decree": Param("bool"), "includes": Param("texts")},
              (("actors.form", {"body": "body"}), ("actors.change", {"body": "body"}))),
    Condition("actors.registered", {}, (("actors.register", {}),)),
    Condition("actors.consented", {}, (("actors.consent", {}),), firm=True),
    Condition("meetings.held", {"kind": _word("meeting_kinds", required=True), "times": _COUNT, "participants": _COUNT, "women_pct": _PERCENT,
                                "disability": _COUNT, "groups": Param("texts"), "signed": Param("bool"), "result": Param("text")},
              (("meetings.record", {"kind": "kind"}),), periodic=True),
    Condition("followups.done", {"share": _PERCENT, "origin": Param("text")}, (("followups.report", {}),)),
    Condition("assessments.filled", {"form": _FORM, "sheets": _COUNT, "pillars": Param("int", least=1, most=3)}, (("assessments.fill", {"form": "form"}),)),
    Condition("assessments.decided", {"form": _FORM}, (("assessments.decide", {"form": "form"}),)),
    Condition("assessments.passed", {"form": _FORM}, (("assessments.decide", {"form": "form"}),)),
    Condition("dossiers.filed", {"documents": _words("documents", required=True), "checked": Param("bool")},
              (("dossiers.file", {"documents": "document"}), ("dossiers.check", {"documents": "document"})), also=(("checked", "dossiers.check"),)),
    Condition("dossiers.signed", {"chain": _word("chains", required=True)}, (("dossiers.sign", {"chain": "chain"}),)),
    Condition("disclosure.publicised", {"media": _words("media", required=True)}, (("disclosure.publicise", {"media": "media"}),)),
    Condition("disclosure.published", {"list": _LIST}, (("disclosure.publish", {"list": "list"}),)),
    Condition("disclosure.window_open", {"list": _LIST, "days": Param("int", required=True, least=1, most=365)},
              (("disclosure.publish", {"list": "list"}),), by_time=True),
    Condition("disclosure.window_closed", {"list": _LIST, "days": Param("int", required=True, least=1, most=365)},
              (("disclosure.publish", {"list": "list"}),), by_time=True, firm=True),
    Condition("disclosure.objections_answered", {"list": _LIST},
              (("disclosure.answer", {"list": "list"}), ("disclosure.publish", {"list": "list"})), firm=True),
    Condition("proposals.complete", {}, (("proposals.write", {}),)),
    Condition("proposals.submitted", {}, (("proposals.submit", {}),)),
    Condition("proposals.ranked", {"list": _LIST}, (("proposals.rank", {"list": "list"}),)),
    Condition("workplans.approved", {"plan": _word("plans", required=True)},
              (("workplans.approve", {"plan": "plan"}), ("workplans.submit", {"plan": "plan"}))),
    Condition("funds.committed", {"source": _word("sources", required=True), "certainty": Param("text", choices=("pledged", "budgeted"))}, (("funds.commit", {"source": "source"}),)),
    Condition("funds.released", {"scheme": _word("schemes"), "tranche": Param("int", least=1), "source": _word("sources")},
              (("funds.release", {"scheme": "scheme", "tranche": "tranche", "source": "source"}),
               ("funds.request", {"scheme": "scheme", "tranche": "tranche", "source": "source"})), firm=True),
    Condition("funds.used", {"source": _word("sources", required=True), "share": _PERCENT},
              (("funds.contribute", {"source": "source"}), ("funds.verify", {"source": "source"}), ("funds.release", {"source": "source"}), ("funds.spend", {"source": "source"})),
              firm=True),
    Condition("funds.accounted", {"scheme": _word("schemes"), "tranche": Param("int", least=1)},
              (("funds.account", {"scheme": "scheme", "tranche": "tranche"}),)),
    Condition("progress.reached", {"percent": Param("percent", required=True, least=0, most=100)}, (("progress.report", {}),), firm=True),
    Condition("progress.reported", {}, (("progress.report", {}),), periodic=True),
    Condition("progress.visited", {"purpose": _PURPOSE, "times": _COUNT}, (("progress.visit", {"purpose": "purpose"}),), periodic=True),
    Condition("progress.photographed", {"at": Param("ints", required=True, least=0, most=100)}, (("progress.photograph", {}),)),
    Condition("progress.wages_paid", {}, (("progress.pay_wages", {}),), periodic=True),
    Condition("progress.handed_over", {}, (("progress.hand_over", {}),)),
    Condition("progress.functioning", {}, (("progress.check_function", {}),), periodic=True),
    Condition("slums.scored", {"moment": Param("text", choices=("baseline", "after"))}, (("slums.survey", {"moment": "moment"}),)),
    Condition("slums.credited", {}, (("slums.credit", {}),), firm=True),
    Condition("procurement.planned", {}, (("procurement.plan", {}),)),
    Condition("procurement.contracted", {}, (("procurement.contract", {}),)),
    Condition("procurement.accepted", {"step": Param("text", required=True, choices=("pho", "bast", "fho"))}, (("procurement.accept", {"step": "step"}),)),
    Condition("procurement.paid", {"share": _PERCENT}, (("procurement.pay", {}),), firm=True),
)}


@dataclass(frozen=True)
class Catalogue:
    """The acts and conditions that a file may name; tests bring smaller ones."""

    acts: Mapping[str, Act]
    conditions: Mapping[str, Condition]


CATALOGUE = Catalogue(ACTS, CONDITIONS)

UNDO = "undo:"      # undo:X exists for every act X, open to the roles of X


def undoing(act: str) -> str:
    """The name of the act that takes ``act`` back."""
    return f"{UNDO}{act}"
