"""The guides: one text for each kind of reader, in both languages, read in the app and in the repository alike.

A text lies in ``id/`` and ``en/`` under the code of its guide: the first line is its title, the first paragraph what it is about.
Names of pages and buttons stand between asterisks and are exactly those of the screen; a test compares them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.urls import reverse
from django.utils.safestring import SafeString

from sinergi.ui import prose

_OTHER = re.compile(r"([a-z-]+)\.md")


@dataclass(frozen=True)
class Guide:
    """One guide, and the pages it is about: an address by its name, or all of a context."""

    code: str
    pages: tuple[str, ...] = ()
    for_anybody: bool = False       # also without an account

    def text(self, language: str) -> Text:
        return _text(self.code, "en" if language.startswith("en") else "id")


@dataclass(frozen=True)
class Text:
    """A guide in one language."""

    code: str
    title: str
    about: str
    body: SafeString


GUIDES = (
    Guide("mulai", ("programmes:my_work",)),
    Guide("warga", ("disclosure", "complaints", "reports:work", "reports:village", "reports:round"), for_anybody=True),
    Guide("bkm-pakem", ("proposals", "funds:commit", "funds:contribute", "funds:spend", "funds:transfer", "funds:account", "progress:report", "progress:photograph",
                        "progress:pay_wages", "progress:hand_over")),
    Guide("faskel", ("funds:deliveries",)),
    Guide("pengawas", ("funds:verify",)),
    Guide("rapat", ("meetings",)),
    Guide("tindak-lanjut", ("followups",)),
    Guide("rencana-kerja", ("workplans",)),
    Guide("pokja", ("programmes:board", "programmes:late", "programmes:stage", "programmes:why", "proposals:rank", "assessments", "progress:visit", "disclosure:publish",
                    "disclosure:answer", "disclosure:redact", "complaints:answer")),
    Guide("kpkd", ("programmes:waive", "programmes:form_body", "programmes:change_body")),
    Guide("korkot"),
    Guide("pjok"),
    Guide("pemerintah"),
    Guide("satker", ("funds:release", "funds:cycle")),
    Guide("auditor", ("funds:book", "funds:entry")),
    Guide("admin", ("actors:index", "actors:show", "actors:invite", "actors:give_role", "actors:end_role", "actors:organisations", "actors:organisation",
                    "actors:new_organisation", "actors:edit_organisation", "actors:add_member", "actors:offices", "actors:open_office")),
)
_ABOUT = {page: guide for guide in GUIDES for page in guide.pages}


def about(view_name: str, *, signed_in: bool) -> Guide | None:
    """The guide that tells how to use a page; one page by name goes before its whole context."""
    guide = _ABOUT.get(view_name) or _ABOUT.get(view_name.partition(":")[0])
    return guide if guide is not None and (signed_in or guide.for_anybody) else None


def of_code(code: str) -> Guide | None:
    return next((guide for guide in GUIDES if guide.code == code), None)


@cache
def _text(code: str, language: str) -> Text:
    written = resources.files("sinergi.reports.guides").joinpath(language, f"{code}.md").read_text(encoding="utf-8")
    title, lede, body = written.split("\n\n", 2)
    return Text(code, title.removeprefix("# "), " ".join(lede.split()), prose.html(body, _address))


def _address(target: str) -> str:
    """Guides name each other by file, as a repository does."""
    found = _OTHER.fullmatch(target)
    return reverse("reports:guide", args=[found[1]]) if found and of_code(found[1]) else ""
