"""Addresses of papers, below /berkas/."""

from __future__ import annotations

from django.urls import path

from sinergi.dossiers import views

app_name = "dossiers"
urlpatterns = [
    path("<str:code>/", views.index, name="index"),
    path("<str:code>/unggah/", views.file, name="file"),
    path("<str:code>/periksa/", views.check, name="check"),
    path("<str:code>/tanda-tangan/", views.sign, name="sign"),
    path("<str:code>/dokumen/<str:document>/", views.history, name="history"),
]
