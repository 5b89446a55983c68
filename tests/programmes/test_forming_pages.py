"""The form that founds a body says everything that is wrong at its top, and loses nothing that was typed."""

from sinergi.programmes import snapshot
from sinergi.programmes.models import Undertaking
from tests import make
from tests.files import samples

ROWS = {"members-TOTAL_FORMS": "2", "members-INITIAL_FORMS": "0", "members-0-name": "Siti Aminah", "members-1-name": "Joko Susilo"}
BODY = '[[bodies]]\ncode = "panitia"\ntitle = { id = "Panitia", en = "Committee" }\nrole = "pakem"'
START = '{ act = "programmes.start", starts = "work", role = "bkm" }'


def opened(client, bkm):
    """The address of the form that starts a work by forming the body that carries it."""
    text = make.edition_text(acts=[START], done_when=['{ is = "programmes.started", scope = "work", min = 3 }'], scope="site", extra=BODY).replace("[scopes.work]", '[scopes.work]\ncarried_by = "panitia"')
    site = make.child(make.cycle_of(text), "33.24.12.2011")
    snapshot.renew_cycle(site.cycle_id, on=make.today)
    client.force_login(bkm)
    return f"/lakukan/{site.code}/mulai/?stage=trial&starts=work"


def sent(**more):
    return {"title": "Paving RT 03", "happened_on": "2007-06-01", "body-name": "PAKEM Makmur", **ROWS, **more}


def test_a_renamed_program_is_refused_in_the_form_and_the_members_stay(client, bkm):
    answer = client.post(opened(client, bkm), sent(**{"body-decree_file": samples.upload("sk.pdf", samples.EXE)}))
    page = answer.content.decode()
    assert "Isi berkas ini bukan jenis yang bisa diterima" in page
    assert 'value="Siti Aminah"' in page
    assert not Undertaking.objects.filter(scope="work").exists()


def test_what_is_wrong_with_a_member_is_said_at_the_top(client, bkm):
    page = client.post(opened(client, bkm), sent(**{"members-1-email": "bukan-surel"})).content.decode()
    assert "Belum bisa disimpan: 1 hal perlu diperbaiki" in page
    assert page.index("#id_members-1-email") < page.index('name="title"')


def test_the_form_names_the_body_and_the_place_it_is_for_and_what_the_decree_may_be(client, bkm):
    page = client.get(opened(client, bkm)).content.decode()
    assert "Misalnya: Panitia Sambongsari." in page
    assert "PDF, Word atau foto" in page
    assert "Excel" not in page


def test_the_button_says_what_the_heading_says(client, bkm):
    page = client.get(opened(client, bkm)).content.decode()
    assert (page.count(">Bentuk Panitia</h1>"), page.count(">Bentuk Panitia</button>")) == (1, 1)


def test_the_task_that_stays_says_what_was_formed_already(client, bkm):
    address = opened(client, bkm)
    assert "sudah ada" not in client.get("/pekerjaan-saya/").content.decode()
    for title, said in (("Paving RT 03", "sudah ada 1: %s"), ("Talut RT 05", "sudah ada 2, terakhir %s")):
        client.post(address, sent(title=title, **{"body-name": f"PAKEM {title}", "members-0-name": f"Ketua {title}", "members-1-name": f"Bendahara {title}"}))
        newest = Undertaking.objects.filter(scope="work").latest("pk").code
        assert said % newest in client.get("/pekerjaan-saya/").content.decode()
