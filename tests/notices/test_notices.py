"""People are told once, in their language, and only of what was committed; a failing mail server loses nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sinergi.followups import actions as followups
from sinergi.followups.rules import Responsible
from sinergi.notices import actions, jobs, phrases, queries, rules
from sinergi.notices.jobs import Reaped
from sinergi.notices.models import Notice
from sinergi.project.models import DemoDay
from tests import make
from tests.followups import opening

pytestmark = pytest.mark.django_db
NOW = datetime(2030, 6, 1, 8, 0, tzinfo=UTC)


class Broken(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages):
        raise OSError("connection refused")


def test_everybody_is_told_once_and_mailed_after_the_commit(django_capture_on_commit_callbacks, settings) -> None:
    settings.SITE_ADDRESS = "https://sinergi.example"
    siti, agus = make.person(name="Siti", email="siti@contoh.id"), make.person(name="Agus", email=None)
    with django_capture_on_commit_callbacks(execute=True):
        actions.send([siti, agus, siti], "notices.late", url="/usulan/KDL07-001/", title="Nilai usulan")
        assert mail.outbox == []
    assert [notice.person for notice in Notice.objects.order_by("pk")] == [siti, agus]
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["siti@contoh.id"], "Sudah lewat waktunya: Nilai usulan")
    assert letter.body.splitlines()[::2] == [
        "Yth. Siti,", "Sudah lewat waktunya: Nilai usulan", "https://sinergi.example/usulan/KDL07-001/",
        "Surat ini dikirim oleh Sinergi. Anda tidak perlu membalasnya."]
    assert Notice.objects.get(person=siti).mailed_at is not None


def test_nothing_is_told_of_what_failed(django_capture_on_commit_callbacks) -> None:
    somebody = make.person()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        actions.send([somebody], "notices.late", title="x")
        transaction.set_rollback(True)
    assert (mail.outbox, Notice.objects.count()) == ([], 0)


def test_what_is_kept_in_the_app_is_read_there_and_never_leaves(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.send([make.person()], "notices.late", title="x")
        assert actions.keep_in_app(Notice.objects.all()) == 1
    assert (mail.outbox, Notice.objects.count(), jobs.reap(datetime.now(UTC) + timedelta(days=9)).messages) == ([], 1, 0)


def test_who_left_gets_no_mail(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.send([make.person(is_active=False)], "notices.late", title="x")
    assert mail.outbox == []


@pytest.mark.parametrize("title", ["Sri\r\nBcc: semua@contoh.id", "🌾" * 400, "%(name)s %s %", "<script>"])
def test_odd_values_make_a_plain_letter(title: str, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.send([make.person()], "notices.late", title=title)
    (letter,) = mail.outbox
    assert "\n" not in letter.subject
    assert len(letter.subject) <= 120
    assert letter.recipients() == letter.to


def test_a_code_nobody_bound_is_a_mistake_of_ours() -> None:
    with pytest.raises(LookupError):
        actions.send([make.person()], "notices.nonsense")


def test_a_code_belongs_to_one_context() -> None:
    with pytest.raises(LookupError):
        phrases.register({"notices.late": _("Lain")})


def test_a_missing_value_loses_no_notice() -> None:
    assert phrases.sentence("notices.late", {}) == "Sudah lewat waktunya: …"


def test_a_server_that_is_down_is_tried_again_with_growing_waits_and_then_given_up(settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    (notice,) = actions.send([make.person()], "notices.late", title="x")
    at, tried = NOW, []
    while True:
        notice.refresh_from_db()
        if notice.mail_due_at is None:
            break
        at = max(at, notice.mail_due_at)
        assert actions.mail(notice.pk, at=at) is False
        tried.append(at - NOW)
    assert (len(tried), notice.mail_tries, notice.mailed_at) == (6, 6, None)
    assert tried[-1] == sum(rules.WAITS, timedelta())


def test_a_message_is_not_sent_twice_while_another_worker_has_it() -> None:
    (notice,) = actions.send([make.person()], "notices.late", title="x")
    assert actions._claim(notice.pk, NOW) is True
    assert actions.mail(notice.pk, at=NOW) is False
    assert mail.outbox == []
    assert actions.mail(notice.pk, at=NOW + rules.WAITS[0]) is True
    assert actions.mail(notice.pk, at=NOW + timedelta(days=1)) is False
    assert len(mail.outbox) == 1


def test_the_tick_sends_what_a_killed_process_left_behind() -> None:
    (notice,) = actions.send([make.person()], "notices.late", title="x")
    assert jobs.reap(notice.made_at) == Reaped(0, 0, 0, 0)
    assert jobs.reap(notice.made_at + timedelta(minutes=5)) == Reaped(again=0, given_up=0, messages=1, cleared=0)


def job(**fields) -> DBTaskResult:
    return DBTaskResult.objects.create(**{
        "task_path": "sinergi.notices.jobs.mail", "args_kwargs": {"args": [0], "kwargs": {}}, "backend_name": "default", "run_after": NOW,
        "exception_class_path": "", "traceback": "", **fields})


@pytest.mark.parametrize(
    ("minutes", "workers", "status"),
    [(29, 1, TaskResultStatus.RUNNING), (31, 1, TaskResultStatus.READY), (31, 2, TaskResultStatus.READY), (31, 3, TaskResultStatus.FAILED)],
)
def test_a_job_of_a_killed_worker_runs_again_at_most_three_times(minutes: int, workers: int, status: str) -> None:
    lost = job(status=TaskResultStatus.RUNNING, started_at=NOW - timedelta(minutes=minutes), worker_ids=["w"] * workers)
    jobs.reap(NOW)
    lost.refresh_from_db()
    assert lost.status == status


def test_old_results_are_cleared() -> None:
    job(status=TaskResultStatus.SUCCESSFUL, finished_at=NOW - timedelta(days=15))
    job(status=TaskResultStatus.SUCCESSFUL, finished_at=NOW - timedelta(days=13))
    assert jobs.reap(NOW).cleared == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_lists_ones_own_notices(client, rows: int, django_assert_max_num_queries) -> None:
    siti, other = make.person(), make.person()
    actions.send([other], "notices.late", title="milik orang lain")
    for number in range(rows):
        actions.send([siti], "notices.late", url=f"/usulan/{number}/", title=f"<b>tugas</b> {number}")
    client.force_login(siti)
    with django_assert_max_num_queries(17):
        text = client.get("/pemberitahuan/").content.decode()
    assert text.count("&lt;b&gt;tugas&lt;/b&gt;") == rows
    assert "milik orang lain" not in text
    assert queries.unread_count(siti) == rows


def test_opening_one_marks_it_read_and_goes_there(client) -> None:
    siti = make.person()
    (notice,) = actions.send([siti], "notices.late", url="/usulan/KDL07-001/", title="x")
    client.force_login(siti)
    assert client.get(f"/pemberitahuan/{notice.pk}/").status_code == 405
    assert client.post(f"/pemberitahuan/{notice.pk}/").headers["Location"] == "/usulan/KDL07-001/"
    assert queries.unread_count(siti) == 0


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\elsewhere.example"])
def test_a_notice_never_leads_elsewhere(client, url: str) -> None:
    siti = make.person()
    (notice,) = actions.send([siti], "notices.late", url=url, title="x")
    client.force_login(siti)
    assert client.post(f"/pemberitahuan/{notice.pk}/").headers["Location"] == "/pemberitahuan/"


def test_the_notices_of_others_are_not_there(client) -> None:
    siti, other = make.person(), make.person()
    (notice,) = actions.send([other], "notices.late", title="x")
    client.force_login(siti)
    assert client.post(f"/pemberitahuan/{notice.pk}/").status_code == 404
    client.post("/pemberitahuan/dibaca/")
    assert queries.unread_count(other) == 1


def test_nobody_signed_in_has_none(client) -> None:
    assert queries.unread_count(None) == 0
    assert client.get("/pemberitahuan/").status_code == 302


def test_a_notice_bears_the_day_of_the_office_where_that_is_another_than_the_machine_s(client, settings) -> None:
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=date(2007, 10, 31))
    siti = make.person()
    actions.send([siti], "notices.late", title="a")
    with actions.dated(date(2009, 11, 17)):
        actions.send([siti], "notices.late", title="b")
    client.force_login(siti)
    page = client.get("/pemberitahuan/").content.decode()
    assert ("31 Okt 2007" in page, "17 Nov 2009" in page, str(datetime.now(UTC).year) in page) == (True, True, False)


def test_an_act_dates_what_it_tells(bkm, korkot, kendal) -> None:
    followups.lay(korkot, opening.stage().code, on=make.today, origin="delay", what="Ukur", responsible=Responsible(person_id=bkm.pk), due_on=make.today)
    assert Notice.objects.get(person=bkm).told_on == make.today


def test_in_production_the_clock_says_when(settings) -> None:
    settings.DEMO = False
    actions.send([siti := make.person()], "notices.late", title="a")
    assert Notice.objects.get(person=siti).told_on is None
