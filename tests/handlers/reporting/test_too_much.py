"""Figures and years no ledger can hold: one clear sentence and nothing changes; all others count."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from storage.db.engine import reading
from storage.follow_up.tables import extensions, rounds
from storage.ledger import item_store
from storage.reporting import reports
from tests.support.dialogue import Dialogue
from tests.support.facts import nothing_changed
from tests.support.small_city import OFFICE, OFFICIAL

TOO_MUCH = "数字“{}”超出台账可记录的范围，请您核对后重新发送。"
WRONG_YEAR = "年份“{}”有误，请您核对日期后重新发送。"
NO_SUCH_DAY = "没有“{}”这一天，请您写明是哪一天后重新发送。"


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("1号别墅群已拆除1234567890123456789012345678901栋", "1234567890123456789012345678901栋"),
        ("1号别墅群还剩一亿亿亿亿栋", "一亿亿亿亿栋"),
        ("1号又拆了九千亿亿亿亿亿亿亿亿栋", "九千亿亿亿亿亿亿亿亿栋"),
        ("1号一共123456789012万亿栋，拆了12栋", "123456789012万亿栋"),
        ("2号完成１２３４５６７８９０１２３４５６７公里", "12345678901234567公里"),
        ("4号已投入九千亿亿亿亿亿亿万元", "九千亿亿亿亿亿亿万元"),
        ("1号完成99999999999999999999%", "99999999999999999999%"),
        (
            "item 1: demolished 1,234,567,890,123,456,789 villas",
            "1,234,567,890,123,456,789 villas",
        ),
        ("12345678901234567 km of item 2 laid", "12345678901234567 km"),
    ],
)
def test_a_figure_no_column_holds_is_refused(talk: Dialogue, words: str, figure: str) -> None:
    assert talk.says(OFFICIAL, words) == TOO_MUCH.format(figure)
    assert nothing_changed(talk)


@pytest.mark.parametrize("words", ["", "/report 1 "])
def test_new_words_for_a_card_and_a_report_by_number(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋，还剩33栋")
    talk.presses(OFFICIAL, "修改") if not words else None
    assert talk.says(OFFICIAL, f"{words}拆了一亿亿亿栋") == TOO_MUCH.format("一亿亿亿栋")
    assert "已完成：12 栋 / 45 栋" in talk.presses(OFFICIAL, "确认")


@pytest.mark.parametrize(
    ("words", "item", "done"),
    [
        ("1号别墅群已拆除999999999999栋", 1, "999999999999"),
        ("2号完成0.000001公里", 2, "0.000001"),
        ("1号别墅群已拆除12栋，联系人身份证110101199003071234", 1, "12"),
        ("1号别墅群建于1998年3月，已拆除12栋", 1, "12"),
        ("item 1: 12 villas demolished, file 110101199003071234 attached", 1, "12"),
    ],
)
def test_every_other_figure_is_entered(talk: Dialogue, words: str, item: int, done: str) -> None:
    talk.says(OFFICIAL, words)
    assert "已记入台账" in talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert item_store.by_id(tx, item).done == Decimal(done)
        assert reports.of_item(tx, item)[0].done == Decimal(done)


def test_of_more_left_than_there_is_nothing_follows(talk: Dialogue) -> None:
    card = talk.says(OFFICIAL, "1号还剩100栋")
    assert "已完成：" not in card
    assert "剩余：100 栋" in card
    assert "已完成与剩余合计 100 栋，台账总量为 45 栋" in card
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert item_store.by_id(tx, 1).done is None


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("/extend 1 9999年12月31日 连续降雨", "9999"),
        ("/extend 1 9999999999999年12月31日 连续降雨", "9999999999999"),
        ("/extend 1 9999-12-31 连续降雨", "9999"),
        ("1号申请延期到3026年12月底，因为连续降雨", "3026"),
        ("1号预计9999年底完成", "9999"),
        ("1号预计0001年1月1日完成", "0001"),
        ("item 1 will be done by 31 December 9999", "December 9999"),
    ],
)
def test_a_year_nobody_means_is_refused(talk: Dialogue, words: str, year: str) -> None:
    assert talk.says(OFFICIAL, words) == WRONG_YEAR.format(year)
    assert nothing_changed(talk)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1号已拆除12栋，11月31日前全部拆完", "11月31日"),
        ("1号已拆除12栋，2027年2月29日前全部拆完", "2027年2月29日"),
        ("/extend 1 延到2027年6月31日，因为连续降雨", "2027年6月31日"),
        ("item 1: the rest will be demolished by 31 November", "31 November"),
    ],
)
def test_a_day_no_calendar_has_is_asked_for(talk: Dialogue, words: str, day: str) -> None:
    assert talk.says(OFFICIAL, words) == NO_SUCH_DAY.format(day)
    assert nothing_changed(talk)


@pytest.mark.parametrize("number", ["999999999", "99999999999999999999", "一亿亿亿亿"])
@pytest.mark.parametrize("unit", ["天", "周", "个月", "年", "个工作日"])
def test_an_extension_by_more_than_a_calendar_holds(talk: Dialogue, number: str, unit: str) -> None:
    talk.says(OFFICIAL, f"/extend 1 延长{number}{unit}，因为连续降雨")
    with reading(talk.engine) as tx:
        assert tx.execute(select(extensions)).all() == []


def test_a_round_until_a_year_nobody_means(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/round 9999年12月31日") == WRONG_YEAR.format("9999")
    assert talk.says(OFFICE, "/round 9999-12-31 23:59") == WRONG_YEAR.format("9999")
    with reading(talk.engine) as tx:
        assert tx.execute(select(rounds)).all() == []
