"""Captions edited afterwards: each follows its own words, and no picture counts twice."""

import pytest

from storage.db.engine import reading
from storage.reporting import evidence, reports
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL

VILLAS, REST = "1号别墅群已拆除12栋", "还剩33栋，月底前全部拆完"
DUST = "4号建筑工地扬尘治理已完成60%"


def captioned(talk: Dialogue, place: int, caption: str, *, edited: bool = False) -> str:
    more = {"album": "a", "message": 500 + place, "edited": edited}
    return talk.sends(OFFICIAL, f"{place}.jpg", caption, **more)


def confirm_all(talk: Dialogue) -> None:
    for shown in list(talk.chats[OFFICIAL].values()):
        if "确认" in shown.buttons:
            talk.press_data(OFFICIAL, shown.buttons["确认"])


def of_item(talk: Dialogue, item: int) -> tuple[list[str], list[str]]:
    """The words of its reports, newest first, and its evidence."""
    with reading(talk.engine) as tx:
        words = [row.words for row in reports.of_item(tx, item)]
        return words, sorted(row.name for row in evidence.of_item(tx, item))


def test_a_picture_whose_caption_now_names_another_item_counts_once(talk: Dialogue) -> None:
    talk.sends(OFFICIAL, "现场.jpg", VILLAS, message=50)
    heard = talk.sends(OFFICIAL, "现场.jpg", DUST, message=50, edited=True)
    assert "佐证材料：1 份" in heard.splitlines()
    confirm_all(talk)
    assert (of_item(talk, 1), of_item(talk, 4)) == (([], []), ([DUST], ["现场.jpg"]))


def test_a_recorded_picture_is_evidence_of_what_its_new_caption_says_as_well(
    talk: Dialogue,
) -> None:
    talk.sends(OFFICIAL, "现场.jpg", VILLAS, message=50)
    confirm_all(talk)
    talk.sends(OFFICIAL, "现场.jpg", DUST, message=50, edited=True)
    confirm_all(talk)
    assert of_item(talk, 1) == ([VILLAS], ["现场.jpg"])
    assert of_item(talk, 4) == ([DUST], ["现场.jpg"])


@pytest.mark.parametrize(
    ("place", "words"),
    [(1, f"1号别墅群已拆除13栋\n{REST}"), (2, f"{VILLAS}\n1号别墅群已拆除13栋")],
)
def test_one_of_two_captions_on_a_card(talk: Dialogue, place: int, words: str) -> None:
    captioned(talk, 1, VILLAS)
    captioned(talk, 2, REST)
    captioned(talk, place, "1号别墅群已拆除13栋", edited=True)
    confirm_all(talk)
    assert of_item(talk, 1) == ([words], ["1.jpg", "2.jpg"])


def test_both_of_them_one_after_the_other(talk: Dialogue) -> None:
    captioned(talk, 1, VILLAS)
    captioned(talk, 2, REST)
    captioned(talk, 1, "1号别墅群已拆除13栋", edited=True)
    captioned(talk, 2, "还剩32栋", edited=True)
    confirm_all(talk)
    assert of_item(talk, 1) == (["1号别墅群已拆除13栋\n还剩32栋"], ["1.jpg", "2.jpg"])


def test_one_of_two_captions_of_a_report_is_corrected_with_the_other(talk: Dialogue) -> None:
    captioned(talk, 1, VILLAS)
    captioned(talk, 2, REST)
    confirm_all(talk)
    captioned(talk, 1, "1号别墅群已拆除13栋", edited=True)
    confirm_all(talk)
    assert of_item(talk, 1)[0] == [f"1号别墅群已拆除13栋\n{REST}", f"{VILLAS}\n{REST}"]


@pytest.mark.parametrize("place", [1, 2])
def test_one_of_two_captions_now_names_another_item(talk: Dialogue, place: int) -> None:
    captioned(talk, 1, VILLAS)
    captioned(talk, 2, "1号别墅群东侧场地已清运")
    captioned(talk, place, DUST, edited=True)
    confirm_all(talk)
    left = [VILLAS, "1号别墅群东侧场地已清运"][2 - place]
    assert of_item(talk, 1) == ([left], [f"{3 - place}.jpg"])
    assert of_item(talk, 4) == ([DUST], [f"{place}.jpg"])


def test_pictures_without_a_caption_follow_the_one_they_go_with(talk: Dialogue) -> None:
    captioned(talk, 1, VILLAS)
    captioned(talk, 2, "")
    captioned(talk, 1, DUST, edited=True)
    confirm_all(talk)
    assert (of_item(talk, 1), of_item(talk, 4)) == (([], []), ([DUST], ["1.jpg", "2.jpg"]))


def test_a_caption_written_under_a_picture_that_had_none(talk: Dialogue) -> None:
    """The picture made the card that asks for its item: now the card has its words."""
    captioned(talk, 1, "")
    captioned(talk, 2, "")
    captioned(talk, 1, VILLAS, edited=True)
    confirm_all(talk)
    assert of_item(talk, 1) == ([VILLAS], ["1.jpg", "2.jpg"])
