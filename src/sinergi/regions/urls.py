"""/wilayah/"""

from __future__ import annotations

from django.urls import path

from sinergi.regions import views

app_name = "regions"
urlpatterns = [
    path("cari/", views.find, name="find"),
    path("sumber/", views.sources, name="sources"),
]
