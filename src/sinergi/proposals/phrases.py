"""The reason codes of this context and their sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    # conditions
    "proposals.complete": _("Proposal lengkap sejak %(day)s."),
    "proposals.not_begun": _("Proposal belum mulai ditulis."),
    "proposals.incomplete": _("Proposal belum lengkap. Yang belum ada: %(lacking)s."),
    "proposals.under_correction": _("Proposal dikembalikan untuk diperbaiki: %(reason)s. Setelah diperbaiki, serahkan lagi."),
    "proposals.submitted": _("Proposal diserahkan %(day)s."),
    "proposals.not_submitted": _("Proposal belum diserahkan."),
    "proposals.ranked": _("Peringkat ditetapkan %(day)s."),
    "proposals.not_ranked": _("Peringkat untuk “%(list)s” belum ditetapkan."),
    # messages
    "notice.proposals_returned": _("Proposal “%(where)s” dikembalikan: %(note)s. Perbaiki lalu serahkan lagi."),
    # writing
    "proposals.locked": _("Proposal sudah diserahkan %(day)s dan terkunci. Pokja dapat mengembalikannya untuk diperbaiki."),
    "proposals.stays_ranked": _("Usulan ini sudah masuk peringkat yang ditetapkan %(day)s; proposalnya tetap seperti saat itu. Bila peringkatnya keliru, batalkan peringkatnya lebih dulu."),
    "proposals.stays_judged": _("Proposal ini sudah dinilai. Mintalah Pokja mengembalikannya bila masih perlu diperbaiki."),
    "proposals.stale": _("Orang lain menyimpan bagian ini sesudah Anda membukanya. Kedua isian ada di bawah; pilih, lalu simpan sekali lagi."),
    "proposals.line_gone": _("Baris ini sudah dihapus orang lain. Isian Anda masih ada di bawah; simpan lagi bila ingin menambahkannya sebagai baris baru."),
    "proposals.more_poor_than_households": _("Keluarga miskin (%(poor)s) melebihi jumlah keluarga penerima (%(households)s)."),
    "proposals.more_disabled_than_people": _("Penyandang disabilitas (%(disabled)s) melebihi jumlah laki-laki dan perempuan."),
    "proposals.half_a_point": _("Titik lokasi perlu lintang dan bujur; isi keduanya atau kosongkan keduanya."),
    "proposals.foreign_point": _("Titik ini di luar Indonesia. Periksa lintang dan bujur: di selatan khatulistiwa lintang diawali tanda minus."),
    "proposals.unknown_group": _("Kelompok baris ini tidak dikenal. Pilih bahan, alat, upah kerja atau operasional."),
    "proposals.unknown_price_source": _("Pilih asal harga dari daftar: survei, toko, daftar resmi, atau kesepakatan."),
    "proposals.unknown_source": _("Sumber dana “%(source)s” tidak ada di program ini."),
    "proposals.unknown_form": _("Bentuk “%(form)s” tidak dikenal untuk sumber dana %(source)s."),
    "proposals.unknown_paper": _("Jenis lampiran ini tidak ada di daftar."),
    "proposals.negative": _("Angka tidak boleh di bawah nol."),
    "proposals.too_large": _("Jumlah baris ini terlalu besar. Periksa volume dan harga satuan."),
    "proposals.too_many_rows": _("Paling banyak %(most)s baris."),
    "proposals.ends_before_start": _("Jadwal “%(activity)s” selesai sebelum mulai."),
    "proposals.short": _("Pembagian kurang %(amount_rp)s dari jumlah baris."),
    "proposals.over": _("Pembagian lebih %(amount_rp)s dari jumlah baris."),
    # handing in
    "proposals.already_submitted": _("Proposal ini sudah diserahkan."),
    "proposals.changed_meanwhile": _("Draf berubah sesudah halaman ini dibuka. Baca lagi isinya, lalu serahkan."),
    "proposals.nothing_to_return": _("Belum ada proposal yang diserahkan untuk dikembalikan."),
    # ranking
    "proposals.nothing_to_rank": _("Belum ada proposal yang diserahkan di tahap ini."),
    "proposals.not_in_round": _("Usulan %(work)s tidak ada di antara yang diperingkat."),
    "proposals.change_needs_reason": _("Perubahan untuk %(work)s perlu alasan."),
    "proposals.moved_and_excluded": _("Usulan %(work)s dipindah dan sekaligus dikeluarkan. Pilih salah satu."),
    "proposals.verdict_failed": _("Usulan %(work)s tidak lulus (%(verdict)s), jadi tidak dapat diberi tempat. Bila keadaannya berubah, catat verifikasi yang baru lebih dulu."),
    "proposals.order_changed": _("Nilai, usulan atau pagu berubah sejak urutan ini dihitung. Periksa urutan yang baru, lalu tetapkan."),
    # carrying
    "proposals.not_unfunded": _("Hanya usulan yang belum terdanai menurut peringkat atau daftar yang diumumkan yang dapat dibawa ke tahap berikutnya."),
    "proposals.nowhere_to_carry": _("Pilih desa yang sama di tahap lain yang sedang menerima usulan."),
    "proposals.carried_already": _("Usulan ini sudah dibawa ke tahap itu."),
    # flags
    "proposals.flag_same_ratio": _("Bagian swadaya %(share)s %% persis sama dengan %(count)s usulan lain (%(codes)s). Bagaimana angka ini dihitung?"),
    "proposals.flag_same_people": _("Jumlah penerima manfaat sama persis dengan %(count)s usulan lain (%(codes)s). Apakah warga yang sama?"),
    "proposals.flag_round_total": _("Jumlah RAB bulat, %(total_rp)s. Apakah disusun dari volume, atau dari pagu?"),
    "proposals.flag_round_lines": _("%(count)s dari %(lines)s baris berjumlah bulat. Apakah harganya hasil survei?"),
    "proposals.flag_swadaya_without_evidence": _("Swadaya %(amount_rp)s belum disertai pernyataan warga. Siapa yang menyanggupi?"),
    "proposals.flag_mostly_labour": _("Swadaya %(share)s %% berupa tenaga. Sertakan daftar nama calon pekerja."),
    "proposals.flag_fewer_people_than_households": _("Penerima manfaat %(people)s orang, kurang dari %(households)s keluarga. Apakah tertukar?"),
    "proposals.flag_item_twice": _("“%(item)s” tertulis dua kali dalam satu kelompok. Apakah memang dua pembelian?"),
    # the spreadsheet
    "proposals.import_empty": _("Lembar ini belum berisi baris RAB."),
    "proposals.import_no_column": _("Kolom “%(column)s” tidak ada. Pakai lembar yang diunduh dari halaman ini."),
    "proposals.import_too_long": _("Lembar ini terlalu panjang; paling banyak %(most)s baris."),
    "proposals.import_no_item": _("Uraian belum diisi."),
    "proposals.import_group": _("Kelompok “%(given)s” tidak dikenal; tulis A, B, C atau D."),
    "proposals.import_price_source": _("Sumber harga “%(given)s” tidak dikenal."),
    "proposals.import_volume": _("Volume “%(given)s” bukan angka dengan paling banyak tiga desimal."),
    "proposals.import_money": _("“%(given)s” bukan jumlah rupiah."),
    "proposals.import_unreadable": _("Berkas ini tidak dapat dibaca sebagai lembar Excel."),
}
