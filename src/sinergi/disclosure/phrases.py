"""The reason codes of this context and their sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    # conditions
    "disclosure.publicised": _("Semua media sudah terbukti dipakai."),
    "disclosure.not_publicised": _("Belum ada bukti: %(media)s."),
    "disclosure.published": _("%(list)s diumumkan %(day)s."),
    "disclosure.not_published": _("%(list)s belum diumumkan."),
    "disclosure.window_open": _("Masa sanggah berjalan sampai %(until)s."),
    "disclosure.window_over": _("Masa sanggah berakhir %(until)s."),
    "disclosure.window_closed": _("Masa sanggah selesai %(until)s."),
    "disclosure.all_answered": _("Semua keberatan sudah selesai."),
    "disclosure.not_answered": _("%(unanswered)s keberatan belum dijawab, %(waiting)s dikabulkan menunggu daftar baru."),
    # messages
    "notice.list_published": _("%(list)s untuk %(round)s diumumkan. Usulan mana yang masuk dan mana yang tidak, dengan alasannya, dapat dibaca di sana."),
    # campaigns
    "disclosure.unknown_medium": _("Media “%(medium)s” tidak ada di program ini."),
    "disclosure.place_needed": _("Tulis tempat media ini dipasang atau disiarkan."),
    "disclosure.ends_before_start": _("Hari terakhir lebih awal daripada hari pertama."),
    "disclosure.no_such_campaign": _("Kampanye ini tidak ada, atau sudah dibatalkan."),
    "disclosure.proof_there": _("Kampanye ini sudah ada buktinya. Bila keliru, batalkan di Riwayat, lalu catat lagi."),
    "disclosure.at_least_once": _("Paling sedikit satu kali."),
    # publishing
    "disclosure.nobody_on_list": _("Belum ada usulan untuk daftar ini. Tetapkan peringkat lebih dulu."),
    "disclosure.rank_again": _("Peringkat perlu ditetapkan lagi: %(works)s. Sesudah peringkat ditetapkan, putusannya menjadi tidak lolos atau proposalnya dikembalikan."),
    "disclosure.version_needs_reason": _("Versi baru perlu alasan, supaya warga tahu apa yang berubah dan mengapa."),
    "disclosure.before_last_version": _("Versi sebelumnya diumumkan %(day)s; versi baru tidak boleh lebih awal."),
    "disclosure.before_ranking": _("Peringkatnya ditetapkan %(day)s; pengumuman tidak mungkin lebih awal."),
    "disclosure.before_source": _("Daftar sebelumnya diumumkan %(day)s; daftar ini tidak mungkin lebih awal."),
    "disclosure.before_window_over": _("Masa sanggah daftar sebelumnya berakhir %(until)s; daftar ini diumumkan sesudahnya."),
    "disclosure.window_from_today": _(
        "Masa sanggah dihitung sejak warga dapat membaca daftar ini di sini, jadi tanggal pengumumannya hari ini, %(today)s. Kapan dipasang di papan ditulis pada media."
    ),
    "disclosure.change_needs_reason": _("Perubahan untuk %(work)s perlu alasan."),
    "disclosure.not_on_list": _("Usulan %(work)s tidak ada di daftar ini."),
    "disclosure.cannot_be_added": _("Usulan %(work)s tidak dapat ditambahkan ke daftar ini."),
    "disclosure.preview_changed": _("Isi daftar berubah sesudah halaman ini dibuka. Periksa isi yang baru, lalu terbitkan."),
    "disclosure.published_stays": _("Daftar yang sudah diumumkan tidak dapat ditarik. Terbitkan versi baru dengan alasannya."),
    "disclosure.no_such_version": _("Versi ini belum pernah diumumkan."),
    "disclosure.too_many_media": _("Paling banyak %(most)s media."),
    "disclosure.media_needed": _("Pilih paling sedikit satu media dan tempatnya: di mana daftar ini diumumkan?"),
    "disclosure.medium_needed": _("Pilih medianya."),
    # objections
    "disclosure.nothing_published": _("Daftar ini belum diumumkan, jadi belum ada yang dapat disanggah."),
    "disclosure.ground_needed": _("Pilih pokok keberatan."),
    "disclosure.unknown_entry": _("Usulan %(work)s tidak ada di daftar ini."),
    "disclosure.text_too_short": _("Tulis sedikit lebih jelas; paling sedikit %(least)s huruf."),
    "disclosure.text_too_long": _("Tulisan ini terlalu panjang; paling banyak %(most)s huruf. Lampirkan sisanya sebagai berkas."),
    "disclosure.no_such_objection": _("Keberatan nomor %(number)s tidak ada."),
    "disclosure.answered_already": _("Keberatan nomor %(number)s sudah dijawab. Tarik jawaban itu lebih dulu bila ingin menggantinya."),
    "disclosure.answer_before_objection": _("Keberatan ini disampaikan %(day)s; jawabannya tidak mungkin lebih awal."),
    "disclosure.objection_stays": _("Yang disampaikan warga tidak dihapus atau ditarik oleh orang lain."),
    "disclosure.only_who_answers": _("Hanya mereka yang menjawab keberatan yang dapat menutup data pribadi di dalamnya."),
    "disclosure.cover_needs_reason": _("Tulis mengapa bagian itu ditutup."),
    "disclosure.covers_too_much": _("Yang ditutup terlalu banyak. Tutup hanya nama, alamat atau nomor orang; isi keberatan tetap terbaca."),
    # forms without an account
    "disclosure.trap": _("Kiriman ini tampak berasal dari mesin. Kosongkan kolom yang tersembunyi, lalu kirim lagi."),
    "disclosure.too_quick": _("Terkirim terlalu cepat. Periksa lagi tulisan Anda, lalu kirim."),
    "disclosure.form_too_old": _("Halaman ini dibuka lebih dari sehari lalu. Tulisan Anda masih ada; kirim sekali lagi."),
    "disclosure.form_not_ours": _("Halaman ini perlu dimuat ulang. Tulisan Anda masih ada; kirim sekali lagi."),
}
