"""Committees change: a treasurer moves away, a technician is appointed later. Whoever left has no role from that day on, and steps that ask for the body notice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.actors import actions as actors
from sinergi.actors.models import Member, Organisation
from sinergi.audit.models import Row
from sinergi.kernel.decisions import NotAllowed, NotPossible, NotSound
from sinergi.kernel.timelines import holds
from sinergi.programmes import actions, gate, permissions, queries
from sinergi.programmes.conditions import _complete, _Sitting, formed, formed_why
from sinergi.programmes.models import Appointment, BodyChange, Cell, Engagement
from tests import make

BODIES = """
[[bodies]]
code = "team"
title = { id = "Tim inti", en = "Core team" }
role = "pakem"
members = 2
elements = ["community", { code = "technician", title = { id = "Staf teknis", en = "Technician" }, pillar = "government" }]

[[bodies]]
code = "watch"
title = { id = "Badan pengawas", en = "Supervisors" }
apart_from = ["team"]
"""
CHANGING = '[[anytime]]\nact = "actors.change"\nbody = "{}"\nscope = "work"\nrole = "bkm"\n'
REASON = "Bendahara lama pindah ke Semarang"
DAY, LATER, TODAY = date(2007, 5, 20), date(2007, 5, 28), make.today


@pytest.fixture
def work(kendal):
    return make.open_stage(acts=['{ act = "actors.form", body = "team", role = "bkm" }', '{ act = "actors.form", body = "watch", role = "bkm" }'],
                           done_when=['{ is = "actors.formed", body = "team", includes = "technician" }'], extra=BODIES + CHANGING.format("team") + CHANGING.format("watch"))


def members(*people):
    return tuple(actions.NewMember(name=name, office=office, element=element) for name, office, element in people)


@pytest.fixture
def team(bkm, work):
    given = actions.NewBody(name="Tim Weleri", members=members(("Sari", "Ketua", "community"), ("Budi", "Bendahara", "community")))
    return actions.form(bkm, work.code, on=TODAY, body="team", given=given, happened_on=DAY)


def change(person, team, *, leaving=(), joining=(), on=LATER, reason=REASON, today=TODAY):
    numbers = frozenset(Member.objects.filter(organisation=team.organisation, person__name__in=leaving, held_to=None).values_list("pk", flat=True))
    return actions.change_body(person, team.undertaking.code, on=today, body="team", engagement_id=team.pk,
                               change=actions.Change(leaving=numbers, joining=members(*joining), reason=reason), happened_on=on)


def seated(team, day):
    return sorted(Member.objects.on(day).filter(organisation=team.organisation).values_list("person__name", "office"))


def test_a_new_treasurer_takes_the_seat_and_the_role_and_the_old_one_loses_both(bkm, team, work):
    old = Appointment.objects.get(person__name="Budi").person
    change(bkm, team, leaving=["Budi"], joining=[("Tri", "Bendahara", "community")])
    new = Appointment.objects.get(person__name="Tri").person
    assert (seated(team, LATER - timedelta(days=1)), seated(team, LATER)) == ([("Budi", "Bendahara"), ("Sari", "Ketua")], [("Sari", "Ketua"), ("Tri", "Bendahara")])
    roles = {(person.name, day): "pakem" in permissions.roles_at(person, work, day) for person in (old, new) for day in (DAY, LATER - timedelta(days=1), LATER, TODAY)}
    assert [name for (name, _day), holds_it in roles.items() if holds_it] == ["Budi", "Budi", "Tri", "Tri"]


def test_a_technician_who_comes_later_finishes_the_step_from_that_day(bkm, team, work):
    asked = {"body": "team", "includes": ("technician",)}
    assert formed_why([work.pk], on=TODAY, **asked)[work.pk][0] == "actors.lacks_elements"
    change(bkm, team, joining=[("Eko", "Staf Dinas PU", "technician")])
    assert formed([work.pk], **asked) == {work.pk: (LATER,)}
    assert (Cell.objects.get(undertaking=work, stage="trial").state, Engagement.objects.get().missing_pillars) == ("done", [])


def test_when_the_technician_leaves_the_step_is_asked_for_again(bkm, team, work):
    change(bkm, team, joining=[("Eko", "Staf Dinas PU", "technician")], on=DAY)
    change(bkm, team, leaving=["Eko"])
    assert formed([work.pk], body="team", includes=("technician",)) == {work.pk: (DAY, LATER)}
    assert Cell.objects.get(undertaking=work, stage="trial").state == "open"


def test_taking_a_change_back_seats_from_today_who_left_and_unseats_who_came(bkm, team):
    done = change(bkm, team, leaving=["Budi"], joining=[("Tri", "Bendahara", "community")])
    actions.undo(bkm, "programmes.BodyChange", done.pk, on=TODAY, reason="Ternyata tidak jadi pindah")
    assert [seated(team, day) for day in (LATER, TODAY)] == [[("Sari", "Ketua"), ("Tri", "Bendahara")], [("Budi", "Bendahara"), ("Sari", "Ketua")]]
    assert sorted(Appointment.objects.filter(held_to=None).values_list("person__name", flat=True)) == ["Budi", "Sari"]


def test_after_the_body_was_dissolved_taking_a_change_back_seats_nobody(bkm, team):
    done = change(bkm, team, leaving=["Budi"], joining=[("Tri", "Bendahara", "community")])
    actions.undo(bkm, "programmes.Engagement", team.pk, on=TODAY, reason="Dibentuk tanpa rapat warga")
    actions.undo(bkm, "programmes.BodyChange", done.pk, on=TODAY, reason="Ternyata tidak jadi pindah")
    assert (seated(team, TODAY), Appointment.objects.filter(held_to=None).count()) == ([], 0)


def test_whoever_became_a_supervisor_since_is_not_seated_again(bkm, team, work):
    done = change(bkm, team, leaving=["Budi"], joining=[("Tri", "Bendahara", "community")])
    actions.form(bkm, work.code, on=TODAY, body="watch", given=actions.NewBody(name="Pengawas", members=(
        actions.NewMember(name="Budi", person_id=Member.objects.get(person__name="Budi").person_id),)))
    with pytest.raises(NotSound) as refused:
        actions.undo(bkm, "programmes.BodyChange", done.pk, on=TODAY, reason="Ternyata tidak jadi pindah")
    assert (refused.value.decision.code, BodyChange.objects.get().ended_on) == ("not_apart", None)


def test_an_office_changes_by_leaving_and_joining_as_the_same_person(bkm, team):
    change(bkm, team, leaving=["Budi"], joining=[("Budi", "Sekretaris", "community")])
    assert seated(team, TODAY) == [("Budi", "Sekretaris"), ("Sari", "Ketua")]
    assert Member.objects.filter(person__name="Budi").values("person").distinct().count() == 1


def test_when_forming_is_taken_back_nobody_keeps_the_role(bkm, team):
    actions.undo(bkm, "programmes.Engagement", team.pk, on=TODAY, reason="Dibentuk tanpa rapat warga")
    assert Appointment.objects.filter(held_to=None).count() == 0
    assert (seated(team, DAY), seated(team, TODAY)) == ([("Budi", "Bendahara"), ("Sari", "Ketua")], [])


@pytest.mark.parametrize(("given", "code"), [
    ({}, "nobody_changes"),
    ({"leaving": ["Budi"]}, "body_needs_members"),
    ({"joining": [("Sari", "Anggota", "")]}, "sits_already"),
    ({"joining": [("Tri", "", ""), ("tri", "", "")]}, "member_twice"),
    ({"joining": [("Tri", "", "")], "on": DAY - timedelta(days=1)}, "changed_too_early"),
    ({"joining": [("Tri", "", "")], "on": TODAY + timedelta(days=1)}, "future_day"),
    ({"joining": [("Tri", "", "")], "reason": "-"}, "reason_needed"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_not_sound_is_refused_and_nothing_changes(bkm, team, given, code):
    before, rows = seated(team, TODAY), Row.objects.count()
    with pytest.raises(NotSound) as refused:
        change(bkm, team, **given)
    assert (refused.value.decision.code, seated(team, TODAY), BodyChange.objects.count(), Row.objects.count()) == (code, before, 0, rows)


def test_a_seat_given_up_twice_is_refused(bkm, team):
    number = Member.objects.get(person__name="Budi").pk
    change(bkm, team, leaving=["Budi"], joining=[("Tri", "Bendahara", "")])
    with pytest.raises(NotSound) as refused:
        actions.change_body(bkm, team.undertaking.code, on=TODAY, body="team", engagement_id=team.pk, change=actions.Change(leaving=frozenset({number}), reason=REASON))
    assert refused.value.decision.code == "not_a_member"


def test_only_the_roles_of_the_file_change_a_body(team, pakem):
    with pytest.raises(NotAllowed):
        change(pakem, team, joining=[("Tri", "", "")])


def test_another_works_body_is_not_changed_here(bkm, team):
    other = make.child(team.undertaking.parent, "33.24.12.2011")
    with pytest.raises(NotPossible) as refused:
        actions.change_body(bkm, other.code, on=TODAY, body="team", engagement_id=team.pk, change=actions.Change(joining=members(("Tri", "", "")), reason=REASON))
    assert refused.value.decision.code == "no_such_body"


@pytest.mark.parametrize("first", ["team", "watch"])
def test_nobody_joins_both_the_body_and_its_supervisors_whichever_came_first(bkm, work, first):
    second = {"team": "watch", "watch": "team"}[first]
    for body, people in ((first, (("Sari", "", ""), ("Budi", "", ""))), (second, (("Tri", "", ""), ("Umi", "", "")))):
        actions.form(bkm, work.code, on=TODAY, body=body, given=actions.NewBody(name=body, members=members(*people)))
    with pytest.raises(NotSound) as refused:
        actions.change_body(bkm, work.code, on=TODAY, body=second, engagement_id=Engagement.objects.get(body=second).pk,
                            change=actions.Change(joining=members(("Sari", "", "")), reason=REASON))
    assert (refused.value.decision.code, refused.value.decision.values["names"]) == ("not_apart", ["Sari"])


def test_the_office_does_not_change_such_a_body_past_its_steps(admin, team):
    body = team.organisation
    assert body.formed_for == team.undertaking.code
    for act in (lambda: actors.add_member(admin, body.pk, name="Tri", held_from=TODAY, on=TODAY),
                lambda: actors.end_member(admin, body.members.first().pk, last_day=TODAY, on=TODAY),
                lambda: actors.change_organisation(admin, body.pk, actors.Sheet(name=body.name, kind="skpd", region_code=body.region.code, decree_number="141/7", decree_on=DAY), on=TODAY)):
        with pytest.raises(NotPossible) as refused:
            act()
        assert (refused.value.decision.code, refused.value.decision.values["code"]) == ("actors.formed_elsewhere", team.undertaking.code)
    assert Organisation.objects.get(pk=body.pk).members.count() == 2


def test_a_decree_that_comes_with_a_change_counts_from_its_day(bkm, team, work):
    assert formed([work.pk], body="team", decree=True) == {}
    actions.change_body(bkm, work.code, on=TODAY, body="team", engagement_id=team.pk, happened_on=DAY,
                        change=actions.Change(joining=members(("Tri", "", "")), reason="SK Lurah terbit", decree_number="141/7", decree_on=LATER))
    assert formed([work.pk], body="team", decree=True) == {work.pk: (LATER,)}


DAYS = st.dates(date(2007, 1, 1), date(2007, 1, 20))
SITS = st.lists(st.builds(lambda since, days, count, kind: _Sitting(since, since + timedelta(days=days) if days is not None else None, count, frozenset({kind})),
                          DAYS, st.none() | st.integers(0, 9), st.integers(1, 3), st.sampled_from(["community", "technician"])), max_size=6)


@given(SITS, st.integers(1, 4), DAYS)
def test_a_body_is_complete_on_a_day_exactly_when_enough_of_the_right_people_sit_there_that_day(sits, least, day):
    line = _complete((date(2007, 1, 3), None), sits, least, ("technician",), None)
    there = [one for one in sits if one.since <= day and (one.until is None or day < one.until)]
    right = sum(one.count for one in there) >= least and any("technician" in one.kinds for one in there)
    assert holds(line, day) is (right and day >= date(2007, 1, 3))


# --- the page


def test_the_page_shows_who_sits_there_and_changes_it(client, bkm, team):
    client.force_login(bkm)
    url = f"/lakukan/{team.undertaking.code}/anggota/?body=team"
    shown = client.get(url).content.decode()
    assert "Budi (Bendahara)" in shown
    assert "Siapa yang bergabung" in shown
    number = Member.objects.get(person__name="Budi").pk
    rows = {"members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0", "members-0-name": "Tri", "members-0-office": "Bendahara"}
    answer = client.post(url, {"happened_on": "28-05-2007", "leaving": [str(number)], "reason": REASON, **rows}, follow=True)
    assert "Anggota Tim Weleri diubah." in answer.content.decode()
    assert seated(team, TODAY) == [("Sari", "Ketua"), ("Tri", "Bendahara")]


def test_a_refusal_stands_on_the_page_and_keeps_what_was_typed(client, bkm, team):
    client.force_login(bkm)
    rows = {"members-TOTAL_FORMS": "1", "members-INITIAL_FORMS": "0", "members-0-name": "Sari"}
    shown = client.post(f"/lakukan/{team.undertaking.code}/anggota/?body=team", {"happened_on": "28-05-2007", "reason": REASON, **rows}).content.decode()
    assert "Yang bergabung sudah menjadi anggota." in shown
    assert 'value="Sari"' in shown


def test_with_two_bodies_of_a_kind_one_says_first_which(client, bkm, team):
    actions.form(bkm, team.undertaking.code, on=TODAY, body="team", given=actions.NewBody(name="Tim Kedua", members=members(("Ani", "", ""), ("Edi", "", ""))))
    client.force_login(bkm)
    url = f"/lakukan/{team.undertaking.code}/anggota/?body=team"
    assert "Tim Kedua" in client.get(url).content.decode()
    assert "Siapa yang bergabung" not in client.get(url).content.decode()
    assert "Siapa yang bergabung" in client.get(f"{url}&which={team.pk}").content.decode()


def test_who_forms_a_second_one_is_told_of_the_first_and_led_to_it(client, bkm, team):
    client.force_login(bkm)
    shown = client.get(f"/lakukan/{team.undertaking.code}/bentuk/?body=team").content.decode()
    assert "Tim Weleri sudah dibentuk pada 20 Mei 2007." in shown
    assert f"/lakukan/{team.undertaking.code}/anggota/?body=team&amp;which={team.pk}" in shown


def test_the_gate_lets_the_bkm_change_it_on_any_day(bkm, team):
    assert gate.may(bkm, "actors.change", team.undertaking, on=TODAY, body="team")


def test_of_a_kind_that_is_one_a_second_is_refused_and_the_members_change_instead(bkm, kendal):
    one = BODIES.replace('role = "pakem"\n', 'role = "pakem"\none = true\n')
    work = make.open_stage(acts=['{ act = "actors.form", body = "team", role = "bkm" }'], extra=one + CHANGING.format("team"),
                           done_when=['{ is = "actors.formed", body = "team", includes = "technician" }'])
    given = actions.NewBody(name="Tim Weleri", members=members(("Sari", "Ketua", "community"), ("Budi", "Bendahara", "community")))
    assert [group.act for group in queries.my_tasks(bkm, TODAY)] == ["actors.form"]
    team = actions.form(bkm, work.code, on=TODAY, body="team", given=given, happened_on=DAY)
    with pytest.raises(NotPossible) as refused:
        actions.form(bkm, work.code, on=TODAY, body="team", given=given, happened_on=DAY)
    assert (refused.value.decision.code, refused.value.decision.values["name"]) == ("body_stands", "Tim Weleri")
    assert [group.act for group in queries.my_tasks(bkm, TODAY)] == ["actors.change"]
    change(bkm, team, joining=[("Tri", "Teknisi", "technician")])
    assert Cell.objects.get(undertaking=work, stage="trial").state == "done"
