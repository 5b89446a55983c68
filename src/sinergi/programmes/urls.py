"""Addresses of what moves through stages."""

from __future__ import annotations

from django.urls import path

from sinergi.programmes.views import acting, boards, moving, shelf, work

app_name = "programmes"
urlpatterns = [
    path("pekerjaan-saya/", work.my_work, name="my_work"),
    path("program/", shelf.shelf, name="shelf"),
    path("program/<slug:code>/", shelf.edition, name="edition"),
    path("program/<slug:code>/berkas.toml", shelf.edition_file, name="edition_file"),
    path("program/<slug:code>/naskah/<slug:digest>.toml", shelf.edition_text, name="edition_text"),
    path("program/<slug:code>/buka/", shelf.open_cycle, name="open_cycle"),
    path("tahap/<slug:code>/papan/", boards.board, name="board"),
    path("tahap/<slug:code>/terlambat/", boards.late, name="late"),
    path("tahap/<slug:code>/langkah/<slug:stage>/", boards.stage, name="stage"),
    path("mengapa/<slug:code>/<slug:stage>/", boards.why, name="why"),
    path("riwayat/<slug:code>/", work.history, name="history"),
    path("batalkan/<str:label>/<int:fact>/", work.undo, name="undo"),
    path("lakukan/<slug:code>/", acting.possible, name="acts"),
    path("lakukan/<slug:code>/mulai/", acting.start, name="start"),
    path("lakukan/<slug:code>/bentuk/", acting.form_body, name="form_body"),
    path("lakukan/<slug:code>/anggota/", acting.change_body, name="change_body"),
    path("lakukan/<slug:code>/tutup-pendaftaran/", acting.close_intake, name="close_intake"),
    path("lakukan/<slug:code>/kategori/", acting.classify, name="classify"),
    path("lakukan/<slug:code>/keluar/", acting.leave, name="leave"),
    path("lakukan/<slug:code>/kembali/", acting.return_, name="return"),
    path("lakukan/<slug:code>/tangguhkan/", acting.hold, name="hold"),
    path("lakukan/<slug:code>/lanjutkan/", acting.resume, name="resume"),
    path("lakukan/<slug:code>/tanggal/", acting.set_date, name="set_date"),
    path("lakukan/<slug:code>/tutup/", acting.close, name="close"),
    path("lakukan/<slug:code>/kesampingkan/", acting.waive, name="waive"),
    path("lakukan/<slug:code>/pedoman/", moving.move_edition, name="move_edition"),
    path("lakukan/<slug:code>/persetujuan/", acting.consent, name="consent"),
    path("lakukan/<slug:code>/data-kk/", acting.register, name="register"),
]
