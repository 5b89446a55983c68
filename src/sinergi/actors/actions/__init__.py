"""Everything that changes people, roles, invitations, bodies and offices; each function checks, writes and leaves a trail."""

from __future__ import annotations

from sinergi.actors.actions.accounts import change_profile, deactivate, end_admin, make_admin, reactivate
from sinergi.actors.actions.bodies import Sheet, add_member, change_organisation, create_organisation, end_member
from sinergi.actors.actions.inviting import accept, find_invitation, invite, resend, send_link, withdraw
from sinergi.actors.actions.letting_in import first_link, let_in, send_first_link
from sinergi.actors.actions.offices import make_setup_key, open_office, set_up, setup_key_works
from sinergi.actors.actions.rolegiving import end_role, give_role

__all__ = [
    "Sheet",
    "accept",
    "add_member",
    "change_organisation",
    "change_profile",
    "create_organisation",
    "deactivate",
    "end_admin",
    "end_member",
    "end_role",
    "find_invitation",
    "first_link",
    "give_role",
    "invite",
    "let_in",
    "make_admin",
    "make_setup_key",
    "open_office",
    "reactivate",
    "resend",
    "send_first_link",
    "send_link",
    "set_up",
    "setup_key_works",
    "withdraw",
]
