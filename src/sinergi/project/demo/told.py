"""Meetings that public papers tell of, as they were told; what the papers leave out stays empty, and what we added is named.

Bekasi: the workshop of 17 November 2009 as a blog of the city's programme reported it. Names of people are left out, their offices kept.
Cinunuk: the residents' meeting of May 2012 as the blog of the village reported it.
"""

from __future__ import annotations

from datetime import date

from sinergi.followups.rules import Responsible
from sinergi.meetings.rules import ActionLine, AgendaLine, Answer, CountLine, Discussion, Presentation, Sheet, Table

HOPES = {
    "Kelurahan dan kecamatan": (
        "Bersinergi dengan BKM", "Lebih mengenal BKM dan program kerjanya", "Membuka akses dan peluang kemitraan", "Memfasilitasi kegiatan BKM",
        "Membina, membimbing, dan menyemangati BKM", "Memantau dan menilai pelaksanaan PAKET",
    ),
    "SKPD": (
        "Membantu mempercepat program kerja BKM", "Menyosialisasikan program SKPD kepada BKM", "Berkolaborasi dalam kegiatan yang melibatkan beberapa dinas",
        "Menyelaraskan kegiatan SKPD dengan kegiatan BKM untuk menanggulangi kemiskinan",
        "Sektor utama, satker, dan TKPP menyediakan BOP yang memadai",
    ),
    "Pokja PAKET": (
        "Melancarkan usulan kegiatan BKM", "Menjalankan tugas dengan baik", "Mendorong BKM menjadi masyarakat yang berdaya dan mandiri",
        "Bekerja sama erat dengan kelurahan dan kecamatan dalam sosialisasi PAKET", "Mendorong BKM menyusun dokumen yang baik untuk pelaksanaan dan pemanfaatan dana PAKET",
    ),
    "Pemkot Bekasi": (
        "Tidak ragu berkomitmen menanggulangi kemiskinan", "Menyosialisasikan program kepada SKPD terkait, terutama kegiatan sosial",
        "Membentuk tim koordinasi yang terpadu antar-SKPD",
    ),
    "BKM dan PAKEM": (
        "Selalu berkoordinasi dengan kelurahan, kecamatan, SKPD, dan Pokja PAKET", "Menampung dan mendata kebutuhan serta masalah masyarakat",
        "Tertib administrasi dalam proposal, LPJ, dan evaluasi", "Bekerja sama dengan kelurahan dan kecamatan", "Kegiatannya tepat sasaran",
        "Melibatkan kelurahan dan kecamatan pada setiap tahap kegiatan",
    ),
}  # fmt: skip
NEXT_ROUND = ("Menyediakan dana pendamping APBD Rp 3 miliar untuk PAKET Tahap III tahun 2010", "Menyiapkan dana BOP untuk kegiatan PAKET Tahap III")

BEKASI = Sheet(
    title="Lokakarya III: mekanisme pelaksanaan PAKET",
    starts_on=date(2009, 11, 17),
    level="regency",
    place="Ruang rapat Dinas Tata Ruang Kota Bekasi",
    host="Pemkot Bekasi",
    opener="Kepala Satker PIP, Kepala Kantor Pemberdayaan Masyarakat",
    minutes="Kepala Satker berharap kemitraan antara masyarakat, SKPD, dan kelompok peduli tumbuh makin kuat.\n\n"
    "Sekretaris Pokja PAKET menilai pertemuan yang sering di antara para pelaku membuat pemahaman dan tekad makin sama.\n\n"
    "Dicatat dari berita di blog program Kota Bekasi, 17 November 2009. Jam, pemandu, notulis, serta jumlah perempuan dan laki-laki tidak disebut di sana; "
    "undangan, jawaban, dan berkas bertanda tangan di contoh ini rekaan.",
    agenda=[
        AgendaLine("Pembukaan", speaker="Kepala Satker PIP"),
        AgendaLine("Doa", speaker="Faskel Sosial"),
        AgendaLine("Progres dan konsep PAKET", speaker="Koordinator Kota"),
        AgendaLine("Tugas Pokja PAKET dan PAKEM, mekanisme pelaksanaan", speaker="Sekretaris Pokja PAKET"),
        AgendaLine("Diskusi kelompok"),
        AgendaLine("Penyajian hasil diskusi"),
        AgendaLine("RKTL dan penutupan", speaker="Sekretaris Pokja PAKET"),
    ],
    counts=[
        CountLine("SKPD", unrecorded=13, table=2),
        CountLine("Kelurahan", unrecorded=6, table=3),
        CountLine("PJOK kecamatan", unrecorded=5, table=3),
        CountLine("BKM/PAKEM", unrecorded=17, table=1),
        CountLine("Kelompok peduli", unrecorded=10, table=1),
        CountLine("Konsultan", unrecorded=6),
    ],
    actions=[
        ActionLine("SKPD bertemu BKM untuk verifikasi proposal", Responsible(text="SKPD"), date(2009, 11, 18)),
        ActionLine("Pertemuan KBP", Responsible(text="KBP"), date(2009, 11, 19)),
        ActionLine("Bertemu Pemkot Bekasi, menyampaikan hasil Lokalatih PAKET dan Lokakarya III", Responsible(text="Pokja PAKET"), date(2009, 11, 19)),
    ],
    discussion=Discussion(
        questions=(
            "Apa harapan Anda pada BKM, kelurahan, kecamatan, SKPD, Pokja PAKET, dan Pemkot Bekasi dalam PAKET Tahap II?",
            "Apa harapan Anda pada Pemkot Bekasi dalam rencana PAKET Tahap III?",
        ),
        # the report gathers the hopes by addressee; which question each answers is read from what it says
        answers=(
            *(Answer(1, None, text, to) for to, hopes in HOPES.items() for text in hopes),
            *(Answer(2, None, text, "Pemkot Bekasi") for text in NEXT_ROUND),
        ),
        presentations=(
            Presentation(3, "PJOK Kecamatan Bekasi Selatan"),
            Presentation(1, "Perwakilan BKM Perwira"),
            Presentation(2, "Dinas Penataan dan Pengawasan Bangunan"),
        ),
        tables=(Table(1, "BKM/PAKEM dan kelompok peduli"), Table(2, "SKPD"), Table(3, "Aparat kelurahan (Kaur Ekbang) dan kecamatan (PJOK)")),
    ),
)

CINUNUK = Sheet(
    title="Rembug warga membahas SK lokasi PLP-BK",
    starts_on=date(2012, 5, 9),
    level="village",
    place="Rumah warga, Dusun Babakan RW 01",
    minutes="Warga membahas surat keputusan tentang lokasi yang mendapat program PLP-BK, dan seluruh elemen PNPM di Desa Cinunuk menanggapinya dengan baik.\n\n"
    "Dicatat dari blog Desa Cinunuk, 1 September 2012. Harinya tidak disebut di sana: 9 Mei rekaan, seminggu sebelum lokakarya. Jumlah 14 laki-laki dan 15 perempuan "
    "disebut tanpa menyebut acara mana; kami menaruhnya di rembug ini, karena lokakaryanya baru akan diadakan. Warga miskin dan penyandang disabilitas tidak dihitung di sana.",
    counts=[CountLine("Warga", women=15, men=14)],
    decisions=("Lokakarya PLP-BK tingkat desa diadakan 16 Mei 2012 di Aula Desa Cinunuk.",),
    actions=[ActionLine("Lokakarya PLP-BK tingkat desa", Responsible(text="Pemerintah Desa Cinunuk"), date(2012, 5, 16), place="Aula Desa Cinunuk")],
)
