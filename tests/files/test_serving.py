"""Public files are for everybody, the others for whom they concern, and a browser never runs one."""

from __future__ import annotations

import pytest

from sinergi.files import actions, permissions
from tests import make
from tests.files import samples
from tests.files.samples import upload

pytestmark = pytest.mark.django_db


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_public_picture_is_shown_to_anybody_and_kept_long(client) -> None:
    kept = actions.store(make.person(), upload("foto.jpg", samples.picture()), public=True)
    answer = client.get(kept.get_absolute_url())
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" not in answer.headers["Content-Disposition"]
    assert len(body(answer)) == kept.size
    assert client.get(kept.get_absolute_url(), headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    small = client.get(kept.thumb_url)
    assert small.headers["Content-Type"] == "image/webp"
    body(small)


def test_documents_are_downloaded_never_opened_in_place(client) -> None:
    kept = actions.store(make.person(), upload("daftar 🌾.csv", b"=cmd|calc\n"), public=True)
    answer = client.get(kept.get_absolute_url())
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''daftar%20")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    body(answer)


def test_private_files_are_for_their_uploader_and_for_whom_a_context_lets_in(client) -> None:
    owner, other = make.person(), make.person()
    kept = actions.store(owner, upload("surat.pdf", samples.PDF))
    address = kept.get_absolute_url()
    assert client.get(address).status_code == 404
    client.force_login(other)
    assert client.get(address).status_code == 404
    permissions.readers.append(lambda person, file: person == other and file == kept)
    try:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-cache")
        body(answer)
    finally:
        permissions.readers.pop()
    client.force_login(owner)
    assert body(client.get(address)) == samples.PDF


@pytest.mark.parametrize("address", ["/unggahan/999/a.pdf", "/unggahan/99999999999999999999999/a.pdf", "/unggahan/0/../../etc/passwd", "/unggahan/x/a"])
def test_what_is_not_there_is_not_found(client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_bytes_that_are_lost_are_not_found(client, tmp_path) -> None:
    kept = actions.store(make.person(), upload("surat.pdf", samples.PDF), public=True)
    (tmp_path / kept.path).unlink()
    assert client.get(kept.get_absolute_url()).status_code == 404
    assert client.get(kept.thumb_url).status_code == 404


def test_changing_methods_are_refused(client) -> None:
    kept = actions.store(make.person(), upload("surat.pdf", samples.PDF), public=True)
    assert client.post(kept.get_absolute_url()).status_code == 405
