"""Addresses below /orang/."""

from __future__ import annotations

from django.urls import path

from sinergi.actors import views

app_name = "actors"
urlpatterns = [
    path("", views.index, name="index"),
    path("saya/", views.profile, name="me"),
    path("undang/", views.invite, name="invite"),
    path("undangan/<int:invitation_id>/kirim-ulang/", views.resend, name="resend"),
    path("undangan/<int:invitation_id>/tarik/", views.withdraw, name="withdraw"),
    path("undangan/<str:token>/", views.accept, name="accept"),
    path("mulai/", views.set_up_help, name="set_up_help"),
    path("mulai/<str:token>/", views.set_up, name="set_up"),
    path("kantor/", views.offices, name="offices"),
    path("kantor/baru/", views.open_office, name="open_office"),
    path("organisasi/", views.organisations, name="organisations"),
    path("organisasi/baru/", views.new_organisation, name="new_organisation"),
    path("organisasi/<int:organisation_id>/", views.organisation, name="organisation"),
    path("organisasi/<int:organisation_id>/ubah/", views.edit_organisation, name="edit_organisation"),
    path("organisasi/<int:organisation_id>/anggota/", views.add_member, name="add_member"),
    path("organisasi/<int:organisation_id>/orang/", views.acquainted, name="acquainted"),
    path("organisasi/anggota/<int:member_id>/akhiri/", views.end_member, name="end_member"),
    path("peran/<int:held_id>/akhiri/", views.end_role, name="end_role"),
    path("<int:person_id>/", views.show, name="show"),
    path("<int:person_id>/peran/", views.give_role, name="give_role"),
    path("<int:person_id>/nonaktif/", views.deactivate, name="deactivate"),
    path("<int:person_id>/aktif/", views.reactivate, name="reactivate"),
    path("<int:person_id>/tautan/", views.let_in, name="let_in"),
    path("<int:person_id>/admin/", views.make_admin, name="make_admin"),
    path("<int:person_id>/bukan-admin/", views.end_admin, name="end_admin"),
]
