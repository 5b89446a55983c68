"""Rows for what was talked about in groups: names of the groups, questions, answers, presentations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sinergi.meetings import rules
from sinergi.meetings.forms.rows import GROUPS, Row, number_field, text_field


class TableRow(Row):
    """The name of a discussion group; who sat in it is said where people are counted."""

    first = "number"
    number = number_field(pgettext_lazy("discussion", "Nomor kelompok"), rules.MOST_TABLES, 1)
    title = text_field(_("Nama kelompok atau kelas"), 160)

    def line(self) -> rules.Table:
        return rules.Table(**self.cleaned_data)


class QuestionRow(Row):
    text = text_field(_("Pertanyaan"), 500)


class AnswerRow(Row):
    first = "text"
    ignored = ("question", "table")
    question = number_field(_("Pertanyaan nomor"), 99, 1)
    table = number_field(_("Kelompok diskusi"), rules.MOST_TABLES, 1)
    to = text_field(_("Ditujukan kepada"), 160, list=GROUPS)
    text = forms.CharField(label=_("Jawaban atau harapan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    by = text_field(_("Disampaikan oleh"), 160)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.says_something and not given.get("question") and "question" not in self.errors:
            self.add_error("question", _now("Tulis nomor pertanyaan yang dijawab."))
        return given

    def line(self) -> rules.Answer:
        return rules.Answer(**self.cleaned_data)


class PresentationRow(Row):
    first = "table"
    table = number_field(_("Kelompok diskusi"), rules.MOST_TABLES, 1)
    presenter = text_field(_("Penyaji"), 160)

    def line(self) -> rules.Presentation:
        return rules.Presentation(**self.cleaned_data)
