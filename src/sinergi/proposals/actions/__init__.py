"""Everything written about proposals: one function per intention, each through the gate, in one transaction with its trail."""

from sinergi.proposals.actions.carrying import carry, may_carry
from sinergi.proposals.actions.ranking import rank
from sinergi.proposals.actions.submitting import give_back, may_be_returned, submit, take_back_submission
from sinergi.proposals.actions.typing import drop_typed_line, keep_typed, typed_line
from sinergi.proposals.actions.writing import (
    add_rest,
    attach,
    detach,
    import_lines,
    remove_line,
    save_line,
    take_back_writing,
    write_partners,
    write_schedule,
    write_texts,
)

__all__ = [
    "add_rest",
    "attach",
    "carry",
    "detach",
    "drop_typed_line",
    "give_back",
    "import_lines",
    "keep_typed",
    "may_be_returned",
    "may_carry",
    "rank",
    "remove_line",
    "save_line",
    "submit",
    "take_back_submission",
    "take_back_writing",
    "typed_line",
    "write_partners",
    "write_schedule",
    "write_texts",
]
