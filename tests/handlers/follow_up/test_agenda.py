"""What waits: the list for the next dispatch meeting, 待协调, 我的批示."""

import base64
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from storage.db.engine import reading
from storage.mail.tables import outbox
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER

NEED = "需市生态环境局三日内出具监测意见"


def raised_and_instructed(talk: Dialogue) -> None:
    """A blocker and an instruction wait; a week later both are late."""
    talk.hands_in(OFFICIAL, f"/blocker 1 {NEED}")
    talk.says(LEADER, "/instruct 4 请加快")
    talk.hands_in(OTHER, "/blocker 3 需协调设备进场")


pytestmark = pytest.mark.begins(after=[raised_and_instructed])


def test_the_agenda_of_the_office(talk: Dialogue) -> None:
    talk.now += timedelta(days=6)
    heard = talk.says(OFFICE, "/agenda")
    assert heard == (
        "调度会议题\n"
        "待协调事项：2件，其中逾期1件\n"
        f"1. 1｜1号别墅群拆除｜11月27日到期，已逾期｜{NEED}\n"
        "2. 3｜白水县污水处理厂二期｜12月1日前｜需协调设备进场\n"
        "逾期未答复的批示：1件\n"
        "1. 4｜建筑工地扬尘治理｜11月27日到期，已逾期｜请加快\n"
        "\n"
        "调度会议题"
    )
    assert talk.last(OFFICE).file == "调度会议题20261130.docx"
    [[title, day, first, second], rows] = document(talk)
    assert [title, day] == ["调度会议题", "2026年11月30日（周一）"]
    assert [first, second] == ["待协调事项：2件，其中逾期1件", "逾期未答复的批示：1件"]
    assert rows == [
        ["序号", "任务", "提出人", "事项", "承办方", "时限"],
        ["1", "1 1号别墅群拆除", "青山县 张伟", NEED, "市生态环境局", "11月27日到期，已逾期"],
        ["2", "3 白水县污水处理厂二期", "白水县 刘洋", "需协调设备进场", "整改办", "12月1日前"],
        ["序号", "任务", "提出人", "事项", "承办方", "时限"],
        [
            "1",
            "4 建筑工地扬尘治理",
            "市整改办 李敏",
            "请加快",
            "青山县 张伟",
            "11月27日到期，已逾期",
        ],
    ]


def document(talk: Dialogue) -> tuple[list[str], list[list[str]]]:
    with reading(talk.engine) as tx:
        contents = tx.execute(select(outbox.c.content).order_by(outbox.c.id)).scalars().all()
    [file] = [each["attachment"]["content"] for each in contents if "attachment" in each]
    shown = Document(BytesIO(base64.b64decode(file)))
    rows = [[cell.text for cell in row.cells] for table in shown.tables for row in table.rows]
    return [p.text for p in shown.paragraphs if p.text], rows


@pytest.mark.parametrize("who", [OFFICIAL, LEADER])
def test_it_is_the_offices_alone(talk: Dialogue, who: int) -> None:
    assert talk.says(who, "/agenda") == "没有命令 /agenda，请查看 /help"


@pytest.mark.parametrize(
    ("who", "count"), [(OFFICE, 2), (LEADER, 2), (OFFICIAL, 1), (OTHER, 1), (VERIFIER, 0)]
)
@pytest.mark.parametrize("words", ["待协调", "待协调事项有哪些？", "需协调事项"])
def test_what_waits_to_be_coordinated(talk: Dialogue, who: int, count: int, words: str) -> None:
    heard = talk.says(who, words).splitlines()[0]
    assert heard == (f"待协调事项：{count} 项" if count else "目前没有待协调事项。")


@pytest.mark.parametrize("words", ["我的批示", "我的批示有哪些", "批示"])
def test_my_instructions(talk: Dialogue, words: str) -> None:
    for who in (LEADER, OFFICIAL):
        assert talk.says(who, words).splitlines()[0] == "未答复批示：1件"
    assert talk.labels(OFFICIAL) == ["答复任务 4 的批示"]
    assert talk.says(OTHER, words) == "尚无批示。"
