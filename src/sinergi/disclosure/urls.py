"""Addresses of announcements, below /pengumuman/."""

from __future__ import annotations

from django.urls import path

from sinergi.disclosure import views

app_name = "disclosure"
urlpatterns = [
    path("", views.index, name="index"),
    path("periksa/", views.check, name="check"),
    path("ikuti/", views.find, name="find"),
    path("ikuti/<str:follow_code>/", views.follow, name="follow"),
    path("kampanye/<str:code>/", views.publicise, name="publicise"),
    path("kampanye/<str:code>/<int:publicity_id>/bukti/", views.prove, name="prove"),
    path("<str:code>/<str:list_code>/", views.show, name="show"),
    path("<str:code>/<str:list_code>/versi/<int:number>/", views.show, name="version"),
    path("<str:code>/<str:list_code>/versi/<int:number>/isi.json", views.content, name="content"),
    path("<str:code>/<str:list_code>/versi/<int:number>/isi.csv", views.table, name="table"),
    path("<str:code>/<str:list_code>/versi/<int:number>/cetak.pdf", views.printed, name="print"),
    path("<str:code>/<str:list_code>/versi/<int:number>/media/", views.tell_medium, name="medium"),
    path("<str:code>/<str:list_code>/umumkan/", views.publish, name="publish"),
    path("<str:code>/<str:list_code>/keberatan/", views.objections, name="objections"),
    path("<str:code>/<str:list_code>/keberatan/ajukan/", views.object_, name="object"),
    path("<str:code>/<str:list_code>/keberatan/<int:number>/jawab/", views.answer, name="answer"),
    path("<str:code>/<str:list_code>/keberatan/<int:number>/tutup/", views.redact, name="redact"),
]
