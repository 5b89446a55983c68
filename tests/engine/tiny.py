"""A small sound edition: one round, one kind of work; the checker's tests break it in one place each."""

from __future__ import annotations

TINY = """
code = "tiny"
title = { id = "Kecil", en = "Tiny" }

[scopes.cycle]
title = { id = "Putaran", en = "Round" }
level = "regency"
opened_by = ["office"]
[scopes.site]
title = { id = "Desa", en = "Village" }
level = "village"
[scopes.work]
title = { id = "Usulan", en = "Proposal" }
level = "village"

[[roles]]
code = "office"
title = { id = "Kantor", en = "Office" }
level = "regency"
[[roles]]
code = "group"
title = { id = "Kelompok", en = "Group" }
held = "undertaking"
scope = "work"
[[roles]]
code = "village"
title = { id = "Desa", en = "Village" }
level = "village"
[[roles]]
code = "public"
title = { id = "Warga", en = "Anybody" }
held = "anyone"

[[kinds]]
code = "small"
title = { id = "Kecil", en = "Small" }
scope = "work"
[[kinds]]
code = "poor"
title = { id = "Miskin", en = "Poor" }
scope = "site"

[[sources]]
code = "apbn"
title = { id = "APBN", en = "State" }

[[documents]]
code = "report"
title = { id = "Laporan", en = "Report" }

[[meeting_kinds]]
code = "start"
title = { id = "Rapat awal", en = "First meeting" }

[[forms]]
code = "sheet"
title = { id = "Lembar", en = "Sheet" }
criteria = [{ code = "a", weight = 60 }, { code = "b", weight = 40 }]

[[lists]]
code = "winners"
of = "work"
title = { id = "Pemenang", en = "Winners" }

[[dates]]
code = "closing"
title = { id = "Batas", en = "Closing" }
default = "06-30"

[[schemes]]
code = "grant"
title = { id = "Hibah", en = "Grant" }
tranches = [{ no = 1, share = 70, source = "apbn" }, { no = 2, share = 30, source = "apbn" }]

[[stages]]
no = 1
code = "opening"
title = { id = "Pembukaan", en = "Opening" }
scope = "cycle"
days = 10
acts = [
  { act = "meetings.record", kind = "start", role = "office" },
  { act = "programmes.start", starts = "site", role = "office", asked = true },
  { act = "programmes.close_intake", intake = "site", role = "office" },
]
done_when = [
  { is = "meetings.held", kind = "start" },
  { is = "programmes.started", scope = "site" },
  { is = "programmes.intake_closed", intake = "site" },
]

[[stages]]
no = 2
code = "groups"
title = { id = "Kelompok", en = "Groups" }
scope = "site"
after = ["opening"]
days = 10
acts = [
  { act = "programmes.start", starts = "work", role = "village", asked = true },
  { act = "programmes.close_intake", intake = "work", role = "village" },
]
done_when = [
  { is = "programmes.started", scope = "work" },
  { is = "programmes.intake_closed", intake = "work" },
]

[[stages]]
no = 3
code = "proposal"
title = { id = "Proposal", en = "Proposal" }
scope = "work"
after = ["groups"]
due_date = "closing"
acts = [
  { act = "proposals.write", role = "group" },
  { act = "proposals.submit", role = "group", needs = [{ is = "proposals.complete" }] },
  { act = "assessments.fill", form = "sheet", role = "office", until = "choice" },
]
done_when = [
  { is = "proposals.submitted" },
  { is = "assessments.filled", form = "sheet", sheets = 2 },
]

[[stages]]
no = 4
code = "choice"
title = { id = "Pilihan", en = "Choice" }
scope = "cycle"
after = ["proposal"]
days = 10
acts = [
  { act = "disclosure.publish", list = "winners", role = "office", until = "closing" },
  { act = "disclosure.object", list = "winners", role = "public", needs = [{ is = "disclosure.window_open", list = "winners", days = 7 }] },
  { act = "disclosure.answer", list = "winners", role = "office", not_by = ["assessments.fill"] },
]
done_when = [
  { is = "disclosure.published", list = "winners" },
  { is = "disclosure.window_closed", list = "winners", days = 7 },
  { is = "disclosure.objections_answered", list = "winners" },
]

[[stages]]
no = 5
code = "works"
title = { id = "Pekerjaan", en = "Works" }
scope = "work"
list = "winners"
after = ["choice"]
opens_when = [{ is = "proposals.submitted" }]
days = 60
acts = [
  { act = "funds.release", scheme = "grant", role = "office" },
  { act = "progress.report", role = "group" },
  { act = "progress.visit", purpose = "look", role = "office" },
  { act = "dossiers.file", document = "report", role = "group" },
]
done_when = [
  { is = "funds.released", scheme = "grant", tranche = 1 },
  { is = "progress.visited", purpose = "look", here = true },
  { is = "progress.reached", percent = 100 },
  { is = "dossiers.filed", documents = ["report"] },
]

[[stages]]
no = 6
code = "closing"
title = { id = "Penutupan", en = "Closing" }
scope = "cycle"
after = ["works"]
due_by = "12-31"
acts = [{ act = "programmes.close", role = "office" }]
done_when = [{ is = "programmes.closed" }]

[[anytime]]
act = "programmes.leave"
scope = "work"
role = ["group", "office"]

[[duties]]
code = "weekly"
title = { id = "Mingguan", en = "Weekly" }
scope = "work"
every = "week"
from = "works"
to = "works"
grace = 2
acts = [{ act = "progress.report", role = "group" }]
met_when = [{ is = "progress.reported" }]

[waivers]
role = "village"
deadline_role = "office"
"""


def broken(*changes: tuple[str, str]) -> str:
    """The tiny edition with each first text replaced, once, by the second."""
    text = TINY
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def without(text: str) -> tuple[str, str]:
    return text, ""
