"""Tables of what was told to the public, and what the public told back."""

from sinergi.disclosure.models.lists import ListMedium, ListMember, ListVersion, Publicity
from sinergi.disclosure.models.objections import Answer, Ground, Objection, Redaction

__all__ = ["Answer", "Ground", "ListMedium", "ListMember", "ListVersion", "Objection", "Publicity", "Redaction"]
