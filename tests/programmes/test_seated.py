"""Whoever is written down with an address in a body learns of it, and how to sign in for the first time."""

import re

from django.core import mail
from django.utils import timezone

from sinergi.actors.models import Person
from sinergi.notices.models import Notice
from tests import make
from tests.programmes.test_forming_pages import opened, sent

WITH_ADDRESSES = {"members-0-email": "Siti@Contoh.id", "members-1-email": "joko@contoh.id"}


def test_a_new_member_makes_a_password_through_the_letter_and_is_in(client, bkm, django_capture_on_commit_callbacks):
    make.person(name="Joko Susilo", email="joko@contoh.id", last_login=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(opened(client, bkm), sent(**WITH_ADDRESSES), follow=True).content.decode()
    assert "Surat dikirim ke siti@contoh.id, joko@contoh.id." in page
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert sorted(letters) == ["joko@contoh.id", "siti@contoh.id"]
    assert "/akun/password/" not in letters["joko@contoh.id"]
    assert "Nama Anda tercatat di PAKEM Makmur untuk “Paving RT 03”." in letters["joko@contoh.id"]
    client.logout()
    form = client.get(re.search(r"https?://[^/]+(/\S+)", letters["siti@contoh.id"])[1], follow=True)
    words = {"password1": "sawah luas di weleri", "password2": "sawah luas di weleri"}
    client.post(form.redirect_chain[-1][0], words)
    assert client.login(email="siti@contoh.id", password="sawah luas di weleri")


def test_the_way_in_is_kept_nowhere(client, bkm, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(opened(client, bkm), sent(**WITH_ADDRESSES))
    assert {notice.url for notice in Notice.objects.all()} == {"/pekerjaan-saya/"}
    assert [letter for letter in mail.outbox if "/pekerjaan-saya/" in letter.body] == []


def test_who_is_only_a_name_gets_no_letter(client, bkm, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(opened(client, bkm), sent())
    assert (mail.outbox, Notice.objects.count(), Person.objects.filter(name="Siti Aminah").count()) == ([], 0, 1)
