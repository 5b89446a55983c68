"""Everything written about announcements and objections: one function per intention."""

from sinergi.disclosure.actions.objecting import answer, raise_objection, redact
from sinergi.disclosure.actions.publishing import Medium, prove, publicise, publish, tell_medium

__all__ = ["Medium", "answer", "prove", "publicise", "publish", "raise_objection", "redact", "tell_medium"]
