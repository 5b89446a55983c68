"""Controls drawn without a template are the same, letter by letter, as Django's templates draw them."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template import engines
from django.test.html import parse_html
from django.utils.safestring import mark_safe

from sinergi.ui.drawing import Renderer
from sinergi.ui.forms import DayInput, DecimalInput

WIDGETS = [forms.TextInput(), forms.NumberInput({"inputmode": "numeric"}), forms.EmailInput(), forms.HiddenInput(), forms.URLInput(), forms.TimeInput({"type": "time"}, format="%H:%M"), DayInput(),
           DecimalInput(), forms.Textarea({"rows": 3}), forms.CheckboxInput(), forms.Select(choices=[("a", "A & B")]), forms.Select(choices=[("", "–"), ("Jawa & <Bali>", [("Siti", "S<i>ti"), (7, "Tujuh")]), (True, "Ya")]),
           forms.SelectMultiple(choices=[("7", "x"), ("Siti", "y")]), forms.RadioSelect(choices=[("Siti", "y")]), forms.TextInput({"required": True, "disabled": False, 'x"y': "<>&'\"", "n": 3})]  # fmt: skip
VALUES = [None, "", 0, 7, "Siti", "<b>\"O'Brien\" & 'x'</b>", "baris\n\ndua", "\r\n", True, False, "💧", mark_safe("a &amp; b"), "2007-06-05"]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("attributes", [None, {"id": "x-1", "class": "in num", "aria-invalid": "true"}])
def test_a_control_is_what_the_template_draws(widget, value, attributes):
    assert widget.render('ra"pat-0', value, attributes, Renderer()) == widget.render('ra"pat-0', value, attributes, TemplatesSetting())


class Row(forms.Form):
    name = forms.CharField(label="Nama <b>")
    place = forms.CharField(label="Tempat", required=False, widget=forms.Select(choices=[("", "–")]))
    poor = forms.BooleanField(label="Warga miskin", required=False)
    note = forms.CharField(label="Keterangan", help_text="Boleh panjang.", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize("data", [None, {"name": ""}, {"name": "Siti"}])
def test_a_row_among_many_is_drawn_as_its_fields_one_by_one(data):
    """Only a word that such rows never show is left out."""
    draw = engines["django"].from_string
    drawn = [draw(said).render({"row": Row(data)}) for said in ("{% cells row %}", "{% for bound in row.visible_fields %}{% field bound %}{% endfor %}")]
    at_once, one_by_one = (parse_html(html.replace('<span class="optional">(boleh kosong)</span>', "")) for html in drawn)
    assert at_once == one_by_one
