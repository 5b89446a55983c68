"""Prepares the static files of the design system in a directory that is never committed.

``build(directory)`` writes ``ui/sinergi.css``, ``ui/sinergi.js``, ``ui/inter.woff2`` and the marks. It compares a digest of
the sources first, so that calling it at every start costs a few milliseconds.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import lightningcss

from sinergi.ui import fonts

HERE = Path(__file__).resolve().parent
STYLES = HERE / "styles"
SCRIPTS = HERE / "scripts"
MARKS = HERE / "marks"
TOOLS = ("lightningcss", "fontpkg-inter", "fonttools")
# the oldest browsers that know layers and container queries; newer syntax is written out for them
BROWSERS = ["chrome >= 108", "edge >= 108", "firefox >= 110", "safari >= 16"]
_DIGEST = "sources.sha256"
_COMMENT = re.compile(r"^\s*(//.*|/\*.*\*/)$")


def build(directory: Path) -> None:
    """Bring ``directory/ui`` up to date with the sources."""
    target = directory / "ui"
    _when_changed(target / "inter.woff2", _digest([Path(fonts.__file__)]), fonts.build)
    _when_changed(target / "sinergi.css", _digest(sorted(STYLES.glob("*.css"))), styles)
    _when_changed(target / "sinergi.js", _digest(sorted(SCRIPTS.glob("*.js"))), script)
    for mark in sorted(MARKS.iterdir()):
        copy = target / mark.name
        if not copy.exists() or copy.read_bytes() != mark.read_bytes():
            shutil.copyfile(mark, copy)


def styles(target: Path) -> None:
    """Bundle the layers into one small style sheet."""
    css = lightningcss.bundle_css(str(STYLES / "sinergi.css"), browsers_list=BROWSERS, minify=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(css, encoding="utf-8")


def script(target: Path) -> None:
    """Join the scripts, without comments and indentation; small enough as they are."""
    lines = [line.strip() for source in sorted(SCRIPTS.glob("*.js")) for line in source.read_text(encoding="utf-8").splitlines()]
    kept = [line for line in lines if line and not _COMMENT.match(line)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(kept) + "\n", encoding="utf-8")


def _when_changed(target: Path, digest: str, make: Callable[[Path], None]) -> None:
    note = target.with_name(f".{target.name}.{_DIGEST}")
    if target.exists() and note.exists() and note.read_text(encoding="ascii") == digest:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    make(target)
    note.write_text(digest, encoding="ascii")


def _digest(sources: list[Path]) -> str:
    seen = hashlib.sha256(" ".join(f"{tool} {importlib.metadata.version(tool)}" for tool in TOOLS).encode())
    for source in [*sources, Path(__file__)]:
        seen.update(source.name.encode() + source.read_bytes())
    return seen.hexdigest()
