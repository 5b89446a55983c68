"""The whole table of who answers for which act and condition, and of what else is handed down: one file says what happens next."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import cache, partial

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured

from sinergi.actors import actions as accounts
from sinergi.actors import permissions as actors
from sinergi.actors import phrases as actors_phrases
from sinergi.actors import roles
from sinergi.actors.models import Person, RoleHeld
from sinergi.assessments import permissions as assessments
from sinergi.disclosure import permissions as disclosure_files
from sinergi.dossiers import definitions as papers
from sinergi.dossiers import permissions as dossiers
from sinergi.engine.definition import Edition
from sinergi.files import permissions as files
from sinergi.files import phrases as files_phrases
from sinergi.files.models import File
from sinergi.followups import permissions as followups
from sinergi.funds import permissions as funds
from sinergi.meetings import actions as meetings_actions
from sinergi.meetings import calendars, invitations
from sinergi.meetings import permissions as meetings
from sinergi.notices import actions as letters
from sinergi.notices import phrases as notices
from sinergi.printing import phrases as printing_phrases
from sinergi.programmes import editions, permissions
from sinergi.programmes.actions.bodies import SEATED_FIRST, first_letter
from sinergi.programmes.queries import rounds
from sinergi.programmes.registry import Beside, registry
from sinergi.progress import permissions as progress
from sinergi.project import clock
from sinergi.proposals import permissions as proposals
from sinergi.regions import permissions as regions
from sinergi.regions import phrases as regions_phrases
from sinergi.regions.models import Region

# each has conditions.ACTS, conditions.CONDITIONS and phrases.PHRASES
CONTEXTS = ("programmes", "followups", "meetings", "workplans", "assessments", "dossiers", "funds", "progress", "proposals", "disclosure", "complaints")


@cache
def connect() -> None:
    """Bind every context's acts, conditions and phrases; a name bound twice or unknown stops the start."""
    for context in CONTEXTS:
        conditions = importlib.import_module(f"sinergi.{context}.conditions")
        phrases = importlib.import_module(f"sinergi.{context}.phrases")
        registry.bind_acts(conditions.ACTS)
        registry.bind_conditions(conditions.CONDITIONS)
        registry.bind_phrases(phrases.PHRASES)
    for service in (actors_phrases, files_phrases, printing_phrases, regions_phrases):
        registry.bind_phrases({code: said for code, said in service.PHRASES.items() if code not in registry.phrases})
    _hand_down()
    check_roles(settings.SECOND_FACTOR_ROLES)


def check_roles(codes: Iterable[str]) -> None:
    """A role written wrongly would leave its people without the second factor that somebody meant them to have."""
    if wrong := sorted(set(codes) - roles.known()):
        raise ImproperlyConfigured(f"SINERGI_SECOND_FACTOR_ROLES names {', '.join(wrong)}; the roles are: {', '.join(sorted(roles.known()))}.")


def _hand_down() -> None:
    """What lower contexts need from those above them: lists, figures, role titles, who may read a file, who may add a place."""
    from sinergi.disclosure import queries as disclosure
    from sinergi.followups import queries as agreed
    from sinergi.funds import queries as money
    from sinergi.reports import queries as reports

    registry.bind_lists(disclosure.published_lists)
    registry.left_out = disclosure.left_out
    registry.figures = reports.figures
    registry.came_in = money.came_in
    registry.unsettled = lambda undertaking: agreed.below(undertaking).unsettled().count()
    registry.my_work.append(Beside(agreed.my_work, agreed.my_work_count))
    for edition in editions.shelf():
        _name_roles(edition)
    roles.register_elsewhere(permissions.appointed_roles)
    roles.register_running(rounds.roles_running)
    files.readers += [_works_there, actors.reads_decree, followups.may_read_file, meetings.may_read_file, assessments.reads_file, dossiers.reads_file, proposals.reads_file,
                      disclosure_files.reads_file, funds.reads_file, progress.reads_file]
    regions.adders.append(_holds_a_role_there)
    papers.bind_maker("lpj", lambda code: f"/usulan/{code}/#tugas")              # made and handed in with one press, beside the tasks
    papers.bind_maker("final_report", lambda code: f"/tahap/{code}/#tugas")
    letters.keep_time(clock.today)
    letters.carry(meetings_actions.INVITED, calendars.invitation)
    letters.carry(meetings_actions.CHANGED, calendars.invitation)
    letters.carry(meetings_actions.CANCELLED, calendars.cancellation)
    letters.carry(meetings_actions.LEFT_OUT, calendars.cancellation)
    letters.spell(meetings_actions.INVITED, invitations.mailed)
    letters.spell(meetings_actions.CHANGED, invitations.mailed_change)
    for code in (meetings_actions.CANCELLED, meetings_actions.LEFT_OUT):
        letters.spell(code, partial(invitations.mailed_end, code))
    letters.spell(SEATED_FIRST, first_letter)
    letters.lead(SEATED_FIRST, lambda _values, person: accounts.first_link(person))
    notices.register({code: said for code, said in registry.phrases.items() if code.startswith("notice.")})


def _name_roles(edition: Edition) -> None:
    """Roles held in a region can be given in the office, bodies named in an edition be kept there; their titles are the edition's."""
    for role in edition.roles.values():
        if role.held == "region":
            roles.register(role.code, role.title, [level for level in (role.level, role.up_to) if level])
        else:
            roles.name(role.code, role.title)
        if role.body:
            roles.register_kind(role.code, role.title)
    for code, word in edition.words("bodies").items():
        roles.register_kind(code, word.title)


def _works_there(person: Person | None, file: File) -> bool:
    """Papers are for those who hold a role where the person who uploaded them holds one; the public sees what was published."""
    if person is None or file.uploaded_by_id is None:
        return False
    return permissions.share_a_place(person, file.uploaded_by_id, clock.today())


def _holds_a_role_there(person: AbstractBaseUser, region: Region) -> bool:
    return isinstance(person, Person) and RoleHeld.objects.on(clock.today()).filter(person=person, region__code__in=region.codes_above).exists()
