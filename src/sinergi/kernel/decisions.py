"""A yes, or a no that says why: a code and the values in it; the sentence lives beside the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):  # noqa: N818 -- a refusal is not an error
    """An act was refused. Carries the decision, so that page, API and command line show the same reason."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(f"{decision.code} {dict(decision.values)}")
        self.decision = decision


class NotAllowed(Refused):
    """This person may not (403)."""


class NotPossible(Refused):
    """Nobody may, the way things stand (409)."""


class NotSound(Refused):
    """What was given is not sound (422): the values name the field and what is wrong."""


@dataclass(frozen=True)
class Decision:
    """Truthy, or a reason. ``code`` names the sentence in the phrases of a context, ``values`` fill it."""

    ok: bool
    code: str = "yes"
    values: Mapping[str, Any] = field(default_factory=dict)
    kind: type[Refused] = NotPossible

    @classmethod
    def yes(cls, **values: Any) -> Decision:
        return cls(ok=True, values=values)

    @classmethod
    def no(cls, code: str, /, **values: Any) -> Decision:
        """Impossible now, for anybody."""
        return cls(ok=False, code=code, values=values)

    @classmethod
    def not_allowed(cls, code: str, /, **values: Any) -> Decision:
        """Not for this person."""
        return cls(ok=False, code=code, values=values, kind=NotAllowed)

    @classmethod
    def unsound(cls, code: str, /, **values: Any) -> Decision:
        """The given values are wrong; put ``field`` among the values to show it beside the field."""
        return cls(ok=False, code=code, values=values, kind=NotSound)

    def __bool__(self) -> bool:
        return self.ok

    def enforce(self) -> None:
        """Raise the refusal unless this is a yes."""
        if not self.ok:
            raise self.kind(self)
