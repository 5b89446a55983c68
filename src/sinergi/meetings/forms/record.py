"""The whole page of a meeting: head and rows, checked together, and asked again with more rows without losing a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from sinergi.followups.rules import Responsible
from sinergi.meetings import rules
from sinergi.meetings.forms.discussion import AnswerRow, PresentationRow, QuestionRow, TableRow
from sinergi.meetings.forms.head import HeadForm, SignForm
from sinergi.meetings.forms.rows import ActionRow, AgendaRow, CountRow, DecisionRow, EvidenceRow, NameRow, Row
from sinergi.ui.forms import Rows

# prefix -> (form of a row, how many may be added, how many stand there at first)
ROWS: Mapping[str, tuple[type[Row], int, int]] = {
    "agenda": (AgendaRow, 60, 3),
    "counts": (CountRow, 200, 3),
    "names": (NameRow, 1000, 3),
    "tables": (TableRow, 40, 1),
    "questions": (QuestionRow, 20, 1),
    "answers": (AnswerRow, 400, 2),
    "presentations": (PresentationRow, 40, 1),
    "decisions": (DecisionRow, 60, 2),
    "actions": (ActionRow, 200, 3),
    "evidence": (EvidenceRow, 20, 2),
}
MORE = 3
HEAD, PAPERS = "rapat", "evidence"
# the groups of the Bekasi workshop: our default where the edition names none
GROUPS = (_("SKPD"), _("Kelurahan/desa"), _("PJOK/kecamatan"), _("BKM/PAKEM"), _("Kelompok peduli"), _("Warga"), _("Konsultan/fasilitator"))


class Record:
    """Head and row sets as one form. ``form`` is what refusals are written on."""

    def __init__(
        self, form: HeadForm, sets: Mapping[str, BaseFormSet[Any]]
    ) -> None:
        self.form, self.sets = form, dict(sets)

    @classmethod
    def empty(cls, known: Mapping[str, Responsible], groups: Sequence[Any], head: Mapping[str, Any], **more: Any) -> Record:
        """A new one, with a line for each usual group."""
        rows = {"counts": [{"group": str(group)} for group in groups or GROUPS]}
        return cls._fresh(known, head, rows, more)

    @classmethod
    def correcting(cls, known: Mapping[str, Responsible], sheet: rules.Sheet, head: Mapping[str, Any], *, named: Mapping[str, str] = {}, **more: Any) -> Record:
        """Filled with what was recorded before. ``named``: how a place is written, by its code."""
        given = asdict(sheet)
        rows = {name: [dict(row) for row in given[name]] for name in ("agenda", "counts", "names")}
        for row in rows["counts"]:
            row["region"] = named.get(row["region"], row["region"])
        rows["decisions"] = [{"text": text} for text in sheet.decisions]
        talk = given["discussion"]
        rows |= {name: [dict(row) for row in talk[name]] for name in ("tables", "answers", "presentations")}
        rows["questions"] = [{"text": text} for text in talk["questions"]]
        simple = {name: value for name, value in given.items() if not isinstance(value, (list, tuple, dict))}
        asked = {f"{part}_asked": bool(sheet.names) and all(getattr(name, part) is not None for name in sheet.names) for part in ("poor", "disability")}
        return cls._fresh(known, {**simple, **asked, **head}, rows, {**more, "correcting": True})

    @classmethod
    def typed(cls, data: Any, files: Any, known: Mapping[str, Responsible], **more: Any) -> Record:
        """What somebody sent, to be checked."""
        head = HeadForm(data, files, prefix=HEAD, **more)
        return cls(head, {name: _rows(name)(data, files, prefix=name, form_kwargs=_extra(name, known)) for name in ROWS})

    @classmethod
    def with_more(cls, data: Any, name: str, known: Mapping[str, Responsible], **more: Any) -> Record:
        """The same words again, unchecked, with room for more rows of one sort; only chosen files must be chosen again."""
        head, rows = cls._as_typed(data, more)
        return cls._fresh(known, head, rows, more, room={name: MORE})

    @staticmethod
    def _as_typed(data: Any, more: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        """Head and rows as they were typed, whatever they hold."""
        blank = HeadForm(prefix=HEAD, **more)
        head = {field: _kept(data, f"{HEAD}-{field}", blank.fields[field].widget) for field in blank.fields if field != "signed"}
        return head, {each: _typed_rows(data, each) for each in ROWS}

    @classmethod
    def _fresh(cls, known: Mapping[str, Responsible], head: Mapping[str, Any], rows: Mapping[str, Sequence[Any]], more: Mapping[str, Any],
               room: Mapping[str, int] | None = None) -> Record:  # fmt: skip
        sets = {}
        for name, (_form, most, first) in ROWS.items():
            given = list(rows.get(name, ()))[:most]
            extra = room.get(name, 0) if room is not None else max(1, first - len(given))
            sets[name] = _rows(name, min(extra, most - len(given)))(prefix=name, initial=given, form_kwargs=_extra(name, known))
        return cls(HeadForm(prefix=HEAD, initial=dict(head), **more), sets)

    def is_valid(self) -> bool:
        """Everything is looked at, so that all mistakes are told at once."""
        return all([self.form.is_valid(), *(each.is_valid() for each in self.sets.values())])

    @property
    def is_bound(self) -> bool:
        return self.form.is_bound

    @property
    def talked(self) -> bool:
        """Whether anything of the group discussion was written, or is being written."""
        return any(row.initial or (row.is_bound and row.has_changed()) for name in ("tables", "questions", "answers", "presentations") for row in self.sets[name].forms)

    @property
    def forms(self) -> list[Any]:
        """Head and every row, in reading order: what the summary of mistakes walks through."""
        return [self.form, *(row for each in self.sets.values() for row in each.forms)]

    def non_form_errors(self) -> list[str]:
        """What is wrong with a set as a whole: too many rows, a tampered count."""
        return [str(error) for each in self.sets.values() for error in each.non_form_errors()]

    def sheet(self) -> rules.Sheet:
        """What was written, as the rules read it."""
        given = self.form.cleaned_data
        same = ("title", "starts_on", "ends_on", "starts_time", "ends_time", "level", "place", "mode", "host", "opener", "moderator", "note_taker",
                "media_used", "minutes", "result")  # fmt: skip
        return rules.Sheet(
            **{name: given[name] for name in same},
            agenda=[row.line() for row in self.said("agenda")],
            counts=[row.line() for row in self.said("counts")],
            names=rules.all_asked((row.line() for row in self.said("names")), poor=given["poor_asked"], disability=given["disability_asked"]),
            decisions=[row.cleaned_data["text"] for row in self.said("decisions")],
            actions=[row.line() for row in self.said("actions")],
            discussion=rules.Discussion(
                questions=tuple(row.cleaned_data["text"] for row in self.said("questions")),
                **{name: tuple(row.line() for row in self.said(name)) for name in ("answers", "presentations", "tables")},
            ),
        )

    def said(self, name: str) -> list[Any]:
        """The rows that say something."""
        return [row for row in self.sets[name].forms if row.says_something]


class Signing:
    """The signed minutes with the other papers that were signed. ``form`` is what refusals are written on."""

    def __init__(self, form: SignForm, papers: BaseFormSet[Any]) -> None:
        self.form, self.papers = form, papers

    @classmethod
    def empty(cls, today: date, stage: str) -> Signing:
        return cls(SignForm(today=today, initial={"stage": stage}), _rows(PAPERS, ROWS[PAPERS][2])(prefix=PAPERS))

    @classmethod
    def typed(cls, data: Any, files: Any, today: date) -> Signing:
        rows = data if f"{PAPERS}-TOTAL_FORMS" in data else {f"{PAPERS}-TOTAL_FORMS": "0", f"{PAPERS}-INITIAL_FORMS": "0"}  # the minutes alone
        return cls(SignForm(data, files, today=today), _rows(PAPERS)(rows, files, prefix=PAPERS))

    @classmethod
    def with_more(cls, data: Any, today: date) -> Signing:
        """The same words again, with room for more papers; chosen files must be chosen again."""
        given = _typed_rows(data, PAPERS)
        head = {name: data.get(name, "") for name in ("stage", "signed_on")}
        return cls(SignForm(today=today, initial=head), _rows(PAPERS, min(MORE, ROWS[PAPERS][1] - len(given)))(prefix=PAPERS, initial=given))

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.papers.is_valid()])

    @property
    def is_bound(self) -> bool:
        return self.form.is_bound

    @property
    def forms(self) -> list[Any]:
        return [self.form, *self.papers.forms]

    def non_form_errors(self) -> list[str]:
        return [str(error) for error in self.papers.non_form_errors()]

    def said(self) -> list[Any]:
        """The further papers that were chosen."""
        return [row for row in self.papers.forms if row.says_something]


def _rows(name: str, extra: int = 0) -> type[BaseFormSet[Any]]:
    form, most, _first = ROWS[name]
    return formset_factory(form, formset=Rows, extra=extra, max_num=most, absolute_max=most, validate_max=True)


def _extra(name: str, known: Mapping[str, Responsible]) -> dict[str, Any]:
    return {"known": known} if name == "actions" else {}


def _typed_rows(data: Any, name: str) -> list[dict[str, Any]]:
    """The rows as they were typed, whatever they hold."""
    form, most, _first = ROWS[name]
    try:
        total = min(int(data.get(f"{name}-TOTAL_FORMS", 0)), most)
    except ValueError:
        total = 0
    return [{field: _kept(data, f"{name}-{place}-{field}", found.widget) for field, found in form.base_fields.items() if field != "file"} for place in range(total)]


def _kept(data: Any, key: str, widget: Any) -> Any:
    return widget.value_from_datadict(data, {}, key)
