"""Addresses of work plans, below /rencana-kerja/."""

from __future__ import annotations

from django.urls import path

from sinergi.workplans import views

app_name = "workplans"
urlpatterns = [
    path("<str:code>/", views.index, name="index"),
    path("<str:code>/<str:plan>/", views.show, name="show"),
    path("<str:code>/<str:plan>/tulis/", views.write, name="write"),
    path("<str:code>/<str:plan>/kegiatan/<str:key>/", views.activity, name="activity"),
    path("<str:code>/<str:plan>/waktu/", views.settings, name="settings"),
    path("<str:code>/<str:plan>/tempel/", views.paste, name="paste"),
    path("<str:code>/<str:plan>/unggah/", views.upload, name="upload"),
    path("<str:code>/<str:plan>/unduh/", views.download, name="download"),
    path("<str:code>/<str:plan>/kalender.ics", views.calendar, name="calendar"),
    path("<str:code>/<str:plan>/cetak/", views.printed, name="print"),
    path("<str:code>/<str:plan>/pdf/", views.paper, name="pdf"),
    path("<str:code>/<str:plan>/ajukan/", views.submit, name="submit"),
    path("<str:code>/<str:plan>/setujui/", views.approve, name="approve"),
    path("<str:code>/<str:plan>/kembalikan/", views.give_back, name="return"),
    path("<str:code>/<str:plan>/kemajuan/", views.reports, name="reports"),
    path("<str:code>/<str:plan>/kemajuan/<str:key>/", views.report, name="report"),
    path("<str:code>/<str:plan>/versi/", views.versions, name="versions"),
]
