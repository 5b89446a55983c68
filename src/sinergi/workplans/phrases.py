"""The sentences for each reason code of work plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

PHRASES: Mapping[str, Any] = {
    # the condition
    "workplans.not_begun": _("%(plan)s belum disusun."),
    "workplans.has_gaps": _("%(plan)s masih berupa draf yang belum lengkap."),
    "workplans.not_submitted": _("%(plan)s sudah lengkap, tetapi belum diajukan."),
    "workplans.not_approved": _("%(plan)s diajukan %(day)s dan menunggu persetujuan."),
    # messages
    "notice.workplans_returned": _("Rencana kerja “%(where)s” dikembalikan: %(note)s. Perbaiki lalu ajukan lagi."),
    # the plan
    "workplans.no_such_plan": _("Rencana kerja “%(plan)s” tidak ada di pedoman program ini. Buka lagi dari Pekerjaan saya."),
    "workplans.begun_already": _("Rencana kerja ini sudah ada. Buka dan lanjutkan yang itu."),
    "workplans.not_begun_yet": _("Rencana kerja ini belum disusun. Mulai dari tabel kegiatannya dulu."),
    "workplans.stale": _("Orang lain menyimpan rencana ini sesudah Anda membukanya. Periksa lagi, lalu simpan sekali lagi bila tetap benar."),
    "workplans.nothing_changed": _("Tidak ada yang berubah, jadi tidak ada yang disimpan."),
    "workplans.say_why_changed": _("Rencana ini sudah disetujui. Tulis alasan perubahannya; semua yang terlibat membacanya di samping rencana semula."),
    "workplans.later_save": _("Hanya simpanan terakhir yang dapat dibatalkan. Sesudah yang ini masih ada perubahan lain."),
    "workplans.first_save": _("Ini simpanan pertama. Ubah isinya saja; tidak ada keadaan sebelumnya untuk dikembalikan."),
    "workplans.waits_for_approval": _("Rencana ini diajukan %(day)s dan menunggu persetujuan. Tarik kembali dulu bila masih perlu diubah."),
    "workplans.too_many": _("Paling banyak %(most)s kegiatan dalam satu rencana."),
    "workplans.key_twice": _("Satu kegiatan muncul dua kali. Muat ulang halaman ini, lalu isi lagi."),
    "workplans.no_such_activity": _("Kegiatan ini tidak ada lagi di rencana. Buka rencananya untuk melihat yang sekarang."),
    # handing in and approving
    "workplans.incomplete": _("Rencana belum dapat diajukan: %(count)s hal perlu diperbaiki. Daftarnya ada di halaman rencana."),
    "workplans.submitted_already": _("Rencana ini sudah diajukan %(day)s dan menunggu persetujuan."),
    "workplans.same_as_baseline": _("Isinya sama dengan rencana yang disetujui %(day)s, jadi tidak perlu diajukan lagi."),
    "workplans.nothing_to_approve": _("Belum ada rencana yang menunggu persetujuan."),
    "workplans.other_content": _("Sementara itu isi rencana yang diajukan sudah lain. Baca lagi, lalu setujui."),
    "workplans.own_plan": _("Rencana ini Anda sendiri yang mengajukan. Mintalah orang lain menyetujuinya."),
    "workplans.approved_before": _("Rencana ini diajukan %(day)s; persetujuan tidak dapat lebih dulu."),
    "workplans.approved_already": _("Rencana ini sudah disetujui %(day)s. Batalkan persetujuannya dulu."),
    # what is wrong at a line
    "workplans.no_working_day": _("Pilih paling sedikit satu hari kerja dalam seminggu."),
    "workplans.no_activity": _("Belum ada kegiatan."),
    "workplans.no_deadline": _("Batas waktu pemanfaatan dana belum diisi, jadi belum dapat diperiksa."),
    "workplans.deadline_before_start": _("Batas waktu %(day)s lebih awal dari mulai rencana, %(start)s."),
    "workplans.no_room": _("Hanya tersisa %(days)s hari kerja sebelum batas waktu %(day)s."),
    "workplans.no_title": _("Tulis nama kegiatannya."),
    "workplans.no_length": _("Tulis lamanya dalam hari kerja, atau tanggal selesainya."),
    "workplans.no_volume": _("Tulis volume dan satuannya, misalnya 2 kali."),
    "workplans.no_responsible": _("Tulis siapa penanggung jawabnya."),
    "workplans.end_before_start": _("Selesai %(end)s lebih awal dari mulai %(start)s."),
    "workplans.past_deadline": _("Selesai %(end)s, %(days)s hari kerja sesudah batas waktu %(deadline)s."),
    "workplans.waits_too_long": _("Harus selesai %(end)s, padahal menunggu baris %(other)s dan baru bisa mulai %(start)s; selesainya %(comes)s."),
    "workplans.too_short": _("Harus selesai %(end)s, padahal mulai %(start)s dan perlu %(days)s hari kerja; selesainya %(comes)s."),
    "workplans.starts_on_day_off": _("%(day)s hari libur; dihitung mulai %(first)s."),
    "workplans.before_plan": _("%(day)s lebih awal dari mulai rencana, %(start)s."),
    "workplans.waits_for_itself": _("Kegiatan ini menunggu dirinya sendiri. Hapus nomornya sendiri dari kolom Menunggu."),
    "workplans.waits_for_nothing": _("Kegiatan yang ditunggu sudah tidak ada. Perbaiki kolom Menunggu."),
    "workplans.circle": _("Saling menunggu dalam lingkaran, baris %(rows)s, jadi tidak ada yang dapat mulai. Hapus salah satunya dari kolom Menunggu."),
    # what cannot be kept
    "workplans.too_long": _("Terlalu panjang; paling banyak %(most)s huruf."),
    "workplans.out_of_range": _("Tulis angka dari %(least)s sampai %(most)s."),
    "workplans.odd_day": _("Tanggal %(day)s tidak masuk akal; periksa tahunnya."),
    "workplans.too_many_holidays": _("Paling banyak %(most)s hari libur."),
    "workplans.holiday_twice": _("Satu hari libur tertulis dua kali."),
    "workplans.waits_for_too_many": _("Paling banyak %(most)s kegiatan yang ditunggu."),
    "workplans.waits_twice": _("Kegiatan yang sama ditunggu dua kali."),
    "workplans.lag_too_long": _("Jeda paling lama %(most)s hari kerja."),
    "workplans.no_such_purse": _("Sumber dana ini tidak ada di pedoman program, atau tertulis dua kali."),
    "workplans.odd_amount": _("Jumlah rupiah ini tidak masuk akal."),
    # reports
    "workplans.percent": _("Tulis persen dari 0 sampai 100."),
    "workplans.start_missing": _("Tulis kapan kegiatan ini dimulai."),
    "workplans.finish_is_whole": _("Tanggal selesai diisi bila sudah 100 %%, dan hanya saat itu."),
    "workplans.report_ahead": _("%(day)s lebih lambat dari tanggal laporan, %(on)s."),
    "workplans.note_too_long": _("Tulisan ini terlalu panjang; paling banyak %(most)s huruf."),
    "workplans.say_why_late": _("Menurut rencana selesai %(due)s. Tulis sebab keterlambatannya."),
    # what cannot be read
    "workplans.read_number": _("“%(given)s” bukan angka."),
    "workplans.read_whole": _("“%(given)s” bukan bilangan bulat."),
    "workplans.read_money": _("“%(given)s” bukan jumlah rupiah."),
    "workplans.read_day": _("“%(given)s” bukan tanggal. Tulis seperti 5 Oktober 2012 atau 05/10/2012."),
    "workplans.read_after": _("“%(given)s” tidak terbaca. Tulis nomor baris yang ditunggu, misalnya 3; atau 3+2 untuk jeda dua hari kerja."),
    "workplans.read_no_row": _("Baris %(given)s tidak ada."),
    "workplans.read_empty": _("Tidak ada kegiatan yang terbaca."),
    "workplans.read_no_column": _("Kolom “%(column)s” tidak ada di baris judul. Unduh lembarnya dan isi yang itu."),
}
