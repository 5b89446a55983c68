"""Addresses of physical work, below /kemajuan/."""

from __future__ import annotations

from django.urls import path

from sinergi.progress import views

app_name = "progress"
urlpatterns = [
    path("<str:code>/", views.show, name="show"),
    path("<str:code>/laporan/", views.report, name="report"),
    path("<str:code>/kunjungan/", views.visit, name="visit"),
    path("<str:code>/foto/", views.photograph, name="photograph"),
    path("<str:code>/upah/", views.pay_wages, name="pay_wages"),
    path("<str:code>/serah-terima/", views.hand_over, name="hand_over"),
    path("<str:code>/fungsi/", views.check_function, name="check_function"),
]
