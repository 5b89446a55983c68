"""The day of a meeting on real phones: a line that drops, three phones at once, the door, the wall; light and dark, with and without scripts."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import pytest
from django.utils import timezone

from sinergi.meetings import actions, queries
from sinergi.meetings.models import Meeting, Note, Planned
from sinergi.meetings.rules import AgendaLine, Invited, Plan
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_browser import _violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
WAITING = "[data-line][data-waiting='{}']"


@pytest.fixture
def planned(site: Any) -> Planned:
    """A workshop of today, with an agenda and guests; announced."""
    code, pokja = site.codes["new"], site.people["pokja"]
    today = timezone.localdate()
    agenda = [AgendaLine("Pembukaan", 10), AgendaLine("Diskusi kelompok", 60, "Ketua Pokja"), AgendaLine("RKTL", 20)]
    plan = Plan(title=f"Lokakarya {Planned.objects.count() + 1}", starts_on=today, place="Aula Bappeda", agenda=agenda,
                invited=[Invited(role="pokja_paket"), Invited(category="Warga", expected=20)])  # fmt: skip
    made = actions.prepare(pokja, code, on=today, kind="lokakarya_pokja", plan=plan)
    actions.invite(pokja, code, made.number, on=today)
    return Planned.objects.get(pk=made.pk)


def day(planned: Planned) -> str:
    return f"/rapat/{planned.undertaking.code}/rencana/{planned.number}/hari-ini/"


def texts(planned: Planned, kind: str) -> list[str]:
    return sorted(str(each.get("text") or each.get("what") or each.get("name")) for each in _of(planned, kind))


def _of(planned: Planned, kind: str) -> Any:
    return [note for note in queries.notes(planned) if note.kind == kind]


def say(page: Any, section: str, name: str, text: str) -> None:
    """Write into a form of a section and press its button."""
    form = page.locator(f"#{section} form[data-note]").first
    if not form.is_visible():
        page.locator(f"#{section} summary").first.click()
    form.locator(f"[name={name}]").fill(text)
    form.locator("button[type=submit]").click()


def kept(page: Any) -> None:
    """Everything typed so far has arrived."""
    page.wait_for_selector(WAITING.format(0), state="attached")


@pytest.mark.parametrize("name", ["coming", "prepare", "planned", "day", "close", "door", "wall", "helper", "calendar", "reply"])
def test_the_pages_are_accessible_and_fit(window, site, planned, name):
    who = "" if name in {"coming", "door", "wall", "helper", "reply"} else "pokja"
    pokja, base = site.people["pokja"], f"/rapat/{planned.undertaking.code}"
    link = actions.hand_out(pokja, planned.undertaking.code, planned.number, on=timezone.localdate(), label="Kelompok 1", table=1)
    _some_notes(planned, pokja)
    address = {
        "coming": "/rapat/mendatang/", "prepare": f"{base}/siapkan/?kind=lokakarya_pokja", "planned": f"{base}/rencana/{planned.number}/", "day": day(planned),
        "close": f"{base}/rencana/{planned.number}/tutup/", "door": f"/rapat/hadir/{planned.token}/", "wall": f"/rapat/layar/{planned.token}/",
        "helper": f"/rapat/tulis/{link.token}/", "calendar": "/rapat/kalender/", "reply": f"/rapat/balas/{queries.reply_key(planned.pk, pokja.pk)}/",
    }[name]  # fmt: skip
    with window(who, PHONE) as page:
        assert page.goto(address).status == 200
        found, wide = {}, 0
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            wide = max(wide, page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found |= {f"{size['width']} {scheme} {rule}": where for rule, where in _violations(page)}
        assert found == {}
        assert wide <= 0


def _some_notes(planned: Planned, pokja: Any) -> None:
    from tests.meetings.preparing import slip

    slips = [slip("checkin", name="Siti Mulyani", sex="woman", group="Warga"), slip("count", group="SKPD", men=3), slip("step", item=2), slip("question", text="Apa harapan Anda?"),
             slip("answer", text="Sosialisasi program", to="SKPD", table=1), slip("decision", text="Verifikasi besok"), slip("action", what="SKPD bertemu BKM", who="SKPD"),
             slip("point", text="Dibuka kepala Satker", item=1), slip("presentation", table=3, presenter="PJOK")]  # fmt: skip
    actions.write(planned, actions.Writer("host", person=pokja), slips, on=timezone.localdate(), now=timezone.now())


def test_what_is_typed_without_a_line_is_kept_and_arrives_once(window, planned):
    """Typed offline, page closed and opened again offline, line back: each note is there exactly once."""
    with window("pokja", PHONE) as page:
        page.goto(day(planned))
        page.evaluate("() => navigator.serviceWorker.ready")
        page.wait_for_function("async () => { const shelf = await caches.open('sinergi-rapat-1'); return (await shelf.keys()).length > 3; }")
        say(page, "decision", "text", "Saat ada jaringan")
        kept(page)
        page.context.set_offline(True)
        say(page, "decision", "text", "Keputusan tanpa jaringan")
        say(page, "action", "what", "RKTL tanpa jaringan")
        say(page, "point", "text", "Catatan tanpa jaringan")
        page.wait_for_selector(WAITING.format(3))
        assert "3 catatan menunggu jaringan" in page.locator("[data-line]").inner_text()
        page.reload()
        assert page.locator("h1").inner_text() == planned.title
        page.wait_for_selector(WAITING.format(3))
        say(page, "point", "text", "Sesudah dibuka lagi")
        page.wait_for_selector(WAITING.format(4))
        page.complaints.clear()  # the browser complains of requests without a line
        page.context.set_offline(False)
        kept(page)
        page.wait_for_function("() => document.querySelector('#kini-keputusan').innerText.includes('Keputusan tanpa jaringan')")
        page.complaints.clear()
    assert texts(planned, "decision") == ["Keputusan tanpa jaringan", "Saat ada jaringan"]
    assert texts(planned, "point") == ["Catatan tanpa jaringan", "Sesudah dibuka lagi"]
    assert texts(planned, "action") == ["RKTL tanpa jaringan"]


def test_a_row_is_added_without_asking_the_server_and_what_is_typed_meanwhile_stays(window, site):
    """Pressed and typed on at once, on a line that is gone; a draft taken up again has all its rows; a chosen file stays chosen."""
    for address in (f"/rapat/{site.codes['new']}/siapkan/?kind=lokakarya_pokja", f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja"):
        with window("pokja", PHONE) as page:
            page.goto(address)
            page.context.set_offline(True)
            page.evaluate("() => { document.querySelector('#baris-agenda [data-more-rows]').click(); document.querySelector('#id_agenda-0-title').value = 'Pembukaan'; }")
            assert page.evaluate("() => document.activeElement.id") == "id_agenda-3-title"
            page.locator("#id_agenda-5-title").fill("Penutup")
            assert page.get_by_role("group", name="Susunan acara 6").locator("[name=agenda-5-minutes]").count() == 1
            page.wait_for_function("() => Object.values(localStorage).some(one => one.includes('Penutup'))")
            page.complaints.clear()  # the browser asks for the mark of the tab without a line
            page.context.set_offline(False)
            page.goto(address)
            page.locator("[data-restore]").click()
            assert [page.locator(f"#id_agenda-{row}-title").input_value() for row in (0, 5)] == ["Pembukaan", "Penutup"]
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_added_rows_are_saved_and_end_where_the_server_takes_no_more(window, site):
    with window("pokja") as page:
        page.goto(f"/rapat/{site.codes['new']}/catat/?kind=lokakarya_pokja")
        page.locator("#id_evidence-0-file").set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"x"})
        more = page.locator("#baris-evidence [data-more-rows]")
        for _press in range(6):
            more.click()
        assert (page.locator("#baris-evidence .fields-row").count(), more.is_visible(), page.locator("#baris-evidence").get_by_text("Paling banyak 20 baris.").is_visible()) == (20, False, True)
        assert page.evaluate("() => document.querySelector('#id_evidence-0-file').files[0].name") == "foto.jpg"
        page.goto(f"/rapat/{site.codes['new']}/siapkan/?kind=lokakarya_pokja")
        page.locator("#baris-invited [data-more-rows]").click()
        page.locator("[name=invited-4-who]").fill("Warga RW 09")
        for name, typed in (("starts_on", timezone.localdate().isoformat()), ("starts_time", "09.00"), ("ends_time", "11.00"), ("place", "Balai")):
            page.locator(f"[name=rencana-{name}]").fill(typed)
        page.get_by_role("button", name="Simpan rencana").click()
        page.get_by_text("Rapat disiapkan.").wait_for()
        assert page.get_by_text("Warga RW 09").count()


def test_three_phones_write_at_once_and_see_each_other(window, site, planned):
    """Two of the office and a helper without an account, one of them without a line for a while."""
    link = actions.hand_out(site.people["pokja"], planned.undertaking.code, planned.number, on=timezone.localdate(), label="Kelompok 1")
    with ExitStack() as stack:
        phones = [stack.enter_context(window(who, PHONE)) for who in ("pokja", "pokja2", "")]
        for phone, address in zip(phones, (day(planned), day(planned), f"/rapat/tulis/{link.token}/"), strict=True):
            phone.goto(address)
        phones[2].locator("[name=penulis]").fill("Tini")
        phones[1].context.set_offline(True)
        for turn in range(4):
            for number, phone in enumerate(phones):
                say(phone, "action", "what", f"baris {turn} dari {number}")
        phones[1].wait_for_selector(WAITING.format(4))
        say(phones[0], "question", "text", "Apa harapan Anda?")  # another phone can answer it without loading the page again
        phones[2].wait_for_selector("#answer option >> text=Apa harapan Anda?", state="attached")
        phones[1].context.set_offline(False)
        for phone in phones:
            kept(phone)
        phones[0].wait_for_function("() => document.querySelectorAll('#kini-rktl li').length === 12")
        phones[1].complaints.clear()
    assert texts(planned, "action") == sorted(f"baris {turn} dari {number}" for turn in range(4) for number in range(3))
    assert {note.author for note in _of(planned, "action")} == {"Bambang Setiawan", "Endang Purwanti", "Tini"}


def test_a_participant_signs_in_by_phone_and_the_wall_counts(window, planned):
    with window(size=DESK) as wall, window(size=PHONE) as phone:
        wall.goto(f"/rapat/layar/{planned.token}/")
        phone.goto(f"/rapat/hadir/{planned.token}/")
        for _press in range(2):  # pressed again: still one
            phone.locator("[name=name]").fill("Siti Mulyani")
            phone.get_by_role("button", name="Saya hadir").click()
            phone.wait_for_selector("[data-there]:not([hidden])")
            kept(phone)
        wall.wait_for_function("() => document.querySelector('.wall-count b').innerText === '1'")
    assert texts(planned, "checkin") == ["Siti Mulyani"]


def test_the_same_forms_work_without_scripts(window, planned):
    with window("pokja", PHONE, script=False) as page:
        page.goto(day(planned))
        page.locator("#decision [name=text]").fill("Tanpa skrip")
        page.locator("#decision button[type=submit]").click()
        assert "Tanpa skrip" in page.locator("#kini-keputusan").inner_text()
        page.locator("#kini-keputusan summary", has_text="Coret").click()
        page.locator("#kini-keputusan button", has_text="coret catatan ini").click()
        assert "Tanpa skrip" not in page.locator("#kini-keputusan").inner_text()
        page.locator("#checkin summary").first.click()
        page.locator("#checkin [name=name]").fill("Siti")
        page.locator("#checkin button[type=submit]").click()
        assert "Siti" in page.locator("#kini-hadir").inner_text()
    assert Note.objects.filter(planned=planned).count() == 3


def test_a_guest_is_ticked_and_the_meeting_is_closed(window, site, planned):
    before = Meeting.objects.count()
    with window("pokja", PHONE) as page:
        page.goto(day(planned))
        page.locator("#undangan summary").click()
        page.get_by_role("button", name="Endang Purwanti").click()
        kept(page)
        page.wait_for_function("() => document.querySelector('#kini-hadir').innerText.includes('Endang Purwanti')")
        page.locator("a[href$='/tutup/']").first.click()
        page.get_by_role("button", name="Tutup rapat dan catat").click()
        page.wait_for_url(f"**/rapat/{planned.undertaking.code}/*/")
        assert planned.title in page.locator("h1").inner_text()
    assert Meeting.objects.count() == before + 1
    meeting = Meeting.objects.latest("pk")
    assert [(each.name, each.account) for each in meeting.attendees.all()] == [("Endang Purwanti", site.people["pokja2"])]
