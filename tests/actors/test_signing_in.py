from __future__ import annotations

import json
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from sinergi.actors.models import Person

PASSWORD = "sawah luas di weleri"
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+=|style=\"", re.IGNORECASE)


@pytest.fixture
def siti(kendal):
    person = Person.objects.create_user("siti@contoh.id", PASSWORD, name="Siti Mulyani")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def sign_in(pages, email="siti@contoh.id", password=PASSWORD, **more):
    return pages.post(reverse("account_login"), {"login": email, "password": password, **more})


def prove_again(pages):
    """What changes how one signs in asks once more who one is."""
    assert pages.get(reverse("mfa_activate_totp")).headers["Location"].startswith(reverse("account_reauthenticate"))
    assert pages.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_page_says_how_an_account_begins_and_has_no_inline_script(pages, kendal):
    answer = pages.get(reverse("account_login"))
    html = answer.content.decode()
    assert "Akun dimulai dari undangan" in html
    assert SCRIPT.findall(html) == []
    assert "/static/actors/passkeys.js" in html


@pytest.mark.parametrize("email", ["siti@contoh.id", "SITI@Contoh.ID", " siti@contoh.id "])
def test_signing_in_leads_to_my_work(pages, siti, email):
    assert sign_in(pages, email).headers["Location"] == "/pekerjaan-saya/"


@pytest.mark.parametrize(("wanted", "led_to"), [
    ("/orang/saya/", "/orang/saya/"),
    ("https://jahat.example/", "/pekerjaan-saya/"),
    ("//jahat.example/", "/pekerjaan-saya/"),
    ("javascript:alert(1)", "/pekerjaan-saya/"),
])
def test_signing_in_leads_on_only_inside(pages, siti, wanted, led_to):
    assert sign_in(pages, next=wanted).headers["Location"] == led_to


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_language_of_the_person_is_applied(pages, siti, language):
    Person.objects.update(language=language)
    assert sign_in(pages).cookies["language"].value == language


@pytest.mark.parametrize(("email", "password"), [
    ("siti@contoh.id", "salah sama sekali"), ("tidak-ada@contoh.id", PASSWORD), ("siti@contoh.id", ""), ("bukan surel", PASSWORD), ("", ""),
    ("siti@contoh.id", "x" * 5000), ("siti@contoh.id\x00", PASSWORD),
])
def test_a_wrong_pair_says_no_more_than_that(pages, siti, email, password):
    answer = sign_in(pages, email, password)
    assert answer.status_code == 200
    assert "_auth_user_id" not in pages.session


def test_unknown_and_known_addresses_get_the_same_answer(pages, siti):
    said = [re.findall(r'class="err-sum.*?</section>', sign_in(pages, email, "salah sekali").content.decode(), re.DOTALL)
            for email in ("siti@contoh.id", "tidak-ada@contoh.id")]
    assert said[0] == said[1]
    assert "Alamat surel atau kata sandi belum cocok." in sign_in(pages, password="salah sekali").content.decode()


def test_guessing_is_slowed_down_with_a_sentence(pages, siti):
    answers = [sign_in(pages, password=f"tebakan {number}").content.decode() for number in range(6)]
    assert "Tunggu lima menit" in answers[-1]
    assert "Tunggu lima menit" in sign_in(pages).content.decode()


def test_a_deactivated_person_cannot_sign_in(pages, siti):
    Person.objects.update(is_active=False)
    answer = sign_in(pages)
    assert answer.headers["Location"] == reverse("account_inactive")
    assert "Akun dinonaktifkan" in pages.get(reverse("account_inactive")).content.decode()
    assert "_auth_user_id" not in pages.session


def test_nobody_signs_up(pages, kendal):
    answer = pages.get(reverse("account_signup"))
    assert "Akun dimulai dari undangan" in answer.content.decode()
    pages.post(reverse("account_signup"), {"email": "baru@contoh.id", "password1": PASSWORD})
    assert Person.objects.count() == 0


def test_a_forgotten_password_is_replaced_by_a_mailed_link(pages, siti, mailoutbox):
    pages.post(reverse("account_reset_password"), {"email": "siti@contoh.id"})
    mail = mailoutbox[0]
    assert (mail.to, mail.subject.startswith("[Sinergi] ")) == (["siti@contoh.id"], True)
    link = re.search(r"http://testserver(\S+)", mail.body).group(1)
    form = pages.get(link, follow=True)
    pages.post(form.redirect_chain[-1][0], {"password1": "gunung tinggi di utara", "password2": "gunung tinggi di utara"})
    siti.refresh_from_db()
    assert siti.check_password("gunung tinggi di utara")
    assert "Tautan ini tidak berlaku lagi." in pages.get(link, follow=True).content.decode()


def test_an_address_without_account_is_told_so_only_by_mail(pages, kendal, mailoutbox):
    answer = pages.post(reverse("account_reset_password"), {"email": "tidak-ada@contoh.id"})
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert mailoutbox[0].to == ["tidak-ada@contoh.id"]
    assert "sign up" not in mailoutbox[0].body


# --- second factor ---


def test_an_app_is_set_up_and_asked_for(pages, siti):
    sign_in(pages)
    prove_again(pages)
    page = pages.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert pages.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    assert pages.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}).headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(pages.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]) == 10
    pages.logout()
    assert sign_in(pages).headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in pages.session
    asked = pages.get(reverse("mfa_authenticate")).content.decode()
    assert "Langkah kedua" in asked
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    assert pages.post(reverse("mfa_authenticate"), {"code": codes[0]}).headers["Location"] == "/pekerjaan-saya/"
    assert int(pages.session["_auth_user_id"]) == siti.pk


def test_a_recovery_code_works_once(pages, siti):
    TOTP.activate(siti, generate_totp_secret())
    sign_in(pages)
    assert "_auth_user_id" not in pages.session
    assert pages.post(reverse("mfa_authenticate"), {"code": "11111111"}).status_code == 200
    assert "_auth_user_id" not in pages.session


def test_a_compulsory_second_factor_leads_to_its_page_and_nowhere_else(pages, siti, settings):
    from tests import make

    make.give(siti, "satker")
    settings.SECOND_FACTOR_ROLES = ("satker",)
    sign_in(pages)
    assert pages.get(reverse("actors:me")).headers["Location"] == reverse("mfa_index")
    assert pages.get(reverse("mfa_index")).status_code == 200
    TOTP.activate(siti, generate_totp_secret())
    assert pages.get(reverse("actors:me")).status_code == 200


SIGNED_IN = ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_change_password", "account_logout", "account_reauthenticate",
             "account_email", "usersessions_list", "actors:me"]
ANYBODY = ["account_login", "account_reset_password", "account_reset_password_done", "account_signup", "account_inactive", "account_reset_password_from_key_done"]


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_ones_own_account_are_ours_and_without_inline_script(pages, siti, name):
    sign_in(pages)
    prove_again(pages)
    answer = pages.get(reverse(name))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="masthead"' in html
    assert SCRIPT.findall(html) == []


@pytest.mark.parametrize("name", ANYBODY)
def test_pages_before_signing_in_are_ours_and_without_inline_script(pages, siti, name):
    answer = pages.get(reverse(name))
    html = answer.content.decode()
    assert 'class="masthead"' in html
    assert SCRIPT.findall(html) == []


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_ones_own_account_ask_a_stranger_to_sign_in(pages, kendal, name):
    assert pages.get(reverse(name)).status_code == 302


def test_passkeys_ask_the_server_for_a_challenge(pages, kendal):
    answer = pages.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert json.loads(answer.content)["request_options"]["publicKey"]["challenge"]
    assert pages.post(reverse("mfa_login_webauthn"), {"credential": '{"bukan": "kunci"}'}).status_code == 302
    assert pages.post(reverse("mfa_login_webauthn"), {"credential": "bukan json"}).status_code == 302


def test_other_devices_can_be_signed_out(pages, siti):
    from django.test import Client

    sign_in(pages)
    other = Client()
    sign_in(other)
    assert other.get(reverse("actors:me")).status_code == 200
    pages.post(reverse("usersessions_list"))
    assert other.get(reverse("actors:me")).status_code == 302
    assert pages.get(reverse("actors:me")).status_code == 200
