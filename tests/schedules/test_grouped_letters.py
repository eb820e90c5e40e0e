"""Letters of the ladder and circulars of many items: by unit with counts, everything else folded."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import update

from messages.follow_up.circular_texts import Circular, lines
from messages.formatting import SpanKind, joined
from messages.texts import texts
from rules.policy.rounds import RoundStanding, rank_units
from storage.db.engine import Engine, writing
from storage.ledger.tables import items, milestones
from tests.support.dialogue import Dialogue, Shown
from tests.support.duties import tick
from tests.support.rounds import FRIDAY_NOON, opened
from tests.support.settling import add_like
from tests.support.small_city import GROUP, MORNING, OFFICE, OFFICIAL, settle

DAY = MORNING.date()


def folded(message: Shown) -> list[str]:
    """Return what shows only after it is opened."""
    spans = [span for span in message.words.spans if span.kind is SpanKind.FOLDED]
    return [message.text[span.start : span.end] for span in spans]


def crowded(engine: Engine, deadline: date) -> None:
    """Twenty items more of 青山县 and ten of 白水县, all due on one day, without any figure."""
    with writing(engine) as tx:
        for number in range(30):
            unit = 1 if number % 3 else 2
            add_like(tx, 4, 100 + number, lead_unit_id=unit, deadline=deadline)


def test_a_letter_of_many_steps(engine: Engine) -> None:
    settle(engine)
    crowded(engine, date(2026, 11, 10))
    talk = Dialogue(engine)
    for days in range(2):
        tick(talk, MORNING + timedelta(days=days), "escalate")
    (letter,) = tick(talk, MORNING + timedelta(days=2), "escalate")[OFFICE]
    assert letter.split("\n")[:3] == [
        "督办通知　11月26日（周四）",
        "共32项：督办32项",
        "青山县（21项）、白水县（11项）",
    ]
    (fold,) = folded(talk.last(OFFICE))
    assert fold.split("\n")[1:7] == [
        "青山县（21项）",
        "",
        "【督办】4｜建筑工地扬尘治理",
        "张伟",
        "时限：2026年11月20日（周五）",
        "缘由：逾期4个工作日",
    ]


def test_that_there_are_no_figures_is_said_once(engine: Engine) -> None:
    settle(engine)
    crowded(engine, DAY + timedelta(days=7))
    with writing(engine) as tx:
        tx.execute(update(items).where(items.c.id < 100).values(deadline=date(2027, 6, 30)))
        tx.execute(update(milestones).values(due=None))
    talk = Dialogue(engine)
    (letter,) = tick(talk, MORNING, "escalate")[OFFICIAL]
    assert letter.split("\n")[1:3] == ["共30项：提醒30项", "尚无进度数据的任务：30项"]
    assert letter.count("尚无进度数据") == 1
    (fold,) = folded(talk.last(OFFICIAL))
    assert fold.count("｜建筑工地扬尘治理") == 30


def circular(talk: Dialogue) -> list[str]:
    tick(talk, FRIDAY_NOON + timedelta(minutes=1), "circular")
    found = [m for m in talk.chats[OFFICE].values() if m.text.startswith("整改调度情况通报\n")]
    return found[0].text.split("\n")


def test_a_round_in_which_nobody_reported_ranks_nobody(engine: Engine) -> None:
    told = circular(opened(engine))
    assert told[-1] == "本轮无一单位报送，不作排名。"
    assert "单位排名：" not in told


def test_units_with_the_same_points_share_a_place_and_a_line() -> None:
    standings = [
        RoundStanding(unit, 2, answered, 0, Decimal(50 * answered))
        for unit, answered in (("青山县", 2), ("白水县", 2), ("云麓区", 1), ("市住建局", 0))
    ]
    told = Circular(MORNING, MORNING, MORNING, (), rank_units(standings), late=False)
    assert joined("\n", lines(texts("zh_CN"), told)).text.split("\n")[-3:] == [
        "1．白水县（2/2）、青山县（2/2）　各100分",
        "3．云麓区　50分（应报2项，已报1项）",
        "4．市住建局　0分（应报2项，已报0项）",
    ]


def test_who_is_missing_is_counted_by_unit(engine: Engine) -> None:
    settle(engine)
    crowded(engine, date(2027, 6, 30))
    talk = Dialogue(engine)
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    talk.says(OFFICE, "/round 周五12点前")
    tick(talk, MORNING + timedelta(minutes=1), "rounds")
    told = circular(talk)
    assert told[told.index("未报情况：") + 1] == "青山县（23项）、白水县（11项）"
