"""Addresses of judging, below /penilaian/."""

from __future__ import annotations

from django.urls import path

from sinergi.assessments import views

app_name = "assessments"
urlpatterns = [
    path("<str:code>/isi/", views.fill, name="fill"),
    path("<str:code>/putuskan/", views.decide, name="decide"),
    path("<str:code>/hasil/", views.result, name="result"),
    path("<str:code>/daftar/", views.listing, name="list"),
    path("<str:code>/rekap.xlsx", views.recap, name="recap"),
]
