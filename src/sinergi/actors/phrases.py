"""Each reason code of this context with its sentence, and the letter of an invitation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "actors.not_your_region": _("Anda belum bisa mengatur orang di wilayah %(region)s. Mintalah admin kantor wilayah itu, atau mintalah peran admin kantor di sana."),
    "actors.only_admins": _("Halaman ini untuk admin kantor. Mintalah admin kantor wilayah Anda bila ada orang atau peran yang perlu diatur."),
    "actors.only_installation_admins": _("Ini hanya untuk yang mengurus pemasangan Sinergi. Hubungi admin pemasangan di kantor Anda."),
    "actors.not_yourself": _("Akun sendiri tidak bisa dinonaktifkan. Mintalah admin lain melakukannya."),
    "actors.roles_elsewhere": _("Orang ini masih memegang peran di luar wilayah Anda (%(regions)s). Akhiri perannya di wilayah Anda; akunnya dinonaktifkan oleh admin di sana."),
    "actors.last_admin": _("Harus ada paling sedikit satu admin pemasangan. Jadikan orang lain admin lebih dulu."),
    "actors.cannot_sign_in": _("%(name)s belum punya akun yang aktif. Undang orangnya lebih dulu."),
    "actors.is_deactivated": _("Akun %(name)s sudah dinonaktifkan. Aktifkan kembali lebih dulu."),
    "actors.has_a_way_in": _("%(name)s sudah pernah masuk, atau belum punya alamat surel. Kata sandi yang lupa diganti sendiri lewat “Lupa kata sandi?”."),
    "actors.is_active": _("Akun %(name)s sudah aktif."),
    "actors.name_missing": _("Nama perlu diisi."),
    "actors.name_too_long": _("Nama ini %(length)s huruf; paling panjang %(longest)s huruf. Singkatkan gelar atau nama tengah."),
    "actors.name_odd_sign": _("Nama hanya memakai huruf, angka dan tanda baca biasa; hapus tanda %(sign)s."),
    "actors.name_without_letters": _("Nama perlu memuat huruf."),
    "actors.reason_missing": _("Tulis alasannya, agar kelak jelas mengapa."),
    "actors.reason_too_long": _("Alasan ini %(length)s huruf; paling panjang %(longest)s huruf."),
    "actors.too_long_ago": _("Tanggal %(day)s terlalu lama; paling awal %(earliest)s."),
    "actors.too_far_ahead": _("Tanggal %(day)s terlalu jauh ke depan; paling akhir %(latest)s."),
    "actors.ends_before_it_begins": _("Akhirnya (%(ends)s) lebih awal daripada mulainya (%(begins)s)."),
    "actors.already_over": _("Ini sudah berakhir pada %(ended)s."),
    "actors.end_would_be_later": _("Ini sudah akan berakhir pada %(ends)s; hari terakhir hanya bisa dimajukan. Untuk memperpanjang, beri peran baru."),
    "actors.role_unknown": _("Peran %(role)s tidak dikenal. Pilih peran dari daftar."),
    "actors.role_of_another_level": _("%(role)s diberikan untuk %(levels)s, sedangkan %(region)s adalah %(given)s. Pilih wilayah lain, atau peran lain."),
    "actors.role_already_held": _("%(name)s sudah memegang peran ini di wilayah itu pada tanggal tersebut."),
    "actors.region_unknown": _("Wilayah %(given)s tidak dikenal. Tulis kodenya, misalnya 33.24, atau nama lengkapnya."),
    "actors.email_unsound": _("Alamat surel %(email)s belum benar. Contoh: siti@contoh.go.id."),
    "actors.email_too_long": _("Alamat surel ini terlalu panjang; paling panjang %(longest)s huruf."),
    "actors.email_taken": _("Alamat %(email)s sudah dipakai sebuah akun. Peran baru diberikan dari halaman orangnya."),
    "actors.email_of_deactivated": _("Alamat %(email)s milik akun yang dinonaktifkan. Aktifkan kembali dari halaman orangnya."),
    "actors.already_invited": _("%(email)s sudah diundang untuk peran ini dan tautannya masih berlaku. Kirim ulang saja undangannya."),
    "actors.password_weak": _("%(why)s"),
    "actors.phone_unsound": _("Nomor telepon hanya memakai angka, spasi dan tanda + di depan, misalnya 0812 3456 7890."),
    "actors.language_unknown": _("Pilih bahasa Indonesia atau Inggris."),
    "actors.link_unknown": _("Tautan ini tidak dikenal. Periksa apakah tautannya tersalin utuh, atau mintalah undangan baru."),
    "actors.link_used": _("Undangan ini sudah dipakai. Masuklah dengan alamat surel dan kata sandi yang sudah dibuat."),
    "actors.link_withdrawn": _("Undangan ini sudah ditarik. Tanyakan kepada kantor yang mengundang."),
    "actors.inviter_left": _("Yang mengundang Anda tidak lagi mengurus wilayah itu. Mintalah undangan baru dari admin kantornya yang sekarang."),
    "actors.link_expired": _("Undangan ini berlaku sampai %(expired)s. Mintalah pengundang mengirim ulang."),
    "actors.sign_in_first": _("%(email)s sudah punya akun. Masuklah dengan akun itu, lalu buka tautan undangan ini sekali lagi."),
    "actors.already_set_up": _("Sinergi di sini sudah disiapkan. Masuklah, atau mintalah undangan dari admin kantor."),
    "actors.setup_key_wrong": _("Kunci penyiapan ini tidak berlaku. Salin tautan terbaru yang dicetak server di layarnya."),
    "actors.office_exists": _("%(name)s sudah punya kantor di Sinergi. Undang adminnya dari halaman undangan."),
    "actors.body_exists": _("%(name)s sudah tercatat di wilayah ini dengan jenis yang sama."),
    "actors.kind_unknown": _("Pilih jenis organisasi dari daftar."),
    "actors.pillar_unknown": _("Pilih unsur dari daftar."),
    "actors.decree_ahead": _("Tanggal SK (%(day)s) belum tiba."),
    "actors.decree_without_number": _("SK bertanggal perlu nomornya."),
    "actors.decree_number_too_long": _("Nomor SK paling panjang %(longest)s huruf."),
    "actors.office_too_long": _("Jabatan paling panjang %(longest)s huruf."),
    "actors.formed_elsewhere": _('Lembaga ini dibentuk untuk %(code)s. Anggota dan SK-nya diubah di sana, lewat "Ubah anggota", supaya langkahnya ikut dihitung.'),
    "actors.already_member": _("%(name)s sudah menjadi anggota pada tanggal itu."),
    "actors.person_unknown": _("Pilih orang dari daftar, atau tulis namanya."),
}

INVITATION_SUBJECT = _("Undangan ke Sinergi")
INVITATION_BODY = _(
    "Yth. %(name)s,\n\n%(inviter)s mengundang Anda ke Sinergi sebagai %(role)s untuk %(region)s.\n\n"
    "Buka tautan ini untuk membuat kata sandi:\n%(link)s\n\n"
    "Tautan berlaku %(days)s hari dan hanya untuk Anda. Bila Anda tidak mengenal undangan ini, abaikan saja.\n"
)
FIRST_LINK_SUBJECT = _("Tautan masuk ke Sinergi")
FIRST_LINK_BODY = _(
    "Yth. %(name)s,\n\nNama Anda tercatat di Sinergi dengan alamat surel ini. %(inviter)s mengirim tautan agar Anda bisa masuk.\n\n"
    "Buka tautan ini untuk membuat kata sandi:\n%(link)s\n\n"
    "Tautan berlaku beberapa hari dan hanya untuk Anda; sesudahnya pakai “Lupa kata sandi?” di halaman masuk.\n"
)
