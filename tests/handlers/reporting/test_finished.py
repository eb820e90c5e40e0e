"""When an item counts as done: by its figures and milestones, never by words alone."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert

from storage.db.engine import reading, writing
from storage.ledger import item_store
from storage.ledger.tables import milestones
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL

DONE = "建筑工地扬尘治理已完成"


def finished(talk: Dialogue, item: int = 4) -> date | None:
    with reading(talk.engine) as tx:
        return item_store.by_id(tx, item).finished_on


def confirmed(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, words)
    talk.presses(OFFICIAL, "确认")


@pytest.mark.parametrize("words", [DONE, "4号扬尘治理已全部完成", "4号扬尘治理完成率100%"])
def test_no_words_finish_what_counts_nothing(talk: Dialogue, words: str) -> None:
    confirmed(talk, words)
    assert finished(talk) is None


def test_what_counts_nothing_is_done_with_its_milestones(talk: Dialogue) -> None:
    with_milestone(talk, 4, "喷淋安装")
    talk.says(OFFICIAL, "/cancel")
    confirmed(talk, DONE)
    assert finished(talk) is None
    talk.press_data(OFFICIAL, "ms:4:2")
    confirmed(talk, "已完成")
    assert finished(talk) is None
    confirmed(talk, DONE)
    assert finished(talk) == date(2026, 11, 24)
    assert verified(talk.engine) is None


def test_the_total_does_not_finish_what_has_an_open_milestone(talk: Dialogue) -> None:
    with_milestone(talk, 1, "业主腾退")
    talk.says(OFFICIAL, "/cancel")
    confirmed(talk, "1号别墅群45栋全部拆除")
    assert finished(talk, 1) is None
    talk.press_data(OFFICIAL, "ms:1:2")
    confirmed(talk, "业主已腾退")
    assert finished(talk, 1) == date(2026, 11, 24)
    assert verified(talk.engine) is None


def test_a_card_changed_to_not_yet_done(talk: Dialogue) -> None:
    talk.says(OFFICIAL, DONE)
    talk.presses(OFFICIAL, "修改")
    talk.says(OFFICIAL, "还没有完成，仍在推进")
    talk.presses(OFFICIAL, "确认")
    assert finished(talk) is None


def test_a_message_edited_to_a_part(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群全部拆除完成", message=70)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋", message=70, edited=True)
    talk.presses(OFFICIAL, "确认")
    assert finished(talk, 1) is None


@pytest.mark.parametrize("words", ["刚才写错了，还没有完成", "4号扬尘治理仍在推进，没有完成"])
def test_taken_back_afterwards(talk: Dialogue, words: str) -> None:
    confirmed(talk, DONE)
    confirmed(talk, words)
    assert finished(talk) is None


def test_a_further_photo_takes_nothing_back(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群45栋全部拆除")
    talk.sends(OFFICIAL, "现场.jpg", "1号别墅群现场照片")
    talk.presses(OFFICIAL, "确认")
    assert finished(talk, 1) == date(2026, 11, 24)


def test_more_than_the_total_is_all_of_it(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群已拆除60栋")
    with reading(talk.engine) as tx:
        item = item_store.by_id(tx, 1)
    assert (item.percent, item.finished_on) == (Decimal(100), date(2026, 11, 24))


@pytest.mark.parametrize("words", ["更正：1号别墅群实际拆除30栋，还剩15栋", "1号别墅群拆了30栋"])
def test_card_and_receipt_say_no_longer_that_all_is_done(talk: Dialogue, words: str) -> None:
    confirmed(talk, "1号别墅群45栋已全部拆除")
    talk.says(OFFICIAL, words)
    card = talk.last(OFFICIAL).text
    talk.presses(OFFICIAL, "确认")
    receipt = talk.last(OFFICIAL).text
    assert [said.count("全部完成") for said in (card, receipt)] == [0, 0]


NO_FIGURE = (
    "请留意：台账显示还差31栋，本次未写明数量，暂不计为完成；如已全部完成，请点击“修改”并写明数量。"
)


@pytest.mark.parametrize("words", ["1号别墅群已完成", "1号别墅群已拆完", "1号别墅群拆除完成了"])
def test_words_alone_do_not_finish_what_is_counted(talk: Dialogue, words: str) -> None:
    confirmed(talk, "1号别墅群已拆除14栋")
    talk.says(OFFICIAL, words)
    assert NO_FIGURE in talk.last(OFFICIAL).text.splitlines()
    talk.presses(OFFICIAL, "确认")
    assert finished(talk, 1) is None


def test_words_alone_confirm_what_the_figures_say(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群45栋全部拆除")
    confirmed(talk, "1号别墅群仍在清运垃圾，没有完成")
    assert finished(talk, 1) is None
    confirmed(talk, "1号别墅群已完成")
    assert finished(talk, 1) == date(2026, 11, 24)


def test_a_share_that_rounds_up_to_all_is_not_all(talk: Dialogue) -> None:
    confirmed(talk, "2号管网已铺设23.4999公里")
    assert finished(talk, 2) is None


def with_milestone(talk: Dialogue, item: int, name: str) -> None:
    """One that counts nothing; its button is the one under a refused application."""
    step = {"item_id": item, "position": 2, "name": name, "unit_id": 1, "due_words": ""}
    with writing(talk.engine) as tx:
        tx.execute(insert(milestones).values(**step, due=date(2026, 12, 1), target=None))
    talk.press_data(OFFICIAL, f"ms:{item}:2")


@pytest.mark.parametrize("words", ["已完成", "喷淋安装已全部完成", "100%"])
def test_a_milestone_that_is_done_does_not_finish_its_item(talk: Dialogue, words: str) -> None:
    with_milestone(talk, 4, "喷淋安装")
    confirmed(talk, words)
    with reading(talk.engine) as tx:
        item, [step] = item_store.by_id(tx, 4), item_store.steps_of_one(tx, 4)
    assert (step.reached_on, item.finished_on, item.percent) == (date(2026, 11, 24), None, None)


@pytest.mark.parametrize(
    ("words", "down"), [("业主腾退已全部完成", 14), ("45栋全部拆完，业主已腾退", 45)]
)
def test_all_of_a_milestone_is_not_all_of_what_its_item_counts(
    talk: Dialogue, words: str, down: int
) -> None:
    confirmed(talk, "1号别墅群已拆除14栋")
    with_milestone(talk, 1, "业主腾退")
    confirmed(talk, words)
    with reading(talk.engine) as tx:
        assert item_store.by_id(tx, 1).done == down
