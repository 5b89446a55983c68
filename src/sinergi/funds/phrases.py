"""The sentences of the money: why an act is refused, why a condition does not hold yet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    # conditions, not yet
    "funds.not_committed": _("Belum ada janji atau anggaran dari %(source)s."),
    "funds.not_budgeted": _("Anggaran %(source)s belum dicatat."),
    "funds.hoped_only": _("%(source)s baru harapan (%(hoped_rp)s), belum janji atau anggaran."),
    "funds.tranche_not_released": _("Tahap %(tranche)s belum cair."),
    "funds.source_not_released": _("%(source)s belum cair."),
    "funds.asked_not_released": _("Pencairan sudah diajukan %(day)s, tetapi belum cair."),
    "funds.not_used": _("%(source)s terpakai %(used_rp)s dari %(planned_rp)s (%(percent)s %%), perlu %(share)s %%: kurang %(missing_rp)s."),
    "funds.used_without_plan": _("RAB belum ada, jadi pemakaian %(source)s belum bisa dihitung."),
    "funds.not_accounted": _("Pertanggungjawaban tahap %(tranche)s belum diterima."),
    # amounts and quantities
    "funds.not_positive": _("Tulis jumlah di atas nol; yang tertulis %(amount_rp)s."),
    "funds.too_large": _("Jumlah ini terlalu besar; paling banyak %(limit_rp)s. Periksa angka nolnya."),
    "funds.no_quantity": _("Tulis banyaknya dengan angka di atas nol, beserta satuannya."),
    "funds.odd_quantity": _("Banyaknya paling banyak tiga angka di belakang koma dan di bawah satu miliar."),
    "funds.no_price": _("Harga satuan belum ada di daftar harga atau RAB. Tulis harga yang disepakati di atas nol."),
    "funds.agreed_price_needs_note": _("Harga ini berbeda dari daftar harga atau RAB (%(known_rp)s). Tulis alasannya di catatan."),
    "funds.too_many_people": _("Jumlah orang antara 0 dan 100.000."),
    # what is named
    "funds.foreign_source": _("Sumber dana %(source)s tidak ada dalam program ini."),
    "funds.unknown_certainty": _("Pilih harapan, janji, atau dianggarkan."),
    "funds.unknown_form": _("Pilih bentuk swadaya dari daftar."),
    "funds.unknown_evidence": _("Pilih jenis bukti dari daftar."),
    "funds.unknown_purse": _("Pilih kas atau bank."),
    "funds.same_purse": _("Pilih dari bank ke kas, atau dari kas ke bank."),
    "funds.form_not_taken": _("Sumber ini menerima: %(forms)s."),
    "funds.no_giver": _("Tulis dari siapa."),
    "funds.no_payee": _("Tulis kepada siapa uang dibayarkan."),
    "funds.no_item": _("Tulis barang atau pekerjaannya."),
    "funds.no_number": _("Tulis nomor SP2D."),
    "funds.no_basis": _("Tulis dasar harganya: survei atau keputusan."),
    "funds.no_proof": _("Lampirkan bukti, atau tulis alasan mengapa belum ada."),
    "funds.budget_without_document": _("Dana yang dianggarkan perlu nomor dokumen anggaran atau berkasnya."),
    "funds.reject_needs_reason": _("Tulis mengapa kiriman ini dikembalikan, agar pengirim tahu apa yang harus diperbaiki."),
    "funds.too_early": _("Tanggal ini sebelum %(what)s; periksa tanggalnya."),
    # the plan
    "funds.no_plan": _("RAB belum ada. Uang baru bisa dicatat sesudah RAB ditetapkan."),
    "funds.no_such_line": _("Baris RAB %(line)s tidak ada. Pilih dari RAB yang berlaku."),
    "funds.line_twice": _("Kode baris RAB “%(line)s” kosong atau dipakai dua kali."),
    "funds.line_amount": _("Volume, harga, atau bagian di baris RAB %(line)s kurang dari nol atau terlalu besar."),
    "funds.line_split": _("Pembagian baris RAB %(line)s berselisih %(short_rp)s dari jumlahnya."),
    "funds.all_released": _("Semua dana ini sudah cair: %(released_rp)s dari %(planned_rp)s."),
    "funds.above_plan": _("Melebihi rencana: %(done_rp)s dari %(planned_rp)s sudah cair, sisanya %(left_rp)s."),
    "funds.before_round": _("Bukti ini bertanggal sebelum tahap dibuka (%(day)s). Periksa tahunnya."),
    "funds.before_release": _("Bukti ini lebih tua daripada pencairan pertama (%(day)s). Periksa tanggalnya, atau tulis alasannya: siapa yang menalangi."),
    "funds.no_purpose": _("Tulis untuk apa uangnya dibayarkan."),
    "funds.left_unsaid": _("Dari %(received_rp)s yang diterima, %(left_rp)s belum dibelanjakan menurut buku. Tulis di catatan mengapa, dan apa yang terjadi dengan sisanya."),
    "funds.above_request": _("Melebihi yang diminta: %(done_rp)s dari %(asked_rp)s sudah cair, sisanya %(left_rp)s. Untuk lebih dari itu perlu permohonan baru."),
    "funds.promised_before": _("%(giver)s sudah tercatat: %(certainty)s %(amount_rp)s. Pilih di bawah apakah ini menggantikannya atau uang lain lagi."),
    "funds.not_replaceable": _("Yang digantikan tidak ada lagi, atau sumbernya lain. Pilih dari daftarnya."),
    "funds.spent_above_plan": _("Melebihi rencana sumber ini: %(done_rp)s dari %(planned_rp)s sudah dibelanjakan, sisanya %(left_rp)s."),
    # the purse
    "funds.overdrawn": _("Saldo %(account)s %(source)s hanya %(there_rp)s: kurang %(short_rp)s."),
    "funds.nothing_there": _("Belum ada uang %(source)s di kas atau bank. Catat pencairannya dulu."),
    "funds.nothing_received": _("Belum ada dana yang cair untuk tahap %(tranche)s, jadi belum ada yang dipertanggungjawabkan."),
    # once
    "funds.released_already": _("Tahap atau SP2D ini sudah cair pada %(day)s (entri no. %(number)s). Satu pencairan dibayar sekali."),
    "funds.recorded_already": _("Isian ini sudah tercatat. Periksa daftarnya sebelum mengirim lagi."),
    "funds.judged_already": _("Kiriman ini sudah diperiksa."),
    "funds.no_delivery": _("Kiriman ini tidak ada, baru janji, atau sudah ditarik."),
    "funds.own_delivery": _("Anda yang mencatat kiriman ini. Pemeriksaan dilakukan orang lain."),
    "funds.accepted_already": _("Swadaya ini sudah diterima dalam entri no. %(number)s. Balikkan entri itu dulu."),
    "funds.not_sent_back": _("Kiriman ini tidak sedang dikembalikan, atau sudah diperbaiki."),
    "notice.funds_released": _("%(source)s untuk “%(where)s” cair: %(amount)s. Belanja dicatat beserta buktinya."),
    "notice.funds_returned": _("Swadaya “%(item)s” untuk “%(where)s” dikembalikan: %(note)s. Perbaiki lalu kirim lagi."),
    # reversing
    "funds.no_such_entry": _("Entri no. %(number)s tidak ada di pekerjaan ini."),
    "funds.is_reversal": _("Entri no. %(number)s adalah pembalikan; pembalikan tidak dibalik lagi. Catat ulang dengan benar."),
    "funds.reversed_already": _("Entri ini sudah dibalik pada %(day)s oleh entri no. %(number)s."),
    "funds.unknown_region": _("Wilayah dengan kode %(region)s tidak ada."),
    "funds.not_your_prices": _("Daftar harga %(region)s ditulis oleh pelaku program di wilayah itu."),
}
