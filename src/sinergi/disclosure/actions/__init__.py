"""Everything written about announcements and objections: one function per intention."""

from sinergi.disclosure.actions.objecting import answer, raise_objection, redact, stays
from sinergi.disclosure.actions.publishing import Medium, publicise, publish, tell_medium, version_stays

__all__ = ["Medium", "answer", "publicise", "publish", "raise_objection", "redact", "stays", "tell_medium", "version_stays"]
