"""The order in which updates are taken up: officials first, and in each chat as it was written."""

from itertools import count
from typing import Any

import pytest

from bot.telegram.addresses import NAME, telegram_chat
from bot.telegram.raw_updates import received
from storage.db.engine import Engine, writing
from storage.mail import inbox
from storage.people import invitations
from tests.support.small_city import GROUP, MORNING, OFFICIAL, OTHER, OUTSIDER, settle

numbers = count(1)
CHENCHEN = 6
"""Nobody's account is bound to him yet."""


@pytest.fixture
def city(engine: Engine) -> Engine:
    settle(engine)
    return engine


def said(who: int, text: str = "在吗", chat: int | None = None) -> dict[str, Any]:
    place = {"id": who if chat is None else chat}
    return {
        "update_id": next(numbers),
        "message": {"from": {"id": who}, "chat": place, "text": text},
    }


def pressed(who: int, chat: int) -> dict[str, Any]:
    press = {"from": {"id": who}, "message": {"chat": {"id": chat}}, "data": "x"}
    return {"update_id": next(numbers), "callback_query": press}


def heard(engine: Engine, *updates: dict[str, Any]) -> None:
    with writing(engine) as tx:
        inbox.store(tx, [received(update) for update in updates], MORNING)


def taken_up(engine: Engine, limit: int = 64) -> list[int]:
    """The rows that are taken up next; then they are done."""
    with writing(engine) as tx:
        rows = [one.seq for one in inbox.claim(tx, [NAME], MORNING, limit)]
        inbox.mark_done(tx, rows)
    return rows


def code(engine: Engine) -> str:
    with writing(engine) as tx:
        return invitations.invite(tx, CHENCHEN, MORNING)


def test_officials_are_taken_up_before_strangers(city: Engine) -> None:
    heard(city, said(OUTSIDER), said(OFFICIAL), said(OUTSIDER + 1), said(OTHER), said(OUTSIDER))
    assert [taken_up(city) for _ in range(3)] == [[2, 4], [1, 3, 5], []]


def test_an_official_who_writes_later_overtakes_strangers_who_wait(city: Engine) -> None:
    heard(city, *(said(OUTSIDER + n) for n in range(4)))
    assert taken_up(city, 2) == [1, 2]
    heard(city, said(OFFICIAL))
    assert [taken_up(city, 2) for _ in range(3)] == [[5], [3, 4], []]


def test_who_brings_a_good_code_goes_before_strangers_with_all_he_wrote(city: Engine) -> None:
    heard(city, said(OUTSIDER), said(OUTSIDER + 1))
    heard(
        city, said(OUTSIDER + 1, f"/start {code(city).lower()}"), said(OUTSIDER + 1, "1号已拆12栋")
    )
    assert [taken_up(city) for _ in range(2)] == [[2, 3, 4], [1]]


@pytest.mark.parametrize("words", ["/start NOSUCHCODE", "/start \0", "/start 邀请码", "/start"])
def test_who_brings_no_good_code_goes_with_the_strangers(city: Engine, words: str) -> None:
    heard(city, said(OUTSIDER), said(OUTSIDER + 1, words), said(OFFICIAL))
    assert [taken_up(city) for _ in range(2)] == [[3], [1, 2]]


def test_a_code_that_was_used_is_no_good_code(city: Engine) -> None:
    used = code(city)
    with writing(city) as tx:
        invitations.redeem(tx, used, telegram_chat(OTHER), MORNING)
    heard(city, said(OUTSIDER), said(OUTSIDER + 1, f"/start {used}"), said(OFFICIAL))
    assert taken_up(city) == [3]


def test_what_follows_a_code_waits_for_it_and_for_nobody_else(city: Engine) -> None:
    """He is unknown until his code was taken up."""
    heard(city, said(OUTSIDER + 1, f"/start {code(city)}"), said(OUTSIDER))
    heard(city, said(OUTSIDER + 1, "1号已拆12栋"))
    assert [taken_up(city) for _ in range(2)] == [[1, 3], [2]]


def test_in_a_group_officials_do_not_wait_behind_strangers(city: Engine) -> None:
    heard(city, said(OUTSIDER, chat=GROUP), said(OFFICIAL, "1", GROUP), pressed(OUTSIDER, GROUP))
    heard(city, pressed(OFFICIAL, GROUP), said(OTHER, "3", GROUP))
    assert [taken_up(city) for _ in range(2)] == [[2, 4, 5], [1, 3]]
