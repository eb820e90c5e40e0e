"""Every state × act × person × what is met: what is refused changes nothing, rows and journal."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert, select, update

from rules.policy.closing import Act
from rules.policy.items import CLOSED, IN_REVIEW, State
from storage import schema
from storage.closing.tables import closings
from storage.db.engine import reading, writing
from storage.ledger import item_store
from storage.ledger.tables import items, journal, milestones, persons, reports
from tests.support.applications import (
    HEAD,
    applied,
    checked,
    confirmed,
    head_enrolled,
    passed,
    villas_down,
)
from tests.support.dialogue import Dialogue
from tests.support.small_city import (
    LEADER,
    OFFICE,
    OFFICIAL,
    OTHER,
    VERIFIER,
)

LEDGER = [
    table
    for name, table in schema.metadata.tables.items()
    if name.startswith(("items", "milestones", "reports", "closing", "strike", "evidence"))
]
NOTICE_OVER, NOTICE_RUNS = date(2026, 11, 23), date(2026, 12, 7)

ROUTES: dict[Act, Callable[[Dialogue, int], object]] = {
    Act.APPLY: lambda talk, who: talk.says(who, "/close 1"),
    Act.PASS: lambda talk, who: talk.press_data(who, "ck:1:submit"),
    Act.ANNOUNCE: lambda talk, who: talk.press_data(who, "cv:1:apply"),
    Act.SEND_BACK: lambda talk, who: talk.press_data(who, "cv:1:back"),
    Act.STRIKE_OFF: lambda talk, who: talk.press_data(who, f"so:1:{last_step(talk)}:yes"),
    Act.REOPEN: lambda talk, who: talk.says(who, "/reopen 1 回头看发现新建围墙"),
}
"""How a person tries it. A button may be kept from any earlier moment."""

STATES = {
    Act.APPLY: {State.NOT_STARTED, State.UNDER_WAY},
    Act.PASS: {State.APPLIED, State.UNDER_CHECK},
    Act.ANNOUNCE: set[State](),
    Act.SEND_BACK: IN_REVIEW,
    Act.STRIKE_OFF: {State.ON_NOTICE},
    Act.REOPEN: CLOSED,
}
PEOPLE = {
    Act.APPLY: {OFFICIAL, HEAD},
    Act.PASS: {VERIFIER},
    Act.ANNOUNCE: set[int](),
    Act.SEND_BACK: {VERIFIER, OFFICE},
    Act.STRIKE_OFF: {OFFICE},
    Act.REOPEN: {OFFICE},
}
EVERYBODY = (OFFICIAL, HEAD, VERIFIER, OFFICE, LEADER, OTHER)
WHATEVER_IS_MET = (Act.SEND_BACK, Act.REOPEN)

MET: dict[str, tuple[dict[str, object], date]] = {
    "met": ({}, NOTICE_OVER),
    "notice_runs": ({}, NOTICE_RUNS),
    "under_target": ({"done": Decimal(14)}, NOTICE_OVER),
    "never_reported": ({"done": None, "percent": None}, NOTICE_OVER),
    "total_raised": ({"total": Decimal(60)}, NOTICE_OVER),
    "milestone_open": ({}, NOTICE_OVER),
}
GAPLESS = ("met", "notice_runs")


def last_step(talk: Dialogue) -> int:
    with reading(talk.engine) as tx:
        steps = schema.metadata.tables["closing_steps"]
        return max(tx.execute(select(steps.c.id)).scalars())


def ledger(talk: Dialogue) -> list[object]:
    with reading(talk.engine) as tx:
        rows = [tx.execute(select(t).order_by(*t.primary_key)).all() for t in LEDGER]
        return [*rows, tx.execute(select(journal.c.hash).order_by(journal.c.seq)).all()]


def stand(talk: Dialogue, state: State, met: str) -> None:
    """Let item 1 stand in a state, whatever led there."""
    values, until = MET[met]
    review = state in IN_REVIEW
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(state=state, **values))
        running = {"state": "applied" if review else "over", "awaits": None}
        tx.execute(update(closings).values(**running, notice_until=until))
        if met == "milestone_open" and len(item_store.steps_of_one(tx, 1)) == 1:
            step = {"item_id": 1, "position": 9, "name": "复绿", "unit_id": 1, "due_words": ""}
            tx.execute(insert(milestones).values(**step))


def is_allowed(state: State, act: Act, who: int, met: str) -> bool:
    if state not in STATES[act] or who not in PEOPLE[act]:
        return False
    if act is Act.STRIKE_OFF and met == "notice_runs":
        return False
    if act is Act.PASS and met == "total_raised":
        return True  # the form measured less than that: it sends the item back
    return act in WHATEVER_IS_MET or met in GAPLESS


def one_side(talk: Dialogue) -> None:
    """The applicant is of the verifying unit, and 刘洋 both verifies for it and heads it."""
    with writing(talk.engine) as tx:
        head = {"unit_id": 3, "roles": "验收人、单位负责人"}
        tx.execute(update(persons).where(persons.c.id == 5).values(**head))
        tx.execute(update(persons).where(persons.c.id == 1).values(unit_id=3))


@pytest.mark.parametrize("met", MET)
@pytest.mark.begins(after=[head_enrolled, one_side, villas_down, applied, checked])
def test_what_is_refused_changes_nothing(talk: Dialogue, met: str) -> None:
    for state in State:
        stand(talk, state, met)
        before = ledger(talk)
        for act, attempt in ROUTES.items():
            refused = [who for who in EVERYBODY if not is_allowed(state, act, who, met)]
            for who in refused:
                attempt(talk, who)
            assert ledger(talk) == before, (state, act, refused)


DUST = "4号扬尘治理"


def prompt_answer(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 4")
    talk.says(OFFICIAL, "/cancel")
    confirmed(talk, f"{DUST}已完成，现场照片附后")


def by_application(talk: Dialogue) -> None:
    applied(talk, 4)


def by_the_office(talk: Dialogue) -> None:
    talk.says(OFFICE, f"{DUST}已全部完成")
    talk.presses(OFFICE, "确认")


def by_correction(talk: Dialogue) -> None:
    confirmed(talk, f"{DUST}已完成80%")
    confirmed(talk, f"更正：{DUST}已全部完成")


DECLARED: dict[str, Callable[[Dialogue], None]] = {
    "words": lambda talk: confirmed(talk, f"{DUST}已完成"),
    "a share": lambda talk: confirmed(talk, f"{DUST}完成率100%"),
    "the command": lambda talk: confirmed(talk, "/report 4 已全部完成"),
    "an application dropped": prompt_answer,
    "an application": by_application,
    "the office": by_the_office,
    "a correction": by_correction,
}


@pytest.mark.parametrize("way", DECLARED)
def test_nobody_declares_done_what_counts_nothing(talk: Dialogue, way: str) -> None:
    DECLARED[way](talk)
    with reading(talk.engine) as tx:
        assert item_store.by_id(tx, 4).finished_on is None
        assert tx.execute(select(reports.c.id).where(reports.c.item_id == 4)).first() is not None


def test_the_verifier_finds_it_done(talk: Dialogue) -> None:
    by_application(talk)
    passed(talk, "")
    with reading(talk.engine) as tx:
        assert item_store.by_id(tx, 4).finished_on == date(2026, 11, 24)
