"""Serving uploads to whom may read them; never as something a browser runs."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.views.decorators.http import require_safe

from sinergi.files import permissions, queries
from sinergi.files.models import File

_SANDBOX = "default-src 'none'; sandbox"
_YEAR = 31_536_000


@require_safe
def show(request: HttpRequest, file_id: int, name: str, *, thumb: bool = False) -> HttpResponseBase:  # noqa: ARG001 -- the name is for people
    """One file: a picture is shown, everything else is downloaded. Missing and forbidden look the same."""
    file = File.objects.filter(pk=file_id).first()
    if file is None or not permissions.may_read(request.user, file) or (thumb and not file.is_picture):
        raise Http404
    etag = f'"{file.sha256[:32]}{"-480" if thumb else ""}"'
    known = request.headers.get("If-None-Match") == etag
    answer: HttpResponseBase = HttpResponseNotModified() if known else _answer(file, thumb=thumb)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if file.is_public else "private, no-cache"
    answer.headers["Content-Security-Policy"] = _SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _answer(file: File, *, thumb: bool) -> FileResponse:
    try:
        source = queries.opened(file, thumb=thumb)
    except FileNotFoundError:
        raise Http404 from None
    media_type = "image/webp" if thumb else file.kind
    if media_type.startswith("text/"):
        media_type = "text/plain; charset=utf-8"
    return FileResponse(source, as_attachment=not file.is_picture, filename=file.name, content_type=media_type)
