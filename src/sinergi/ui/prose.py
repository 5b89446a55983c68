"""The few marks of Markdown that our own texts use, as HTML: headings, lists, tables, bold, names of the screen, code, links.

Everything is escaped first, so a text can never bring markup of its own; what is not a mark stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Address = Callable[[str], str]      # where a link leads; empty: its words stay, without a link

_BULLET = re.compile(r"[*-] +(.*)")
_NUMBER = re.compile(r"\d+\. +(.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*(?!\*)")
_NAMED = re.compile(r"\*(?!\s)([^*]+?)\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def html(text: str, address: Address) -> SafeString:
    """Paragraphs are set apart by an empty line."""
    blocks = re.split(r"\n{2,}", text.strip("\n"))
    return mark_safe("\n".join(_block(block.split("\n"), address) for block in blocks if block))  # noqa: S308 -- escaped piece by piece below


def _block(lines: Sequence[str], address: Address) -> str:
    first = lines[0]
    if first.startswith("#"):
        level = min(len(first) - len(first.lstrip("#")), 4)
        return f"<h{level}>{_words(first.lstrip('# '), address)}</h{level}>"
    if first.startswith("|"):
        return _table([_cells(line) for line in lines], address)
    for mark, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        if mark.match(first):
            return f"<{tag}>{''.join(f'<li>{_words(item, address)}</li>' for item in _items(lines, mark))}</{tag}>"
    return f"<p>{_words(' '.join(lines), address)}</p>"


def _items(lines: Iterable[str], mark: re.Pattern[str]) -> list[str]:
    """A line without a mark goes on with the item above it."""
    items: list[str] = []
    for line in lines:
        found = mark.match(line)
        if found:
            items.append(found[1])
        else:
            items[-1] += f" {line.strip()}"
    return items


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _table(rows: Sequence[Sequence[str]], address: Address) -> str:
    """The first row names the columns, the second only draws a line. An empty first cell belongs to the one above."""
    heads, body = rows[0], rows[2:]
    top = "".join(f'<th scope="col">{_words(head, address)}</th>' for head in heads)
    made = []
    for row in body:
        cells = "".join(f'<td data-label="{escape(head)}">{_words(cell, address)}</td>' for head, cell in zip(heads[1:], row[1:], strict=False))
        made.append(f'<tr>{f"""<th scope="row">{_words(row[0], address)}</th>""" if row[0] else "<td></td>"}{cells}</tr>')
    return f'<div class="table-box"><table class="data"><thead><tr>{top}</tr></thead><tbody>{"".join(made)}</tbody></table></div>'


def _words(text: str, address: Address) -> str:
    """Inside a line; between backticks nothing else is a mark."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else _marked(part, address) for place, part in enumerate(parts))


def _marked(text: str, address: Address) -> str:
    text = _BOLD.sub(r"<strong>\1</strong>", text)
    text = _NAMED.sub(r"<b>\1</b>", text)
    return _LINK.sub(lambda found: _linked(found[1], address(found[2])), text)


def _linked(words: str, url: str) -> str:
    return f'<a href="{escape(url)}">{words}</a>' if url else words
