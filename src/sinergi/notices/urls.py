"""/pemberitahuan/"""

from __future__ import annotations

from django.urls import path

from sinergi.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("dibaca/", views.read_all, name="read_all"),
    path("<int:notice_id>/", views.show, name="show"),
]
