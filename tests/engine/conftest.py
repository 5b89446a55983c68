"""The engine is pure: its tests need neither files nor settings nor a database."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _files_apart() -> None:
    """Takes the place of the fixture above, which would need Django."""
