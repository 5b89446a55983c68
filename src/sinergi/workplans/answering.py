"""What a schedule is for: the four reasons to make one and the four uses of it, each answered from the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from sinergi.ui import wording
from sinergi.ui.wording import title_in
from sinergi.workplans import differing
from sinergi.workplans.queries import Overview

REASON, USE = "reason", "use"


@dataclass(frozen=True)
class Answer:
    """One question with its answer, how it stands, and the part of the page that shows it."""

    kind: str
    question: str
    answer: str
    anchor: str = ""
    is_open: bool = False  # the plan does not answer it yet


def answers(seen: Overview) -> list[Answer]:
    """In the order in which the guideline lists them."""
    return [_deadline(seen), _resources(seen), _outputs(seen), _requirement(seen), _length(seen), _starts(seen), _volumes(seen), _yardstick(seen)]


def _deadline(seen: Overview) -> Answer:
    question, deadline, spare = gettext("Cukupkah waktu pemanfaatan dana?"), seen.deadline_on, seen.spare_days
    if any(each.code == "workplans.circle" for each in seen.found.problems):
        return Answer(REASON, question, gettext("Belum dapat dihitung: ada kegiatan yang saling menunggu dalam lingkaran."), "periksa", is_open=True)
    if deadline is None or spare is None:
        return Answer(REASON, question, gettext("Batas waktunya belum diisi."), "bagan", is_open=True)
    values = {"deadline": wording.long_date(deadline), "end": wording.long_date(seen.found.ends_on), "days": abs(spare)}
    if spare < 0:
        said = ngettext("Belum: rencana selesai %(end)s, %(days)s hari kerja sesudah batas %(deadline)s.",
                        "Belum: rencana selesai %(end)s, %(days)s hari kerja sesudah batas %(deadline)s.", -spare)
    elif spare == 0:
        said = gettext("Pas: rencana selesai %(end)s, pada batas %(deadline)s.")
    else:
        said = ngettext("Ya: rencana selesai %(end)s, tersisa %(days)s hari kerja sampai batas %(deadline)s.",
                        "Ya: rencana selesai %(end)s, tersisa %(days)s hari kerja sampai batas %(deadline)s.", spare)
    return Answer(REASON, question, said % values + _moved(seen, deadline), "periksa" if spare < 0 else "bagan", is_open=spare < 0)


def _moved(seen: Overview, approved: date) -> str:
    """A last day that was written after the approval counts only once it is approved too."""
    now = seen.sheet.deadline_on
    if now == approved:
        return ""
    if now is None:
        return " " + gettext("Itu batas yang disetujui; sesudahnya dihapus, dan itu belum disetujui.")
    return " " + gettext("Itu batas yang disetujui; sesudahnya diubah menjadi %(day)s, dan itu belum disetujui.") % {"day": wording.long_date(now)}


def _resources(seen: Overview) -> Answer:
    question = gettext("Kapan dan berapa sumber daya dipakai?")
    parts = [f"{title_in(seen.sources[source])} {wording.rupiah(amount)}" for source, amount in seen.funds.items()]
    if seen.labour:
        parts.append(gettext("tenaga %(days)s hari orang kerja") % {"days": wording.grouped(seen.labour)})
    if seen.materials:
        parts.append(ngettext("%(count)s macam bahan", "%(count)s macam bahan", len(seen.materials)) % {"count": len(seen.materials)})
    if seen.support:
        parts.append(ngettext("%(count)s macam alat dan pendukung lain", "%(count)s macam alat dan pendukung lain", len(seen.support)) % {"count": len(seen.support)})
    if not parts:
        return Answer(REASON, question, gettext("Dana, tenaga, dan bahan belum diisi di tabel kegiatan."), "sumber-daya", is_open=True)
    busiest = max(seen.weeks, key=lambda week: (week.money, week.labour))
    text = gettext("%(needs)s. Minggu terberat mulai %(week)s.") % {"needs": "; ".join(parts), "week": wording.long_date(busiest.starts_on)}
    return Answer(REASON, question, text, "sumber-daya")


def _outputs(seen: Overview) -> Answer:
    question = gettext("Apakah kegiatan teratur menuju rencana makro dan mikro?")
    if not seen.outputs:
        return Answer(REASON, question, gettext("Belum ada kegiatan yang menyebut dokumen hasilnya."), "tabel", is_open=True)
    listed = [f"{each.activity.output} {wording.short_date(each.placed.ends_on)}" for each in seen.outputs]
    shown = listed if len(listed) <= 5 else [*listed[:2], "…", *listed[-2:]]  # noqa: PLR2004 -- first and last say the direction
    return Answer(REASON, question, gettext("Dokumen hasil berurutan: %(outputs)s.") % {"outputs": ", ".join(shown)}, "tabel")


def _requirement(seen: Overview) -> Answer:
    question = gettext("Terpenuhikah syarat pengajuan?")
    if seen.baseline is not None:
        values = {"day": wording.long_date(seen.baseline.happened_on), "print": seen.baseline.fingerprint[:8]}
        changed = differing.counted(seen)
        if changed:
            text = gettext("Ya, untuk yang disetujui %(day)s, sidik jari %(print)s. Belum untuk yang sekarang: %(changed)s.") % (values | {"changed": changed})
            return Answer(REASON, question, text, "semula", is_open=True)
        return Answer(REASON, question, gettext("Ya: disetujui %(day)s, sidik jari %(print)s.") % values, "semula")
    if seen.waiting is not None:
        return Answer(REASON, question, gettext("Belum: diajukan %(day)s, menunggu persetujuan.") % {"day": wording.long_date(seen.waiting.happened_on)}, "semula", is_open=True)
    many = len(seen.found.stopping)
    if many:
        return Answer(REASON, question, ngettext("Belum: %(count)s hal perlu diperbaiki.", "Belum: %(count)s hal perlu diperbaiki.", many) % {"count": many}, "periksa", is_open=True)
    return Answer(REASON, question, gettext("Belum: sudah lengkap, tinggal diajukan."), "semula", is_open=True)


def _length(seen: Overview) -> Answer:
    question = gettext("Berapa lama seluruhnya?")
    if seen.found.starts_on is None:
        return Answer(USE, question, gettext("Belum ada kegiatan."), "tabel", is_open=True)
    if any(each.code == "workplans.circle" for each in seen.found.problems):
        return Answer(USE, question, gettext("Belum dapat dihitung: ada kegiatan yang saling menunggu dalam lingkaran."), "periksa", is_open=True)
    values = {"days": seen.found.working_days, "start": wording.long_date(seen.found.starts_on), "end": wording.long_date(seen.found.ends_on)}
    text = ngettext("%(days)s hari kerja, dari %(start)s sampai %(end)s.", "%(days)s hari kerja, dari %(start)s sampai %(end)s.", seen.found.working_days) % values
    return Answer(USE, question, text, "bagan")


def _starts(seen: Overview) -> Answer:
    question = gettext("Kapan setiap kegiatan dimulai, dan berapa lama?")
    coming = [each for each in seen.lines if each.report is None and each.placed.starts_on >= seen.today]
    if not coming:
        return Answer(USE, question, gettext("Lihat bagan balok dan tabel kegiatan."), "bagan")
    following = min(coming, key=lambda each: (each.placed.starts_on, each.row))
    values = {"title": following.activity.title, "day": wording.long_date(following.placed.starts_on), "days": following.placed.days}
    text = ngettext("Berikutnya: %(title)s, mulai %(day)s, %(days)s hari kerja.", "Berikutnya: %(title)s, mulai %(day)s, %(days)s hari kerja.", following.placed.days) % values
    return Answer(USE, question, text, "bagan")


def _volumes(seen: Overview) -> Answer:
    question = gettext("Berapa volume setiap kegiatan?")
    told = sum(each.volume is not None for each in seen.sheet.activities)
    values = {"told": told, "count": len(seen.sheet.activities)}
    return Answer(USE, question, gettext("%(told)s dari %(count)s kegiatan sudah menyebut volumenya.") % values, "tabel", is_open=told < len(seen.sheet.activities))


def _yardstick(seen: Overview) -> Answer:
    question = gettext("Sejauh mana pelaksanaannya?")
    planned = wording.percent(seen.planned_now, 0)
    if seen.actual_now is None:
        return Answer(USE, question, gettext("Menurut rencana hari ini %(planned)s; kemajuan belum dilaporkan.") % {"planned": planned}, "kurva", is_open=seen.planned_now > 0)
    text = gettext("Nyata %(actual)s, menurut rencana hari ini %(planned)s.") % {"actual": wording.percent(seen.actual_now, 0), "planned": planned}
    if seen.forecast is not None and seen.done < len(seen.lines):
        text += " " + gettext("Dengan laju sekarang selesai %(day)s.") % {"day": wording.long_date(seen.forecast.ends_on)}
    return Answer(USE, question, text, "kurva")
