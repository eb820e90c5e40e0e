"""`/accountability`: what is recorded has stood on a card, and is only ever added to."""

from datetime import date

import pytest
from sqlalchemy import delete, update

from storage.accountability.tables import (
    accountability_drafts,
    accountability_entries,
    accountability_persons,
)
from storage.db.engine import writing
from storage.ledger.tables import persons
from tests.support.accountability import (
    CARD,
    CULPRIT,
    ENTRY,
    KEEPER,
    SECRET,
    keeper,
    recorded,
    told,
)
from tests.support.accounts import count, new_person
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue

BEGIN = "/accountability 登记"
ITS_LINES = CARD.split("\n", 1)[1]
NO_BUTTON = "此按钮已失效。"
OTHER_KEEPER = 108


pytestmark = pytest.mark.begins(after=[keeper])


def entries(talk: Dialogue) -> int:
    return count(talk, accountability_entries)


def test_step_by_step_to_one_card(talk: Dialogue) -> None:
    assert talk.says(KEEPER, BEGIN) == "问责登记：请用一句话写明问责事项。"
    assert told(talk, ENTRY[0]) == "请发送涉及的任务编号；不涉及任务的，请点“无”。"
    assert told(talk, ENTRY[1]).splitlines()[1] == "张某 某县住建局 处级 诫勉"
    assert told(talk, ENTRY[2]) == "请选择或写明处理方式。"
    assert talk.labels(KEEPER) == ["批评教育", "诫勉", "通报", "组织处理", "党纪政务处分", "移送"]
    assert told(talk, ENTRY[3]) == "请简要写明认定的问题。"
    assert told(talk, ENTRY[4]) == "请写明作出决定的机关和日期，例如：市纪委监委 2026-11-20"
    assert talk.labels(KEEPER) == []
    assert told(talk, ENTRY[5]).startswith("请写明公开日期")
    assert told(talk, ENTRY[6]) == CARD
    assert (talk.labels(KEEPER), entries(talk)) == (["确认", "修改", "取消"], 0)
    assert talk.presses(KEEPER, "确认") == f"已登记为第 1 号。\n{ITS_LINES}"
    assert (entries(talk), count(talk, accountability_drafts)) == (1, 0)
    assert verified(talk.engine) is None


def test_by_buttons_where_there_are_any(talk: Dialogue) -> None:
    talk.says(KEEPER, "/accountability")
    talk.presses(KEEPER, "登记新事项")
    told(talk, "作风问题")
    talk.presses(KEEPER, "无")
    told(talk, "张某 某县 处级")
    talk.presses(KEEPER, "党纪政务处分")
    told(talk, "履职不力", "市委 2026-11-01")
    assert talk.presses(KEEPER, "未公开").splitlines() == [
        "请核对以下内容，确认后登记：",
        "事项：作风问题",
        "任务：无",
        "人员：",
        "1. 张某（某县、处级）党纪政务处分",
        "认定问题：履职不力",
        "决定：市委 2026-11-01",
        "公开：未公开",
    ]


def test_where_each_line_names_a_measure_none_is_asked(talk: Dialogue) -> None:
    talk.says(KEEPER, BEGIN)
    heard = told(talk, "作风问题", "无", "张某 某县 处级 诫勉")
    assert heard == "请简要写明认定的问题。"


def test_cancelled_nothing_is_recorded_and_nothing_left(talk: Dialogue) -> None:
    talk.says(KEEPER, BEGIN)
    told(talk, *ENTRY)
    assert talk.presses(KEEPER, "取消") == "已取消。"
    assert (entries(talk), count(talk, accountability_drafts)) == (0, 0)


@pytest.mark.parametrize("words", ["/cancel", "取消"])
def test_cancelled_in_the_middle(talk: Dialogue, words: str) -> None:
    talk.says(KEEPER, BEGIN)
    told(talk, *ENTRY[:3])
    assert talk.says(KEEPER, words) == "已取消。"
    assert entries(talk) == 0


@pytest.mark.parametrize("words", ["我的任务", "逾期", "全市情况", "1号别墅群已拆除12栋", "帮助"])
def test_an_answer_is_an_answer_whatever_it_is_like(talk: Dialogue, words: str) -> None:
    talk.says(KEEPER, BEGIN)
    assert told(talk, words) == "请发送涉及的任务编号；不涉及任务的，请点“无”。"


@pytest.mark.parametrize(
    ("before", "said", "heard"),
    [
        (0, "长" * 201, "请控制在 200 字以内。"),
        (1, "77", "台账中没有任务“77”。"),
        (2, "张某", "请写明一个职级（厅级、处级、科级、其他）：张某"),
        (2, "张某 处级", "缺少单位：张某 处级"),
        (2, "张某 某县 处级\n张某 某县 处级", "人员重复：张某 某县 处级"),
        (3, "开除", "处理方式应为以下之一：批评教育、诫勉、通报、组织处理、党纪政务处分、移送"),
        (4, "长" * 1001, "请控制在 1000 字以内。"),
        (5, "市纪委", "请写明决定机关和一个完整日期（年月日）。"),
        (5, "2026-11-20", "请写明决定机关和一个完整日期（年月日）。"),
        (5, "市纪委 11月20日", "请写明决定机关和一个完整日期（年月日）。"),
        (5, "市纪委 2026-11-31", "请写明决定机关和一个完整日期（年月日）。"),
        (5, "市纪委 2026-11-25", "日期不能晚于今天。"),
        (6, "2026-11-19", "公开日期不能早于决定日期。"),
        (6, "2026-11-25", "日期不能晚于今天。"),
        (6, "下周", "请只写一个完整日期（年月日）。"),
    ],
)
def test_bad_input_gets_one_sentence_and_the_question_again(
    talk: Dialogue, before: int, said: str, heard: str
) -> None:
    talk.says(KEEPER, BEGIN)
    question = told(talk, *ENTRY[:before]) if before else "问责登记：请用一句话写明问责事项。"
    assert talk.says(KEEPER, said) == f"{heard}\n{question}"
    told(talk, *ENTRY[before:])
    assert talk.last(KEEPER).text == CARD


def test_a_file_is_no_answer(talk: Dialogue) -> None:
    talk.says(KEEPER, BEGIN)
    assert talk.sends(KEEPER, "决定.pdf").startswith("请用文字回答。\n")
    assert told(talk, *ENTRY) == CARD


def test_one_detail_is_changed_and_the_old_card_confirms_nothing(talk: Dialogue) -> None:
    talk.says(KEEPER, BEGIN)
    told(talk, *ENTRY)
    old = talk.last(KEEPER).buttons["确认"]
    talk.presses(KEEPER, "修改")
    assert talk.labels(KEEPER) == ["事项", "任务", "人员", "处理方式", "认定问题", "决定", "公开"]
    talk.presses(KEEPER, "公开")
    assert told(talk, "2026-11-23") == CARD.replace("公开：未公开", "公开：2026-11-23")
    talk.press_data(KEEPER, old)
    assert (talk.toast, entries(talk)) == (NO_BUTTON, 0)
    talk.presses(KEEPER, "确认")
    assert entries(talk) == 1


def test_the_measure_of_all_is_changed(talk: Dialogue) -> None:
    talk.says(KEEPER, BEGIN)
    told(talk, *ENTRY)
    talk.presses(KEEPER, "修改")
    talk.presses(KEEPER, "处理方式")
    lines = talk.presses(KEEPER, "通报").splitlines()
    assert lines[4:6] == [
        f"1. {CULPRIT}（青山县住建局、处级）通报",
        "2. 司马乙（青山县、科级）通报",
    ]


def test_confirmed_twice_it_is_recorded_once(talk: Dialogue) -> None:
    talk.says(KEEPER, BEGIN)
    told(talk, *ENTRY)
    confirm = talk.last(KEEPER).buttons["确认"]
    talk.presses(KEEPER, "确认")
    talk.press_data(KEEPER, confirm)
    assert (talk.toast, entries(talk)) == (NO_BUTTON, 1)


def test_a_question_half_answered_cannot_be_confirmed_by_forged_data(talk: Dialogue) -> None:
    talk.says(KEEPER, BEGIN)
    told(talk, *ENTRY[:3])
    number = talk.last(KEEPER).buttons["通报"].split(":")[2]
    talk.press_data(KEEPER, f"ac:ok:{number}")
    assert (talk.toast, entries(talk)) == (NO_BUTTON, 0)


def test_the_list_and_one_in_full(talk: Dialogue) -> None:
    assert talk.says(KEEPER, "/accountability") == "问责登记簿中没有登记。"
    recorded(talk)
    assert talk.says(KEEPER, "/accountability") == (
        f"问责登记簿：1 件，2 人。\n第 1 号　{SECRET}拆除进度"
    )
    assert talk.labels(KEEPER) == ["1", "登记新事项", "统计"]
    shown = f"问责登记第 1 号\n{ITS_LINES}\n周纪 2026-11-24 09:00 登记"
    assert talk.presses(KEEPER, "1") == shown
    assert talk.says(KEEPER, "/accountability 1") == shown
    assert talk.labels(KEEPER) == ["更正", "作废"]


def test_a_correction_is_another_entry_and_what_stood_before_stays(talk: Dialogue) -> None:
    recorded(talk)
    talk.says(KEEPER, "/accountability 1")
    talk.presses(KEEPER, "更正")
    talk.presses(KEEPER, "公开")
    heard = told(talk, "2026-11-24")
    assert heard.splitlines()[0] == "请核对对第 1 号登记的更正："
    assert talk.presses(KEEPER, "确认").splitlines()[0] == "第 1 号登记已更正，原内容保留。"
    assert talk.says(KEEPER, "/accountability 1").splitlines()[-4:] == [
        "公开：2026-11-24",
        "周纪 2026-11-24 09:00 登记",
        "此前（周纪 2026-11-24 09:00 登记）：",
        "公开：未公开",
    ]
    assert (entries(talk), verified(talk.engine) is None) == (2, True)


def test_a_correction_that_changes_nothing_is_none(talk: Dialogue) -> None:
    recorded(talk)
    talk.says(KEEPER, "/accountability 1")
    talk.presses(KEEPER, "更正")
    talk.presses(KEEPER, "公开")
    talk.presses(KEEPER, "未公开")
    talk.presses(KEEPER, "确认")
    assert (talk.toast, entries(talk)) == ("内容没有变化。", 1)


def test_of_two_who_correct_at_once_the_second_is_told(talk: Dialogue) -> None:
    new_person(talk.engine, "吴监", 5, "问责管理", OTHER_KEEPER)
    recorded(talk)
    for who, day in ((KEEPER, "2026-11-24"), (OTHER_KEEPER, "2026-11-23")):
        talk.says(who, "/accountability 1")
        talk.presses(who, "更正")
        talk.presses(who, "公开")
        talk.says(who, day)
    talk.presses(KEEPER, "确认")
    assert talk.presses(OTHER_KEEPER, "确认") == "第 1 号登记已由他人更正，本次未登记，请重新查看。"
    assert (entries(talk), verified(talk.engine) is None) == (2, True)


def test_what_was_entered_in_error_is_withdrawn_with_a_reason_and_not_counted(
    talk: Dialogue,
) -> None:
    recorded(talk)
    recorded(talk, *ENTRY)
    talk.says(KEEPER, "/accountability 2")
    assert talk.presses(KEEPER, "作废") == "请写明作废的原因。"
    assert told(talk, "与第1号重复").splitlines()[0] == "请核对：是否作废第 2 号登记？"
    assert talk.labels(KEEPER) == ["确认", "取消"]
    talk.presses(KEEPER, "确认")
    assert talk.says(KEEPER, "/accountability 2").splitlines()[9:] == [
        "作废原因：与第1号重复",
        "周纪 2026-11-24 09:00 登记",
        "周纪 2026-11-24 09:00 登记",
    ]
    assert talk.labels(KEEPER) == []
    assert talk.says(KEEPER, "/accountability 统计").splitlines() == [
        "截至2026年11月24日（周二），共问责 1 件、2 人。",
        "按职级：处级 1 人、科级 1 人。",
        "按处理方式：批评教育 1 人次、诫勉 1 人次。",
        "已公开 0 件。",
        "另有作废 1 件，不计入。",
    ]
    assert verified(talk.engine) is None


def test_statistics_of_a_year(talk: Dialogue) -> None:
    recorded(talk)
    recorded(talk, "另一件事", *ENTRY[1:5], "市委 2025-03-01", "2025-04-01")
    assert talk.says(KEEPER, "/accountability 统计 2025").splitlines() == [
        "2025年，共问责 1 件、2 人。",
        "按职级：处级 1 人、科级 1 人。",
        "按处理方式：批评教育 1 人次、诫勉 1 人次。",
        "已公开 1 件。",
    ]
    assert talk.says(KEEPER, "/accountability 统计").splitlines()[0] == (
        "截至2026年11月24日（周二），共问责 2 件、2 人（4 人次）。"
    )
    assert talk.says(KEEPER, "/accountability 统计 2024年") == "2024年，无问责登记。"


@pytest.mark.parametrize("words", ["x", "1 2", "统计 26", "登记 1", "-1", "9999999999"])
def test_what_is_not_understood(talk: Dialogue, words: str) -> None:
    assert talk.says(KEEPER, f"/accountability {words}").startswith("请发送 /accountability，")


def test_a_number_that_is_not_there(talk: Dialogue) -> None:
    assert talk.says(KEEPER, "/accountability 7") == "没有第 7 号登记。"
    for data in ("ac:fix:7", "ac:void:7", "ac:item:999", "ac:ok:7", "ac:f:7:1", "ac:m:7:0"):
        talk.press_data(KEEPER, data)
        assert talk.toast == NO_BUTTON


def test_who_lost_the_role_records_nothing(talk: Dialogue) -> None:
    talk.says(KEEPER, BEGIN)
    told(talk, *ENTRY)
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "周纪").values(roles="整改办"))
    talk.presses(KEEPER, "确认")
    assert (talk.toast, entries(talk)) == (NO_BUTTON, 0)


def test_english(talk: Dialogue) -> None:
    talk.says(KEEPER, "/language en")
    assert talk.says(KEEPER, "/accountability") == "The accountability register is empty."


@pytest.mark.parametrize(
    "column", ["matter", "finding", "decided_by", "withdrawal", "item_id", "published_on"]
)
def test_a_changed_entry_is_found(talk: Dialogue, column: str) -> None:
    recorded(talk)
    new = {"item_id": 2, "published_on": date(2026, 11, 24)}.get(column, "别的内容")
    with writing(talk.engine) as tx:
        tx.execute(update(accountability_entries).values({column: new}))
    assert verified(talk.engine) is not None


def test_so_is_a_person_changed_or_gone_or_an_entry_put_in(talk: Dialogue) -> None:
    recorded(talk)
    with writing(talk.engine) as tx:
        named = accountability_persons
        tx.execute(update(named).where(named.c.position == 1).values(rank="其他"))
    assert verified(talk.engine) is not None
    with writing(talk.engine) as tx:
        tx.execute(update(named).where(named.c.position == 1).values(rank="处级"))
    assert verified(talk.engine) is None
    with writing(talk.engine) as tx:
        tx.execute(delete(named).where(named.c.position == 2))
    assert verified(talk.engine) is not None
