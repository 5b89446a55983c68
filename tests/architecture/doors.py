"""The table of doors: every address of Sinergi, and what each member of the cast gets there. This is the authorisation document.

How to read a line: the name of the page, what the answers are, and, where the address needs it, which round, work, file ... is asked for.

The cast: anonymous (nobody signed in), ordinary (an account without any role), pakem (the committee of this work), pengawas (who
supervise it), bkm and faskel (of its village), pjok (of its sub-district), pokja, satker, korkot, auditor and kpkd (of its regency), stranger (the pokja of another regency), office_admin
(gives roles in the regency, and sees no more of the programmes than anybody) and admin (runs the installation). An admin has no say in any programme.

The answers: ``ok`` the page; ``told`` the page with a sentence why this person cannot act there now; ``login`` sign in first;
``refused`` a page with nothing but that sentence; ``missing`` as if it did not exist; ``moved`` led on to another page;
``method`` a button, not a page.

In the world of this table every step of PAKET Kendal is open at once, so what is left to say no is who somebody is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CAST = ("anonymous", "ordinary", "pakem", "pengawas", "bkm", "faskel", "pjok", "pokja", "satker", "korkot", "auditor", "kpkd", "stranger", "office_admin", "admin")
OFFICE = ("bkm", "faskel", "pjok", "pokja", "satker", "korkot", "auditor", "kpkd")  # hold a role in the place of the work
INVOLVED = ("pakem", "pengawas", *OFFICE)  # and the committee itself, and who supervise it
REGENCY = ("pokja", "satker", "korkot", "auditor", "kpkd")  # hold a role in the whole regency
KEEPERS = ("office_admin", "admin")  # keep people and bodies of the regency

Answers = dict[str, str]


def everybody(answer: str) -> Answers:
    return dict.fromkeys(CAST, answer)


def signed_in(answer: str, **others: str) -> Answers:
    """Everybody signed in gets the same; anonymous is asked to sign in first."""
    return {**everybody(answer), "anonymous": "login", **others}


def only(*who: str, others: str = "refused", then: str = "ok") -> Answers:
    """These and nobody else."""
    return signed_in(others, **dict.fromkeys(who, then))


PUBLIC = everybody("ok")
SIGNED_IN = signed_in("ok")
BUTTON = signed_in("method")
NOT_IN_PAKET = signed_in("refused")  # an act that other editions know


@dataclass(frozen=True)
class Door:
    """One address. ``args`` and ``query`` name things of the world in braces."""

    name: str
    answers: Answers
    query: str = ""
    args: dict[str, Any] = field(default_factory=dict)

    def arguments(self, sample: dict[str, Any]) -> dict[str, Any]:
        return {key: sample[value[1:-1]] if str(value).startswith("{") else value for key, value in self.args.items()}


def door(name: str, answers: Answers, query: str = "", /, **args: Any) -> Door:
    return Door(name, answers, query, args)


CYCLE, SITE, WORK = {"code": "{cycle}"}, {"code": "{site}"}, {"code": "{work}"}
LIST = {"code": "{cycle}", "list_code": "candidates"}
VERSION = {**LIST, "number": 1}
OBJECTION = {**LIST, "number": "{objection}"}
PLAN, WAITING_PLAN = {**SITE, "plan": "rencana"}, {**SITE, "plan": "rencana_dua"}
BODY, SOMEBODY = {"organisation_id": "{body}"}, {"person_id": "{person}"}

DOORS = [
    # Everybody: what runs, where, with which money. Without an account.
    door("reports:home", PUBLIC),
    door("reports:round", PUBLIC, **CYCLE),
    door("reports:village", PUBLIC, **SITE),
    door("reports:work", PUBLIC, **WORK),
    door("reports:search", PUBLIC, "?q=paving"),
    door("reports:help", PUBLIC),
    door("reports:guide", PUBLIC, guide="warga"),
    door("reports:founding", PUBLIC),
    door("reports:lpj_pdf", PUBLIC, **WORK),
    door("reports:lpj_xlsx", PUBLIC, **WORK),
    door("reports:final_report", PUBLIC, **CYCLE),
    door("reports:frozen_figures", everybody("missing"), **CYCLE),     # a round that runs has frozen none
    door("reports:file_lpj", BUTTON, "?dokumen=lpj_pakem", **WORK),
    door("reports:file_final_report", BUTTON, "?dokumen=laporan_akhir", **CYCLE),
    # The programmes: editions, steps, and acts that belong to no other context.
    door("programmes:shelf", PUBLIC),
    door("programmes:edition", PUBLIC, code="{edition}"),
    door("programmes:edition_file", PUBLIC, code="{edition}"),
    door("programmes:edition_text", PUBLIC, code="{edition}", digest="{digest}"),
    door("programmes:board", PUBLIC, **CYCLE),
    door("programmes:late", PUBLIC, **CYCLE),
    door("programmes:stage", PUBLIC, stage="all_of_cycle", **CYCLE),
    door("programmes:why", PUBLIC, stage="all_of_work", **WORK),
    door("programmes:history", PUBLIC, **WORK),  # whoever holds no role there reads only that it is for those who do
    door("programmes:my_work", SIGNED_IN),
    door("programmes:acts", SIGNED_IN, **WORK),  # each reads only what his or her own roles are named for
    door("programmes:open_cycle", only("pokja", "stranger"), code="{edition}"),  # whoever holds the role somewhere; where is asked of the form
    door("programmes:move_edition", only("pokja"), **CYCLE),
    door("programmes:waive", only("kpkd", "pokja", "satker"), "?stage=all_of_work", **WORK),
    door("programmes:start", only("bkm", "pokja"), "?starts=work", **SITE),
    door("programmes:form_body", only("pokja", "kpkd"), "?body=pokja", **CYCLE),
    door("programmes:change_body", only("kpkd"), "?body=pokja", **CYCLE),
    door("programmes:close_intake", only("pokja"), "?intake=site", **CYCLE),
    door("programmes:set_date", only("pokja"), "?date=pakem_close", **CYCLE),
    door("programmes:leave", only("pakem", "pokja"), **WORK),
    door("programmes:undo", only("pokja"), label="programmes.IntakeClosed", fact="{fact}"),
    door("programmes:return", signed_in("refused"), **WORK),  # it has not left
    door("programmes:close", signed_in("refused"), **CYCLE),  # a step is still open
    door("programmes:classify", NOT_IN_PAKET, **WORK),
    door("programmes:hold", NOT_IN_PAKET, **WORK),
    door("programmes:resume", NOT_IN_PAKET, **WORK),
    door("programmes:consent", NOT_IN_PAKET, **WORK),
    door("programmes:register", NOT_IN_PAKET, **WORK),
    # Meetings: the record is public without names; writing is for those the programme names.
    door("meetings:index", PUBLIC, **CYCLE),
    door("meetings:show", PUBLIC, number="{meeting}", **CYCLE),
    door("meetings:printed", PUBLIC, number="{meeting}", paper="notulen", **CYCLE),
    door("meetings:written", PUBLIC, number="{meeting}", paper="berita-acara", **CYCLE),
    door("meetings:changes", PUBLIC, number="{meeting}", version="2", **CYCLE),
    door("meetings:figures", PUBLIC),
    door("meetings:listed", PUBLIC),
    door("meetings:figures_excel", PUBLIC),
    door("meetings:record", only("pokja"), "?kind=lokakarya_konsep", **CYCLE),
    door("meetings:sign", only("pokja"), number="{meeting}", **CYCLE),
    door("meetings:correct", only("pokja"), number="{meeting}", **CYCLE),
    # Before a meeting and on its day: what is announced is public; preparing and closing is for whoever may record; writing for everybody with a
    # role there, and for who has a writing link; anybody who stands before the code at the door may sign in.
    door("meetings:coming", PUBLIC),
    door("meetings:calendar", SIGNED_IN),
    door("meetings:feed", PUBLIC, token="{calendar}"),  # the address itself is secret
    door("meetings:round_feed", PUBLIC, **CYCLE),
    door("meetings:reply", PUBLIC, key="{reply}"),  # the address is signed
    door("meetings:guest", PUBLIC, token="{guest}"),  # the address is secret and stands in one letter
    door("meetings:guest_letter", PUBLIC, token="{guest}"),
    door("meetings:door", PUBLIC, token="{door}"),
    door("meetings:screen", PUBLIC, token="{door}"),
    door("meetings:helper", PUBLIC, token="{writing}"),  # the address is secret and can be taken back
    door("meetings:helper_send", everybody("method"), token="{writing}"),
    door("meetings:worker", PUBLIC),
    door("meetings:prepare", only("pokja"), "?kind=lokakarya_konsep", **CYCLE),
    door("meetings:planned", PUBLIC, number="{planned}", **CYCLE),
    door("meetings:letter", PUBLIC, number="{planned}", **CYCLE),
    door("meetings:event", PUBLIC, number="{planned}", **CYCLE),
    door("meetings:change", only("pokja"), number="{planned}", **CYCLE),
    door("meetings:cancel", only("pokja"), number="{planned}", **CYCLE),
    door("meetings:invite", BUTTON, number="{planned}", **CYCLE),
    door("meetings:following", BUTTON, number="{planned}", **CYCLE),
    door("meetings:today", only(*REGENCY), number="{planned}", **CYCLE),
    door("meetings:send", BUTTON, number="{planned}", **CYCLE),
    door("meetings:hand_out", BUTTON, number="{planned}", **CYCLE),
    door("meetings:take_in", BUTTON, number="{planned}", link="{link}", **CYCLE),
    door("meetings:close", only("pokja"), number="{planned}", **CYCLE),
    # Follow-ups: public without names, also as files; laying one on somebody is for those who watch, saying yes for the asker and them.
    door("followups:index", PUBLIC, **CYCLE),
    door("followups:excel", PUBLIC, **CYCLE),
    door("followups:csv", PUBLIC, **CYCLE),
    door("followups:matrix", PUBLIC, **CYCLE),
    door("followups:matrix_pdf", PUBLIC, **CYCLE),
    door("followups:matrix_excel", PUBLIC, **CYCLE),
    door("followups:monthly", PUBLIC),
    door("followups:monthly_pdf", PUBLIC, "?wilayah=33.24"),
    door("followups:monthly_excel", PUBLIC, "?wilayah=33.24"),
    door("followups:my_excel", SIGNED_IN),
    door("followups:my_csv", SIGNED_IN),
    door("followups:my_matrix", SIGNED_IN),
    door("followups:my_matrix_pdf", SIGNED_IN),
    door("followups:my_matrix_excel", SIGNED_IN),
    door("followups:names", PUBLIC, **CYCLE),  # names for those who work there, nothing for anybody else
    door("followups:open", only("pokja", "satker", "korkot", "auditor", "kpkd"), **CYCLE),
    door("followups:assign", only("pokja"), number="{loose}", **CYCLE),  # who opened it; the escort is a named team here, outside this cast
    door("followups:agree", only("pokja"), number="{waiting}", **CYCLE),  # who asked for it
    door("followups:show", PUBLIC, number="{followup}", **CYCLE),
    door("followups:mine", SIGNED_IN),
    door("followups:report", only("pokja", "kpkd"), number="{followup}", **CYCLE),
    # Papers of a work: the list is public; signed papers themselves are files (below).
    # Work plans: what was handed in is public, without names; writing, approving and reporting are for whom the programme names.
    door("workplans:index", PUBLIC, **SITE),
    door("workplans:show", PUBLIC, **PLAN),
    door("workplans:print", PUBLIC, **PLAN),
    door("workplans:pdf", PUBLIC, **PLAN),
    door("workplans:download", PUBLIC, **PLAN),
    door("workplans:calendar", PUBLIC, **PLAN),
    door("workplans:versions", PUBLIC, **PLAN),
    door("workplans:write", only("bkm"), **PLAN),
    door("workplans:activity", only("bkm"), key="baru", **PLAN),
    door("workplans:settings", only("bkm"), **PLAN),
    door("workplans:paste", only("bkm"), **PLAN),
    door("workplans:upload", only("bkm"), **PLAN),
    door("workplans:submit", only("bkm"), **PLAN),
    door("workplans:reports", only("bkm", "faskel"), **PLAN),
    door("workplans:report", only("bkm", "faskel"), key="{activity}", **PLAN),
    door("workplans:approve", only("pokja"), **WAITING_PLAN),
    door("workplans:return", only("bkm", "pokja"), **WAITING_PLAN),  # taken back by those who handed it in, given back by those who got it
    door("dossiers:index", PUBLIC, **WORK),
    door("dossiers:history", SIGNED_IN, document="lpj_pakem", **WORK),
    door("dossiers:file", only("pakem"), "?document=lpj_pakem", **WORK),
    door("dossiers:check", only("pokja"), "?document=lpj_pakem", **WORK),
    door("dossiers:sign", NOT_IN_PAKET, **WORK),
    # Appraisal: for people with an account; each sees only what the independence of the appraisers allows.
    door("assessments:fill", only("pokja", then="moved"), "?form=kelayakan", **WORK),  # has filled it: led to the result
    door("assessments:decide", only("pokja"), "?form=verifikasi", **WORK),
    door("assessments:result", PUBLIC, **WORK),  # the list is out: the scores, without names
    door("assessments:list", SIGNED_IN, "?form=kelayakan", **CYCLE),
    door("assessments:recap", SIGNED_IN, "?form=kelayakan", **CYCLE),
    # Money: every book is public, names are initials; each act belongs to one role.
    door("funds:cycle", PUBLIC, **CYCLE),
    door("funds:show", PUBLIC, **WORK),
    door("funds:deliveries", PUBLIC, **WORK),
    door("funds:entry", PUBLIC, number="{entry}"),
    door("funds:book", PUBLIC, book="kas", **WORK),
    door("funds:book_excel", PUBLIC, book="kas", **WORK),
    door("funds:rpd", PUBLIC, **WORK),
    door("funds:lpd", PUBLIC, **WORK),
    door("funds:prices", SIGNED_IN, region="{region}"),
    door("funds:contribute", only("pakem"), "?source=swadaya", **WORK),
    door("funds:verify", only("faskel", "pengawas"), contribution="{contribution}", **WORK),
    door("funds:release", only("satker"), "?source=apbn", **WORK),
    door("funds:spend", only("pakem"), "?source=apbd", **WORK),
    door("funds:transfer", only("pakem"), **WORK),
    door("funds:reverse", only("satker"), number="{entry}"),  # the release it made itself
    door("funds:commit", NOT_IN_PAKET, **WORK),
    door("funds:request", NOT_IN_PAKET, **WORK),
    door("funds:account", NOT_IN_PAKET, **WORK),
    # Building: progress is public; the committee reports, the pokja visits.
    door("progress:show", PUBLIC, **WORK),
    door("progress:report", only("pakem"), **WORK),
    door("progress:photograph", only("pakem"), **WORK),
    door("progress:visit", only("pokja"), **WORK),
    door("progress:hand_over", only("pakem"), **WORK),
    door("progress:pay_wages", NOT_IN_PAKET, **WORK),
    door("progress:check_function", only("bkm", "faskel", "pokja"), **WORK),
    # Proposals: public once handed in; the draft is for those with a role there, writing for the committee alone.
    door("proposals:index", PUBLIC, **CYCLE),
    door("proposals:show", PUBLIC, **WORK),
    door("proposals:versions", PUBLIC, **WORK),
    door("proposals:diff", PUBLIC, number=1, **WORK),
    door("proposals:download", PUBLIC, **WORK),
    door("proposals:print", PUBLIC, **WORK),
    door("proposals:write", only("pakem"), code="{draft}"),
    door("proposals:rab", only("pakem"), code="{draft}"),
    door("proposals:upload", only("pakem"), code="{draft}"),
    door("proposals:partners", only("pakem"), code="{draft}"),
    door("proposals:schedule", only("pakem"), code="{draft}"),
    door("proposals:papers", only("pakem"), code="{draft}"),
    door("proposals:submit", only(*INVOLVED, then="told") | {"pakem": "ok"}, **WORK),
    door("proposals:return", only("pakem"), **WORK),
    door("proposals:rank", only(*REGENCY), "?list=candidates", **CYCLE),  # the order before it is announced
    door("proposals:carry", signed_in("refused"), **WORK),  # it was not left without money
    # Announcements: everything is public once announced, and anybody may object without an account.
    door("disclosure:index", PUBLIC),
    door("disclosure:check", PUBLIC),
    door("disclosure:show", PUBLIC, **LIST),
    door("disclosure:version", PUBLIC, **VERSION),
    door("disclosure:content", PUBLIC, **VERSION),
    door("disclosure:table", PUBLIC, **VERSION),
    door("disclosure:print", PUBLIC, **VERSION),
    door("disclosure:medium", only("pokja"), **VERSION),
    door("disclosure:objections", PUBLIC, **LIST),
    door("disclosure:object", PUBLIC, **LIST),
    door("disclosure:find", PUBLIC),
    door("disclosure:follow", PUBLIC, follow_code="{objection_code}"),
    door("disclosure:publish", only(*REGENCY, then="told") | {"pokja": "ok"}, **LIST),  # what would be announced
    door("disclosure:answer", only("korkot", "pokja", others="told"), **OBJECTION),  # in the real file not who appraised
    door("disclosure:redact", only("pokja", "korkot"), **OBJECTION),
    door("disclosure:prove", only("pokja", "bkm"), publicity_id="{publicity}", **SITE),
    door("disclosure:publicise", only("pokja", "bkm", others="told"), **SITE),
    # Questions and complaints: anybody asks; those who carry the work answer.
    door("complaints:index", PUBLIC),
    door("complaints:about", PUBLIC, **WORK),
    door("complaints:ask", PUBLIC, **WORK),
    door("complaints:follow", PUBLIC, follow_code="{question_code}"),
    door("complaints:answer", only("bkm", "pokja", others="told"), question_id="{question}", **WORK),
    # Files: for those whose context lets them in; forbidden and missing look the same.
    door("files:show", only(*INVOLVED, others="missing") | {"anonymous": "missing"}, file_id="{scan}", name="foto.jpg"),
    door("files:thumb", only(*INVOLVED, others="missing") | {"anonymous": "missing"}, file_id="{scan}", name="foto.jpg"),
    # People: everybody sees themselves; the keepers of a region its people.
    door("actors:me", SIGNED_IN),
    door("actors:index", only(*KEEPERS)),
    door("actors:show", only(*KEEPERS, "satker", others="missing"), **SOMEBODY),  # the page of the satker
    door("actors:give_role", only(*KEEPERS), **SOMEBODY),
    door("actors:end_role", only(*KEEPERS), held_id="{held}"),
    door("actors:deactivate", only(*KEEPERS, others="missing") | {"satker": "refused"}, **SOMEBODY),
    door("actors:reactivate", everybody("method"), **SOMEBODY),
    door("actors:let_in", everybody("method"), **SOMEBODY),
    door("actors:make_admin", everybody("method"), **SOMEBODY),
    door("actors:end_admin", everybody("method"), **SOMEBODY),
    door("actors:invite", only(*KEEPERS)),
    door("actors:resend", everybody("method"), invitation_id="{invitation}"),
    door("actors:withdraw", everybody("method"), invitation_id="{invitation}"),
    door("actors:accept", everybody("told") | {"anonymous": "ok"}, token="{token}"),  # for somebody else, says the page
    # Bodies: seen by those with a role in their place.
    door("actors:organisations", SIGNED_IN),
    door("actors:organisation", only("bkm", *REGENCY, *KEEPERS, others="missing", then="told"), **BODY),  # a pillar is not represented
    door("actors:new_organisation", only(*KEEPERS)),
    door("actors:edit_organisation", only(*KEEPERS, others="missing") | dict.fromkeys(("bkm", *REGENCY), "refused"), **BODY),
    door("actors:add_member", only(*KEEPERS, others="missing") | dict.fromkeys(("bkm", *REGENCY), "refused"), **BODY),
    door("actors:acquainted", only(*KEEPERS, others="missing") | dict.fromkeys(("bkm", *REGENCY), "refused"), **BODY),
    door("actors:end_member", only(*KEEPERS), member_id="{member}"),
    # The installation: offices, and the first day (over once there is an admin).
    door("actors:offices", only("admin")),
    door("actors:open_office", only("admin")),
    door("actors:set_up_help", everybody("refused")),
    door("actors:set_up", everybody("refused"), token="salah"),
    # Notices are one's own.
    door("notices:index", SIGNED_IN),
    door("notices:show", BUTTON, notice_id="{notice}"),
    door("notices:read_all", BUTTON),
    # Places, language, theme, and what machines ask.
    door("regions:find", PUBLIC, "?q=Weleri"),
    door("regions:sources", PUBLIC),
    door("language", everybody("moved")),
    door("theme", everybody("moved")),
    door("components", everybody("told")),  # shows every part of a page, also that sentence
    door("healthy", PUBLIC),
    door("resume", signed_in("moved")),  # nothing waits to be sent on
    # The demo's own doors are walls everywhere else.
    door("demo_login", everybody("missing")),
    door("demo_day", everybody("method")),
    # The API: the same public figures, read only.
    door("api:api-root", everybody("missing")),
    door("api:openapi-json", PUBLIC),
    door("api:openapi-view", PUBLIC),
    door("api:find", PUBLIC, "?q=Weleri"),
    door("api:rounds", PUBLIC),
    door("api:board", PUBLIC, **CYCLE),
    door("api:shelf", PUBLIC),
    # Accounts: signing in. Nobody signs up; an account begins with an invitation.
    door("account_login", everybody("moved") | {"anonymous": "ok"}),
    door("account_logout", SIGNED_IN | {"anonymous": "moved"}),
    door("account_signup", everybody("moved") | {"anonymous": "told"}),
    door("account_inactive", everybody("told")),
    door("account_reset_password", PUBLIC),
    door("account_reset_password_done", PUBLIC),
    door("account_reset_password_from_key", everybody("told"), uidb36="1", key="salah"),
    door("account_reset_password_from_key_done", PUBLIC),
    door("account_email_verification_sent", PUBLIC),
    door("account_confirm_email", PUBLIC, key="salah"),
    door("account_confirm_login_code", signed_in("moved")),
    door("account_reauthenticate", signed_in("refused")),  # the cast has no password to repeat
    door("account_email", SIGNED_IN),
    door("account_change_password", signed_in("moved")),
    door("account_set_password", SIGNED_IN),
    door("usersessions_list", SIGNED_IN),
    # Accounts: the second factor, one's own.
    door("mfa_index", SIGNED_IN),
    door("mfa_authenticate", signed_in("moved")),
    door("mfa_reauthenticate", signed_in("refused")),
    door("mfa_activate_totp", SIGNED_IN),
    door("mfa_deactivate_totp", signed_in("missing")),
    door("mfa_view_recovery_codes", signed_in("missing")),
    door("mfa_generate_recovery_codes", SIGNED_IN),
    door("mfa_download_recovery_codes", signed_in("missing")),
    door("mfa_list_webauthn", SIGNED_IN),
    door("mfa_add_webauthn", SIGNED_IN),
    door("mfa_reauthenticate_webauthn", signed_in("refused")),
    door("mfa_remove_webauthn", signed_in("missing"), pk=1),
    door("mfa_edit_webauthn", signed_in("missing"), pk=1),
    door("mfa_login_webauthn", signed_in("moved")),
]
