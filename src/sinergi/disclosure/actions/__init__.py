"""Everything written about announcements and objections: one function per intention."""

from sinergi.disclosure.actions.objecting import answer, raise_objection, redact
from sinergi.disclosure.actions.publishing import Medium, publicise, publish, tell_medium

__all__ = ["Medium", "answer", "publicise", "publish", "raise_objection", "redact", "tell_medium"]
