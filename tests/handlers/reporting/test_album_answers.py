"""Albums while something is asked: the caption is the answer, or about another item, wherever it stands."""

import pytest

from rules.policy.requests import RequestKind
from storage.closing import closings
from storage.db.engine import reading
from storage.follow_up import extensions, requests
from storage.reporting import evidence, reports
from tests.support.applications import EASY, villas_down
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import MORNING, OFFICE, OFFICIAL

VILLAS, DUST = "1号别墅群已拆除12栋，还剩33栋", "4号建筑工地扬尘治理已完成60%"
OF_VILLAS, OF_DUST = "任务：1 1号别墅群拆除", "任务：4 建筑工地扬尘治理"
WAITS = "关于任务 {} 的提问仍待您答复；发送 /cancel 可取消。"
GIVEN_UP = "关于任务 {} 的提问已取消，未作记录。"
SECOND = "第 2 条（共 5 条）：责任不落实绝不放过"
FIRST = "第 1 条（共 5 条）：问题不查清绝不放过"


def album(talk: Dialogue, *captions: str) -> list[str]:
    return [
        talk.sends(OFFICIAL, f"{place}.jpg", caption, album="a", message=500 + place)
        for place, caption in enumerate(captions, 1)
    ]


def prompted(talk: Dialogue, answer: str) -> None:
    """The official has pressed this button of his prompt about item 4."""
    tick(talk, MORNING, "prompts")
    talk.press_data(OFFICIAL, f"p:2:{answer}", 1)


def open_cards(talk: Dialogue) -> dict[str, list[str]]:
    return {
        text.splitlines()[1]: text.splitlines()[2:-2]
        for text in (s.text for s in talk.chats[OFFICIAL].values() if "确认" in s.buttons)
    }


def confirm_all(talk: Dialogue) -> None:
    for shown in list(talk.chats[OFFICIAL].values()):
        if "确认" in shown.buttons:
            talk.press_data(OFFICIAL, shown.buttons["确认"])


def of_item(talk: Dialogue, item: int) -> list[str]:
    with reading(talk.engine) as tx:
        return sorted(row.name for row in evidence.of_item(tx, item))


def reported(talk: Dialogue, item: int) -> list[tuple[str, str]]:
    with reading(talk.engine) as tx:
        return [(row.words, row.kind) for row in reports.of_item(tx, item)]


def clauses(talk: Dialogue) -> list[tuple[int, str]]:
    """The answers of the application for item 1."""
    with reading(talk.engine) as tx:
        begun = closings.gathering(tx, 1)
        return [(row.number, row.words) for row in closings.answers(tx, begun.id)] if begun else []


@pytest.mark.parametrize(
    ("captions", "words"),
    [
        (("", "喷淋设施已全部到位"), "喷淋设施已全部到位"),
        (("喷淋设施已全部到位", ""), "喷淋设施已全部到位"),
        (("喷淋设施已到位", "裸土已覆盖"), "喷淋设施已到位\n裸土已覆盖"),
        (("", ""), "已完成"),
    ],
)
def test_evidence_of_what_is_done(talk: Dialogue, captions: tuple[str, str], words: str) -> None:
    prompted(talk, "done")
    album(talk, *captions)
    confirm_all(talk)
    assert reported(talk, 4) == [(words, "完成")]
    assert of_item(talk, 4) == ["1.jpg", "2.jpg"]


def test_evidence_of_what_is_done_turns_out_to_be_of_another_item(talk: Dialogue) -> None:
    prompted(talk, "done")
    heard = album(talk, "", "", VILLAS)[-1].split("\n\n")
    assert heard[-1] == WAITS.format(4)
    assert list(open_cards(talk)) == [OF_VILLAS]
    talk.says(OFFICIAL, "喷淋设施已全部到位")
    confirm_all(talk)
    assert of_item(talk, 1) == ["1.jpg", "2.jpg", "3.jpg"]
    assert (reported(talk, 4), of_item(talk, 4)) == ([("喷淋设施已全部到位", "完成")], [])


def test_one_caption_is_the_evidence_and_the_other_of_another_item(talk: Dialogue) -> None:
    prompted(talk, "done")
    album(talk, "喷淋设施已全部到位", "", VILLAS)
    confirm_all(talk)
    assert reported(talk, 4) == [("喷淋设施已全部到位", "完成")]
    assert (of_item(talk, 4), of_item(talk, 1)) == (["1.jpg", "2.jpg"], ["3.jpg"])


def test_after_the_pictures_were_confirmed_the_caption_is_a_report_of_its_own(
    talk: Dialogue,
) -> None:
    prompted(talk, "done")
    album(talk, "")
    talk.presses(OFFICIAL, "确认")
    talk.sends(OFFICIAL, "2.jpg", "4号工地裸土已覆盖", album="a", message=502)
    talk.presses(OFFICIAL, "确认")
    assert [words for words, _ in reported(talk, 4)] == ["4号工地裸土已覆盖", "已完成"]
    assert of_item(talk, 4) == ["1.jpg", "2.jpg"]


@pytest.mark.parametrize("captions", [("", "已完成60%"), ("已完成60%", "")])
def test_how_far_it_is(talk: Dialogue, captions: tuple[str, str]) -> None:
    prompted(talk, "on_schedule")
    album(talk, *captions)
    assert open_cards(talk)[OF_DUST][:2] == ["完成比例：60%", "佐证材料：2 份"]
    confirm_all(talk)
    assert reported(talk, 4) == [("已完成60%", "进展")]


def test_a_round_asks_for_progress(talk: Dialogue) -> None:
    talk.says(OFFICE, "/round 周五12:00")
    tick(talk, MORNING, "rounds")
    talk.press_data(OFFICIAL, "r:1:report")
    album(talk, "", "还剩33栋", "")
    assert list(open_cards(talk)) == [OF_VILLAS]
    confirm_all(talk)
    assert reported(talk, 1) == [("还剩33栋", "进展")]
    assert of_item(talk, 1) == ["1.jpg", "2.jpg", "3.jpg"]


@pytest.mark.parametrize(
    ("captions", "words"),
    [
        (("", "问题清单"), "问题清单"),
        (("问题清单", ""), "问题清单"),
        (("问题清单", "", "责任分工表"), "问题清单\n责任分工表"),
        (("", ""), "见文件 1.jpg"),
    ],
)
def test_one_clause_takes_the_whole_album(
    talk: Dialogue, captions: tuple[str, ...], words: str
) -> None:
    talk.city = EASY
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    heard = [one for one in album(talk, *captions) if one]
    assert SECOND in heard[-1].splitlines()
    assert clauses(talk) == [(0, words)]
    talk.says(OFFICIAL, "责任到人")
    assert clauses(talk) == [(0, words), (1, "责任到人")]


def test_a_clause_that_took_the_pictures_of_another_item_is_asked_again(talk: Dialogue) -> None:
    talk.city = EASY
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    heard = album(talk, "", DUST)[-1]
    assert heard.split("\n\n")[-1].splitlines()[1] == FIRST
    assert (list(open_cards(talk)), clauses(talk)) == ([OF_DUST], [])
    confirm_all(talk)
    assert of_item(talk, 4) == ["1.jpg", "2.jpg"]
    talk.says(OFFICIAL, "问题清单")
    assert clauses(talk) == [(0, "问题清单")]


def test_also_when_the_next_clause_was_answered_meanwhile(talk: Dialogue) -> None:
    talk.city = EASY
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    album(talk, "")
    talk.says(OFFICIAL, "责任到人")
    talk.sends(OFFICIAL, "2.jpg", DUST, album="a", message=502)
    assert clauses(talk) == [(1, "责任到人")]
    heard = talk.says(OFFICIAL, "问题清单")
    assert clauses(talk) == [(0, "问题清单"), (1, "责任到人")]
    assert heard.splitlines()[1] == "第 3 条（共 5 条）：整改不到位绝不放过"


def test_no_application_is_handed_in_with_a_clause_that_is_open_again(talk: Dialogue) -> None:
    talk.city = EASY
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    album(talk, "")
    for words in ("责任到人", "整改到位", "制度已建立", "群众满意"):
        talk.says(OFFICIAL, words)
    talk.sends(OFFICIAL, "2.jpg", DUST, album="a", message=502)
    assert talk.presses(OFFICIAL, "提交").splitlines()[1] == FIRST


def test_the_reason_of_an_extension_stands_under_the_last_picture(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1")
    album(talk, "", "", "延到12月15日，因连日降雨无法进场")
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        asked = [(row.code, row.reason) for row in extensions.waiting(tx)]
    assert asked == [("1", "因连日降雨无法进场")]
    assert of_item(talk, 1) == ["1.jpg", "2.jpg", "3.jpg"]


def test_an_album_of_another_item_while_an_extension_is_asked_about(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1")
    heard = album(talk, "", DUST)
    assert heard[0].split("\n\n")[-1] == "附件已存为任务 1 的佐证材料。"
    assert heard[1].split("\n\n")[-2:] == [
        GIVEN_UP.format(1),
        "附件 1.jpg 已随同组附件的说明归入，不再作为任务 1 的佐证材料。",
    ]
    confirm_all(talk)
    assert (of_item(talk, 1), of_item(talk, 4)) == ([], ["1.jpg", "2.jpg"])


def test_what_is_needed_stands_under_the_last_picture(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    album(talk, "", "需市住建局协调管线迁改")
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert [row.words for row in requests.unanswered(tx, RequestKind.BLOCKER)] == [
            "需市住建局协调管线迁改"
        ]
    assert of_item(talk, 1) == ["1.jpg", "2.jpg"]


@pytest.mark.parametrize("captions", [("", "已拆除14栋"), ("已拆除14栋", "")])
def test_new_words_for_a_card(talk: Dialogue, captions: tuple[str, str]) -> None:
    talk.says(OFFICIAL, VILLAS)
    talk.presses(OFFICIAL, "修改")
    album(talk, *captions)
    assert open_cards(talk)[OF_VILLAS][0] == "已完成：14 栋 / 45 栋"
    confirm_all(talk)
    assert (reported(talk, 1), of_item(talk, 1)) == ([("已拆除14栋", "进展")], ["1.jpg", "2.jpg"])


def test_a_picture_leaves_the_words_of_a_card_as_they_are(talk: Dialogue) -> None:
    talk.says(OFFICIAL, VILLAS)
    talk.presses(OFFICIAL, "修改")
    talk.sends(OFFICIAL, "1.jpg")
    assert open_cards(talk)[OF_VILLAS][0] == "已完成：12 栋 / 45 栋"
    heard = talk.says(OFFICIAL, "已拆除14栋")
    assert heard.splitlines()[2] == "已完成：14 栋 / 45 栋"
