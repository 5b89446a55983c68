"""Reading back the papers that Sinergi makes, as a person sees them: the words in their places, page by page."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader


def opened(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def pages(content: bytes) -> list[str]:
    """The words of each page; what stands side by side on the paper stands in one line."""
    return [page.extract_text(extraction_mode="layout") for page in opened(content).pages]


def text(content: bytes) -> str:
    """The words of the whole paper."""
    return "\n".join(pages(content))
