"""Loading the example takes minutes: it says at once how many, gives a sign of life while a part runs, and tells how long each part took."""

import re
from io import StringIO
from time import sleep

import pytest
from django.core.management.base import OutputWrapper

from sinergi.project.management.commands import demo


def test_it_shows_that_it_works_and_how_long_each_part_took():
    out = StringIO()
    with demo.Telling(OutputWrapper(out), every=0.01) as telling:
        sleep(0.1)
        telling.done("satu")
        telling.done("dua")
    said = out.getvalue()
    assert said.index(".") < said.index("satu")
    assert re.findall(r"  (\w+) \((\d+) detik; (\d+\.\d\d)\)", said) == [("satu", "0", "0.00"), ("dua", "0", "0.00")]


def test_the_dots_end_with_it_also_when_it_fails():
    out = StringIO()
    telling = demo.Telling(OutputWrapper(out), every=0.01)
    with pytest.raises(ZeroDivisionError), telling:
        _ = 1 / 0
    length = len(out.getvalue())
    sleep(0.05)
    assert len(out.getvalue()) == length
