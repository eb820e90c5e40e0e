"""While a round is open, words that say that nothing changed are its 零报告."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from storage import audit
from storage.db.engine import Engine, reading
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.facts import facts_of
from tests.support.rounds import FRIDAY_NOON, opened
from tests.support.small_city import GROUP, MORNING, OFFICE, OFFICIAL, OTHER, settle

WHY = "任务 4 建筑工地扬尘治理：无变化须说明理由，请您填写。"


pytestmark = pytest.mark.begins(by=partial(opened, duties=("digest", "rounds")))
"""The office has opened a round until Friday noon."""


def confirmed(talk: Dialogue, who: int, words: str) -> str:
    talk.says(who, words)
    return talk.presses(who, "确认")


def test_the_card_and_the_receipt_say_so(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "1号无变化，等拆迁协议") == (
        "请您核对以下内容：\n"
        "任务：1 1号别墅群拆除\n"
        "本次调度：零报告，理由：等拆迁协议\n"
        "预警：🟡 黄灯，尚无进度数据\n"
        "\n"
        "点击“确认”后记入台账。"
    )
    assert talk.presses(OFFICIAL, "确认") == (
        "已记入台账\n"
        "回执号：20261124-00001\n"
        "任务：1 1号别墅群拆除\n"
        "本次调度：零报告，理由：等拆迁协议\n"
        "预警：🟡 黄灯，尚无进度数据"
    )


def test_the_circular_counts_them_apart_from_progress(talk: Dialogue) -> None:
    confirmed(talk, OFFICIAL, "1号无变化，等拆迁协议")
    confirmed(talk, OFFICIAL, "2号管网零报告，等材料")
    confirmed(talk, OTHER, "3号无新进展，因设备未到货")
    assert talk.says(OFFICIAL, "4号本周没有进展") == WHY
    heard = talk.hands_in(OFFICIAL, "人手不足")
    assert heard.splitlines()[0] == "已记录零报告，理由：人手不足。"
    told = tick(talk, FRIDAY_NOON + timedelta(minutes=1), "circular")[OFFICE][0]
    assert told.split("\n\n")[:2] == [
        "整改调度情况通报\n"
        "本次调度自2026-11-24 09:00开始，2026-11-27 12:00截止。\n"
        "应报任务4项，已报进展0项，零报告（已说明理由）4项，未报0项。",
        "零报告情况：\n"
        "青山县 张伟：1｜1号别墅群拆除　等拆迁协议\n"
        "青山县 张伟：2、市9｜云溪河雨污分流管网建设　等材料\n"
        "白水县 刘洋：3｜白水县污水处理厂二期　因设备未到货\n"
        "青山县 张伟：4｜建筑工地扬尘治理　人手不足",
    ]


def test_the_reason_is_asked_where_the_card_was_confirmed_without(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "零报告")
    talk.presses(OFFICIAL, "4 建筑工地扬尘治理")
    assert talk.last(OFFICIAL).text.splitlines()[2] == "本次调度：零报告，须说明理由"
    assert talk.presses(OFFICIAL, "确认") == WHY
    heard = talk.hands_in(OFFICIAL, "人手不足")
    assert heard.splitlines()[0] == "已记录零报告，理由：人手不足。"


@pytest.mark.parametrize(
    ("words", "round_lines"),
    [
        (
            "1号别墅群无变化，仍为已拆除12栋，等协议",
            ["本次调度：零报告，理由：仍为已拆除12栋，等协议"],
        ),
        ("1号别墅群无变化，已拆除13栋，等协议", []),
    ],
)
def test_a_figure_that_differs_from_what_stands_is_progress(
    engine: Engine, words: str, round_lines: list[str]
) -> None:
    settle(engine)
    talk = Dialogue(engine)
    confirmed(talk, OFFICIAL, "1号别墅群已拆除12栋")
    talk.now += timedelta(hours=1)
    talk.says(OFFICE, "/round 周五12:00")
    card = talk.says(OFFICIAL, words).splitlines()
    assert [line for line in card if line.startswith("本次调度")] == round_lines


def test_progress_later_in_the_round_counts_as_progress(talk: Dialogue) -> None:
    confirmed(talk, OFFICIAL, "1号无变化，等拆迁协议")
    talk.now += timedelta(hours=1)
    confirmed(talk, OFFICIAL, "1号无变化，还在等拆迁协议")
    tick(talk, talk.now, "rounds")
    assert "已报 1 项，应报 4 项" in talk.last(GROUP).text
    talk.now += timedelta(hours=1)
    confirmed(talk, OFFICIAL, "1号别墅群已拆除12栋")
    told = tick(talk, FRIDAY_NOON + timedelta(minutes=1), "circular")[OFFICE][0]
    assert told.splitlines()[2] == "应报任务4项，已报进展1项，零报告（已说明理由）0项，未报3项。"


def test_said_again_the_latest_reason_holds(talk: Dialogue) -> None:
    confirmed(talk, OFFICIAL, "1号无变化，等拆迁协议")
    talk.now += timedelta(hours=1)
    confirmed(talk, OFFICIAL, "1号无变化，还在等资金")
    talk.now += timedelta(hours=1)
    assert (
        talk.says(OFFICIAL, "1号仍无变化").splitlines()[2] == "本次调度：零报告，理由：还在等资金"
    )
    told = tick(talk, FRIDAY_NOON + timedelta(minutes=1), "circular")[OFFICE][0]
    assert told.split("\n\n")[2] == "零报告情况：\n青山县 张伟：1｜1号别墅群拆除　还在等资金"


def test_without_a_round_it_is_a_report_like_any_other(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    assert talk.says(OFFICIAL, "1号无变化，等拆迁协议").splitlines()[2] == (
        "进展：1号无变化，等拆迁协议"
    )


def test_the_ledger_holds_it_and_no_work_is_begun_by_it(talk: Dialogue) -> None:
    confirmed(talk, OFFICIAL, "4号没有进展，等资金")
    with reading(talk.engine) as tx:
        assert [row.fact for row in facts_of(tx, 4)] == ["Reported", "NothingChanged"]
        assert audit.first_mismatch(tx, Path()) is None


def test_the_digest_tells_it_once(talk: Dialogue) -> None:
    confirmed(talk, OFFICIAL, "4号没有进展，等资金")
    told = tick(talk, MORNING + timedelta(days=1), "digest")[GROUP][0]
    assert told.split("\n\n")[-1] == (
        "【11月24日（周二）以来变化】1项\n4｜建筑工地扬尘治理：零报告，未启动"
    )
