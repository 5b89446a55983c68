"""The REST API, assembled: each context brings its router; the description is at /api/v1/docs. It refuses the way the pages do, in words."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from sinergi import __version__
from sinergi.project import errors

api = NinjaAPI(title="Sinergi", version=__version__, description="Public figures of poverty programmes, from the same rows as the pages.", urls_namespace="api", openapi_url="/openapi.json")

for context in ("regions", "programmes", "disclosure", "proposals", "funds"):
    if find_spec(f"sinergi.{context}.api") is not None:
        api.add_router("", importlib.import_module(f"sinergi.{context}.api").router)


@api.exception_handler(ValidationError)
def not_readable(request: HttpRequest, refused: ValidationError) -> HttpResponse:
    """A parameter that cannot be read: the first one, what was given and what is understood."""
    wrong = refused.errors[0]
    field = str(wrong["loc"][-1])
    code, said = _told(wrong)
    values = {"field": field, "given": request.GET.get(field, "")}
    return JsonResponse({"code": code, "sentence": f"{field}: {said}", "values": values}, status=422)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, missing: Http404) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    return errors.nothing_there()


def _told(wrong: dict[str, Any]) -> tuple[str, str]:
    kind = str(wrong["type"])
    if kind.startswith("date"):
        return "not_a_day", _("Tulis tanggal dengan tahun, bulan, hari, misalnya 2007-10-05.")
    if kind in {"enum", "literal_error"}:
        return "not_a_choice", _("Pilih salah satu: %(choices)s.") % {"choices": _listed(str(wrong["ctx"]["expected"]))}
    if kind.startswith("int"):
        return "not_a_number", _("Tulis bilangan bulat, misalnya 2.")
    if kind == "missing":
        return "missing", _("Bagian ini perlu diisi.")
    return "not_readable", _("Isinya belum dapat dibaca. Bentuknya ada di /api/v1/docs.")


def _listed(expected: str) -> str:
    """Without pydantic's quotes and its "or"."""
    return expected.replace(" or ", ", ").replace("'", "")
