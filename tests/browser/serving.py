"""Serves the round of the browser tests on the connection that holds it, and leaves nobody behind when it stops.

A browser keeps connections open that it may use again. Django's live server lets their threads run on after its end;
they then find the connection closed to them, and what they complain about falls into whichever test runs by then.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connection, transaction
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from sinergi.ui import build


@contextmanager
def rolled_back(blocker: Any, files: Path) -> Iterator[None]:
    """What is written within, by us or by those served, is undone at the end."""
    if connection.vendor != "sqlite":
        pytest.skip("the browser runs on SQLite")
    build.build(Path(settings.BUILD) / "static")
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": files}}
    changed = override_settings(STORAGES={**settings.STORAGES, "default": storage}, ALLOWED_HOSTS=["localhost"])
    with blocker.unblock(), changed, transaction.atomic():
        yield
        transaction.set_rollback(True)
    connection.connection.close()  # Django itself never closes a database in memory
    connection.connection = None


@contextmanager
def served() -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    server = LiveServer("localhost", start=False)
    server.thread.server_class = _Server
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


class _Server(ThreadedWSGIServer):
    """Answers one request at a time, since all share one connection, and ends only when every thread of its own has ended."""

    daemon_threads = False  # so that closing waits for them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.held: set[socket.socket] = set()
        super().__init__(*args, **kwargs)

    def set_app(self, application: Callable[..., Any]) -> None:
        turn = threading.Lock()

        def one_at_a_time(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            with turn:
                return application(environ, start_response)

        super().set_app(one_at_a_time)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.held.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        self.held.discard(request)
        super().close_request(request)

    def server_close(self) -> None:
        for request in list(self.held):
            try:
                request.shutdown(socket.SHUT_RDWR)  # whoever waits there for a further request reads the end
            except OSError:
                continue  # its thread closed it meanwhile
        super().server_close()
