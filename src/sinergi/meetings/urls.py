"""Addresses of meetings, below /rapat/."""

from __future__ import annotations

from django.urls import path

from sinergi.meetings import views

app_name = "meetings"
urlpatterns = [
    # to come, and on the day; these words come before the codes
    path("angka/", views.figures, name="figures"),
    path("angka/excel/", views.figures_excel, name="figures_excel"),
    path("angka/rapat/", views.listed, name="listed"),
    path("mendatang/", views.coming, name="coming"),
    path("kalender/", views.calendar, name="calendar"),
    path("kalender/<str:token>.ics", views.feed, name="feed"),
    path("balas/<str:key>/", views.reply, name="reply"),
    path("tamu/<str:token>/", views.guest, name="guest"),
    path("tamu/<str:token>/undangan.pdf", views.guest_letter, name="guest_letter"),
    path("hadir/<str:token>/", views.door, name="door"),
    path("layar/<str:token>/", views.screen, name="screen"),
    path("tulis/<str:token>/", views.helper, name="helper"),
    path("tulis/<str:token>/kirim/", views.helper_send, name="helper_send"),
    path("pekerja.js", views.worker, name="worker"),
    path("<str:code>/siapkan/", views.prepare, name="prepare"),
    path("<str:code>/kalender.ics", views.round_feed, name="round_feed"),
    path("<str:code>/rencana/<int:number>/", views.planned, name="planned"),
    path("<str:code>/rencana/<int:number>/ubah/", views.change, name="change"),
    path("<str:code>/rencana/<int:number>/undang/", views.invite, name="invite"),
    path("<str:code>/rencana/<int:number>/batalkan/", views.cancel, name="cancel"),
    path("<str:code>/rencana/<int:number>/berikutnya/", views.following, name="following"),
    path("<str:code>/rencana/<int:number>/undangan.pdf", views.letter, name="letter"),
    path("<str:code>/rencana/<int:number>/rapat.ics", views.event, name="event"),
    path("<str:code>/rencana/<int:number>/hari-ini/", views.today, name="today"),
    path("<str:code>/rencana/<int:number>/hari-ini/kirim/", views.send, name="send"),
    path("<str:code>/rencana/<int:number>/hari-ini/tautan/", views.hand_out, name="hand_out"),
    path("<str:code>/rencana/<int:number>/hari-ini/tautan/<int:link>/tarik/", views.take_in, name="take_in"),
    path("<str:code>/rencana/<int:number>/tutup/", views.close, name="close"),
    # recorded
    path("<str:code>/", views.index, name="index"),
    path("<str:code>/catat/", views.record, name="record"),
    path("<str:code>/<int:number>/", views.show, name="show"),
    path("<str:code>/<int:number>/notulen/", views.sign, name="sign"),
    path("<str:code>/<int:number>/perbaiki/", views.correct, name="correct"),
    path("<str:code>/<int:number>/versi/<int:version>/", views.changes, name="changes"),
    path("<str:code>/<int:number>/cetak/<str:paper>/", views.printed, name="printed"),
    path("<str:code>/<int:number>/word/<str:paper>/", views.written, name="written"),
]
