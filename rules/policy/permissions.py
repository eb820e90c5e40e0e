"""Permissions: one table of who may do what, and a named question for each of its rows.

Printed in docs/permissions.md. Which command, button and duty needs which right stands in acts.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.policy.items import Item
from rules.policy.people import Person, Role
from rules.policy.relations import NOTHING, OF_ROLE, Matter, Relation, relations


class Right(StrEnum):
    """What somebody may do; the values are the words of docs/permissions.md."""

    ANYTHING = "use what shows no more than they may see"
    SEE_CITY = "see every item, and who has answered"
    SEE = "see the item"
    SEE_SUPERVISION = "see what was ordered and asked for on it"
    REPORT = "report on it, answer prompts and rounds, ask for a later deadline"
    ANSWER_FOR = "answer for it: objections, flags, whether it is kept up"
    APPLY = "apply to have it struck off"
    OWN = "go on with their own card, form or board"
    PUT_OFF = "put off a reminder that was put to them"
    VERIFY = "check it on site, by a procedure of verifiers"
    REVIEW_FOR_OFFICE = "check or review it, by a procedure of the office"
    STRIKE_OFF = "strike it off or send it back for the office, re-open it"
    STRIKE_OFF_AS_LEAD = "strike it off, by a procedure of the lead unit"
    REVIEW = "have any part in its review"
    CHECK_AGAIN = "check it again after closing"
    DECIDE_EXTENSION = "decide on a later deadline"
    WITHDRAW_EXTENSION = "withdraw a request for a later deadline"
    INSTRUCT = "instruct or advise on it"
    ORDER = "instruct on it, so that it is no mere advice"
    DECIDE_PLAN = "decide on a plan"
    WITHDRAW_PLAN = "withdraw a plan"
    SIGN = "sign for an item given to them"
    ANSWER_INSTRUCTION = "answer an instruction"
    ANSWER_BLOCKER = "answer what is needed from others"
    SEND_BACK_ANSWER = "send back an answer to what they asked"
    RECEIVE_URGENT = "receive an urgent notice"
    SETTLE_URGENT = "settle an urgent notice"
    WITHDRAW_URGENT = "withdraw an urgent notice"
    DECIDE_OBJECTION = "decide on an objection"
    SEE_FLAG = "see a report in doubt"
    CONCLUDE_FLAG = "conclude on a report in doubt"
    SEE_CASE_FILE = "have its case file made"
    ASK_FOR_CASE_FILES = "ask for case files at all"
    USE_RADAR = "list reports in doubt"
    SEE_READINESS = "read what would not stand a look-back"
    OFFICE = (
        "do the office's own: rounds, objections, draws, re-opening, imports, deputies of others"
    )
    BIND_GROUP = "bind a group"
    UNBIND = "end somebody's account"
    VERIFY_LEDGER = "have the ledger held against its journal"
    KEEP_REGISTER = "keep the accountability register"


@dataclass(frozen=True, slots=True)
class Grant:
    """To whom a right is given, and whom something else that they are keeps from it."""

    to: frozenset[Relation]
    never: frozenset[Relation] = frozenset()


def _to(*relation: Relation, never: frozenset[Relation] = frozenset()) -> Grant:
    return Grant(frozenset(relation), never)


R = Relation
_OFFICE = (R.OFFICE, R.ADMINISTRATOR)
_RESPONSIBLE = (R.OWNER, R.DEPUTY, R.HEAD)
_OWNERS = frozenset({R.OWNER, R.DEPUTY})
_APPLICANTS = frozenset({R.APPLICANT})
_DID_THE_WORK = frozenset({*_RESPONSIBLE, R.LEAD, R.SUPPORTING, R.VERIFYING, R.DECIDED})

RIGHTS: Mapping[Right, Grant] = {
    Right.ANYTHING: _to(R.ENROLLED),
    Right.SEE_CITY: _to(*_OFFICE, R.LEADER),
    Right.SEE: _to(
        *_OFFICE,
        R.LEADER,
        *_RESPONSIBLE,
        R.LEAD,
        R.SUPPORTING_HEAD,
        R.SUPPORTING,
        R.SUPERVISING,
        R.VERIFYING,
        R.COORDINATOR,
        R.CITY_GUARANTOR,
        R.GUARANTOR,
    ),
    Right.SEE_SUPERVISION: _to(
        *_OFFICE, R.LEADER, *_RESPONSIBLE, R.COORDINATOR, R.CITY_GUARANTOR, R.GUARANTOR
    ),
    Right.REPORT: _to(*_RESPONSIBLE, *_OFFICE),
    Right.ANSWER_FOR: _to(*_RESPONSIBLE),
    Right.APPLY: _to(*_RESPONSIBLE),
    Right.OWN: _to(R.MAKER),
    Right.PUT_OFF: _to(R.MAKER),
    Right.VERIFY: _to(R.VERIFIER),
    Right.REVIEW_FOR_OFFICE: _to(*_OFFICE, never=_OWNERS | _APPLICANTS | {R.APPLICANT_HEAD}),
    Right.STRIKE_OFF: _to(*_OFFICE, never=_OWNERS | _APPLICANTS),
    Right.STRIKE_OFF_AS_LEAD: _to(R.LEAD_HEAD, never=_OWNERS | _APPLICANTS),
    Right.REVIEW: _to(R.VERIFIER, *_OFFICE, R.LEAD_HEAD, never=_OWNERS),
    Right.CHECK_AGAIN: _to(R.INSPECTOR, *_OFFICE, never=_DID_THE_WORK | {R.PASSED_OVER}),
    Right.DECIDE_EXTENSION: _to(*_OFFICE, never=_OWNERS),
    Right.WITHDRAW_EXTENSION: _to(R.MAKER, *_RESPONSIBLE),
    Right.INSTRUCT: _to(*_OFFICE, R.LEADER, R.GUARANTOR, R.COORDINATOR),
    Right.ORDER: _to(*_OFFICE, R.LEADER, R.GUARANTOR),
    Right.DECIDE_PLAN: _to(*_OFFICE, never=_OWNERS),
    Right.WITHDRAW_PLAN: _to(R.MAKER, *_RESPONSIBLE),
    Right.SIGN: _to(R.MAKER),
    Right.ANSWER_INSTRUCTION: _to(*_RESPONSIBLE, *_OFFICE),
    Right.ANSWER_BLOCKER: _to(R.ASKED, R.COORDINATOR, *_OFFICE),
    Right.SEND_BACK_ANSWER: _to(R.MAKER),
    Right.RECEIVE_URGENT: _to(R.ASKED, *_OFFICE),
    Right.SETTLE_URGENT: _to(R.ASKED, R.MAKER, *_RESPONSIBLE, *_OFFICE),
    Right.WITHDRAW_URGENT: _to(R.MAKER),
    Right.DECIDE_OBJECTION: _to(R.VERIFIER, *_OFFICE, never=_OWNERS),
    Right.SEE_FLAG: _to(R.VERIFIER, *_OFFICE),
    Right.CONCLUDE_FLAG: _to(*_OFFICE, never=_OWNERS),
    Right.SEE_CASE_FILE: _to(R.VERIFIER, *_OFFICE),
    Right.ASK_FOR_CASE_FILES: _to(R.INSPECTOR, *_OFFICE),
    Right.USE_RADAR: _to(R.INSPECTOR, *_OFFICE),
    Right.SEE_READINESS: _to(*_OFFICE, R.LEADER, R.UNIT_HEAD),
    Right.OFFICE: _to(*_OFFICE),
    Right.BIND_GROUP: _to(*_OFFICE),
    Right.UNBIND: _to(*_OFFICE),
    Right.VERIFY_LEDGER: _to(*_OFFICE, R.LEADER),
    Right.KEEP_REGISTER: _to(R.KEEPER),
}
"""The permission matrix."""


def may(person: Person, right: Right, matter: Matter = NOTHING) -> bool:
    """Return whether the person has a right in a matter."""
    grant, is_what = RIGHTS[right], relations(person, matter)
    return bool(grant.to & is_what) and not grant.never & is_what


def may_ask_for_case_files(person: Person) -> bool:
    """Return whether there are case files at all for the person."""
    return may(person, Right.ASK_FOR_CASE_FILES)


def roles_with(right: Right) -> frozenset[Role]:
    """Return the roles that give a right by themselves."""
    return frozenset(role for role, relation in OF_ROLE.items() if relation in RIGHTS[right].to)


def _of(item: Item, applicant: Person | None = None) -> Matter:
    return Matter(item, applicant)


def sees_whole_city(person: Person) -> bool:
    """Return whether the person may see every item of the city."""
    return may(person, Right.SEE_CITY)


def is_office(person: Person) -> bool:
    """Return whether the person is of the office: it assigns, approves and publishes."""
    return may(person, Right.OFFICE)


def may_see_item(person: Person, item: Item) -> bool:
    """Return whether the person may see the item."""
    return may(person, Right.SEE, _of(item))


def is_responsible_for(person: Person, item: Item) -> bool:
    """Return whether the person is the owner, their deputy, or a head above the lead unit."""
    return may(person, Right.ANSWER_FOR, _of(item))


def may_see_supervision(person: Person, item: Item) -> bool:
    """Return whether the person may see what was ordered and asked for on the item."""
    return may(person, Right.SEE_SUPERVISION, _of(item))


def may_report_on(person: Person, item: Item) -> bool:
    """Return whether the person is responsible for the item, or of the office."""
    return may(person, Right.REPORT, _of(item))


def may_apply_for_closing(person: Person, item: Item) -> bool:
    """Return whether the person may apply to have the item struck off."""
    return may(person, Right.APPLY, _of(item))


def may_verify(person: Person, item: Item, applicant: Person | None = None) -> bool:
    """Return whether the person verifies for the verifying unit, and has no part in the item."""
    return may(person, Right.VERIFY, _of(item, applicant))


def may_strike_off(person: Person, item: Item) -> bool:
    """Return whether the person may strike the item off; never the owner or their deputy."""
    return may(person, Right.STRIKE_OFF, _of(item))


def may_bind_group(person: Person) -> bool:
    """Return whether the person may bind a group chat to a unit."""
    return may(person, Right.BIND_GROUP)


def may_unbind(person: Person) -> bool:
    """Return whether the person may end another person's account."""
    return may(person, Right.UNBIND)


def may_verify_ledger(person: Person) -> bool:
    """Return whether the person may have the ledger held against its journal."""
    return may(person, Right.VERIFY_LEDGER)


def may_use_radar(person: Person) -> bool:
    """Return whether flags exist for the person at all: for the office and for verifiers."""
    return may(person, Right.USE_RADAR)


def may_see_flag(person: Person, item: Item) -> bool:
    """Return whether the person may see flags of the item: the office, and who verifies it."""
    return may(person, Right.SEE_FLAG, _of(item))


def may_conclude_flag(person: Person, item: Item) -> bool:
    """Return whether the person may conclude on a flag; never the owner or their deputy."""
    return may(person, Right.CONCLUDE_FLAG, _of(item))


def may_decide_extension(person: Person, item: Item) -> bool:
    """Return whether the person may decide on an extension; never the owner or their deputy."""
    return may(person, Right.DECIDE_EXTENSION, _of(item))


def may_decide_plan(person: Person, item: Item) -> bool:
    """Return whether the person may decide on a plan; never the owner or their deputy."""
    return may(person, Right.DECIDE_PLAN, _of(item))


def may_instruct(person: Person, item: Item | None = None) -> bool:
    """Return whether the person may instruct on the item; without one, on every item."""
    return may(person, Right.INSTRUCT, Matter(item))


def may_answer_blocker(person: Person, item: Item, asked: frozenset[int]) -> bool:
    """Return whether the person may answer what is needed on the item; `asked`: who was asked."""
    return may(person, Right.ANSWER_BLOCKER, Matter(item, asked=asked))


def may_order(person: Person, item: Item) -> bool:
    """Return whether what the person writes on the item is an order, and no mere advice."""
    return may(person, Right.ORDER, _of(item))


def may_see_case_file(person: Person, item: Item) -> bool:
    """Return whether the person is of the office, or verifies the item."""
    return may(person, Right.SEE_CASE_FILE, _of(item))


def may_keep_register(person: Person) -> bool:
    """Return whether there is an accountability register at all for the person."""
    return may(person, Right.KEEP_REGISTER)
