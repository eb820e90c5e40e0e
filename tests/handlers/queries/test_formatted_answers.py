"""What is bold, folded, tapped to copy, and which button refuses; the words stay what they are."""

from datetime import timedelta

from sqlalchemy import update

from messages.formatting import FormattedText, SpanKind
from messages.outgoing import Tone
from storage.db.engine import Engine, writing
from storage.ledger.tables import items
from tests.support.applications import dossier
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.formatting import cards, parts
from tests.support.rounds import FRIDAY_NOON, opened, published
from tests.support.settling import add_like
from tests.support.small_city import (
    GROUP,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
)


def bold(talk: Dialogue, chat: int) -> list[str]:
    return parts(talk.last(chat).words, SpanKind.BOLD)


def folded(talk: Dialogue, chat: int) -> list[str]:
    return parts(talk.last(chat).words, SpanKind.FOLDED)


def many(engine: Engine, count: int) -> None:
    """So many overdue items more, like item 4."""
    with writing(engine) as tx:
        for number in range(100, 100 + count):
            add_like(tx, 4, number)


def test_an_items_card(talk: Dialogue) -> None:
    lines = talk.says(OFFICE, "/item 1").splitlines()
    assert bold(talk, OFFICE) == ["1｜1号别墅群拆除", "时间节点："]
    assert [line.split("：")[0] for line in lines[1:4]] == ["状态", "整改时限", "预警"]
    assert folded(talk, OFFICE) == ["\n".join(lines[4:])]
    assert lines[4] == "更多："


def test_a_title_that_looks_like_markup_is_shown_as_it_is(talk: Dialogue) -> None:
    title = "<b>*1号*</b> [群](https://a.cn) _A_ `B` </blockquote>"
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(title=title))
    talk.says(OFFICE, "/item 1")
    assert bold(talk, OFFICE)[0] == f"1｜{title}"
    talk.says(OFFICIAL, "/my")
    assert f"1｜{title}" in talk.last(OFFICIAL).text
    assert cards(talk.last(OFFICIAL).words)["1"] == "item:1"


def test_the_state_of_the_whole_city(talk: Dialogue) -> None:
    talk.says(LEADER, "/status")
    assert bold(talk, LEADER) == ["全市"]


def test_below_its_summary_a_digest_is_folded(talk: Dialogue) -> None:
    said = talk.says(OFFICE, "/digest")
    assert bold(talk, OFFICE) == [
        "整改日报　全市　11月24日（周二）",
        "【已逾期】2项",
        "【黄灯：滞后，仍可赶上】1项",
    ]
    assert folded(talk, OFFICE) == [said.partition("\n\n")[2]]


def test_a_digest_links_every_item_that_it_names(talk: Dialogue) -> None:
    many(talk.engine, 8)
    talk.says(OFFICE, "/digest")
    assert len(cards(talk.last(OFFICE).words)) == 11


def test_a_digest_in_parts_is_formatted_in_each(talk: Dialogue) -> None:
    many(talk.engine, 400)
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    tick(talk, MORNING, "digest")
    shown = [m.words for m in talk.chats[GROUP].values() if m.text.splitlines()[0].endswith("/4）")]
    assert len(shown) == 4
    linked = [code for words in shown for code in cards(words)]
    assert (len(linked), len(set(linked))) == (403, 403)
    for words in shown[1:-1]:
        [fold] = parts(words, SpanKind.FOLDED)
        assert words.text == fold


def test_a_receipt_is_copied_with_a_tap(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    assert parts(talk.last(OFFICIAL).words, SpanKind.CODE) == ["20261124-00001"]
    assert bold(talk, OFFICIAL) == ["已记入台账"]
    talk.says(OFFICIAL, "/receipt 20261124-00001")
    assert parts(talk.last(OFFICIAL).words, SpanKind.CODE) == ["20261124-00001"]


def test_letters_of_the_ladder_and_reminders(talk: Dialogue) -> None:
    tick(talk, MORNING, "escalate")
    assert len(bold(talk, OFFICIAL)) == 1
    assert cards(talk.last(OFFICIAL).words) == {"1": "item:1", "4": "item:4"}
    tick(talk, MORNING, "prompts")
    assert bold(talk, OFFICIAL) == ["期限提醒　11月24日（周二）"]
    assert "item:4" in cards(talk.last(OFFICIAL).words).values()


def test_a_round_and_its_circular(engine: Engine) -> None:
    talk = opened(engine)
    assert cards(talk.last(OTHER).words) == {"3": "item:3"}
    assert set(cards(talk.last(GROUP).words).values()) == {f"item:{n}" for n in (1, 2, 3, 4)}
    tick(talk, FRIDAY_NOON + timedelta(minutes=1), "circular")
    published(talk)
    [circular] = [m for m in talk.chats[GROUP].values() if m.text.startswith("整改调度情况通报\n")]
    assert parts(circular.words, SpanKind.BOLD)[0] == "整改调度情况通报"
    assert set(cards(circular.words).values()) == {f"item:{n}" for n in (1, 2, 3, 4)}


def test_an_instruction_names_its_item(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 3 请加快进度，本周报方案")
    assert cards(talk.last(OTHER).words) == {"3": "item:3"}
    talk.says(OTHER, "/instruct")
    assert cards(talk.last(OTHER).words) == {"3": "item:3"}


def test_long_words_of_a_dossier_are_folded(engine: Engine) -> None:
    talk = dossier(engine)
    assert folded(talk, OFFICIAL) == []
    assert bold(talk, OFFICIAL)[0] == "销号申请：1 1号别墅群拆除"
    talk.presses(OFFICIAL, "重填第1条")
    long = "已逐栋核查产权、规划和审批手续，" * 8
    talk.says(OFFICIAL, long)
    [shown] = [m for m in talk.chats[OFFICIAL].values() if "提交" in m.buttons]
    assert parts(shown.words, SpanKind.FOLDED) == [long]


def test_what_is_said_in_plain_words_has_no_formatting(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "你好")
    assert talk.last(OFFICIAL).words == FormattedText(talk.last(OFFICIAL).text)


def tones(talk: Dialogue, chat: int) -> dict[str, Tone]:
    """Of the newest message's buttons those that go one way or the other."""
    return {label: tone for label, tone in talk.last(chat).tones.items() if tone != "neutral"}


def test_of_a_card_confirm_and_cancel(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    assert tones(talk, OFFICIAL) == {"确认": Tone.POSITIVE, "取消": Tone.NEGATIVE}


def test_of_a_dossier_submit_and_drop(engine: Engine) -> None:
    talk = dossier(engine)
    assert tones(talk, OFFICIAL) == {"提交": Tone.POSITIVE, "取消": Tone.NEGATIVE}


def test_of_a_request_grant_and_refuse(talk: Dialogue) -> None:
    talk.hands_in(OFFICIAL, "/extend 1 2026-12-18 雨天停工，影响拆除")
    assert tones(talk, OFFICE) == {"同意": Tone.POSITIVE, "驳回": Tone.NEGATIVE}
