"""Addresses of follow-ups, below /tindak-lanjut/."""

from __future__ import annotations

from django.urls import path

from sinergi.followups import views

app_name = "followups"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("daftar.xlsx", views.my_table_file, {"code": "", "form": "xlsx"}, name="my_excel"),
    path("daftar.csv", views.my_table_file, {"code": "", "form": "csv"}, name="my_csv"),
    path("matriks/", views.my_matrix, {"code": ""}, name="my_matrix"),
    path("matriks.pdf", views.my_matrix_file, {"code": "", "form": "pdf"}, name="my_matrix_pdf"),
    path("matriks.xlsx", views.my_matrix_file, {"code": "", "form": "xlsx"}, name="my_matrix_excel"),
    path("bulanan/", views.monthly, name="monthly"),
    path("bulanan.pdf", views.monthly_file, {"form": "pdf"}, name="monthly_pdf"),
    path("bulanan.xlsx", views.monthly_file, {"form": "xlsx"}, name="monthly_excel"),
    path("<str:code>/", views.index, name="index"),
    path("<str:code>/daftar.xlsx", views.table_file, {"form": "xlsx"}, name="excel"),
    path("<str:code>/daftar.csv", views.table_file, {"form": "csv"}, name="csv"),
    path("<str:code>/matriks/", views.matrix, name="matrix"),
    path("<str:code>/matriks.pdf", views.matrix_file, {"form": "pdf"}, name="matrix_pdf"),
    path("<str:code>/matriks.xlsx", views.matrix_file, {"form": "xlsx"}, name="matrix_excel"),
    path("<str:code>/siapa/", views.names, name="names"),
    path("<str:code>/buat/", views.open_line, name="open"),
    path("<str:code>/<int:number>/", views.show, name="show"),
    path("<str:code>/<int:number>/lapor/", views.report, name="report"),
    path("<str:code>/<int:number>/penanggung-jawab/", views.assign, name="assign"),
    path("<str:code>/<int:number>/setuju/", views.agree, name="agree"),
]
