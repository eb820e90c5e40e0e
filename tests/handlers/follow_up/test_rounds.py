"""A dispatch round: everybody asked, the group sees it live, and at its end there is a circular."""

import base64
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import delete, select

from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.incoming import Chat, MembershipChange
from rules.policy.city import City
from rules.policy.mirrors import Mirror, RobotKind
from storage.db.engine import Engine, reading, writing
from storage.mail.tables import outbox
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.rounds import FRIDAY_NOON, opened, published
from tests.support.small_city import GROUP, LEADER, MORNING, OFFICE, OFFICIAL, OTHER, settle

ASKED = (
    "整改调度：请您于2026-11-27 12:00前逐项报告进展。\n"
    "\n"
    "1｜1号别墅群拆除\n"
    "2、市9｜云溪河雨污分流管网建设\n"
    "4｜建筑工地扬尘治理"
)
BOARD = (
    "整改调度（2026-11-27 12:00截止）\n"
    "已报 0 项，应报 4 项\n"
    "\n"
    "未报：\n"
    "青山县 张伟：1、2、4\n"
    "白水县 刘洋：3"
)


pytestmark = pytest.mark.begins(by=opened)


def press(talk: Dialogue, entry: int, answer: str) -> str:
    """A button of an item's line; the small city's items have the entries 1 to 4."""
    return talk.press_data(OFFICIAL, f"r:{entry}:{answer}", talk.last_number(OFFICIAL))


def live(talk: Dialogue) -> str:
    """The group's message as it stands after the next look."""
    tick(talk, talk.now + timedelta(minutes=1), "rounds")
    return talk.last(GROUP).text


def test_the_office_opens_one(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    assert talk.says(OFFICE, "/round 周五12:00") == (
        "调度已发起：任务4项，责任人2人，2026-11-27 12:00截止。"
    )


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("周五中午", "2026-11-27 12:00"),
        ("Friday noon", "2026-11-27 12:00"),
        ("Friday 5pm", "2026-11-27 17:00"),
        ("周五下午三点", "2026-11-27 15:00"),
        ("明天上午9点", "2026-11-25 09:00"),
        ("下午5点", "2026-11-24 17:00"),
        ("周五", "2026-11-27 18:00"),
    ],
)
def test_until_when_it_is_said(engine: Engine, words: str, due: str) -> None:
    settle(engine)
    heard = Dialogue(engine).says(OFFICE, f"/round {words}")
    assert heard == f"调度已发起：任务4项，责任人2人，{due}截止。"


@pytest.mark.parametrize("words", ["周五上午", "明天下午", "Friday morning", "周五25:00"])
def test_a_part_of_the_day_is_no_hour(engine: Engine, words: str) -> None:
    settle(engine)
    heard = Dialogue(engine).says(OFFICE, f"/round {words}")
    assert heard == "请写明具体时间，例如：/round 周五15:00"


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (OFFICIAL, "/round 周五12:00", "调度由整改办发起。"),
        (OFFICE, "/round 抓紧报", "请发送 /round 加截止时间，例如：/round 周五12:00"),
        (OFFICE, "/round 8:30", "该时间已过，请您重新填写。"),
        (OFFICE, "/round 周五12:00", "同一截止时间的调度已发起。"),
    ],
)
def test_what_cannot_be(talk: Dialogue, who: int, said: str, heard: str) -> None:
    assert talk.says(who, said) == heard


def test_every_owner_gets_one_message_with_his_items(talk: Dialogue) -> None:
    assert talk.last(OFFICIAL).text == ASKED
    assert list(talk.last(OFFICIAL).buttons) == [
        "1｜1号别墅群拆除",
        "报进展",
        "无变化",
        "2、市9｜云溪河雨污分流管网建设",
        "4｜建筑工地扬尘治理",
    ]
    assert talk.labels(OTHER) == ["报进展", "无变化"]


def test_the_group_sees_who_has_and_who_has_not_live(talk: Dialogue) -> None:
    assert live(talk) == BOARD
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    assert live(talk) == (
        "整改调度（2026-11-27 12:00截止）\n"
        "已报 1 项，应报 4 项\n"
        "\n"
        "已报：\n"
        "青山县 张伟：1\n"
        "\n"
        "未报：\n"
        "青山县 张伟：2、4\n"
        "白水县 刘洋：3"
    )
    assert len([m for m in talk.chats[GROUP].values() if m.text.startswith("整改调度")]) == 1


def test_a_group_put_back_while_it_runs_sees_it_at_once(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    for inside in (False, True):
        with writing(engine) as tx:
            Dispatcher(talk.city).answer(
                tx,
                MembershipChange(Chat(telegram_chat(GROUP), True), telegram_chat(OFFICE), inside),
                MORNING,
            )
        if not inside:
            talk.says(OFFICE, "/round 周五12:00")
            tick(talk, MORNING + timedelta(minutes=1), "rounds")
    assert live(talk) == BOARD


def test_no_change_needs_a_reason(talk: Dialogue) -> None:
    assert press(talk, 2, "same") == (
        "任务 2、市9 云溪河雨污分流管网建设：无变化须说明理由，请您填写。"
    )
    assert talk.says(OFFICIAL, "无") == "请您用文字说明理由。"
    heard = talk.hands_in(OFFICIAL, "等待管线迁改方案批复")
    assert heard.splitlines()[0] == "已记录零报告，理由：等待管线迁改方案批复。"
    assert heard.splitlines()[-2] == (
        "2、市9｜云溪河雨污分流管网建设：零报告（等待管线迁改方案批复）"
    )
    assert "已报 1 项，应报 4 项" in live(talk).splitlines()


def test_progress_becomes_a_reports_card(talk: Dialogue) -> None:
    assert press(talk, 1, "report") == "任务 1 1号别墅群拆除：请您报告进展。"
    talk.says(OFFICIAL, "已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    press(talk, 1, "same")
    assert talk.toast == "此项已报告，无需重复操作。"


def test_nobody_reports_for_another(talk: Dialogue) -> None:
    talk.press_data(OTHER, "r:1:same")
    assert talk.toast == "此按钮已失效。"


def closed(talk: Dialogue) -> None:
    """One report, one 零报告, two missing; then it is Friday, a minute past noon."""
    press(talk, 2, "same")
    talk.hands_in(OFFICIAL, "等待管线迁改方案批复")
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    tick(talk, FRIDAY_NOON + timedelta(minutes=1), "rounds", "circular")


CIRCULAR = (
    "整改调度情况通报\n"
    "本次调度自2026-11-24 09:00开始，2026-11-27 12:00截止。\n"
    "应报任务4项，已报进展1项，零报告（已说明理由）1项，未报2项。\n"
    "\n"
    "未报情况：\n"
    "白水县 刘洋：3｜白水县污水处理厂二期\n"
    "青山县 张伟：4｜建筑工地扬尘治理\n"
    "\n"
    "零报告情况：\n"
    "青山县 张伟：2、市9｜云溪河雨污分流管网建设　等待管线迁改方案批复\n"
    "\n"
    "单位排名：\n"
    "得分＝已报（含零报告）÷应报×100－本月阶梯扣分\n"
    "1．青山县　66.7分（应报3项，已报2项）\n"
    "2．白水县　0分（应报1项，已报0项）"
)


def test_the_circular_at_the_end_is_a_draft_of_the_office(talk: Dialogue) -> None:
    closed(talk)
    words, document = list(talk.chats[OFFICE].values())[-2:]
    assert words.text == CIRCULAR
    assert document.text == "整改调度情况通报（草稿），仅整改办可见。发布后编号，并发送至全市群。"
    assert (document.file, [*document.buttons]) == ("通报（草稿）.docx", ["发布", "修改工作要求"])
    assert [m.text for m in talk.chats[GROUP].values() if "通报" in m.text] == []


def test_it_is_published_once_by_the_office(talk: Dialogue) -> None:
    closed(talk)
    sure = "确认发布本次通报？将发送至1个全市群，发布后不能撤回。"
    assert talk.presses(OFFICE, "发布") == sure
    assert talk.presses(OFFICE, "确认发布") == "通报〔2026〕1号已由赵静发布。\n\n通报〔2026〕1号"
    words, document = list(talk.chats[GROUP].values())[-2:]
    assert (words.text, document.file) == (CIRCULAR, "通报〔2026〕1号.docx")
    talk.presses(OFFICE, "发布")
    assert talk.toast == "通报〔2026〕1号已发布。"
    assert talk.says(OFFICE, "/circular") == "通报〔2026〕1号已发布。"
    assert len([m for m in talk.chats[GROUP].values() if m.text == CIRCULAR]) == 1
    assert verified(talk.engine) is None


def test_what_it_asks_for_is_replaced_by_words(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/circular") == "目前没有通报草稿，调度截止后自动生成。"
    closed(talk)
    assert talk.presses(OFFICE, "修改工作要求") == "请发送通报的工作要求，将替换原有内容。"
    shown = talk.says(OFFICE, "未报单位周一前补报。")
    assert shown.split("\n\n")[3] == "工作要求：\n未报单位周一前补报。"
    published(talk)
    assert "未报单位周一前补报。" in documents(talk, GROUP)[0]


def test_who_was_never_asked_is_not_ranked(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(delete(outbox).where(outbox.c.chat == telegram_chat(OTHER)))
    closed(talk)
    told = list(talk.chats[OFFICE].values())[-2].text.split("\n\n")
    assert told[1:2] + told[3:] == [
        "未报情况：\n青山县 张伟：4｜建筑工地扬尘治理",
        "未能通知到责任人，不参与排名：\n白水县 刘洋：3｜白水县污水处理厂二期",
        "单位排名：\n"
        "得分＝已报（含零报告）÷应报×100－本月阶梯扣分\n"
        "1．青山县　66.7分（应报3项，已报2项）",
    ]


def test_nobody_else_publishes(talk: Dialogue) -> None:
    closed(talk)
    talk.press_data(OFFICIAL, "cb:1:yes")
    assert talk.toast == "此按钮已失效。"
    assert talk.says(OFFICIAL, "/circular") == "没有命令 /circular，请查看 /help"


def test_the_group_then_sees_that_it_is_over(talk: Dialogue) -> None:
    closed(talk)
    boards = [m.text for m in talk.chats[GROUP].values() if "调度已于" in m.text]
    assert [words.splitlines()[:2] for words in boards] == [
        ["调度已于2026-11-27 12:00截止。", "已报 2 项，应报 4 项"]
    ]


def documents(talk: Dialogue, chat: int) -> list[list[str]]:
    """The paragraphs and the table's cells of every document sent to a chat."""
    with reading(talk.engine) as tx:
        query = (
            select(outbox.c.content)
            .where(outbox.c.chat == telegram_chat(chat))
            .order_by(outbox.c.id)
        )
        sent = [content for content in tx.execute(query).scalars() if "attachment" in content]
    return [_words(base64.b64decode(content["attachment"]["content"])) for content in sent]


def _words(content: bytes) -> list[str]:
    document = Document(BytesIO(content))
    rows = [
        " ".join(cell.text for cell in row.cells).strip()
        for table in document.tables
        for row in table.rows[1:]
    ]
    return [*(p.text for p in document.paragraphs if p.text), *rows]


def test_the_same_as_a_document(talk: Dialogue) -> None:
    closed(talk)
    published(talk)
    assert documents(talk, GROUP) == [
        [
            "市整改办",
            "通报〔2026〕1号",
            "整改调度情况通报",
            "本次调度自2026年11月24日09:00开始，2026年11月27日12:00截止。"
            "应报4项，已报1项，零报告1项，未报2项。现将有关情况通报如下：",
            "一、未报情况",
            "二、零报告情况",
            "三、单位排名",
            "得分＝已报（含零报告）÷应报×100－本月阶梯扣分",
            "以下任务的责任人未能通知到，不参与排名：",
            "四、工作要求",
            "未报单位请立即补报并说明原因，其他单位请按计划推进整改。",
            "联系电话：____________",
            "市整改办（盖章）",
            "2026年11月27日",
            "白水县 刘洋 3 白水县污水处理厂二期",
            "青山县 张伟 4 建筑工地扬尘治理",
            "青山县 张伟 2 云溪河雨污分流管网建设 等待管线迁改方案批复",
            "1 青山县 3 1 1 1 0 66.7",
            "2 白水县 1 0 0 1 0 0",
            "无",
        ]
    ]


def test_it_is_made_once(talk: Dialogue) -> None:
    closed(talk)
    assert tick(talk, FRIDAY_NOON + timedelta(hours=2), "rounds", "circular") == {}


def test_what_is_reported_after_the_end_does_not_count(talk: Dialogue) -> None:
    talk.now = FRIDAY_NOON + timedelta(minutes=30)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    press(talk, 2, "same")
    assert talk.toast == "本次调度已截止，请用 /report 报告进展。"
    heard = tick(talk, FRIDAY_NOON + timedelta(hours=2), "circular")
    assert (
        heard[OFFICE][0].splitlines()[2]
        == "应报任务4项，已报进展0项，零报告（已说明理由）0项，未报4项。"
    )


def test_a_picture_is_progress_too(talk: Dialogue) -> None:
    press(talk, 1, "report")
    assert talk.sends(OFFICIAL, "现场.jpg").splitlines()[1] == "任务：1 1号别墅群拆除"


def test_a_late_circular_says_so(talk: Dialogue) -> None:
    heard = tick(talk, FRIDAY_NOON + timedelta(hours=2), "circular")
    assert heard[OFFICE][0].splitlines()[3] == "本通报因系统停运，于2026-11-27 14:00补发。"


def test_when_it_is_over_buttons_say_so(talk: Dialogue) -> None:
    closed(talk)
    talk.press_data(OFFICIAL, "r:4:same")
    assert talk.toast == "本次调度已截止，请用 /report 报告进展。"


def test_sensitive_items_are_masked_in_the_group_and_not_for_the_office(engine: Engine) -> None:
    mirror = Mirror("全市工作群", RobotKind.DINGTALK)
    county = Mirror("青山工作群", RobotKind.WECOM, "青山县")
    talk = opened(engine, City(masked_items=frozenset({"市9", "4"}), mirrors=(mirror, county)))
    assert live(talk).splitlines()[3:] == [
        "未报：",
        "青山县 张伟：1",
        "青山县 涉敏任务：2、4",
        "白水县 刘洋：3",
    ]
    closed(talk)
    masked = [
        "未报情况：",
        "白水县 刘洋：3｜白水县污水处理厂二期",
        "青山县：4｜涉敏任务",
        "零报告情况：",
        "青山县：2、市9｜涉敏任务",
    ]
    assert list(talk.chats[OFFICE].values())[-2].text == CIRCULAR
    published(talk)
    told = [words for words in list(talk.chats[GROUP].values())[-2].text.splitlines() if words]
    assert told[3:8] == masked
    [posted] = talk.chats[mirror.chat.id].values()
    assert [words for words in posted.text.splitlines() if words] == [*told, "通报〔2026〕1号"]
    assert county.chat.id not in talk.chats
    assert documents(talk, GROUP)[0][-6:-3] == [
        "白水县 刘洋 3 白水县污水处理厂二期",
        "青山县  4 涉敏任务",
        "青山县  2 涉敏任务",
    ]


def test_a_leader_is_not_asked(talk: Dialogue) -> None:
    assert LEADER not in talk.chats
