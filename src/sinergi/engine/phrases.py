"""The sentences of the checker in Indonesian and English: for each code what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# code -> ((what, what to do) in Indonesian, (what, what to do) in English)
SENTENCES: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "not_toml": (
        ("bukan TOML yang benar{detail}.", "Perbaiki tanda baca di baris itu (kutip, kurung, tanda sama dengan)."),
        ("is not valid TOML{detail}.", "Mend the punctuation of that line (quotes, brackets, equals sign).")),
    "unknown_key": (
        ('kunci "{key}" tidak dikenal.', "Hapus atau perbaiki ejaannya; yang dikenal: {known}."),
        ('unknown key "{key}".', "Remove it or mend its spelling; known here: {known}.")),
    "missing": (
        ('"{key}" belum ada.', 'Tambahkan "{key}".'),
        ('"{key}" is missing.', 'Add "{key}".')),
    "wrong_type": (
        ('"{key}" harus berupa {wanted}.', "Tulis ulang nilainya sebagai {wanted}."),
        ('"{key}" must be {wanted}.', "Write its value as {wanted}.")),
    "twice": (
        ('"{value}" dipakai dua kali.', "Beri nama atau nomor yang lain; yang pertama di {first}."),
        ('"{value}" is used twice.', "Give it another code or number; the first is at {first}.")),
    "not_one_of": (
        ('"{value}" bukan nilai yang sah.', "Pilih salah satu: {choices}."),
        ('"{value}" is not a possible value.', "Choose one of: {choices}.")),
    "unknown_scope": (
        ('lingkup "{value}" tidak dikenal di berkas ini.', "Pakai salah satu: {choices}."),
        ('scope "{value}" does not exist in this file.', "Use one of: {choices}.")),
    "unknown_act": (
        ('tindakan "{value}" tidak dikenal.', "Periksa ejaannya{near}."),
        ('unknown act "{value}".', "Check its spelling{near}.")),
    "unknown_condition": (
        ('syarat "{value}" tidak dikenal.', "Periksa ejaannya{near}."),
        ('unknown condition "{value}".', "Check its spelling{near}.")),
    "unknown_param": (
        ('"{name}" bukan keterangan dari {of}.', "Hapus, atau pakai salah satu: {known}."),
        ('"{name}" is no parameter of {of}.', "Remove it, or use one of: {known}.")),
    "missing_param": (
        ('{of} memerlukan "{name}".', "Tambahkan {name} = ..."),
        ('{of} needs "{name}".', "Add {name} = ...")),
    "wrong_param": (
        ('"{name}" dari {of} harus berupa {wanted}.', "Tulis ulang nilainya sebagai {wanted}."),
        ('"{name}" of {of} must be {wanted}.', "Write its value as {wanted}.")),
    "not_in_vocabulary": (
        ('"{value}" tidak ada di [[{vocabulary}]].', "Tambahkan di [[{vocabulary}]], atau pakai salah satu: {known}."),
        ('"{value}" is not in [[{vocabulary}]].', "Add it to [[{vocabulary}]], or use one of: {known}.")),
    "out_of_range": (
        ("{key} = {value} di luar batas.", "Isi antara {least} dan {most}."),
        ("{key} = {value} is out of range.", "Give a number from {least} to {most}.")),
    "unknown_role": (
        ('peran "{value}" tidak ada di [[roles]].', "Tambahkan perannya, atau pakai salah satu: {known}."),
        ('role "{value}" is not in [[roles]].', "Add the role, or use one of: {known}.")),
    "role_too_low": (
        ('peran "{role}" berada di bawah {scope}; tidak seorang pun dapat melakukannya.', "Pakai peran yang setingkat atau di atasnya."),
        ('role "{role}" lies below the {scope}: nobody could ever do it.', "Use a role of the same or a higher level.")),
    "unknown_stage": (
        ('tahap "{value}" tidak ada.', "Pakai code salah satu [[stages]]{near}."),
        ('there is no stage "{value}".', "Use the code of one of the [[stages]]{near}.")),
    "stage_below": (
        ('tahap "{value}" berada di lingkup yang lebih rendah.', "Pakai tahap dari lingkup yang sama atau di atasnya."),
        ('stage "{value}" lies in a lower scope.', "Use a stage of the same scope or one above.")),
    "circle": (
        ("tahap-tahap saling menunggu: {path}.", 'Hapus salah satu "after" dalam lingkaran ini.'),
        ("stages wait for each other: {path}.", 'Remove one "after" of this circle.')),
    "nothing_opens": (
        ("tidak ada tahap lingkup cycle yang dapat dibuka pertama kali.", 'Sediakan satu tahap cycle tanpa "after" dan tanpa "opens_when".'),
        ("no stage of the cycle can open first.", 'Leave one cycle stage without "after" and "opens_when".')),
    "empty_done_when": (
        ("tahap ini tidak punya syarat selesai.", 'Isi "done_when" dengan sedikitnya satu syarat.'),
        ("this stage has nothing that finishes it.", 'Give "done_when" at least one condition.')),
    "nobody_serves": (
        ("syarat {use} tidak dapat dipenuhi oleh tindakan mana pun di sini, sebelumnya, atau kapan saja.",
         "Tambahkan tindakan {acts} di tahap ini atau sebelumnya."),
        ("no act listed here, before or anytime can meet {use}.", "Add the act {acts} to this stage or an earlier one.")),
    "here_unserved": (
        ("syarat {use} meminta fakta dari tahap ini sendiri, tetapi tahap ini tidak punya tindakannya.",
         'Tambahkan tindakan {acts} di tahap ini, atau hapus "here".'),
        ("{use} counts only facts of this very stage, which has no act for them.", 'Add the act {acts} here, or remove "here".')),
    "here_opens": (
        ('"here" tidak mungkin di opens_when: sebelum dibuka belum ada fakta.', 'Hapus "here".'),
        ('"here" cannot stand in opens_when: there are no facts before it opens.', 'Remove "here".')),
    "said_twice": (
        ("syarat {use} ditulis dua kali.", "Hapus salah satu."),
        ("{use} is said twice.", "Remove one of them.")),
    "of_not_above": (
        ('of = "{value}" tidak berada di atas {scope}.', 'Hapus "of", atau tulis lingkup di atasnya.'),
        ('of = "{value}" is not above {scope}.', 'Remove "of", or name a scope above.')),
    "list_unpublished": (
        ('daftar "{value}" tidak diumumkan di tahap mana pun.', "Tambahkan tindakan disclosure.publish untuk daftar ini, atau hapus daftarnya."),
        ('list "{value}" is published nowhere.', "Add the act disclosure.publish for it, or remove the list.")),
    "list_not_before": (
        ('tahap ini dapat terbuka sebelum daftar "{value}" diumumkan.', 'Tambahkan tahap yang mengumumkannya ke "after".'),
        ('this stage may open before list "{value}" is published.', 'Put the stage that publishes it into "after".')),
    "list_lower": (
        ('daftar "{value}" berisi {of}, lebih rendah dari lingkup ini.', "Pakai daftar dari lingkup yang sama atau di atasnya."),
        ('list "{value}" holds things of {of}, below this scope.', "Use a list of this scope or one above.")),
    "list_asked_of_member": (
        ("syarat {use} ditanyakan kepada {scope}, padahal daftar diumumkan oleh {publisher}.", 'Tambahkan of = "{publisher}", atau pindahkan syarat ke tahap lingkup itu.'),
        ("{use} is asked of a {scope}, but the list is published by the {publisher}.", 'Add of = "{publisher}", or move the condition to a stage of that scope.')),
    "children_not_started": (
        ('menunggu semua {scope} pada "{value}", tetapi tidak sesudah tahap "{starter}" yang memulainya.', 'Tambahkan "{starter}" ke "after".'),
        ('waits for every {scope} at "{value}" but does not come after "{starter}", which starts them.', 'Put "{starter}" into "after".')),
    "intake_open": (
        ("tahap ini memulai {scope}, tetapi selesai tanpa menutup pendaftarannya.",
         'Tambahkan programmes.intake_closed (intake = "{scope}") atau programmes.day_reached ke done_when.'),
        ("this stage starts {scope}s but may finish while more can start.",
         'Add programmes.intake_closed (intake = "{scope}") or programmes.day_reached to done_when.')),
    "never_started": (
        ('tidak ada yang memulai lingkup "{value}".', 'Tambahkan tindakan programmes.start dengan starts = "{value}", atau hapus lingkupnya.'),
        ('nothing starts scope "{value}".', 'Add the act programmes.start with starts = "{value}", or remove the scope.')),
    "until_not_later": (
        ('until = "{value}" bukan tahap yang datang sesudah "{stage}".', 'Pakai tahap yang menunggu "{stage}".'),
        ('until = "{value}" does not come after "{stage}".', 'Name a stage that waits for "{stage}".')),
    "until_below": (
        ('until = "{value}" berada di lingkup yang lebih rendah.', "Pakai tahap dari lingkup yang sama atau di atasnya."),
        ('until = "{value}" lies in a lower scope.', "Name a stage of the same scope or one above.")),
    "not_hundred": (
        ("{what} berjumlah {total}, bukan 100.", "Sesuaikan angkanya sampai berjumlah 100."),
        ("the {what} sum to {total}, not 100.", "Change the figures so that they sum to 100.")),
    "tranche_unreleased": (
        ('tahap pencairan {no} dari "{scheme}" tidak dicairkan di mana pun.', "Tambahkan tindakan funds.release untuk tranche = {no}, atau hapus dari skema."),
        ('tranche {no} of "{scheme}" is released nowhere.', "Add the act funds.release for tranche = {no}, or take it out of the scheme.")),
    "date_unset": (
        ('tanggal "{value}" tidak punya nilai bawaan dan tidak ada yang menetapkannya.', "Beri default, atau tambahkan tindakan programmes.set_date."),
        ('nobody sets the date "{value}", and it has no default.', "Give it a default, or add the act programmes.set_date.")),
    "date_malformed": (
        ('"{value}" bukan tanggal.', 'Tulis "BB-HH", misalnya "12-31", atau "+1 12-31" untuk tahun berikutnya.'),
        ('"{value}" is not a date.', 'Write "MM-DD", such as "12-31", or "+1 12-31" for the year after.')),
    "waits_for_later": (
        ('kegiatan ini menunggu "{value}", yang tidak ada di atasnya.', "Tulis code kegiatan di atasnya: {known}."),
        ('this activity waits for "{value}", which does not stand above it.', "Name the code of an activity above: {known}.")),
    "kinds_mixed": (
        ("kinds berasal dari dua lingkup: {scopes}.", "Pakai jenis dari satu lingkup saja."),
        ("kinds of two scopes: {scopes}.", "Use kinds of one scope only.")),
    "kinds_lower": (
        ('jenis "{value}" milik {of}, lebih rendah dari lingkup ini.', "Pakai jenis dari lingkup yang sama atau di atasnya."),
        ('kind "{value}" belongs to {of}, below this scope.', "Use kinds of this scope or one above.")),
    "role_idle": (
        ('peran "{value}" tidak melakukan apa pun.', "Beri tindakan, tulis observer = true, atau hapus perannya."),
        ('role "{value}" may do nothing.', "Give it an act, say observer = true, or remove it.")),
    "duty_not_periodic": (
        ("syarat {use} tidak dapat ditanyakan per masa.", "Pakai salah satu: {known}."),
        ("{use} cannot be asked of one period.", "Use one of: {known}.")),
    # --- warnings ---
    "anytime_locked": (
        ('"{act}" boleh kapan saja, tetapi juga terkunci di tahap "{stage}".', "Selama terkunci di sana tindakan ini ditolak; pastikan itu yang dimaksud."),
        ('"{act}" is possible anytime but also locked in stage "{stage}".', "While locked there it is refused; make sure that this is meant.")),
    "kind_idle": (
        ('jenis rapat "{value}" tidak dicatat oleh siapa pun.', 'Sebut di acts sebuah tahap atau kewajiban, atau di [[anytime]] dengan act = "meetings.record".'),
        ('meeting kind "{value}" is recorded by nobody.', 'Name it in the acts of a stage or duty, or in [[anytime]] with act = "meetings.record".')),
    "no_due": (
        ('tahap "{stage}" tidak punya batas waktu.', "Tambahkan days, due_by, due_date, atau due_after."),
        ('stage "{stage}" has no due day.', "Add days, due_by, due_date or due_after.")),
    "waives_itself": (
        ('peran "{role}" yang boleh mengecualikan juga melakukan semua tindakan tahap ini.', "Ia tidak akan pernah boleh mengecualikannya; tunjuk peran lain di waived_by."),
        ('role "{role}", which may waive, does every act of this stage.', "It will never be allowed to; name another role in waived_by.")),
    "no_english": (
        ('judul "{title}" belum ada dalam bahasa Inggris.', 'Tambahkan en = "...".'),
        ('the title "{title}" has no English.', 'Add en = "...".')),
}

KINDS: Mapping[str, tuple[str, str]] = {
    "text": ("teks", "a text"), "int": ("bilangan bulat", "a whole number"), "bool": ("true atau false", "true or false"),
    "percent": ("persen 0-100", "a percentage, 0 to 100"), "texts": ("daftar teks", "a list of texts"), "ints": ("daftar bilangan", "a list of numbers"),
    "word": ("satu kode", "one code"), "words": ("daftar kode", "a list of codes"), "scope": ("satu lingkup", "a scope"),
    "table": ("tabel {...}", "a table {...}"), "tables": ("daftar tabel", "a list of tables"), "title": ("teks atau { id, en }", "a text or { id, en }"),
    "titles": ("daftar teks atau { id, en }", "a list of texts or { id, en }"),
    "period": ("week, month, quarter, year, atau jumlah hari", "week, month, quarter, year or a number of days"),
}


# what the reader of TOML complains about, by how its sentence begins; what is not in here is only told by its line
TOML: Mapping[str, str] = {
    "Unclosed inline table": "kurung kurawal belum ditutup", "Unclosed array": "kurung siku belum ditutup", "Unterminated string": "kutip belum ditutup",
    "Illegal character": "ada tanda yang tidak boleh, atau kutip belum ditutup", "Invalid value": "nilainya belum benar; teks perlu kutip",
    "Expected '='": "tanda sama dengan belum ada", "Expected ']": "kurung siku belum ditutup", "Cannot overwrite": "kunci ini sudah dipakai",
    "Cannot declare": "tabel ini sudah ada", "Expected newline": "sesudah nilai masih ada tulisan lain di baris itu", "Invalid initial character": "kunci belum dimulai dengan benar",
    "Duplicate inline": "kunci dipakai dua kali di satu kurung kurawal",
}


def place(where: str, language: str = "id") -> str:
    """A place in the file: keys stay as they are written there, a line and the end are words."""
    if _side(language) == 0:
        return f"baris{where.removeprefix('line')}" if where.startswith("line ") else "akhir berkas" if where == "end" else where
    return "end of the file" if where == "end" else where


def message(code: str, values: Mapping[str, Any], language: str = "id") -> str:
    """What is wrong."""
    return SENTENCES[code][_side(language)][0].format_map(_shown(values, language))


def advice(code: str, values: Mapping[str, Any], language: str = "id") -> str:
    """What to do about it."""
    return SENTENCES[code][_side(language)][1].format_map(_shown(values, language))


def _side(language: str) -> int:
    return 1 if language.startswith("en") else 0


def _shown(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    shown = {name: ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else value for name, value in values.items()}
    if "wanted" in shown:
        shown["wanted"] = KINDS[shown["wanted"]][_side(language)]
    if "detail" in shown:
        detail = shown["detail"] if _side(language) else next((said for begins, said in TOML.items() if shown["detail"].startswith(begins)), "")
        shown["detail"] = f": {detail}" if detail else ""
    if "near" in shown:
        meant = "mungkin maksudnya" if _side(language) == 0 else "perhaps you meant"
        shown["near"] = f"; {meant} \"{shown['near']}\"" if shown["near"] else ""
    return shown
