"""The REST API, assembled: each context brings its router; the description is at /api/v1/docs."""

from __future__ import annotations

import importlib
from importlib.util import find_spec

from ninja import NinjaAPI

from sinergi import __version__

api = NinjaAPI(title="Sinergi", version=__version__, description="Public figures of poverty programmes, from the same rows as the pages.", urls_namespace="api", openapi_url="/openapi.json")

for context in ("regions", "programmes", "disclosure", "proposals", "funds"):
    if find_spec(f"sinergi.{context}.api") is not None:
        api.add_router("", importlib.import_module(f"sinergi.{context}.api").router)
