"""What waits for whom: as the city's procedure has it, step by step, and as `/review` shows it."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.procedures import ready
from bot.telegram.addresses import telegram_chat
from rules.policy.city import City
from rules.policy.items import State
from rules.policy.procedure import Actor, ProcedureStep, StepKind
from storage.db.engine import writing
from storage.ledger.tables import persons
from storage.people import people
from tests.support.applications import HEAD, applied, passed, state, struck_off, villas_down
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER, VERIFIER

EVERYBODY = (OFFICIAL, HEAD, VERIFIER, OFFICE, LEADER, OTHER)
NOTHING = "没有待您办理的事项（延期、验收、公示、批示、困难）。"
TO_ACCEPT, TO_END = "待验收的销号申请：1 项", "待销号：1 项"
NOTICE_TO_END, NOTICE_TO_APPLY = "公示中待销号：1 项", "公示中待申请验收：1 项"

WAITS = {
    "安徽": [{VERIFIER: TO_ACCEPT}, {OFFICE: NOTICE_TO_END}],
    "吉林": [{VERIFIER: TO_ACCEPT}, {OFFICE: NOTICE_TO_END}],
    "江苏": [{VERIFIER: TO_ACCEPT}, {OFFICE: TO_ACCEPT}, {OFFICE: NOTICE_TO_END}],
    "海南": [{VERIFIER: TO_ACCEPT}, {HEAD: TO_END}],
    "黑龙江": [
        {OFFICIAL: NOTICE_TO_APPLY, HEAD: NOTICE_TO_APPLY},
        {VERIFIER: TO_ACCEPT},
        {OFFICE: TO_ACCEPT},
        {OFFICE: TO_END},
    ],
}
"""Who hears what at each place where an application waits, in order."""


@pytest.fixture
def talk(talk: Dialogue) -> Dialogue:
    with writing(talk.engine) as tx:
        people.bind(tx, 6, telegram_chat(HEAD), MORNING)
    villas_down(talk)
    return talk


def heard(talk: Dialogue) -> dict[int, str]:
    """Return the first line of what everybody hears for whom something waits."""
    said = {who: talk.says(who, "待我办的") for who in EVERYBODY}
    return {who: text.splitlines()[0] for who, text in said.items() if text != NOTHING}


def reviewing(talk: Dialogue) -> set[int]:
    return {who for who in EVERYBODY if talk.says(who, "/review") != "没有待您审核的事项。"}


def does(talk: Dialogue, step: ProcedureStep) -> None:
    """Let whoever does a step after the first do it."""
    match step.kind:
        case StepKind.NOTICE:
            talk.now += timedelta(days=14)
        case StepKind.CHECK:
            passed(talk)
        case StepKind.REVIEW:
            talk.says(OFFICE, "/review")
            talk.presses(OFFICE, "通过")
        case StepKind.APPLICATION:
            talk.says(OFFICIAL, "/review")
            talk.presses(OFFICIAL, "申请验收")
        case StepKind.STRIKE_OFF:
            struck_off(talk, HEAD if step.by is Actor.LEAD else OFFICE)


@pytest.mark.parametrize("name", ready.names())
def test_each_step_waits_for_whoever_does_it(talk: Dialogue, name: str) -> None:
    procedure = ready.named(name)
    talk.city = City(procedure=procedure)
    waits = iter(WAITS[name])
    applied(talk)
    for before, step in itertools.pairwise(procedure.order):
        if step.kind is not StepKind.NOTICE:
            expected = next(waits)
            assert (heard(talk), reviewing(talk)) == (expected, set(expected)), step.name
        if before.kind is StepKind.NOTICE:
            does(talk, before)
        if step.kind is not StepKind.NOTICE:
            does(talk, step)
    assert (list(waits), heard(talk), state(talk, 1)) == ([], {}, State.STRUCK_OFF)


def test_nothing_waits_for_the_applicants_side(talk: Dialogue) -> None:
    """The applicant is of the verifying unit, whose head verifies too."""
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.id == 1).values(unit_id=3))
        head = update(persons).where(persons.c.id == 5)
        tx.execute(head.values(unit_id=3, roles="验收人、单位负责人"))
    applied(talk)
    assert (heard(talk), reviewing(talk)) == ({VERIFIER: TO_ACCEPT}, {VERIFIER})
