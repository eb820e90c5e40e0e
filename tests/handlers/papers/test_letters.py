"""Letters about an item: a file from its facts, numbered once, a step of the ladder, kept."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import insert, select, update

from rules.policy.city import City
from rules.policy.papers import PaperKind, PaperRules
from storage.db.engine import reading, writing
from storage.follow_up.tables import ladder_steps
from storage.ledger.tables import items, persons, units
from storage.papers.tables import papers
from tests.support.auditing import OTHERWISE, tampered, verified
from tests.support.dialogue import Dialogue
from tests.support.issued_papers import words_of
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER

SUPERVISED = (
    "督办函〔2026〕1号\n"
    "任务：3 白水县污水处理厂二期\n"
    "主送：白水县\n"
    "阶梯：记“督办”，扣1分\n"
    "请核对、盖章后发出。"
)


def test_a_letter_says_what_the_ledger_says_and_is_a_step_of_the_ladder(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/letter 3 督办函") == SUPERVISED
    assert (talk.last(OFFICE).file, talk.labels(OFFICE)) == ("督办函〔2026〕1号.docx", ["发给刘洋"])
    assert words_of(talk, "督办函〔2026〕1号") == [
        "市整改办",
        "督办函〔2026〕1号",
        "关于督促落实“白水县污水处理厂二期”整改任务的督办函",
        "白水县：",
        "由白水县牵头、刘洋负责的第3项整改任务“白水县污水处理厂二期”，整改时限为2026年11月20日。"
        "截至目前已超期4天。经研究，现予督办。",
        "一、反馈问题",
        "水环境基础设施问题整改不到位",
        "二、整改目标和措施",
        "整改目标：整改到位",
        "整改措施：按方案推进",
        "三、目前进展",
        "台账中尚无量化进展。至今未报告进展。",
        "四、督办要求",
        "（一）督办事由：任务已超过整改时限4天，尚未完成。",
        "（二）主要负责同志要亲自研究、亲自部署，逐项明确完成时限和责任人，采取有力措施加快整改。",
        "（三）请于2026年12月1日前将整改落实情况、未完成原因和完成时限书面报送我办，并附佐证材料。",
        "对整改不力、进展滞后的，将按规定程序约谈并提请问责。",
        "联系电话：____________",
        "市整改办（盖章）",
        "2026年11月24日",
    ]
    with reading(talk.engine) as tx:
        steps = tx.execute(select(ladder_steps.c.step, ladder_steps.c.occasion)).all()
    assert [tuple(row) for row in steps] == [("督办", "overdue:2026-11-20")]
    assert verified(talk.engine) is None


def test_the_same_letter_gets_no_second_number_and_another_the_next(talk: Dialogue) -> None:
    talk.says(OFFICE, "/letter 3 督办函")
    again = talk.says(OFFICE, "/letter 3 督办函")
    assert again.splitlines()[3] == "内容与已发文件相同，沿用原编号。"
    assert talk.says(OFFICE, "/letter 督办函 3") == again
    assert talk.says(OFFICE, "/letter 1 督办").splitlines()[0] == "督办函〔2026〕2号"
    assert talk.says(OFFICE, "/letter 1 提醒函").splitlines()[0] == "提醒函〔2026〕1号"
    talk.now = MORNING.replace(year=2027)
    assert talk.says(OFFICE, "/letter 3 督办函").splitlines()[0] == "督办函〔2027〕1号"
    assert verified(talk.engine) is None


def test_items_and_kinds_are_offered_and_a_letter_reaches_its_reader(talk: Dialogue) -> None:
    talk.says(OFFICE, "/letter")
    assert talk.labels(OFFICE) == [
        "3 白水县污水处理厂二期",
        "4 建筑工地扬尘治理",
        "1 1号别墅群拆除",
    ]
    talk.presses(OFFICE, "3 白水县污水处理厂二期")
    talk.presses(OFFICE, "提醒函")
    assert talk.presses(OFFICE, "发给刘洋") == "提醒函〔2026〕1号已发给：白水县 刘洋"
    talk.presses(OFFICE, "发给刘洋")
    letter = talk.last(OTHER)
    assert (letter.text, letter.file) == (
        "整改办来函：提醒函〔2026〕1号\n任务：3 白水县污水处理厂二期",
        "提醒函〔2026〕1号.docx",
    )
    assert len(talk.chats[OTHER]) == 1


def test_of_a_talk_it_is_asked_when_and_where(talk: Dialogue) -> None:
    asked = "第1项：请回复约谈时间和地点，例如：12月3日15:00 市整改办会议室"
    assert talk.says(OFFICE, "/letter 1 约谈通知") == asked
    assert talk.says(OFFICE, "12月3日15:00") == asked
    made = talk.says(OFFICE, "12月3日 下午3点 市整改办三楼会议室").splitlines()
    assert made[0] == "约谈通知〔2026〕1号"
    assert made[3] == "约谈：2026年12月3日（周四） 15:00，市整改办三楼会议室"
    assert "2026年12月3日15:00" in words_of(talk, "约谈通知〔2026〕1号")


def test_a_fact_that_is_missing_is_named_and_no_letter_made(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 3).values(goal="", measures=""))
    lacking = "未生成文件：台账中缺少整改目标、整改措施"
    assert talk.says(OFFICE, "/letter 3 督办函") == lacking
    with reading(talk.engine) as tx:
        assert tx.execute(select(papers)).all() == tx.execute(select(ladder_steps)).all() == []


def test_a_letter_to_nobody_is_refused(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.id == 5).values(left_on=MORNING.date()))
    assert talk.says(OFFICE, "/letter 3 督办函") == (
        "未生成函件：白水县没有在任人员可以收函，请先明确责任人或单位负责人。"
    )


def test_an_enterprise_without_an_account_gets_it_through_its_county(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        firm = insert(units).values(name="云溪化工有限公司", kind="企业", parent_id=1)
        number = tx.execute(firm.returning(units.c.id)).scalar_one()
        tx.execute(update(items).where(items.c.id == 3).values(lead_unit_id=number))
    assert talk.says(OFFICE, "/letter 3 提醒函").splitlines()[2:4] == [
        "主送：青山县",
        "云溪化工有限公司没有账号，由青山县转送并签收。",
    ]
    assert "青山县（转云溪化工有限公司）：" in words_of(talk, "提醒函〔2026〕1号")


def test_a_template_of_ones_own_is_used_and_refused_by_the_name_of_what_it_does_not_know(
    talk: Dialogue, tmp_path: Path
) -> None:
    talk.city = replace(
        City(), papers=PaperRules(tmp_path, "云溪市整改办", "云整{kind}〔{year}〕{number}号")
    )
    own = Document()
    own.add_paragraph("｛｛主送单位｝｝：请加快{{任务名称}}。")
    own.save(str(tmp_path / f"{PaperKind.REMINDER}.docx"))
    assert talk.says(OFFICE, "/letter 3 提醒函").splitlines()[0] == "云整提醒函〔2026〕1号"
    assert words_of(talk, "云整提醒函〔2026〕1号") == ["白水县：请加快白水县污水处理厂二期。"]
    own.add_paragraph("{{市长}}")
    own.save(str(tmp_path / f"{PaperKind.REMINDER}.docx"))
    assert talk.says(OFFICE, "/letter 4 提醒函") == (
        "未生成文件：模板“提醒函.docx”中有无法识别的占位符：市长"
    )


@pytest.mark.parametrize("who", [OFFICIAL, LEADER])
def test_for_others_there_are_no_letters(talk: Dialogue, who: int) -> None:
    assert talk.says(who, "/letter 1 督办函") == "没有命令 /letter，请查看 /help"


def test_bad_words_are_refused(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/letter 99 督办函") == "台账中没有任务“99”。"
    assert talk.says(OFFICE, "/letter 1 表扬信") == (
        "没有“表扬信”这类函件，可选：提醒函、督办函、约谈通知、对账销号单"
    )
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 3).values(state="已销号"))
    assert talk.says(OFFICE, "/letter 3 督办函") == "第3项“白水县污水处理厂二期”已完成，无需发函。"


def test_a_file_that_is_exchanged_is_found(talk: Dialogue) -> None:
    talk.says(OFFICE, "/letter 3 督办函")
    broken = tampered(talk.engine, update(papers).values(content=base64.b64encode(b"x").decode()))
    assert broken is not None
    assert (broken.reason, broken.table, broken.columns) == (OTHERWISE, "papers", ("content",))
