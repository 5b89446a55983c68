"""Writing, handing in, giving back, ranking and carrying, each through the real gate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sinergi.assessments.models import Sheet, Verdict
from sinergi.audit.models import Row
from sinergi.funds.models import Plan
from sinergi.kernel.chains import fingerprint
from sinergi.kernel.decisions import Refused
from sinergi.notices.models import Notice
from sinergi.programmes import actions as programmes
from sinergi.programmes import queries as programmes_queries
from sinergi.programmes.registry import registry
from sinergi.proposals import actions, conditions, queries, rules
from sinergi.proposals.actions.writing import line_seen, rows_seen
from sinergi.proposals.models import ProposalFigures, Ranking, RankLine, Submission, Version, WriteFact
from sinergi.proposals.rules import PartnerRow, Split
from tests import make
from tests.proposals import build

pytestmark = pytest.mark.django_db
TODAY = make.today


@pytest.fixture
def work(kendal, pakem):
    found = build.stage()
    make.appoint(pakem, "pakem", found)
    return found


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.decision


def sheet(work):
    return queries.sheet_of(queries.proposal_of(work))


def figures(work):
    return ProposalFigures.objects.get(undertaking=work)


def test_a_first_save_keeps_what_is_half_filled_in(work, pakem):
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "Jalan becek"})
    assert (sheet(work).need, figures(work).state, figures(work).lacking) == ("Jalan becek", "draft", 11)


@pytest.mark.parametrize("who", ["stranger", "bkm", "pokja"])
def test_only_the_committee_writes(work, request, who):
    decision = refused(actions.write_texts, request.getfixturevalue(who), work.code, on=TODAY, values={"need": "x"})
    assert decision.code == "gate.role"
    assert not ProposalFigures.objects.exists()


def test_nobody_writes_without_being_somebody(work):
    assert refused(actions.write_texts, None, work.code, on=TODAY, values={}).code == "gate.role"


def test_complete_is_a_fact_with_its_day(work, pakem):
    build.complete(pakem, work)
    assert conditions.complete([work.pk]) == {work.pk: (TODAY,)}
    assert figures(work).state == "complete"


def test_complete_ends_with_the_save_that_takes_something_away(work, pakem):
    build.complete(pakem, work, on=TODAY - timedelta(5))
    key = sheet(work).lines[0].key
    actions.remove_line(pakem, work.code, on=TODAY - timedelta(2), key=key)
    actions.save_line(pakem, work.code, on=TODAY, line=build.line())
    assert conditions.complete([work.pk]) == {work.pk: (TODAY - timedelta(5), TODAY - timedelta(2), TODAY)}


def test_saving_without_a_change_of_completeness_leaves_one_fact_per_writer(work, pakem, pengawas):
    make.appoint(pengawas, "pakem", work)
    for person in (pakem, pakem, pengawas):
        actions.write_texts(person, work.code, on=TODAY, values={"need": person.name})
    assert list(WriteFact.objects.values_list("person", "complete")) == [(pakem.pk, False), (pengawas.pk, False)]


def test_a_form_that_somebody_overtook_is_refused_and_overwrites_nothing(work, pakem):
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "pertama"})
    from sinergi.proposals.actions.writing import texts_of

    seen = queries.section_seen(texts_of(queries.proposal_of(work)))
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "orang lain"}, seen=seen)
    assert refused(actions.write_texts, pakem, work.code, on=TODAY, values={"need": "saya"}, seen=seen).code == "proposals.stale"
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "orang lain"}, seen=seen)  # the same words are no conflict
    assert sheet(work).need == "orang lain"


def test_two_people_on_two_lines_are_no_conflict(work, pakem):
    for key in ("a", "b"):
        actions.save_line(pakem, work.code, on=TODAY, line=build.line(key=key))
    seen = {line.key: queries.section_seen(line_seen(line)) for line in sheet(work).lines}
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(5, key="a"), seen=seen["a"])
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(6, key="b"), seen=seen["b"])
    assert refused(actions.save_line, pakem, work.code, on=TODAY, line=build.line(7, key="a"), seen=seen["a"]).code == "proposals.stale"
    assert [line.amount for line in sheet(work).lines] == [5, 6]


def test_a_double_click_adds_one_line(work, pakem):
    for _ in range(2):
        actions.save_line(pakem, work.code, on=TODAY, line=build.line(key="abc123"))
    assert len(sheet(work).lines) == 1


def test_a_line_somebody_removed_does_not_come_back_unseen(work, pakem):
    actions.save_line(pakem, work.code, on=TODAY, line=build.line(key="a"))
    seen = queries.section_seen(line_seen(sheet(work).lines[0]))
    actions.remove_line(pakem, work.code, on=TODAY, key="a")
    assert refused(actions.save_line, pakem, work.code, on=TODAY, line=build.line(key="a"), seen=seen).code == "proposals.line_gone"


def test_what_is_left_goes_to_the_communitys_purse(work, pakem):
    line = build.line(10_500_000, group="C", key="c", splits=(Split("swadaya", 6_000_000, "labour"), Split("apbn", 4_000_000)))
    actions.save_line(pakem, work.code, on=TODAY, line=line)
    assert figures(work).unsplit == 500_000
    actions.add_rest(pakem, work.code, on=TODAY, key="c")
    assert {(split.source, split.form): split.amount for split in sheet(work).lines[0].splits} == {("swadaya", "labour"): 6_500_000, ("apbn", ""): 4_000_000}
    assert figures(work).unsplit == 0


def test_an_imported_estimate_takes_the_place_of_all_lines(work, pakem):
    actions.save_line(pakem, work.code, on=TODAY, line=build.line())
    actions.import_lines(pakem, work.code, on=TODAY, lines=[build.line(3, item="Satu"), build.line(4, item="Dua", group="B")])
    assert [(line.number, line.item, line.amount) for line in sheet(work).lines] == [("A1", "Satu", 3), ("B1", "Dua", 4)]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda person, work: actions.save_line(person, work.code, on=TODAY, line=build.line(splits=(Split("iuran", 5),))), "proposals.unknown_source"),
        (lambda person, work: actions.save_line(person, work.code, on=TODAY, line=build.line(volume=Decimal(-1))), "proposals.negative"),
        (lambda person, work: actions.import_lines(person, work.code, on=TODAY, lines=[build.line()] * 1001), "proposals.too_many_rows"),
        (lambda person, work: actions.write_partners(person, work.code, on=TODAY, rows=[PartnerRow("A", "caring")] * 101), "proposals.too_many_rows"),
        (lambda person, work: actions.attach(person, work.code, on=TODAY, kind="peta", file=build.file()), "proposals.unknown_paper"),
        (lambda person, work: actions.write_texts(person, work.code, on=TODAY, values={"households": 1, "poor_households": 2}),
         "proposals.more_poor_than_households"),
        (lambda person, work: actions.submit(person, work.code, on=TODAY), "proposals.not_begun"),
        (lambda person, work: actions.give_back(person, work.code, on=TODAY, reason="x"), "proposals.nothing_to_return"),
        (lambda person, work: actions.add_rest(person, work.code, on=TODAY, key="x"), "proposals.line_gone"),
    ],
)
def test_bad_input_is_refused_and_leaves_no_trace(work, pakem, call, code):
    before = Row.objects.count()
    assert refused(call, pakem, work).code == code
    assert (Row.objects.count(), ProposalFigures.objects.count()) == (before, 0)


def test_handing_in_what_is_not_complete_names_what_is_missing(work, pakem):
    build.complete(pakem, work)
    paper = queries.proposal_of(work).attachments.get(kind="survey")
    actions.detach(pakem, work.code, on=TODAY, attachment_id=paper.pk)
    decision = refused(actions.submit, pakem, work.code, on=TODAY)
    assert (decision.code, decision.values["missing"], [str(each) for each in decision.values["lacking"]]) == (
        "proposals.incomplete", ["survey"], ["survei harga"])


def test_handing_in_freezes_a_version_and_sets_the_plan(work, pakem):
    build.complete(pakem, work, lines=(build.line(10, key="a", splits=(Split("swadaya", 4, "labour"), Split("apbn", 6))),))
    submission = actions.submit(pakem, work.code, on=TODAY)
    version = submission.version
    assert (version.number, version.fingerprint) == (1, fingerprint(version.content))
    assert version.content["totals"] == {"total": 10, "community": 4, "grant": 6, "by_source": {"swadaya": 4, "apbd": 0, "apbn": 6}}
    assert Plan.objects.get(undertaking=work).total == 10
    assert (figures(work).state, figures(work).submitted_on) == ("submitted", TODAY)
    assert conditions.submitted([work.pk]) == {work.pk: (TODAY,)}


def test_what_was_handed_in_is_locked(work, pakem):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    assert refused(actions.submit, pakem, work.code, on=TODAY).code in {"proposals.already_submitted", "gate.done"}
    assert refused(actions.write_texts, pakem, work.code, on=TODAY, values={}).code in {"proposals.locked", "gate.done"}


def test_what_changed_since_the_page_was_read_is_not_handed_in(work, pakem):
    build.complete(pakem, work)
    seen = queries.proposal_of(work).version
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "lain"})
    assert refused(actions.submit, pakem, work.code, on=TODAY, seen_version=seen).code == "proposals.changed_meanwhile"


def test_a_returned_proposal_opens_for_writing_and_keeps_its_version(work, pakem, pokja):
    build.complete(pakem, work, on=TODAY - timedelta(4))
    actions.submit(pakem, work.code, on=TODAY - timedelta(3))
    actions.give_back(pokja, work.code, on=TODAY - timedelta(1), reason="Gambar kurang jelas")
    assert [(row.person, row.values["note"]) for row in Notice.objects.filter(code="notice.proposals_returned")] == [(pakem, "Gambar kurang jelas")]
    assert str(registry.acts["proposals.write"].before(work.code, {})[0]) == "Dikembalikan: Gambar kurang jelas"
    assert figures(work).state == "returned"
    assert conditions.submitted([work.pk]) == {work.pk: (TODAY - timedelta(3), TODAY - timedelta(1))}
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "diperjelas"})
    assert conditions.complete([work.pk]) == {work.pk: (TODAY - timedelta(4), TODAY - timedelta(1))}
    assert conditions.complete_why([work.pk], on=TODAY)[work.pk][0] == "proposals.under_correction"
    actions.submit(pakem, work.code, on=TODAY)
    assert conditions.complete([work.pk]) == {work.pk: (TODAY - timedelta(4), TODAY - timedelta(1), TODAY)}
    assert list(Version.objects.values_list("number", flat=True)) == [1, 2]
    first, second = queries.versions_of(work)
    assert [(each.name, each.after) for each in rules.changes(first.content, second.content)] == [("need", "diperjelas")]


def test_what_is_returned_on_the_day_it_came_is_complete_with_the_next_save(work, pakem, pokja):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    actions.give_back(pokja, work.code, on=TODAY, reason="Gambar kurang jelas")
    assert conditions.complete([work.pk]) == {work.pk: ()}
    actions.write_texts(pakem, work.code, on=TODAY, values={"need": "diperjelas"})
    assert conditions.complete([work.pk]) == {work.pk: (TODAY,)}
    actions.submit(pakem, work.code, on=TODAY)


def test_a_proposal_that_stands_in_an_order_of_the_round_is_not_opened_again(work, pakem, pokja):
    build.complete(pakem, work)
    submission = actions.submit(pakem, work.code, on=TODAY)
    ranking = Ranking.objects.create(undertaking=work.cycle, act="proposals.rank", person=pokja, happened_on=TODAY, list="candidates")
    RankLine.objects.create(ranking=ranking, work=work, place=1, natural_place=1, standing="inside")
    for who in (pakem, pokja):
        assert refused(actions.give_back, who, work.code, on=TODAY, reason="Volume berubah").code == "proposals.stays_ranked"
    assert [line.undoable for line in programmes_queries.facts_of(work) if line.act == "proposals.submit"] == [False]
    assert list(Submission.objects.standing()) == [submission]
    Ranking.objects.update(ended_on=TODAY)
    actions.give_back(pokja, work.code, on=TODAY, reason="Volume berubah")


def test_what_was_judged_is_given_back_by_those_it_was_handed_to_only(kendal, pakem, pokja):
    work = make.open_stage(acts=[build.ACTS[0], '{ act = "proposals.submit", role = "pakem", undone_by = ["pokja_paket"] }'],
                           done_when=['{ is = "proposals.submitted" }'])
    make.appoint(pakem, "pakem", work)
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    Verdict.objects.create(undertaking=work, act="assessments.decide", person=pokja, happened_on=TODAY, form="verifikasi", verdict="layak", passes=True, reasons="Sesuai")
    assert refused(actions.give_back, pakem, work.code, on=TODAY, reason="Volume berubah").code == "proposals.stays_judged"
    actions.give_back(pokja, work.code, on=TODAY, reason="Volume berubah")
    assert figures(work).state == "returned"


def test_a_sheet_judged_the_text_that_was_handed_in_and_not_the_next_one(work, pakem, pokja, bkm):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    sheet = {"undertaking": work, "act": "assessments.fill", "happened_on": TODAY, "form": "kelayakan"}
    scored, declined = Sheet.objects.create(**sheet, person=pokja, points=5_000), Sheet.objects.create(**sheet, person=bkm, declined=True)
    actions.give_back(pokja, work.code, on=TODAY, reason="Volume berubah")
    scored.refresh_from_db()
    assert (scored.ended_on, scored.end_reason, list(Sheet.objects.standing())) == (TODAY, "Proposal dikembalikan: Volume berubah", [declined])


def test_returning_needs_a_reason(work, pakem, pokja):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    assert refused(actions.give_back, pokja, work.code, on=TODAY, reason=" ").code == "reason_needed"
    assert Submission.objects.standing().count() == 1


# --- flags -------------------------------------------------------------------------------------------------------------


def codes(work):
    return [flag.code for flag in queries.flags(work)]


def neighbours(pakem, *line_sets, **texts):
    """Works of one round, written by the same committee."""
    first = build.stage()
    works = [first, *(make.child(first.parent, "33.24.12.2011") for _ in line_sets[1:])]
    from sinergi.programmes import snapshot

    snapshot.renew_cycle(first.cycle_id, on=TODAY)
    for work, lines in zip(works, line_sets, strict=True):
        make.appoint(pakem, "pakem", work)
        build.complete(pakem, work, lines=lines, **texts)
    return works


def paid(community, grant, form="cash"):
    return (build.line(community + grant, splits=(Split("swadaya", community, form), Split("apbn", grant))),)


def test_identical_ratios_and_beneficiaries_are_asked_about_by_name(kendal, pakem):
    one, two = neighbours(pakem, paid(1_926_000, 4_500_000), paid(3_852_000, 9_000_000))
    flags = {flag.code: flag.values for flag in queries.flags(one)}
    assert set(flags) == {"proposals.flag_same_ratio", "proposals.flag_same_people", "proposals.flag_swadaya_without_evidence"}
    assert flags["proposals.flag_same_ratio"] == {"share": Decimal("29.97"), "count": 1, "codes": [two.code]}


def test_round_figures_and_labour_are_asked_about(kendal, pakem):
    (work,) = neighbours(pakem, paid(4_000_000, 6_000_000, "labour"))
    assert codes(work) == ["proposals.flag_round_total", "proposals.flag_swadaya_without_evidence", "proposals.flag_mostly_labour"]


def test_an_ordinary_proposal_has_no_flag(kendal, pakem):
    (work,) = neighbours(pakem, (build.line(1_234_567),))
    assert codes(work) == []


def test_flags_cost_the_same_in_a_large_round(kendal, pakem, django_assert_num_queries):
    works = neighbours(pakem, *[paid(1_926_000, 4_500_000)] * 3)
    sheet_now = sheet(works[0])
    with django_assert_num_queries(5):
        queries.flags(works[0], sheet_now)


# --- ranking ----------------------------------------------------------------------------------------------------------------

LISTS = '[[lists]]\ncode = "candidates"\nof = "work"\ntitle = { id = "Daftar calon pemenang", en = "Candidates" }'


@pytest.fixture
def cycle(kendal):
    return make.open_stage(acts=['{ act = "proposals.rank", list = "candidates", role = "pokja_paket" }'],
                           done_when=['{ is = "proposals.ranked", list = "candidates" }'], scope="cycle", extra=LISTS)


def handed_in(cycle, count=3, amount=100):
    """Works with a submission, without asking the gate: the order is what is tested."""
    from sinergi.programmes.models import Undertaking

    site = Undertaking.objects.get(parent=cycle)
    works = list(Undertaking.objects.filter(cycle=cycle, scope="work"))
    works += [make.child(site, "33.24.12.2011") for _ in range(count - len(works))]
    for place, work in enumerate(works):
        submitted(work, amount=amount, poor=40 + place)
    return works


def submitted(work, *, amount=100, poor=40):
    from sinergi.proposals.models import Proposal

    proposal = Proposal.objects.create(undertaking=work)
    version = Version.objects.create(proposal=proposal, number=1, content={}, fingerprint="0" * 64)
    Submission.objects.create(version=version, undertaking=work, act="proposals.submit", person=None, happened_on=TODAY)
    ProposalFigures.objects.create(undertaking=work, cycle=work.cycle, code=work.code, title=work.title, village="Sambongsari", state="submitted",
                                   total=amount, grant=amount, by_source={"apbn": amount}, poor_share=Decimal(poor), words=work.title.lower())


def test_the_order_is_fixed_with_its_cut_off_line(cycle, pokja):
    one, two, three = handed_in(cycle)
    ranking = actions.rank(pokja, cycle.code, on=TODAY, list="candidates", ceilings={"apbn": 250}, exclusions={three.code: "ditarik warga"})
    assert list(ranking.lines.values_list("work", "place", "natural_place", "standing", "reason")) == [
        (two.pk, 1, 2, "inside", ""), (one.pk, 2, 3, "inside", ""), (three.pk, 3, 1, "excluded", "ditarik warga")]
    assert conditions.ranked([cycle.pk], list="candidates") == {cycle.pk: (TODAY,)}
    assert conditions.ranked([cycle.pk], list="winners") == {}


def test_all_below_the_cut_are_unfunded_and_say_which_purse_drew_the_line(cycle, pokja):
    one, two, three = handed_in(cycle)
    actions.rank(pokja, cycle.code, on=TODAY, list="candidates", ceilings={"apbn": 150})
    found = [queries.unfunded(work, pokja, TODAY) for work in (three, two, one)]
    assert [each and (each.place, each.why, each.purse.id) for each in found] == [None, (2, "below", "APBN"), (3, "below", "APBN")]


def test_an_order_nobody_saw_is_not_fixed(cycle, pokja):
    handed_in(cycle)
    assert refused(actions.rank, pokja, cycle.code, on=TODAY, list="candidates", seen="alt").code == "proposals.order_changed"


def test_works_that_left_are_not_ranked(cycle, pokja):
    from sinergi.programmes.models import Leaving

    one, two, three = handed_in(cycle)
    Leaving.objects.create(undertaking=two, act="programmes.leave", person=pokja, happened_on=TODAY, reason="withdrawn", note="")
    assert {entry.code for entry in queries.rank_entries(cycle)} == {one.code, three.code}


@pytest.mark.parametrize(
    ("given", "code"),
    [({"ceilings": {"iuran": 5}}, "proposals.unknown_source"), ({"moves": {"X": (1, "a")}}, "proposals.not_in_round"),
     ({"list": "winners"}, "gate.not_here"), ({"happened_on": TODAY + timedelta(1)}, "future_day")],
)
def test_bad_rankings_are_refused_and_leave_no_trace(cycle, pokja, given, code):
    handed_in(cycle)
    before = Row.objects.count()
    assert refused(actions.rank, pokja, cycle.code, on=TODAY, **{"list": "candidates", **given}).code == code
    assert (Row.objects.count(), Ranking.objects.count(), RankLine.objects.count()) == (before, 0, 0)


def test_a_ranking_can_be_taken_back(cycle, pokja):
    handed_in(cycle)
    ranking = actions.rank(pokja, cycle.code, on=TODAY - timedelta(1), list="candidates")
    programmes.undo(pokja, "proposals.Ranking", ranking.pk, on=TODAY, reason="Nilai salah ketik")
    assert conditions.ranked([cycle.pk], list="candidates") == {cycle.pk: (TODAY - timedelta(1), TODAY)}
    assert queries.standing_ranking(cycle, "candidates") is None


def test_ranking_entries_cost_the_same_for_three_and_six(cycle, django_assert_num_queries):
    for count in (3, 6):
        handed_in(cycle, count) if count == 3 else [submitted(make.child(_site(cycle), "33.24.12.2011")) for _ in range(3)]
        with django_assert_num_queries(3):
            assert len(queries.rank_entries(cycle)) == count


def _site(cycle):
    from sinergi.programmes.models import Undertaking

    return Undertaking.objects.get(parent=cycle)


# --- carrying --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def next_site(kendal):
    return make.open_stage(acts=['{ act = "programmes.start", starts = "work", role = ["bkm", "pokja_paket"] }'],
                           done_when=['{ is = "programmes.started", scope = "work", min = 9 }'], scope="site", on=date(2007, 6, 1))


def test_an_unfunded_proposal_begins_again_in_the_next_round_with_all_it_said(cycle, next_site, pokja, pakem):
    one, _, _ = handed_in(cycle)
    proposal = queries.proposal_of(one)
    proposal.need = "Jalan becek"
    proposal.save()
    row = proposal.lines.create(group="A", position=1, item="Semen", volume=2, unit="zak", unit_price=50, amount=100)
    row.splits.create(source="apbn", amount=100)
    actions.rank(pokja, cycle.code, on=TODAY, list="candidates", ceilings={"apbn": 100})
    new = actions.carry(pokja, one.code, next_site.code, on=TODAY)
    assert (new.carried_from, sheet(new)) == (one, replace(sheet(one)))
    assert (figures(new).state, figures(new).total) == ("draft", 100)
    assert refused(actions.carry, pokja, one.code, next_site.code, on=TODAY).code == "proposals.carried_already"


def test_what_is_funded_or_elsewhere_is_not_carried(cycle, next_site, pokja):
    one, _two, three = handed_in(cycle)
    actions.rank(pokja, cycle.code, on=TODAY, list="candidates", ceilings={"apbn": 100})
    assert refused(actions.carry, pokja, three.code, next_site.code, on=TODAY).code == "proposals.not_unfunded"
    assert refused(actions.carry, pokja, one.code, _site(cycle).code, on=TODAY).code == "proposals.nowhere_to_carry"
    assert refused(actions.carry, pokja, "TIADA", next_site.code, on=TODAY).code == "proposals.nowhere_to_carry"


def test_rows_seen_ignores_nothing():
    assert rows_seen([PartnerRow("A", "caring")]) != rows_seen([PartnerRow("A", "community")])


def test_the_plan_of_the_purses_is_taken_back_with_the_submission_and_never_alone(work, pakem, client):
    build.complete(pakem, work, lines=(build.line(10, key="a", splits=(Split("swadaya", 4, "labour"), Split("apbn", 6))),))
    actions.submit(pakem, work.code, on=TODAY)
    plan = Plan.objects.get(undertaking=work)
    assert refused(programmes.undo, pakem, "funds.Plan", plan.pk, on=TODAY, reason="Salah hitung volumenya").code == "not_by_itself"
    client.force_login(pakem)
    shown = client.get(f"/riwayat/{work.code}/").content.decode()
    assert (shown.count("Proposal diserahkan"), "funds.Plan" in shown) == (2, False)      # once as a fact, once in the trail
