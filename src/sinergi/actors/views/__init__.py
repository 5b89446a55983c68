"""The pages below /orang/: people and their roles, invitations, bodies, offices, one's own page."""

from __future__ import annotations

from sinergi.actors.views.bodies import acquainted, add_member, edit_organisation, end_member, new_organisation, organisation, organisations
from sinergi.actors.views.invitations import accept, invite, resend, withdraw
from sinergi.actors.views.offices import offices, open_office, set_up, set_up_help
from sinergi.actors.views.people import deactivate, end_admin, end_role, give_role, index, let_in, make_admin, profile, reactivate, show

__all__ = [
    "accept",
    "acquainted",
    "add_member",
    "deactivate",
    "edit_organisation",
    "end_admin",
    "end_member",
    "end_role",
    "give_role",
    "index",
    "invite",
    "let_in",
    "make_admin",
    "new_organisation",
    "offices",
    "open_office",
    "organisation",
    "organisations",
    "profile",
    "reactivate",
    "resend",
    "set_up",
    "set_up_help",
    "show",
    "withdraw",
]
