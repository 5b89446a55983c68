"""/unggahan/"""

from __future__ import annotations

from django.urls import path

from sinergi.files import views

app_name = "files"
urlpatterns = [
    path("<int:file_id>/kecil/<str:name>", views.show, {"thumb": True}, name="thumb"),
    path("<int:file_id>/<str:name>", views.show, name="show"),
]
