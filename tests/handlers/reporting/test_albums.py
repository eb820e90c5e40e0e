"""Albums: several updates in any order, and each picture belongs to its caption."""

from collections.abc import Iterable

import pytest

from storage.db.engine import open_engine, reading
from storage.reporting import evidence, reports
from tests.support.dialogue import Dialogue
from tests.support.facts import facts_of
from tests.support.small_city import OFFICIAL

VILLAS, DUST = "1号别墅群已拆除12栋，还剩33栋", "4号建筑工地扬尘治理已完成60%"
REST = "月底前全部拆完"
NEXT_TO = "其中 {} 份未附说明：同组附件有多条说明，已随其前一条（前面没有的随第一条）归入。"
OF_VILLAS, OF_DUST = "任务：1 1号别墅群拆除", "任务：4 建筑工地扬尘治理"
GIVEN_UP = "已并入随后的报告。"


def album(talk: Dialogue, *pictures: tuple[int, str], name: str = "a") -> list[str]:
    """Pictures by their place in the album, in the order in which they are heard."""
    return [
        talk.sends(OFFICIAL, f"{place}.jpg", caption, album=name, message=500 + place)
        for place, caption in pictures
    ]


def open_cards(talk: Dialogue) -> dict[str, list[str]]:
    """What every card that can be confirmed says of its evidence, by its item."""
    return {
        _starting(shown.text, "任务")[0]: _starting(shown.text, "佐证材料", "其中")
        for shown in talk.chats[OFFICIAL].values()
        if "确认" in shown.buttons
    }


def _starting(text: str, *beginnings: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(beginnings)]


def confirm_all(talk: Dialogue) -> None:
    for shown in list(talk.chats[OFFICIAL].values()):
        if "确认" in shown.buttons:
            talk.press_data(OFFICIAL, shown.buttons["确认"])


def of_item(talk: Dialogue, item: int) -> list[str]:
    with reading(talk.engine) as tx:
        return sorted(row.name for row in evidence.of_item(tx, item))


def words_of(talk: Dialogue, item: int) -> list[str]:
    with reading(talk.engine) as tx:
        return [row.words for row in reports.of_item(tx, item)]


def moves(talk: Dialogue, item: int) -> list[dict[str, object]]:
    with reading(talk.engine) as tx:
        return [row.body for row in facts_of(tx, item) if row.fact == "EvidenceMoved"]


def in_both_orders(*pictures: tuple[int, str]) -> Iterable[tuple[tuple[int, str], ...]]:
    return (pictures, tuple(reversed(pictures)))


@pytest.mark.parametrize("heard", in_both_orders((1, VILLAS), (2, DUST)))
def test_two_captions_about_two_items_are_two_reports(
    talk: Dialogue, heard: tuple[tuple[int, str], ...]
) -> None:
    album(talk, *heard)
    assert open_cards(talk) == {OF_VILLAS: ["佐证材料：1 份"], OF_DUST: ["佐证材料：1 份"]}
    confirm_all(talk)
    assert (of_item(talk, 1), of_item(talk, 4)) == (["1.jpg"], ["2.jpg"])
    assert (words_of(talk, 1), words_of(talk, 4)) == ([VILLAS], [DUST])


@pytest.mark.parametrize("before", ["/my", "/item 1", DUST])
@pytest.mark.parametrize("heard", in_both_orders((1, VILLAS), (2, REST)))
def test_two_captions_about_one_item_are_one_report_with_both(
    talk: Dialogue, heard: tuple[tuple[int, str], ...], before: str
) -> None:
    talk.says(OFFICIAL, before)
    album(talk, *heard)
    assert open_cards(talk)[OF_VILLAS] == ["佐证材料：2 份"]
    confirm_all(talk)
    assert words_of(talk, 1) == [f"{VILLAS}\n{REST}"]
    assert of_item(talk, 1) == ["1.jpg", "2.jpg"]


def test_three_captions_about_one_item_are_one_report_with_all(talk: Dialogue) -> None:
    album(talk, (1, VILLAS), (2, "1号别墅群东侧场地已清运"), (3, REST))
    confirm_all(talk)
    assert words_of(talk, 1) == [f"{VILLAS}\n1号别墅群东侧场地已清运\n{REST}"]


def test_words_before_a_caption_keep_the_item_that_was_spoken_of(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/item 4")
    album(talk, (1, "喷淋设施已全部到位"), (2, VILLAS))
    confirm_all(talk)
    assert (words_of(talk, 4), words_of(talk, 1)) == (["喷淋设施已全部到位"], [VILLAS])


def test_a_caption_that_names_no_item_goes_on_about_its_album(talk: Dialogue) -> None:
    """Whatever was spoken of between two pictures."""
    album(talk, (1, VILLAS))
    talk.says(OFFICIAL, DUST)
    album(talk, (2, REST))
    confirm_all(talk)
    assert (words_of(talk, 1), words_of(talk, 4)) == ([f"{VILLAS}\n{REST}"], [DUST])


def test_after_the_first_caption_was_confirmed_the_second_is_a_report_of_its_own(
    talk: Dialogue,
) -> None:
    album(talk, (1, VILLAS))
    talk.presses(OFFICIAL, "确认")
    album(talk, (2, REST))
    talk.presses(OFFICIAL, "确认")
    assert sorted(words_of(talk, 1)) == sorted([VILLAS, REST])
    assert of_item(talk, 1) == ["1.jpg", "2.jpg"]


@pytest.mark.parametrize(
    "heard",
    [
        ((1, ""), (2, ""), (3, VILLAS)),
        ((2, ""), (3, VILLAS), (1, "")),
        ((3, VILLAS), (2, ""), (1, "")),
        ((2, ""), (1, VILLAS), (3, "")),
    ],
)
def test_a_caption_takes_its_album_from_the_card_that_happened_to_be_open(
    talk: Dialogue, heard: tuple[tuple[int, str], ...]
) -> None:
    talk.says(OFFICIAL, DUST)
    album(talk, *heard)
    assert open_cards(talk) == {OF_DUST: [], OF_VILLAS: ["佐证材料：3 份"]}
    confirm_all(talk)
    assert (of_item(talk, 1), of_item(talk, 4)) == (["1.jpg", "2.jpg", "3.jpg"], [])
    assert moves(talk, 4) == []


def test_also_after_a_restart(talk: Dialogue, database_url: str) -> None:
    talk.says(OFFICIAL, DUST)
    album(talk, (1, ""))
    talk.engine = open_engine(database_url)
    album(talk, (2, VILLAS))
    assert open_cards(talk) == {OF_DUST: [], OF_VILLAS: ["佐证材料：2 份"]}
    talk.engine.dispose()


def test_what_is_said_next_is_about_the_caption(talk: Dialogue) -> None:
    talk.says(OFFICIAL, DUST)
    album(talk, (1, ""), (2, VILLAS))
    heard = talk.says(OFFICIAL, "更正，已拆除13栋")
    assert _starting(heard, "任务", "已完成") == [OF_VILLAS, "已完成：13 栋 / 45 栋"]


def test_a_caption_takes_its_album_out_of_a_report_that_was_confirmed_meanwhile(
    talk: Dialogue,
) -> None:
    talk.says(OFFICIAL, DUST)
    album(talk, (1, ""), (2, ""))
    talk.presses(OFFICIAL, "确认")
    assert of_item(talk, 4) == ["1.jpg", "2.jpg"]
    (heard,) = album(talk, (3, VILLAS))
    assert heard.split("\n\n")[-1] == (
        "附件 1.jpg、2.jpg 已随同组附件的说明归入，"
        "不再作为任务 4（回执 20261124-00001）的佐证材料。"
    )
    assert of_item(talk, 4) == []
    talk.presses(OFFICIAL, "确认")
    assert of_item(talk, 1) == ["1.jpg", "2.jpg", "3.jpg"]
    on_a_card = {"report": None, "item": None, "clause": None}
    assert moves(talk, 4) == [
        {"evidence": 1, "name": "1.jpg", "from": "20261124-00001", "to": 1, **on_a_card},
        {"evidence": 2, "name": "2.jpg", "from": "20261124-00001", "to": 1, **on_a_card},
    ]


def test_what_was_confirmed_of_the_same_item_stays_where_it_was(talk: Dialogue) -> None:
    talk.says(OFFICIAL, VILLAS)
    album(talk, (1, ""))
    talk.presses(OFFICIAL, "确认")
    album(talk, (2, "1号别墅群西侧场地已清运"))
    talk.presses(OFFICIAL, "取消")
    assert (of_item(talk, 1), moves(talk, 1)) == (["1.jpg"], [])


def test_it_is_taken_out_when_its_caption_is_given_to_another_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, DUST)
    album(talk, (1, ""))
    talk.presses(OFFICIAL, "确认")
    album(talk, (2, "现场照片"))
    assert of_item(talk, 4) == ["1.jpg"]
    talk.presses(OFFICIAL, "换一项")
    talk.presses(OFFICIAL, "1 1号别墅群拆除")
    assert open_cards(talk) == {OF_VILLAS: ["佐证材料：2 份"]}
    assert (of_item(talk, 4), len(moves(talk, 4))) == ([], 1)


def test_pictures_without_a_caption_go_with_the_one_before_them(talk: Dialogue) -> None:
    album(talk, (1, ""), (2, VILLAS), (3, ""), (4, DUST), (5, ""), (6, ""))
    assert open_cards(talk) == {
        OF_VILLAS: ["佐证材料：3 份", NEXT_TO.format(2)],
        OF_DUST: ["佐证材料：3 份", NEXT_TO.format(2)],
    }
    confirm_all(talk)
    assert of_item(talk, 1) == ["1.jpg", "2.jpg", "3.jpg"]
    assert of_item(talk, 4) == ["4.jpg", "5.jpg", "6.jpg"]


def test_in_whatever_order_they_are_heard(talk: Dialogue) -> None:
    album(talk, (6, ""), (4, DUST), (3, ""), (5, ""), (2, VILLAS), (1, ""))
    assert open_cards(talk) == {
        OF_DUST: ["佐证材料：3 份", NEXT_TO.format(2)],
        OF_VILLAS: ["佐证材料：3 份", NEXT_TO.format(2)],
    }
    confirm_all(talk)
    assert of_item(talk, 1) == ["1.jpg", "2.jpg", "3.jpg"]
    assert of_item(talk, 4) == ["4.jpg", "5.jpg", "6.jpg"]


def test_an_album_without_a_caption_joins_the_open_card_as_a_picture_does(talk: Dialogue) -> None:
    talk.says(OFFICIAL, DUST)
    album(talk, (1, ""), (2, ""))
    assert open_cards(talk) == {OF_DUST: ["佐证材料：2 份"]}


def test_an_album_without_a_card_asks_and_its_caption_answers(talk: Dialogue) -> None:
    album(talk, (1, ""), (2, ""), (3, VILLAS))
    assert open_cards(talk) == {OF_VILLAS: ["佐证材料：3 份"]}
    assert GIVEN_UP in [shown.text for shown in talk.chats[OFFICIAL].values()]


def test_also_when_an_item_was_chosen_for_the_pictures(talk: Dialogue) -> None:
    album(talk, (1, ""))
    talk.presses(OFFICIAL, "4 建筑工地扬尘治理")
    album(talk, (2, VILLAS))
    assert open_cards(talk) == {OF_VILLAS: ["佐证材料：2 份"]}
    assert GIVEN_UP in [shown.text for shown in talk.chats[OFFICIAL].values()]


def test_a_remark_is_asked_about_and_keeps_its_pictures(talk: Dialogue) -> None:
    heard = album(talk, (1, ""), (2, "现场照片"))[1]
    assert heard.splitlines()[0] == (
        "未能判断对应哪项任务，请您选择，或按“/report 编号 内容”发送。"
    )
    talk.presses(OFFICIAL, "4 建筑工地扬尘治理")
    assert open_cards(talk) == {OF_DUST: ["佐证材料：2 份"]}


def test_two_albums_at_once_keep_apart(talk: Dialogue) -> None:
    album(talk, (1, ""), name="a")
    album(talk, (2, ""), name="b")
    album(talk, (3, VILLAS), name="a")
    album(talk, (4, DUST), name="b")
    confirm_all(talk)
    assert (of_item(talk, 1), of_item(talk, 4)) == (["1.jpg", "3.jpg"], ["2.jpg", "4.jpg"])


def test_a_command_is_a_caption_too(talk: Dialogue) -> None:
    talk.says(OFFICIAL, DUST)
    album(talk, (1, ""), (2, "/blocker 1 需市住建局协调管线迁改"))
    talk.presses(OFFICIAL, "确认")
    assert open_cards(talk) == {OF_DUST: []}
    assert of_item(talk, 1) == ["1.jpg", "2.jpg"]


def test_the_words_under_a_file_that_is_too_large_are_heard(talk: Dialogue) -> None:
    heard = talk.sends(OFFICIAL, "现场.mp4", VILLAS, size=21 * 1024 * 1024, album="a")
    assert heard.split("\n\n")[0] == ("文件现场.mp4超过20 MB，无法接收，请您压缩或分开发送。")
    assert open_cards(talk) == {OF_VILLAS: []}


def test_they_take_the_album_from_the_card_that_happened_to_be_open(talk: Dialogue) -> None:
    talk.says(OFFICIAL, DUST)
    album(talk, (1, ""))
    talk.sends(OFFICIAL, "2.mp4", VILLAS, size=21 * 1024 * 1024, album="a", message=502)
    assert open_cards(talk) == {OF_DUST: [], OF_VILLAS: ["佐证材料：1 份"]}


def test_nothing_is_said_to_be_kept_of_a_file_that_is_too_large(talk: Dialogue) -> None:
    words = "/blocker 1 需市住建局协调管线迁改"
    heard = talk.sends(OFFICIAL, "现场.mp4", words, size=21 * 1024 * 1024, album="a")
    assert "佐证材料" not in heard
    assert of_item(talk, 1) == []
