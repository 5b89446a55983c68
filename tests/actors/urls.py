"""The real addresses; while other contexts are unfinished, only those these tests need."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import include, path

try:
    from sinergi.project.urls import urlpatterns

    NAMED = {getattr(each, "namespace", "") for each in urlpatterns}
except ImportError:
    NAMED = set()
WHOLE = {"complaints", "disclosure", "funds", "meetings", "notices", "programmes", "proposals", "reports"} <= NAMED
if not WHOLE:
    urlpatterns = [
        path("akun/", include("allauth.urls")),
        path("orang/", include("sinergi.actors.urls")),
        path("wilayah/", include("sinergi.regions.urls")),
        path("pekerjaan-saya/", lambda _request: HttpResponse("pekerjaan saya")),
        path("", lambda _request: HttpResponse("beranda")),
    ]
