"""The whole map of addresses; each context owns what lies below its word."""

from __future__ import annotations

from django.urls import include, path

from sinergi.project import views
from sinergi.project.api import api
from sinergi.ui.views import components

urlpatterns = [
    path("akun/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("bahasa/", views.switch_language, name="language"),
    path("tampilan/", views.switch_theme, name="theme"),
    path("komponen/", components, name="components"),
    path("sehat/", views.healthy, name="healthy"),
    path("lanjutkan/", views.resume, name="resume"),
    path("contoh/masuk/", views.demo_login, name="demo_login"),
    path("contoh/hari/", views.demo_day, name="demo_day"),
    path("orang/", include("sinergi.actors.urls")),
    path("wilayah/", include("sinergi.regions.urls")),
    path("unggahan/", include("sinergi.files.urls")),
    path("pemberitahuan/", include("sinergi.notices.urls")),
    path("rapat/", include("sinergi.meetings.urls")),
    path("tindak-lanjut/", include("sinergi.followups.urls")),
    path("penilaian/", include("sinergi.assessments.urls")),
    path("rencana-kerja/", include("sinergi.workplans.urls")),
    path("berkas/", include("sinergi.dossiers.urls")),
    path("dana/", include("sinergi.funds.urls")),
    path("kemajuan/", include("sinergi.progress.urls")),
    path("usulan/", include("sinergi.proposals.urls")),
    path("pengumuman/", include("sinergi.disclosure.urls")),
    path("pengaduan/", include("sinergi.complaints.urls")),
    path("", include("sinergi.reports.urls")),
    path("", include("sinergi.programmes.urls")),
]

handler400 = "sinergi.project.errors.bad_request"
handler403 = "sinergi.project.errors.permission_denied"
handler404 = "sinergi.project.errors.page_not_found"
handler500 = "sinergi.project.errors.server_error"
