"""Addresses of proposals, below /usulan/."""

from __future__ import annotations

from django.urls import path

from sinergi.proposals import views

app_name = "proposals"
urlpatterns = [
    path("tahap/<str:code>/", views.listing, name="index"),
    path("tahap/<str:code>/peringkat/", views.rank, name="rank"),
    path("<str:code>/proposal/", views.show, name="show"),
    path("<str:code>/tulis/", views.write, name="write"),
    path("<str:code>/tulis/rab/", views.rab, name="rab"),
    path("<str:code>/tulis/rab/unggah/", views.upload, name="upload"),
    path("<str:code>/tulis/mitra/", views.partners, name="partners"),
    path("<str:code>/tulis/jadwal/", views.schedule, name="schedule"),
    path("<str:code>/tulis/lampiran/", views.papers, name="papers"),
    path("<str:code>/rab.xlsx", views.download, name="download"),
    path("<str:code>/cetak.pdf", views.printed, name="print"),
    path("<str:code>/serahkan/", views.submit, name="submit"),
    path("<str:code>/kembalikan/", views.give_back, name="return"),
    path("<str:code>/versi/", views.versions, name="versions"),
    path("<str:code>/versi/<int:number>/", views.diff, name="diff"),
    path("<str:code>/bawa/", views.carry, name="carry"),
]
