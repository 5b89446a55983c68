"""What is sound in a question or complaint."""

from __future__ import annotations

from sinergi.disclosure.rules import sound_text
from sinergi.kernel.decisions import Decision
from sinergi.kernel.money import LARGEST

LONGEST_MATTER = 120


def sound_question(*, matter: str, text: str, misuse: bool, amount: int | None) -> Decision:
    """A matter in a few words, the story, and the rupiah when money is said to be misused."""
    if not matter.strip():
        return Decision.unsound("complaints.matter_needed", field="matter")
    if len(matter) > LONGEST_MATTER:
        return Decision.unsound("complaints.matter_too_long", field="matter", most=LONGEST_MATTER)
    if misuse and not amount:
        return Decision.unsound("complaints.amount_needed", field="amount")
    if amount is not None and not 0 <= amount <= LARGEST:
        return Decision.unsound("complaints.amount_wrong", field="amount")
    return sound_text(text)
