"""What ``sinergi audit verify`` says of a break, one sentence each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sinergi.audit.verifying import Break

SENTENCES = {
    "missing": _("%(chain)s: baris %(number)s dihapus."),
    "missing run": _("%(chain)s: baris %(number)s sampai %(last)s dihapus."),
    "content": _("%(chain)s: isi baris %(number)s diubah."),
    "resealed": _("%(chain)s: baris %(number)s diubah atau diganti beserta segelnya."),
    "resealed run": _("%(chain)s: baris %(number)s diubah atau diganti, dan segel sampai baris %(last)s dihitung ulang di luar Sinergi."),
    "inserted": _("%(chain)s: baris %(number)s disisipkan di luar Sinergi."),
    "head": _("%(chain)s: catatan ujung rantai hilang; baris terakhir mungkin dihapus."),
    "end": _("%(chain)s: ujung rantai dipasang di luar Sinergi pada baris %(number)s; baris sesudahnya mungkin dihapus."),
    "known": _("%(chain)s: segel baris %(number)s lain dari yang Anda simpan; baris itu atau yang sebelumnya diubah."),
    "gone": _("%(chain)s: baris %(number)s, yang segelnya Anda simpan, tidak ada lagi."),
    "guard": _("%(chain)s: penjaga %(detail)s tidak ada di basis data; perubahan langsung tidak lagi dicegah."),
}
CHAINS = {"audit": _("Jejak perbuatan"), "ledger": _("Buku besar")}


def sentence(found: Break) -> str:
    run = " run" if found.last is not None and found.last > found.number else ""
    return str(SENTENCES[found.why + run]) % {"chain": CHAINS.get(found.chain, found.chain), "number": found.number, "last": found.last, "detail": found.detail}
