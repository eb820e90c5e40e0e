"""Bad input: one clear sentence, and nothing changes."""

import pytest

from handlers.commands import COMMANDS
from storage.db.engine import reading
from storage.reporting import evidence, reports
from tests.support.dialogue import Dialogue
from tests.support.facts import nothing_changed
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, OTHER

SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("已完成130%", "完成比例不能超过100%，请您核对后重新发送。"),
        ("/report 99 已拆除3栋", "没有可由您报告的任务 99。查看您的任务：/my"),
        ("/report 3 已完成50%", "没有可由您报告的任务 3。查看您的任务：/my"),
        ("/report 1", "请在编号后写明进展。"),
        ("/report", "报送哪一项任务的进展？请选择，或直接输入任务编号。"),
        ("/item", "查看哪一项任务？请选择，或直接输入任务编号。"),
        ("/item 88", "未找到与“88”相关的任务。"),
        ("/search", "请按“/search 关键词”发送。"),
        ("/receipt", "请按“/receipt 回执号”发送。"),
        ("/receipt 20261124-00009", "没有回执 20261124-00009。"),
        ("/nosuch", "没有命令 /nosuch，请查看 /help"),
        ("/bind 全市", "请在需要接收日报的群内使用 /bind。"),
        ("/cancel", "当前没有可取消的操作。"),
        ("拆" * 4090, "单次报告请控制在4000字以内，或以文件形式发送。"),
    ],
)  # fmt: skip
def test_words_that_cannot_stand(talk: Dialogue, words: str, heard: str) -> None:
    assert talk.says(OFFICIAL, words) == heard
    assert nothing_changed(talk)


NASTY = [
    "99999999999999",
    "1 99999999999999999999",
    "1 " + "9" * 400,
    "-1",
    "0",
    "²",
    "１２３",
    "1e999",
    "%_%",
    "'; --",
    "9999-12-31 1000",
    "1950-01-01 9999-12-31",
    "0001-01-01 5",
    "2026-02-30 3",
    "刘洋 9999-12-30 9999-12-31",
    "1 延到9999年12月31日",
    "1 99999年1月1日",
    "1 99999999999999天后",
    "1 已拆除99999999999999999999999999999999栋",
    "12月31日 25:99",
]


@pytest.mark.parametrize("who", [OFFICIAL, OFFICE, LEADER], ids=["official", "office", "leader"])
@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_stands_behind_a_command_it_is_answered(
    talk: Dialogue, command: str, who: int
) -> None:
    assert [words for words in NASTY if not talk.says(who, f"/{command} {words}")] == []


@pytest.mark.parametrize("kind", ["sticker", "voice", "video_note", "location"])
def test_what_cannot_be_read(talk: Dialogue, kind: str) -> None:
    assert talk.says(OFFICIAL, other=kind) == "目前只能处理文字、照片、视频和文件，请您用文字说明。"
    assert nothing_changed(talk)


def test_a_file_too_large_to_receive(talk: Dialogue) -> None:
    heard = talk.sends(OFFICIAL, "现场.zip", size=21_000_000)
    assert heard == "文件现场.zip超过20 MB，无法接收，请您压缩或分开发送。"
    assert nothing_changed(talk)


def test_the_words_under_a_file_too_large_are_a_report_without_it(talk: Dialogue) -> None:
    refusal, card = talk.sends(OFFICIAL, "现场.zip", "1号别墅群已拆除12栋", size=21_000_000).split(
        "\n\n", 1
    )
    assert refusal == "文件现场.zip超过20 MB，无法接收，请您压缩或分开发送。"
    assert card.splitlines()[1] == "任务：1 1号别墅群拆除"
    assert "佐证材料" not in card
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert [row.words for row in reports.of_item(tx, 1)] == ["1号别墅群已拆除12栋"]
        assert evidence.of_item(tx, 1) == []


@pytest.mark.parametrize(
    ("words", "heard"),
    [("/status", "与您相关的任务"), ("我的任务", "我的任务：3 项")],
    ids=["a_command", "a_question"],
)
def test_whatever_stands_under_a_file_too_large_is_answered(
    talk: Dialogue, words: str, heard: str
) -> None:
    answers = talk.sends(OFFICIAL, "现场.zip", words, size=21_000_000).split("\n\n")
    assert [each.splitlines()[0] for each in answers[:2]] == [
        "文件现场.zip超过20 MB，无法接收，请您压缩或分开发送。",
        heard,
    ]
    assert nothing_changed(talk)


def test_a_promise_in_the_past(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "1号别墅群已拆除12栋，预计2026年11月3日前完成剩余33栋") == (
        "预计完成日期2026年11月3日（周二）已过，请您核对后重新发送。"
    )
    assert nothing_changed(talk)


def test_somebody_elses_card_cannot_be_confirmed(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    assert talk.press_data(OTHER, "d:1:ok") == ""
    assert talk.toast == "此按钮已失效。"


@pytest.mark.parametrize("data", ["d:7:ok", "zz:1", "l:3", "d:1:item:3"])
def test_a_button_that_means_nothing_any_more(talk: Dialogue, data: str) -> None:
    talk.press_data(OFFICIAL, data)
    assert talk.toast in ("此卡片不属于您。", "此按钮已失效。", "此列表已失效，请您重新查询。")
    assert nothing_changed(talk)


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "d",
        "d:x:ok",
        "d:1",
        "l:x",
        "cv:9:pass",
        "cl:9:submit",
        "d:99999999999999999999:ok",
        "lang:xx",
        "cv:1:mine",
    ],
)
def test_a_forged_button_changes_nothing(talk: Dialogue, data: str) -> None:
    assert talk.press_data(OFFICIAL, data) == ""
    assert talk.toast in ("此按钮已失效。", "此卡片不属于您。", "此列表已失效，请您重新查询。")
    assert nothing_changed(talk)


def test_in_a_group_only_the_office_binds(talk: Dialogue) -> None:
    assert talk.says(LEADER, "/bind 全市", chat=GROUP) == "仅整改办可以绑定群。"


def test_talk_in_a_group_is_not_answered(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, SENTENCE, chat=GROUP) == ""
    assert nothing_changed(talk)
