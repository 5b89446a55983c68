"""A meeting that is still to come on the day of the example: prepared before its step opens, announced, so that the day of a meeting can be tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from sinergi.actors.models import Person
from sinergi.meetings import actions as meetings
from sinergi.meetings.rules import AgendaLine, Invited, Plan

CODE = "KDL07"
AGENDA = (
    AgendaLine("Pembukaan", 10, "Ketua Pokja PAKET"),
    AgendaLine("Tanggung jawab PAKEM dan aliran dana", 45, "Satker"),
    AgendaLine("Diskusi kelompok: siapa mengerjakan apa", 60),
    AgendaLine("Penyajian hasil diskusi", 30),
    AgendaLine("RKTL dan penutupan", 20, "Sekretaris Pokja PAKET"),
)


def load(people: Mapping[str, Person], on: date) -> None:
    """The workshop on managing the works, two weeks ahead."""
    guests = (Invited(role="pokja_paket"), Invited(role="satker"), Invited(category="BKM dan PAKEM", expected=60), Invited(category="Kelompok peduli", expected=10))
    plan = Plan(
        "Lokakarya manajemen pelaksanaan (rekaan)", on + timedelta(days=14), starts_time=time(9), ends_time=time(12), level="regency", place="Aula Bappeda Kendal", host="Pokja PAKET Kabupaten Kendal",
        moderator="Sekretaris Pokja PAKET", agenda=AGENDA, invited=guests,
    )  # fmt: skip
    planned = meetings.prepare(people["pokja"], CODE, on=on, kind="lokakarya_manajemen", plan=plan, series="Lokakarya PAKET Kendal")
    meetings.invite(people["pokja"], CODE, planned.number, on=on)
