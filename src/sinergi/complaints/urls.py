"""Addresses of questions and complaints, below /pengaduan/."""

from __future__ import annotations

from django.urls import path

from sinergi.complaints import views

app_name = "complaints"
urlpatterns = [
    path("", views.index, name="index"),
    path("ikuti/<str:follow_code>/", views.follow, name="follow"),
    path("<str:code>/", views.about, name="about"),
    path("<str:code>/sampaikan/", views.ask, name="ask"),
    path("<str:code>/<int:question_id>/jawab/", views.answer, name="answer"),
]
