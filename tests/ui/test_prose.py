"""Our own texts: a few marks of Markdown, everything else as it was typed."""

import pytest

from sinergi.ui import prose


def made(text):
    return str(prose.html(text, lambda target: f"/{target}/" if target != "gone" else ""))


@pytest.mark.parametrize(("text", "html"), [
    ("Satu\ndua", "<p>Satu dua</p>"),
    ("## Judul", "<h2>Judul</h2>"),
    ("* satu\n  lanjut\n* dua", "<ul><li>satu lanjut</li><li>dua</li></ul>"),
    ("1. satu\n2. dua", "<ol><li>satu</li><li>dua</li></ol>"),
    ("**Mulai dari *Pekerjaan saya*.** Lalu", "<p><strong>Mulai dari <b>Pekerjaan saya</b>.</strong> Lalu</p>"),
    ("Tulis `3+2*` atau *Simpan*", "<p>Tulis <code>3+2*</code> atau <b>Simpan</b></p>"),
    ("[rapat](rapat) dan [hilang](gone)", '<p><a href="/rapat/">rapat</a> dan hilang</p>'),
    ("| a | b |\n|---|---|\n| 1 | 2 |\n| | 3 |",
     ('<div class="table-box"><table class="data"><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
     '<tbody><tr><th scope="row">1</th><td data-label="b">2</td></tr><tr><td></td><td data-label="b">3</td></tr></tbody></table></div>')),
    ("<script>1 < 2</script> & *", "<p>&lt;script&gt;1 &lt; 2&lt;/script&gt; &amp; *</p>"),
    ('[x]("onclick=)', '<p><a href="/&amp;quot;onclick=/">x</a></p>'),
    ("Satu\n\n\nDua", "<p>Satu</p>\n<p>Dua</p>"),
    ("", ""),
])  # fmt: skip
def test_marks(text, html):
    assert made(text) == html
