"""The one page on which a running meeting is looked over before it becomes a record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any

from django.utils.translation import gettext as _

from sinergi.followups.rules import Responsible
from sinergi.meetings import rules
from sinergi.meetings.forms.record import Record

_ACTION = ("what", "who", "due_on", "place", "output", "needs", "fund_source", "starts_on")


class Closing(Record):
    """The form of a record, filled with what was noted. Who signed in is not asked again: the names come from the notes themselves."""

    people: tuple[rules.Said, ...] = ()
    late: frozenset[str] = frozenset()  # of which notes the clock of the hall says so

    @classmethod
    def gathered(cls, known: Mapping[str, Responsible], picture: rules.Picture, agenda: Any, head: Mapping[str, Any], otherwise: str, **more: Any) -> Record:
        """Everything the notes say, where the record has a place for it."""
        talk = asdict(rules.discussion(picture, otherwise))
        rows: dict[str, list[dict[str, Any]]] = {name: [dict(row) for row in talk[name]] for name in ("tables", "answers", "presentations")}
        rows["questions"] = [{"text": text} for text in talk["questions"]]
        rows["agenda"] = [asdict(timed.line) for timed in agenda]
        rows["counts"] = [asdict(line) for line in rules.count_lines(picture.counts)]
        rows["decisions"] = [{"text": each.get("text")} for each in picture.decisions]
        rows["actions"] = [{name: each.get(name) for name in _ACTION} for each in picture.actions]
        return cls._fresh(known, head, rows, more)

    @classmethod
    def with_news(cls, data: Any, known: Mapping[str, Responsible], picture: rules.Picture, fresh: Collection[str], otherwise: str, **more: Any) -> Record:
        """What was typed on the page, unchecked, and below it what was noted since; a correction of an earlier note is left to whoever closes."""
        head, rows = cls._as_typed(data, more)
        rows = {name: [row for row in typed if any(value not in {None, ""} and value is not False for value in row.values())] for name, typed in rows.items()}
        new = rules.only(picture, fresh)
        head["minutes"] = "\n".join([head.get("minutes") or "", *(f"- {each.get('text')}" for each in new.points)]).strip()
        talk = asdict(rules.discussion(picture, otherwise))
        asked = [str(row["text"]).strip() for row in rows["questions"]] + [str(each.get("text")) for each in new.questions]
        for said, answer in zip(picture.answers, talk["answers"], strict=True):
            if said.root in fresh:
                question = talk["questions"][answer["question"] - 1].strip()
                asked += [] if question in asked else [question]
                rows["answers"].append({**answer, "question": asked.index(question) + 1})
        rows["questions"] = [{"text": text} for text in asked]
        rows["counts"] += [asdict(line) for line in rules.count_lines(new.counts)]
        rows["decisions"] += [{"text": each.get("text")} for each in new.decisions]
        rows["actions"] += [{name: each.get(name) for name in _ACTION} for each in new.actions]
        for name, said_rows in (("tables", new.tables), ("presentations", new.presentations)):
            known_fields = ("number", "title") if name == "tables" else ("table", "presenter")
            rows[name] += [{field: each.get(field) for field in known_fields} for each in said_rows]
        return cls._fresh(known, head, rows, more)

    def sheet(self) -> rules.Sheet:
        """What was written, with everybody who signed in."""
        written, given = super().sheet(), self.form.cleaned_data
        names = [*(rules.name_line(each, late=each.uuid in self.late) for each in self.people), *written.names]
        return replace(written, names=rules.all_asked(names, poor=given["poor_asked"], disability=given["disability_asked"]))


def minutes_of(picture: rules.Picture, agenda: Any, answered: Mapping[int, str]) -> str:
    """What was said, item by item of the agenda, then what was said of the old lines (by their number, as ``answered`` calls them): a text to go on writing."""
    titles = {timed.number: timed.line.title for timed in agenda}
    parts: dict[int, list[str]] = {}
    for each in picture.points:
        parts.setdefault(int(each.get("item", 0) or 0), []).append(f"- {each.get('text')}")
    told = [f"- {answered[pk]}: {said.get('note')}" for pk, said in (picture.followups or {}).items() if pk in answered and str(said.get("note")).strip()]
    old = ["\n".join([_("Tindak lanjut rapat sebelumnya"), *told])] if told else []
    return "\n\n".join(["\n".join([*([f"{number}. {titles[number]}"] if number in titles else []), *lines]) for number, lines in sorted(parts.items())] + old)
