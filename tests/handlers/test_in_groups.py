"""In groups only commands are answered, and nobody learns of sensitive items."""

import pytest

from rules.city import City
from storage.database import Engine
from tests.dialogue import Dialogue
from tests.small_city import GROUP, OFFICE, OFFICIAL, settle

MASKED = "涉敏任务，详见个人消息"


@pytest.fixture
def talk(engine: Engine) -> Dialogue:
    settle(engine)
    return Dialogue(engine, city=City(masked_items=frozenset({"3"})))


def test_one_item_in_full(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/item 3", chat=GROUP) == f"3｜{MASKED}"
    assert talk.says(OFFICE, "/item 4", chat=GROUP).splitlines()[0] == "4｜建筑工地扬尘治理"


def test_lists(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/overdue", chat=GROUP).splitlines()[2:4] == [
        f"🔴3｜{MASKED}｜白水县｜时限 2026-11-20，已逾期 4 天",
        "",
    ]


def test_the_office_sees_it_in_its_own_chat(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/item 3").splitlines()[0] == "3｜白水县污水处理厂二期"


def test_talk_among_people_is_left_alone(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "1号别墅群已拆除12栋", chat=GROUP) == ""


@pytest.mark.parametrize("words", ["/my", "/report 1 已拆除12栋", "/extend 1", "/told"])
def test_what_is_personal_is_not_answered_there(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICE, words, chat=GROUP) == ""
