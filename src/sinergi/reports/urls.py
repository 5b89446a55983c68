"""Addresses of what everybody sees."""

from __future__ import annotations

from django.urls import path

from sinergi.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.home, name="home"),
    path("cari/", views.search, name="search"),
    path("bantuan/", views.help_index, name="help"),
    path("bantuan/<slug:guide>/", views.help_page, name="guide"),
    path("angka-sumber/", views.founding, name="founding"),
    path("tahap/<slug:code>/", views.round_page, name="round"),
    path("tahap/<slug:code>/angka.json", views.frozen_figures, name="frozen_figures"),
    path("tahap/<slug:code>/laporan.pdf", views.final_report, name="final_report"),
    path("tahap/<slug:code>/laporan/serahkan/", views.file_final_report, name="file_final_report"),
    path("desa/<slug:code>/", views.village, name="village"),
    path("usulan/<slug:code>/", views.work, name="work"),
    path("usulan/<slug:code>/lpj.pdf", views.lpj_pdf, name="lpj_pdf"),
    path("usulan/<slug:code>/lpj.xlsx", views.lpj_xlsx, name="lpj_xlsx"),
    path("usulan/<slug:code>/lpj/serahkan/", views.file_lpj, name="file_lpj"),
]
