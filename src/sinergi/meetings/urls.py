"""Addresses of meetings, below /rapat/."""

from __future__ import annotations

from django.urls import path

from sinergi.meetings import views

app_name = "meetings"
urlpatterns = [
    path("<str:code>/", views.index, name="index"),
    path("<str:code>/catat/", views.record, name="record"),
    path("<str:code>/<int:number>/", views.show, name="show"),
    path("<str:code>/<int:number>/notulen/", views.sign, name="sign"),
    path("<str:code>/<int:number>/perbaiki/", views.correct, name="correct"),
    path("<str:code>/<int:number>/cetak/<str:paper>/", views.printed, name="printed"),
]
