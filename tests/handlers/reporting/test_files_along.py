"""Files that come along with something else than a report: kept with the item, or refused aloud."""

from storage.closing import closings
from storage.db.engine import reading
from storage.reporting import evidence
from tests.support.applications import EASY, villas_down
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL

KEPT = "附件已存为任务 1 的佐证材料。"
NOT_KEPT = "附件未收存。附件请随您本人任务的进展一并报送。"


def of_item(talk: Dialogue, item: int) -> list[str]:
    with reading(talk.engine) as tx:
        return [row.name for row in evidence.of_item(tx, item)]


def test_a_letter_asking_for_more_time(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1")
    heard = talk.sends(OFFICIAL, "延期请示.pdf", "延到12月15日，因连日降雨无法进场")
    assert heard.split("\n\n")[-1] == KEPT
    assert of_item(talk, 1) == ["延期请示.pdf"]


def test_behind_a_command(talk: Dialogue) -> None:
    heard = talk.sends(OFFICIAL, "现场.jpg", "/blocker 1 需市住建局协调管线迁改")
    assert heard.split("\n\n")[-1] == KEPT


def test_a_picture_before_the_words_that_were_asked_for(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    assert talk.sends(OFFICIAL, "现场.jpg").split("\n\n")[-1] == KEPT
    talk.says(OFFICIAL, "需市住建局协调管线迁改")
    assert of_item(talk, 1) == ["现场.jpg"]


def test_an_album_stays_together(talk: Dialogue) -> None:
    talk.sends(OFFICIAL, "1.jpg", "/blocker 1 需市住建局协调管线迁改", album="a")
    assert talk.sends(OFFICIAL, "2.jpg", album="a") == ""
    assert of_item(talk, 1) == ["1.jpg", "2.jpg"]


def test_whoever_may_not_report_is_told_that_his_file_was_not_taken(talk: Dialogue) -> None:
    heard = talk.sends(LEADER, "批示.jpg", "/instruct 1 务必于月底前完成")
    assert heard.split("\n\n")[-1] == NOT_KEPT
    assert talk.sends(OFFICE, "表.xlsx", "/overdue").split("\n\n")[-1] == NOT_KEPT
    assert of_item(talk, 1) == []


def test_one_clause_takes_a_whole_album(talk: Dialogue) -> None:
    talk.city = EASY
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    talk.sends(OFFICIAL, "1.jpg", "问题清单", album="a")
    assert talk.sends(OFFICIAL, "2.jpg", album="a") == ""
    assert talk.says(OFFICIAL, "责任到人").splitlines()[1] == (
        "第 3 条（共 5 条）：整改不到位绝不放过"
    )
    with reading(talk.engine) as tx:
        closing = closings.gathering(tx, 1)
        assert closing is not None
        assert evidence.count_of_draft(tx, closing.draft_id) == 2


def test_the_words_may_stand_under_the_second_picture(talk: Dialogue) -> None:
    talk.sends(OFFICIAL, "1.jpg", album="a")
    heard = talk.sends(OFFICIAL, "2.jpg", "1号别墅群已拆除12栋，还剩33栋", album="a")
    assert heard.splitlines()[1] == "任务：1 1号别墅群拆除"
    assert "佐证材料：2 份" in heard.splitlines()


def test_pictures_first_and_the_sentence_after(talk: Dialogue) -> None:
    talk.sends(OFFICIAL, "a.jpg")
    talk.sends(OFFICIAL, "b.jpg")
    heard = talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    assert "佐证材料：2 份" in heard.splitlines()
    assert heard.split("\n\n")[-1] == "已并入随后的报告。"
    talk.presses(OFFICIAL, "确认")
    assert of_item(talk, 1) == ["a.jpg", "b.jpg"]


def test_pictures_of_a_card_that_has_words_stay_there(talk: Dialogue) -> None:
    talk.sends(OFFICIAL, "a.jpg", "4号正在编制方案")
    heard = talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    assert not any(line.startswith("佐证材料") for line in heard.splitlines())


def test_of_the_office_the_number_is_asked(talk: Dialogue) -> None:
    heard = talk.sends(OFFICE, "现场.jpg").splitlines()[0]
    assert heard == "请您写明任务编号，格式：/report 任务编号 内容。"
    taken = talk.says(OFFICE, "/report 1 现场照片")
    assert "佐证材料：1 份" in taken.splitlines()
