"""The gate's reasons and this context's own, in words: what it means and who can lift it. Indonesian here, English in the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    # the gate
    "gate.four_eyes": _("Anda sudah mengerjakan bagian sebelumnya (%(acts)s), jadi orang lain yang harus mengerjakan ini."),
    "gate.needs": _("Belum bisa. %(reasons)s"),
    "gate.held": _("Sedang ditangguhkan. Lanjutkan dulu, dengan alasan."),
    "gate.locked": _("Langkah “%(stage_title)s” terkunci. %(reasons)s"),
    "gate.role": _("Ini tugas %(roles)s. Akun Anda tidak memegang peran itu di wilayah ini."),
    "gate.waiting": _("Langkah “%(stage_title)s” belum terbuka."),
    "gate.done": _("Langkah “%(stage_title)s” sudah selesai."),
    "gate.waived": _("Langkah “%(stage_title)s” sudah dikesampingkan."),
    "gate.out": _("Sudah tidak ikut dalam tahap ini."),
    "gate.closed": _("Tahap ini sudah ditutup; angkanya dibekukan."),
    "gate.not_here": _("Pedoman tahap ini tidak mengenal tindakan itu di sini."),
    "gate.never_waived": _("Pedoman tidak mengizinkan langkah ini dikesampingkan."),
    "gate.firm": _("Syarat ini tegas dan tidak boleh dikesampingkan."),
    "gate.own_step": _("Anda sendiri bisa memenuhi syarat ini, jadi orang lain yang boleh mengesampingkannya."),
    # performing
    "no_such_undertaking": _("Tidak ada tahap, desa, atau usulan dengan kode %(code)s."),
    "no_such_fact": _("Catatan itu tidak ada."),
    "already_undone": _("Catatan itu sudah dibatalkan pada %(day)s."),
    "future_day": _("Tanggal %(day)s belum tiba; hari ini %(today)s."),
    "reason_needed": _("Tulis alasannya dengan beberapa kata, agar orang lain paham."),
    "role": _("Ini tugas %(roles)s."),
    # opening
    "code_shape": _("Kode tahap terdiri dari 2 sampai 12 huruf besar, angka, atau tanda hubung, misalnya KDL07."),
    "code_taken": _("Kode %(code)s sudah dipakai. Pilih kode lain."),
    "title_needed": _("Isi nama, paling banyak %(most)s huruf."),
    "year_wrong": _("Tahun %(year)s tidak masuk akal untuk tahap ini."),
    "unknown_region": _("Kode wilayah ini tidak dikenal. Cari menurut nama, lalu pilih dari daftar."),
    "wrong_level": _("Wilayah ini bukan pada tingkat yang diminta pedoman (%(wanted)s)."),
    "outside_region": _("Wilayah ini di luar wilayah tahap."),
    "already_in_round": _("%(place)s sudah ikut tahap ini."),
    "not_available_yet": _("Pedoman ini memakai tindakan atau syarat yang belum tersedia di Sinergi: %(words)s."),
    # bodies
    "body_needs_name": _("Beri nama untuk %(body)s."),
    "body_needs_members": _("%(body)s perlu sedikitnya %(least)s anggota."),
    "member_twice": _("Ada anggota yang tertulis dua kali."),
    "member_without_name": _("Ada anggota tanpa nama."),
    "not_apart": _("Pengawas tidak boleh anggota lembaga yang diawasi: %(names)s."),
    # leaving, days, waivers
    "leaving_reason": _("Pilih alasan: mengundurkan diri, gugur, ditunda, atau berakhir."),
    "unknown_date": _("Kalender tahap ini tidak mengenal tanggal itu."),
    "register_incomplete": _("Data KK belum lengkap: %(households)s dari %(expected)s."),
    "date_far_away": _("Tanggal %(day)s terlalu jauh dari tahap ini."),
    "deadline_ahead": _("Batas baru harus hari ini atau sesudahnya."),
    "until_ahead": _("Akhir masa berlaku harus sesudah hari ini."),
    # why not yet
    "programmes.started": _("Baru %(done)s dari sedikitnya %(least)s %(scope)s dimulai."),
    "programmes.intake_open": _("Pendaftaran belum ditutup."),
    "programmes.unclassified": _("Kategori lokasi belum ditetapkan."),
    "programmes.not_closed": _("Tahap belum ditutup."),
    "programmes.day_not_reached": _("%(date)s (%(day)s) belum lewat."),
    "programmes.day_passed": _("%(date)s (%(day)s) sudah lewat."),
    "programmes.date_not_set": _("%(date)s belum ditetapkan."),
    "actors.not_formed": _("%(body)s belum terbentuk."),
    "actors.lacks_members": _("%(body)s belum lengkap: sedikitnya %(least)s anggota. %(includes)s"),
    "actors.no_decree": _("%(body)s belum punya surat keputusan."),
    "actors.not_registered": _("Data KK belum lengkap."),
    "actors.no_consent": _("Persetujuan warga belum ada atau ditarik."),
    # the board's own reasons
    "why.stage": _("Menunggu langkah “%(stage_title)s”."),
    "why.children": _("Menunggu %(count)s yang belum selesai pada “%(stage_title)s”: %(codes)s."),
    "why.no_children": _("Tidak ada yang tersisa untuk ditunggu pada “%(stage_title)s”; buka dengan pengesampingan, atau tutup tahap."),
    "why.list_not_published": _("Daftar belum diumumkan: %(value)s."),
    "why.not_on_list": _("Tidak ada di daftar: %(value)s."),
    "why.kind_undecided": _("Kategorinya belum ditetapkan."),
    "why.other_kind": _("Langkah ini untuk kategori lain."),
    "why.left": _("Sudah tidak ikut."),
    "why.not_started": _("Belum dimulai."),
    "why.held": _("Sedang ditangguhkan: %(codes)s."),
}
