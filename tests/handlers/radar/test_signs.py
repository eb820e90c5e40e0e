"""Each sign, as officials would give it, and what is no sign."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from notices import mail, radar_notices
from rules.policy.flags import Flag
from storage.db.engine import reading, writing
from storage.ledger.tables import items
from storage.radar import flags
from tests.support.applications import ALL_DOWN, EASY, confirmed
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.evidence_in import fetched
from tests.support.scenes import jpeg, scene
from tests.support.small_city import OFFICE, OFFICIAL, OTHER, VERIFIER

A_DAY = timedelta(days=1)
SITE = scene(7)
TAKEN = datetime.fromisoformat("2026-11-22T15:40")
FILES = {
    "东区.jpg": jpeg(SITE),
    "西区.jpg": jpeg(scene(8)),
    "旧照.jpg": jpeg(scene(9), taken=TAKEN),
    "方案.pdf": b"%PDF-1.7 one plan for every item",
}


def found(talk: Dialogue) -> list[Flag]:
    """Every flag once the radar has looked, oldest first."""
    tick(talk, None, "radar")
    with reading(talk.engine) as tx:
        return flags.found(tx)[::-1]


def kinds(talk: Dialogue) -> list[tuple[str, int, int | None]]:
    """What was found, of which item, beside which."""
    return [(flag.kind, flag.item_id, flag.other_item_id) for flag in found(talk)]


def asked(talk: Dialogue) -> str:
    """The last question to the official."""
    return talk.last(OFFICIAL).text.splitlines()[-1]


def shown(talk: Dialogue, words: str, *files: str, album: str | None = None) -> None:
    """A report of the official with pictures; those of an album come one by one."""
    for place, file in enumerate(files):
        talk.sends(OFFICIAL, file, words if place == 0 else "", album=album)
    talk.presses(OFFICIAL, "确认")


def test_a_figure_that_falls_and_its_correction(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群已拆除20栋")
    confirmed(talk, "更正：1号别墅群已拆除12栋")
    assert kinds(talk) == []
    confirmed(talk, "1号别墅群已拆除11栋")
    assert [(f.kind, f.words, f.other_words) for f in found(talk)] == [("falls", "11栋", "12栋")]


def test_after_an_item_was_opened_again_less_is_no_fall(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群已拆除20栋")
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(state="已销号"))
    talk.now += A_DAY
    talk.says(OFFICE, "/reopen 1 回头看发现新建围墙")
    talk.now += A_DAY
    confirmed(talk, "1号别墅群已拆除3栋")
    assert kinds(talk) == []


def test_the_same_sentence_of_one_item(talk: Dialogue) -> None:
    confirmed(talk, "4号工地扬尘治理各项工作有序推进")
    talk.now += A_DAY
    confirmed(talk, "4号工地扬尘治理各项工作，有序推进。")
    assert kinds(talk) == [("same_words", 4, 4)]
    assert (
        asked(talk) == "11月25日（周三）的报告与11月24日（周二）的报告文字相同，请您书面说明情况。"
    )


def test_the_same_sentence_of_two_items(talk: Dialogue) -> None:
    for code in ("1", "4"):
        talk.says(OFFICIAL, f"/report {code} 各责任单位迅速行动，有序推进")
        talk.presses(OFFICIAL, "确认")
    assert kinds(talk) == [("same_words", 4, 1)]
    assert asked(talk) == "11月24日（周二）的报告与另一项任务的报告文字相同，请您书面说明情况。"


def test_what_two_owners_say_alike_is_no_sign(talk: Dialogue) -> None:
    for who, code in ((OFFICIAL, "4"), (OTHER, "3")):
        talk.says(who, f"/report {code} 各责任单位迅速行动，有序推进")
        talk.presses(who, "确认")
    assert kinds(talk) == []


def test_that_nothing_changed_may_be_said_again(talk: Dialogue) -> None:
    for _ in range(2):
        talk.says(OFFICIAL, "4号工地本周无进展，因连日降雨无法施工")
        talk.presses(OFFICIAL, "确认")
        talk.now += A_DAY
    assert kinds(talk) == []


def test_the_same_picture_again_later(talk: Dialogue, tmp_path: Path) -> None:
    shown(talk, "1号别墅群已拆除12栋", "东区.jpg")
    talk.now += A_DAY
    shown(talk, "1号别墅群已拆除15栋", "东区.jpg", "西区.jpg")
    fetched(talk, tmp_path, FILES)
    assert kinds(talk) == [("same_photo", 1, 1)]
    assert asked(talk) == "图片“东区.jpg”与此前报送的图片相同，请您书面说明情况。"


def test_an_album_shown_again_is_one_flag(talk: Dialogue, tmp_path: Path) -> None:
    for words in ("1号别墅群已拆除12栋", "1号别墅群已拆除15栋"):
        shown(talk, words, "东区.jpg", "西区.jpg", album=words)
        talk.now += A_DAY
    fetched(talk, tmp_path, FILES)
    assert kinds(talk) == [("same_photo", 1, 1)]


def test_sent_again_within_an_album_it_is_no_sign(talk: Dialogue, tmp_path: Path) -> None:
    shown(talk, "1号别墅群已拆除12栋", "东区.jpg", "东区.jpg", album="one")
    fetched(talk, tmp_path, FILES)
    assert kinds(talk) == []


def test_sent_again_with_a_correction_it_is_no_sign(talk: Dialogue, tmp_path: Path) -> None:
    shown(talk, "1号别墅群已拆除20栋", "东区.jpg")
    shown(talk, "更正：1号别墅群已拆除12栋", "东区.jpg")
    fetched(talk, tmp_path, FILES)
    assert kinds(talk) == []


def test_a_document_may_serve_two_items(talk: Dialogue, tmp_path: Path) -> None:
    shown(talk, "1号别墅群已拆除12栋", "方案.pdf")
    shown(talk, "4号工地扬尘治理已开始", "方案.pdf")
    fetched(talk, tmp_path, FILES)
    assert kinds(talk) == []


def test_a_picture_that_comes_late_is_compared_when_it_is_there(
    talk: Dialogue, tmp_path: Path
) -> None:
    shown(talk, "1号别墅群已拆除12栋", "东区.jpg")
    shown(talk, "4号工地扬尘治理已开始", "东区.jpg")
    assert kinds(talk) == []
    fetched(talk, tmp_path, FILES)
    talk.now += A_DAY
    assert kinds(talk) == [("same_photo", 4, 1)]


def test_a_picture_older_than_the_report_before(talk: Dialogue, tmp_path: Path) -> None:
    confirmed(talk, "1号别墅群已拆除12栋")
    talk.now += A_DAY
    shown(talk, "1号别墅群已拆除15栋", "旧照.jpg")
    fetched(talk, tmp_path, FILES)
    assert kinds(talk) == [("old_photo", 1, 1)]
    assert asked(talk) == (
        "11月25日（周三）报告所附图片拍摄于 2026-11-22 15:40，早于11月24日（周二）的报告，"
        "请您书面说明情况。"
    )


def test_with_the_first_report_any_picture_will_do(talk: Dialogue, tmp_path: Path) -> None:
    shown(talk, "1号别墅群已拆除12栋", "旧照.jpg")
    fetched(talk, tmp_path, FILES)
    assert kinds(talk) == []


def test_a_jump_on_the_eve_of_the_deadline(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群已拆除5栋")
    talk.now = talk.now.replace(day=27)
    confirmed(talk, ALL_DOWN)
    assert [(f.kind, f.words, f.other_words) for f in found(talk)] == [("eve_jump", "45栋", "5栋")]
    assert asked(talk) == "截至11月27日（周五）的报告，大部分工作量在数日内完成，请您书面说明情况。"


def applied_for(talk: Dialogue, *words: str) -> None:
    """The official answers every clause of item 1, in words alone, and hands it in."""
    talk.city = EASY
    talk.says(OFFICIAL, "/close 1")
    for said in words:
        talk.says(OFFICIAL, said)
    talk.presses(OFFICIAL, "提交")


PLAIN = ("已查清", "责任到人", "45栋全部拆除", "已回访", "已建立巡查制度")


def test_a_jump_just_before_an_application(talk: Dialogue) -> None:
    talk.now = talk.now.replace(day=20)
    confirmed(talk, "1号别墅群已拆除5栋")
    talk.now = talk.now.replace(day=26)
    confirmed(talk, ALL_DOWN)
    assert kinds(talk) == []
    applied_for(talk, *PLAIN)
    assert kinds(talk) == [("eve_jump", 1, 1)]


def test_an_application_made_well_after_the_work_is_no_sign(talk: Dialogue) -> None:
    confirmed(talk, ALL_DOWN)
    talk.now = talk.now.replace(day=30)
    applied_for(talk, *PLAIN)
    assert kinds(talk) == []


def test_an_application_that_speaks_of_work_going_on(talk: Dialogue) -> None:
    confirmed(talk, ALL_DOWN)
    talk.now = talk.now.replace(day=30)
    applied_for(talk, "已查清", "责任到人", "复绿工作有序推进", "已回访", "已建立巡查制度")
    assert [(f.kind, f.words) for f in found(talk)] == [("vague_closing", "复绿工作有序推进")]
    assert asked(talk) == "销号申请中有“复绿工作有序推进”的表述，请您书面说明情况。"


@pytest.mark.parametrize(("measured", "raised"), [("40", 1), ("45", 0), ("46", 0)])
def test_more_reported_than_the_verifier_measured(
    talk: Dialogue, measured: str, raised: int
) -> None:
    confirmed(talk, ALL_DOWN)
    for _ in range(2):
        with writing(talk.engine) as tx:
            told = radar_notices.over_measured(tx, talk.city, 1, Decimal(measured), talk.now)
            mail.send_all(tx, told, talk.now)
    heard = talk.deliver()
    assert kinds(talk) == [("over_measured", 1, 1)] * raised
    assert [len(heard.get(who, [])) for who in (OFFICE, VERIFIER, OFFICIAL)] == [raised] * 3
    if raised:
        assert asked(talk) == "报告完成45栋，现场核查为40栋，请您书面说明情况。"


def test_the_owner_of_another_unit_is_asked_without_a_word_of_the_first(
    talk: Dialogue, tmp_path: Path
) -> None:
    shown(talk, "1号别墅群已拆除12栋", "东区.jpg")
    before = dict(talk.chats[OFFICIAL])
    talk.sends(OTHER, "东区.jpg", "3号污水处理厂二期正在调试")
    talk.presses(OTHER, "确认")
    fetched(talk, tmp_path, FILES)
    assert kinds(talk) == [("same_photo", 3, 1)]
    assert talk.last(OTHER).text == (
        "任务：3 白水县污水处理厂二期\n图片“东区.jpg”与另一项任务的图片相同，请您书面说明情况。"
    )
    assert talk.chats[OFFICIAL] == before
