"""Tables of the proposals: the draft in parts, the frozen versions, the rankings, and the totals kept for lists."""

from sinergi.proposals.models.draft import (
    Attachment,
    AttachmentKind,
    Field,
    Group,
    Lack,
    Partner,
    PriceSource,
    Proposal,
    RabLine,
    RabSplit,
    ScheduleLine,
    SwadayaForm,
    Typed,
)
from sinergi.proposals.models.facts import Ranking, RankLine, Submission, Version, WriteFact
from sinergi.proposals.models.figures import ProposalFigures

__all__ = [
    "Attachment",
    "AttachmentKind",
    "Field",
    "Group",
    "Lack",
    "Partner",
    "PriceSource",
    "Proposal",
    "ProposalFigures",
    "RabLine",
    "RabSplit",
    "RankLine",
    "Ranking",
    "ScheduleLine",
    "Submission",
    "SwadayaForm",
    "Typed",
    "Version",
    "WriteFact",
]
