"""The server of the browser tests ends with its tests."""

import socket
import threading

import pytest
from django.db import connection

from tests.browser.serving import served

pytestmark = pytest.mark.django_db


def test_a_kept_connection_and_one_that_never_asked_end_with_the_server():
    if connection.vendor != "sqlite":
        pytest.skip("the browser runs on SQLite")
    before = set(threading.enumerate())
    with served() as url:
        where = ("localhost", int(url.rsplit(":", 1)[1]))
        with socket.create_connection(where) as kept, socket.create_connection(where) as silent:
            kept.sendall(b"GET /tidak-ada.css HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert kept.recv(12) == b"HTTP/1.1 404"
            begun = set(threading.enumerate()) - before
            assert len(begun) >= 2  # the server itself, and whoever answered
            rest = (kept.dup(), silent.dup())
    with rest[0], rest[1]:
        assert not [thread for thread in begun if thread.is_alive()]
