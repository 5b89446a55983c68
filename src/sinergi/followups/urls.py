"""Addresses of follow-ups, below /tindak-lanjut/."""

from __future__ import annotations

from django.urls import path

from sinergi.followups import views

app_name = "followups"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<str:code>/", views.index, name="index"),
    path("<str:code>/<int:number>/", views.show, name="show"),
    path("<str:code>/<int:number>/lapor/", views.report, name="report"),
]
