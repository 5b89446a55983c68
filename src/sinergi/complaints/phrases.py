"""The reason codes of this context and their sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "complaints.kind_needed": _("Pilih pertanyaan atau pengaduan."),
    "complaints.matter_needed": _("Tulis pokoknya dalam beberapa kata."),
    "complaints.matter_too_long": _("Pokoknya terlalu panjang; paling banyak %(most)s huruf."),
    "complaints.amount_needed": _("Bila menyangkut penyalahgunaan dana, tulis perkiraan jumlahnya dalam rupiah."),
    "complaints.amount_wrong": _("Jumlah rupiah ini tidak masuk akal."),
    "complaints.no_such_question": _("Pertanyaan ini tidak ada."),
    "complaints.answered_already": _("Ini sudah dijawab. Tarik jawaban itu lebih dulu bila ingin menggantinya."),
    "complaints.answer_before_question": _("Ini disampaikan %(day)s; jawabannya tidak mungkin lebih awal."),
    "notice.complaints_asked": _("Warga bertanya tentang “%(title)s”: %(matter)s. Jawab di halaman umum."),
    "notice.complaints_misuse": _("Warga mengadukan penyalahgunaan dana pada “%(title)s”: %(matter)s. Jawab di halaman umum."),
    "complaints.question_stays": _("Yang disampaikan warga tidak dihapus atau ditarik oleh orang lain."),
}
