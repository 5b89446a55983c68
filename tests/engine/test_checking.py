"""Each kind of unsound file, broken out of a sound one in one place: which code, at which key."""

from __future__ import annotations

import pytest

from sinergi.engine import phrases
from sinergi.engine.checking import check
from sinergi.engine.definition import Chasing
from sinergi.engine.problems import sentence
from sinergi.engine.reading import Unsound, read
from tests.engine.tiny import TINY, broken
from tests.engine.world import EDITIONS, SHELF

PLAN = """[[plans]]
code = "work"
title = { id = "Rencana", en = "Plan" }
workdays = "1111110"
deadline_days = 90
holidays = [{ date = "08-17", title = "Kemerdekaan" }]
activities = [
  { code = "a", title = "Ready", phase = { id = "Awal", en = "Start" }, volume = 1.5, unit = "times", days = 3 },
  { code = "b", title = { id = "Lalu", en = "Then" }, days = 5, after = "a", lag = 1, labour = 4 },
]
"""

BODY = """[[bodies]]
code = "team"
title = "Team"
elements = ["community", { code = "technician", title = "Technician" }]
"""

LOOK = """[[purposes]]
code = "look"
title = { id = "melihat", en = "looking" }
"""
STARE = """
  { act = "progress.visit", purpose = "stare", role = "office" },"""

# number in engine.md section 12, what is changed in the tiny edition, and what the checker must say, exactly
CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "1 not TOML": ([('code = "tiny"', 'code = "tiny')], [("not_toml", "line 2")]),
    "2 unknown key of a stage": ([("no = 3\n", "no = 3\nafterr = []\n")], [("unknown_key", "stages[2].afterr")]),
    "2 unknown key of a role": ([('held = "anyone"', 'held = "anyone"\ncolour = "red"')], [("unknown_key", "roles[3].colour")]),
    "2 unknown key at the top": ([("[waivers]", "[waver]\nrole = 1\n[waivers]")], [("unknown_key", "waver")]),
    "2 unknown key of the chasing": ([("[waivers]", "[followups]\nremind = [7]\n[waivers]")], [("unknown_key", "followups.remind")]),
    "2 unknown key of a duty": ([("grace = 2", "grace = 2\nlate = 1")], [("unknown_key", "duties[0].late")]),
    "3 no code": ([('code = "tiny"\n', "")], [("missing", "code")]),
    "3 no title": ([('title = { id = "Kecil", en = "Tiny" }\n', "")], [("missing", "title")]),
    "3 a title without Indonesian": ([('{ id = "Kecil", en = "Tiny" }', '{ en = "Tiny" }')], [("missing", "title.id")]),
    "4 a code twice": ([('code = "public"', 'code = "village"')], [("twice", "roles[3].code"), ("unknown_role", "stages[3].acts[1].role")]),
    "4 a number twice": ([("no = 3\n", "no = 2\n")], [("twice", "stages[2].no")]),
    "5 unknown scope": ([('scope = "work"\nafter = ["groups"]', 'scope = "job"\nafter = ["groups"]')], [("unknown_scope", "stages[2].scope")]),
    "5 unknown level": ([('level = "regency"\nopened', 'level = "town"\nopened')], [("not_one_of", "scopes.cycle.level")]),
    "5 a role up to a level below its own": ([('code = "office"\ntitle = { id = "Kantor", en = "Office" }\nlevel = "regency"',
                                               'code = "office"\ntitle = { id = "Kantor", en = "Office" }\nlevel = "regency"\nup_to = "village"')],
                                            [("not_one_of", "roles[0].up_to")]),
    "5 unknown held": ([('held = "anyone"', 'held = "nobody"\nlevel = "village"')],
                        [("not_one_of", "roles[3].held"), ("role_too_low", "stages[3].acts[1].role")]),
    "6 unknown act": ([('"proposals.write"', '"proposals.wrote"')],
                      [("unknown_act", "stages[2].acts[0].act"), ("nobody_serves", "stages[2].acts[1].needs[0]")]),
    "6 unknown condition": ([('{ is = "proposals.submitted" },', '{ is = "proposals.sent" },')], [("unknown_condition", "stages[2].done_when[0].is")]),
    "7 unknown parameter": ([('"proposals.write",', '"proposals.write", colour = 1,')], [("unknown_param", "stages[2].acts[0].colour")]),
    "7 missing parameter": ([('purpose = "look", here', "here")], [("missing_param", "stages[4].done_when[1]")]),
    "7 wrongly typed": ([("sheets = 2", 'sheets = "two"')], [("wrong_param", "stages[2].done_when[1].sheets")]),
    "7 an unknown target": ([('"First meeting" }', '"First meeting" }\ntargets = { women = 30 }')], [("unknown_param", "meeting_kinds[0].targets.women")]),
    "7 a target that is no table": ([('"First meeting" }', '"First meeting" }\ntargets = 30')], [("wrong_type", "meeting_kinds[0].targets")]),
    "9 a target": ([('"First meeting" }', '"First meeting" }\ntargets = { women_pct = 101 }')], [("out_of_range", "meeting_kinds[0].targets.women_pct")]),
    "7 aims that are one text": ([('"First meeting" }', '"First meeting" }\naims = "to agree"')], [("wrong_type", "meeting_kinds[0].aims")]),
    "7 an aim that is no title": ([('"First meeting" }', '"First meeting" }\naims = ["to agree", 3]')], [("wrong_type", "meeting_kinds[0].aims[1]")]),
    "7 reminders that are no days": ([("[waivers]", '[followups]\nremind_before = ["soon"]\n[waivers]')], [("wrong_type", "followups.remind_before")]),
    "9 reminders and escalation": ([("[waivers]", "[followups]\nremind_after = [0]\nescalate_after = 0\n[waivers]")],
                                   [("out_of_range", "followups.remind_after"), ("out_of_range", "followups.escalate_after")]),
    "6 an escort nobody knows": ([("[waivers]", '[followups]\nescort = "boss"\n[waivers]')], [("unknown_role", "followups.escort")]),
    "6 an escort team that is no body": ([("[waivers]", '[followups]\nescort_body = "boss"\n[waivers]')], [("not_in_vocabulary", "followups.escort_body")]),
    "8 document": ([('documents = ["report"]', 'documents = ["book"]')],
                   [("not_in_vocabulary", "stages[4].done_when[3].documents"), ("nobody_serves", "stages[4].done_when[3]")]),
    "8 kind": ([('list = "winners"\nafter', 'list = "winners"\nkinds = ["large"]\nafter')], [("not_in_vocabulary", "stages[4].kinds")]),
    "8 date": ([('due_date = "closing"', 'due_date = "end"')], [("not_in_vocabulary", "stages[2].due_date")]),
    "8 purpose of a visit": ([("[[schemes]]", LOOK + "[[schemes]]"), ('until = "choice" },', 'until = "choice" },' + STARE)], [("not_in_vocabulary", "stages[2].acts[3].purpose")]),
    "8 source of a tranche": ([('share = 30, source = "apbn"', 'share = 30, source = "apbd"')],
                              [("not_in_vocabulary", "schemes[0].tranches[1].source")]),
    "3 an element without a title": ([("[[forms]]", BODY.replace(', title = "Technician"', "") + "[[forms]]")], [("missing", "bodies[0].elements[1].title")]),
    "7 an element that is a number": ([("[[forms]]", BODY.replace('"community"', "3") + "[[forms]]")], [("wrong_type", "bodies[0].elements[0]")]),
    "8 a member of a kind the body does not have": (
        [("[[forms]]", BODY + "[[forms]]"), ('{ is = "proposals.submitted" },', '{ is = "proposals.submitted" },\n  { is = "actors.formed", body = "team", includes = "farmer" },'),
         ('{ act = "proposals.write"', '{ act = "actors.form", body = "team", role = "village" },\n  { act = "proposals.write"')],
        [("not_in_vocabulary", "stages[2].done_when[1].includes")]),
    "7 responsibilities that are no list": ([('held = "anyone"', 'held = "anyone"\nresponsibilities = "help"')], [("wrong_type", "roles[3].responsibilities")]),
    "8 a plan's unknown key": ([("[[forms]]", PLAN.replace("days = 3", "dayz = 3") + "[[forms]]")], [("unknown_key", "plans[0].activities[0].dayz")]),
    "8 a plan's tools that are no text": ([("[[forms]]", PLAN.replace("days = 3", "days = 3, support = 3") + "[[forms]]")], [("wrong_type", "plans[0].activities[0].support")]),
    "8 a plan's activity without a title": ([("[[forms]]", PLAN.replace('title = "Ready", ', "") + "[[forms]]")], [("missing", "plans[0].activities[0].title")]),
    "8 an activity waits for one below": ([("[[forms]]", PLAN.replace('after = "a"', 'after = ["c"]') + "[[forms]]")], [("waits_for_later", "plans[0].activities[1].after")]),
    "8 an activity's code twice": ([("[[forms]]", PLAN.replace('code = "b"', 'code = "a"') + "[[forms]]")], [("twice", "plans[0].activities[1].code")]),
    "8 activities that are no tables": ([("[[forms]]", PLAN.partition("activities")[0] + 'activities = ["x"]\n[[forms]]')], [("wrong_type", "plans[0].activities")]),
    "8 a week without a working day": ([("[[forms]]", PLAN.replace("1111110", "0000000") + "[[forms]]")], [("not_one_of", "plans[0].workdays")]),
    "8 a holiday that does not exist": ([("[[forms]]", PLAN.replace("08-17", "02-30") + "[[forms]]")], [("date_malformed", "plans[0].holidays[0].date")]),
    "9 an activity's days": ([("[[forms]]", PLAN.replace("days = 3", "days = 0") + "[[forms]]")], [("out_of_range", "plans[0].activities[0].days")]),
    "9 a plan's deadline": ([("[[forms]]", PLAN.replace("deadline_days = 90", 'deadline_days = "90"') + "[[forms]]")], [("wrong_type", "plans[0].deadline_days")]),
    "9 days": ([("days = 60", "days = 0")], [("out_of_range", "stages[4].days")]),
    "9 share": ([("percent = 100", "percent = 101")], [("out_of_range", "stages[4].done_when[2].percent")]),
    "9 count": ([("sheets = 2", "sheets = 0")], [("out_of_range", "stages[2].done_when[1].sheets")]),
    "10 unknown role": ([('"progress.report", role = "group" },\n  { act = "progress.visit"', '"progress.report", role = "mason" },\n  { act = "progress.visit"')],
                        [("unknown_role", "stages[4].acts[1].role")]),
    "11 role too low, by region": ([('"programmes.close", role = "office"', '"programmes.close", role = "village"')],
                                   [("role_too_low", "stages[5].acts[0].role")]),
    "11 role too low, by undertaking": ([('kind = "start", role = "office"', 'kind = "start", role = "group"')],
                                        [("role_too_low", "stages[0].acts[0].role")]),
    "12 unknown stage in after": ([('after = ["groups"]', 'after = ["grupos"]')], [("unknown_stage", "stages[2].after")]),
    "12 unknown stage in until": ([('until = "choice"', 'until = "choise"')], [("unknown_stage", "stages[2].acts[2].until")]),
    "12 unknown stage in from": ([('from = "works"', 'from = "work"')], [("unknown_stage", "duties[0].from")]),
    "12 unknown stage in due_after": ([("days = 60", 'due_after = { stage = "work", days = 3 }')], [("unknown_stage", "stages[4].due_after.stage")]),
    "13 circle": ([('after = ["opening"]', 'after = ["proposal"]')], [("circle", "stages[1].after")]),
    "14 nothing opens first": ([('scope = "cycle"\ndays = 10\nacts = [\n  { act = "meetings', 'scope = "cycle"\nopens_when = [{ is = "meetings.held", kind = "start" }]\ndays = 10\nacts = [\n  { act = "meetings')],
                               [("nothing_opens", "stages"), ("nobody_serves", "stages[0].opens_when[0]")]),
    "15 empty done_when": ([('done_when = [{ is = "programmes.closed" }]', "done_when = []")], [("empty_done_when", "stages[5].done_when")]),
    "16 nobody serves": ([('{ is = "proposals.submitted" },', '{ is = "proposals.submitted" },\n  { is = "slums.credited" },')],
                         [("nobody_serves", "stages[2].done_when[1]")]),
    "16 served only later": ([('{ is = "proposals.submitted" },', '{ is = "proposals.submitted" },\n  { is = "progress.reached", percent = 5 },'), ('acts = [{ act = "progress.report", role = "group" }]\n', "acts = []\n")],
                             [("nobody_serves", "stages[2].done_when[1]")]),
    "16 with other parameters": ([('scheme = "grant", tranche = 1 }', 'scheme = "grant", tranche = 1, source = "apbn" }'), ('"funds.release", scheme = "grant"', '"funds.release", scheme = "grant", tranche = 2')],
                                 [("tranche_unreleased", "schemes[0].tranches[0]"), ("nobody_serves", "stages[4].done_when[0]")]),
    "16 checked by nobody": ([('documents = ["report"] }', 'documents = ["report"], checked = true }')], [("nobody_serves", "stages[4].done_when[3]")]),
    "17 here without an act here": ([('  { act = "progress.visit", purpose = "look", role = "office" },\n', ""), ('{ act = "proposals.write", role = "group" },', '{ act = "proposals.write", role = "group" },\n  { act = "progress.visit", purpose = "look", role = "office" },')],
                                    [("here_unserved", "stages[4].done_when[1]")]),
    "17 here in opens_when": ([('opens_when = [{ is = "proposals.submitted" }]', 'opens_when = [{ is = "proposals.submitted", here = true }]')],
                              [("here_opens", "stages[4].opens_when[0].here")]),
    "18 the same twice": ([('{ is = "proposals.submitted" },', '{ is = "proposals.submitted" },\n  { is = "proposals.submitted" },')],
                          [("said_twice", "stages[2].done_when[1]")]),
    "19 of not above": ([('{ is = "proposals.submitted" },', '{ is = "proposals.submitted", of = "work" },')], [("of_not_above", "stages[2].done_when[0].of")]),
    "20 a list published nowhere": ([("[[dates]]", '[[lists]]\ncode = "losers"\nof = "work"\ntitle = { id = "Kalah", en = "Losers" }\n\n[[dates]]')],
                                    [("list_unpublished", "lists[1]")]),
    "21 before the list is published": ([('after = ["choice"]\nopens', 'after = ["proposal"]\nopens'), ('after = ["works"]', 'after = ["works", "choice"]')],
                                        [("list_not_before", "stages[4].list")]),
    "21 a list of a lower scope": ([('due_by = "12-31"', 'due_by = "12-31"\nlist = "winners"')], [("list_lower", "stages[5].list")]),
    "22 a list asked of a member": ([('opens_when = [{ is = "proposals.submitted" }]', 'opens_when = [{ is = "disclosure.published", list = "winners" }]')],
                                    [("list_asked_of_member", "stages[4].opens_when[0]")]),
    "23 children not started before": ([('after = ["opening"]', "after = []")],
                                       [("children_not_started", "stages[3].after"), ("children_not_started", "stages[5].after")]),
    "24 intake stays open": ([('  { is = "programmes.intake_closed", intake = "work" },\n', "")], [("intake_open", "stages[1].done_when")]),
    "25 a scope nothing starts": ([('  { act = "programmes.start", starts = "work", role = "village", asked = true },\n', "")],
                                  [("never_started", "scopes.work"), ("nobody_serves", "stages[1].done_when[0]")]),
    "26 until not after": ([('until = "choice"', 'until = "groups"')], [("until_not_later", "stages[2].acts[2].until")]),
    "26 until below": ([('until = "closing"', 'until = "works"')], [("until_below", "stages[3].acts[0].until")]),
    "27 weights": ([("weight = 40", "weight = 30")], [("not_hundred", "forms[0].criteria")]),
    "27 shares": ([("share = 30", "share = 20")], [("not_hundred", "schemes[0].tranches")]),
    "28 a tranche released nowhere": ([('"funds.release", scheme = "grant"', '"funds.release", scheme = "grant", tranche = 1')],
                                      [("tranche_unreleased", "schemes[0].tranches[1]")]),
    "29 a date nobody sets": ([('default = "06-30"\n', "")], [("date_unset", "dates[0]")]),
    "29 a malformed date": ([('default = "06-30"', 'default = "06-31"')], [("date_malformed", "dates[0].default")]),
    "29 a malformed due day": ([('due_by = "12-31"', 'due_by = "31 December"')], [("date_malformed", "stages[5].due_by")]),
    "30 kinds of two scopes": ([('list = "winners"\nafter', 'list = "winners"\nkinds = ["small", "poor"]\nafter')], [("kinds_mixed", "stages[4].kinds")]),
    "30 kinds of a lower scope": ([('scope = "site"\nafter', 'scope = "site"\nkinds = ["small"]\nafter')], [("kinds_lower", "stages[1].kinds")]),
    "31 an idle role": ([('held = "anyone"', 'held = "anyone"\n[[roles]]\ncode = "idle"\nlevel = "village"\ntitle = { id = "Diam", en = "Idle" }')],
                        [("role_idle", "roles[4]")]),
    "32 not per period": ([('met_when = [{ is = "progress.reported" }]', 'met_when = [{ is = "progress.reached", percent = 1 }]')],
                          [("duty_not_periodic", "duties[0].met_when[0]")]),
}

WARNINGS: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "anytime but locked": ([("[[duties]]", '[[anytime]]\nact = "progress.report"\nscope = "work"\nrole = "group"\n\n[[duties]]')], [("anytime_locked", "anytime[1]")]),
    "a kind of meeting nobody records": ([("[[duties]]", '[[meeting_kinds]]\ncode = "idle"\ntitle = { id = "Diam", en = "Idle" }\n\n[[duties]]')], [("kind_idle", "meeting_kinds[1].code")]),
    "no due": ([('due_by = "12-31"\n', "")], [("no_due", "stages[5]")]),
    "waives itself": ([('[waivers]\nrole = "village"', '[waivers]\nrole = ["village", "office"]')],
                      [("waives_itself", "stages[0].waived_by"), ("waives_itself", "stages[5].waived_by")]),
    "no English": ([(', en = "Tiny"', "")], [("no_english", "title")]),
}


def found(problems: object) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.where) for problem in problems)


def test_the_tiny_edition_is_sound() -> None:
    assert found(check(TINY).problems) == []


def test_a_visit_may_be_for_anything_where_the_file_lists_no_purposes() -> None:
    assert found(check(broken(('until = "choice" },', 'until = "choice" },' + STARE))).problems) == []


@pytest.mark.parametrize("case", CASES)
def test_refuses(case: str) -> None:
    changes, expected = CASES[case]
    report = check(broken(*changes), file="tiny.toml")
    assert found(report.problems) == sorted(expected)
    assert not report.sound


@pytest.mark.parametrize("case", WARNINGS)
def test_warns(case: str) -> None:
    changes, expected = WARNINGS[case]
    before = {problem.where for problem in check(TINY).warnings}
    report = check(broken(*changes))
    assert found(problem for problem in report.warnings if problem.where not in before) == sorted(expected)
    assert report.sound


def test_every_number_of_the_list_has_a_test() -> None:
    assert {case.split()[0] for case in CASES} == {str(number) for number in range(1, 33)}


def test_missing_tables_are_told_together() -> None:
    told = found(check('code = "x"\ntitle = "X"\n').problems)
    assert told == [("missing", "roles"), ("missing", "scopes.cycle"), ("missing", "stages"), ("nothing_opens", "stages")]


def test_several_problems_are_told_at_once() -> None:
    report = check(broken(("days = 60", "days = 0"), ("weight = 40", "weight = 30"), ("no = 3\n", "no = 3\nafterr = []\n")))
    assert {problem.code for problem in report.problems} == {"out_of_range", "not_hundred", "unknown_key"}


@pytest.mark.parametrize("code", SHELF)
def test_every_edition_on_the_shelf_is_sound(code: str) -> None:
    report = check((EDITIONS / f"{code}.toml").read_text(encoding="utf-8"), file=f"{code}.toml")
    assert [sentence(problem, "en") for problem in report.problems] == []
    assert [sentence(problem, "en") for problem in report.warnings if problem.code == "no_english"] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_problem_has_a_whole_sentence(language: str) -> None:
    told = {problem.code: sentence(problem, language) for changes, _ in (CASES | WARNINGS).values()
            for report in [check(broken(*changes), file="tiny.toml")] for problem in (*report.problems, *report.warnings)}
    assert set(phrases.SENTENCES) - set(told) == {"stage_below"}
    assert all(line.startswith("tiny.toml: ") and "{" not in line.replace("{ id, en }", "").replace("{...}", "") for line in told.values())


def test_the_sentence_names_place_fault_and_remedy() -> None:
    report = check(broken(('until = "choice"', 'until = "choise"')), file="tiny.toml")
    assert [sentence(problem, "en") for problem in report.problems] == [
        'tiny.toml: stages[2].acts[2].until: there is no stage "choise". Use the code of one of the [[stages]]; perhaps you meant "choice".']
    assert [sentence(problem) for problem in report.problems] == [
        'tiny.toml: stages[2].acts[2].until: tahap "choise" tidak ada. Pakai code salah satu [[stages]]; mungkin maksudnya "choice".']


@pytest.mark.parametrize("text", ["", "stages = 1", "code = 1\nscopes = 2\nroles = {}\n[[stages]]\ncode = []", "[[stages]]\nacts = [1]\n[waivers]\nrole = 5",
                                  "[[forms]]\ncriteria = 5\n[[schemes]]\ntranches = [1]\n[[duties]]\nevery = true", "[scopes.cycle]\n[scopes.moon]\nlevel = 3"])
def test_nonsense_is_refused_with_sentences_not_with_a_crash(text: str) -> None:
    report = check(text, file="x.toml")
    assert report.problems
    assert all(sentence(problem, "en") for problem in report.problems)


def test_reading_refuses_with_all_problems_of_form() -> None:
    with pytest.raises(Unsound) as caught:
        read(broken(("days = 60", 'days = "many"'), ("asked = true", 'asked = "yes"')), file="tiny.toml")
    assert found(caught.value.problems) == [("wrong_type", "stages[0].acts[1].asked"), ("wrong_type", "stages[4].days")]
    assert "stages[4].days" in str(caught.value)


def test_own_keys_of_vocabularies_are_kept() -> None:
    edition = read(broken(('code = "apbn"', 'code = "apbn"\norder = 2\nforms = ["cash", "labour"]')))
    word = edition.word("sources", "apbn")
    assert (word.get("order"), word.get("forms"), word.title.in_language("en")) == (2, ("cash", "labour"), "State")


def test_the_digest_is_that_of_the_text() -> None:
    assert read(TINY).digest != read(TINY + "\n").digest
    assert len(read(TINY).digest) == 64


def test_a_template_of_a_plan_is_sound_and_frozen() -> None:
    report = check(broken(("[[forms]]", PLAN + "[[forms]]")))
    assert report.problems == ()
    word = report.edition.word("plans", "work")
    assert [(line["code"], line.get("after", ())) for line in word.get("activities")] == [("a", ()), ("b", "a")]


def test_what_a_file_leaves_out_of_chasing_is_our_default() -> None:
    assert read(TINY).followups == Chasing((7, 2), (1, 7), 7, "")
    own = read(broken(("[waivers]", "[followups]\nremind_before = 3\nremind_after = []\nescalate_after = 14\n[waivers]"))).followups
    assert own == Chasing((3,), (), 14, "")


@pytest.mark.parametrize(("note", "told", "english"), [
    ('note = { id = "Bawaan kami", en = "Our default" }', ("Bawaan kami", "Our default"), []),
    ('note = "Bawaan kami"', ("Bawaan kami", "Bawaan kami"), [("no_english", "note")]),
    ("", ("", ""), []),
])
def test_a_note_is_told_in_both_languages(note, told, english):
    report = check(broken(("[scopes.cycle]", f"{note}\n[scopes.cycle]")))
    assert report.problems == ()
    assert tuple(report.edition.note.in_language(language) for language in ("id", "en")) == told
    assert found(problem for problem in report.warnings if problem.code == "no_english") == english


def test_a_note_that_is_no_text_is_refused():
    assert found(check(broken(("[scopes.cycle]", "note = 5\n[scopes.cycle]"))).problems) == [("wrong_type", "note")]


def test_a_role_says_what_is_asked_of_it():
    edition = read(broken(('held = "anyone"', 'held = "anyone"\nresponsibilities = ["Membantu", { id = "Menjaga", en = "Keeping" }]')))
    public = next(role for role in edition.roles.values() if role.held == "anyone")
    assert [(each.id, each.en) for each in public.responsibilities] == [("Membantu", ""), ("Menjaga", "Keeping")]
