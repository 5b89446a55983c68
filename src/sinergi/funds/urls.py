"""Addresses of money, below /dana/."""

from __future__ import annotations

from django.urls import path

from sinergi.funds import views

app_name = "funds"
urlpatterns = [
    path("entri/<int:number>/", views.entry, name="entry"),
    path("entri/<int:number>/balik/", views.reverse_entry, name="reverse"),
    path("harga/<str:region>/", views.prices, name="prices"),
    path("tahap/<str:code>/", views.cycle, name="cycle"),
    path("<str:code>/", views.show, name="show"),
    path("<str:code>/komitmen/", views.commit, name="commit"),
    path("<str:code>/swadaya/", views.contribute, name="contribute"),
    path("<str:code>/periksa/", views.deliveries, name="deliveries"),
    path("<str:code>/periksa/<int:contribution>/", views.verify, name="verify"),
    path("<str:code>/permohonan/", views.request, name="request"),
    path("<str:code>/pencairan/", views.release, name="release"),
    path("<str:code>/belanja/", views.spend, name="spend"),
    path("<str:code>/kas-bank/", views.transfer, name="transfer"),
    path("<str:code>/pertanggungjawaban/", views.account, name="account"),
    path("<str:code>/buku/<str:book>/", views.book, name="book"),
    path("<str:code>/buku/<str:book>/excel/", views.book_excel, name="book_excel"),
    path("<str:code>/rpd/", views.rpd, name="rpd"),
    path("<str:code>/lpd/", views.lpd, name="lpd"),
]
