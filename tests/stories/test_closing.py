"""Striking off as it is lived: refused, sent back, objected to, struck off, and open once more."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from docx import Document

from tests.support.closing_by_phone import applied, checked, reported
from tests.support.phones import Phones
from tests.support.scenes import jpeg, scene
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, VERIFIER

A_DAY = timedelta(days=1)
OBJECTION = "西侧围墙外仍堆有渣土"
SENT_BACK = "已退回：1 1号别墅群拆除。王强：整改不到位绝不放过：北侧建筑垃圾未清运"
NOTICE = "关于第1号整改任务“1号别墅群拆除”整改完成情况的公示"
NUMBER = "整改销号〔2026〕1号"
REOPENED = "已重新整改：1 1号别墅群拆除。赵静：北侧又建起3栋"


async def refused_while_not_done(phones: Phones) -> None:
    """14 of 45 are done: the gap is named, nothing changes."""
    await reported(phones, "1号别墅群已拆除14栋")
    assert await phones.says(OFFICIAL, "/close 1") == (
        "任务 1 尚未完成：还差31栋；节点“拆除30栋”未完成。请您先报告完成，再申请销号。"
    )
    assert "状态：整改中" in await phones.says(LEADER, "/item 1")


async def sent_back_and_mended(phones: Phones) -> None:
    """The site does not bear out a clause; on the second visit it does."""
    await reported(phones, "1号别墅群45栋全部拆除")
    await phones.until(MORNING + A_DAY)
    heard = await applied(phones, 1, "建筑垃圾正在清运")
    assert heard.startswith("已提交销号申请。回执号：20261125-00003\n销号申请：1 1号别墅群拆除")
    summary = await checked(phones, {3: "北侧建筑垃圾未清运"})
    assert summary.splitlines()[1:5] == [
        "核查时间：11月25日（周三）；核查人员：王强、李明",
        "实测：45栋",
        "定位：30.500000,117.100000",
        "1. 问题不查清绝不放过：通过",
    ]
    assert summary.endswith("结论：退回")
    assert await phones.presses(VERIFIER, "提交：退回") == SENT_BACK
    assert phones.last(OFFICIAL) == SENT_BACK
    card = (await phones.says(OFFICIAL, "/item 1")).splitlines()
    assert "状态：整改中" in card
    assert "退回：2026年11月25日（周三），王强：整改不到位绝不放过：北侧建筑垃圾未清运" in card
    await phones.until(MORNING + 3 * A_DAY)
    heard = await applied(phones, 2, "北侧建筑垃圾已清运")
    assert heard.startswith("已提交销号申请。回执号：20261127-00004")
    assert (await checked(phones, {})).endswith("结论：通过")
    assert await phones.presses(VERIFIER, "提交：通过") == (
        "验收通过：1 1号别墅群拆除。公示期至2026年12月10日（周四）。"
    )


async def objected_to(phones: Phones) -> None:
    """The clock of the notice stops on its second day, and goes on for what was left."""
    assert NOTICE in phones.last(OFFICE)
    published = Document(BytesIO(phones.files(OFFICE)["公示1.docx"]))
    assert published.paragraphs[0].text == NOTICE
    await phones.until(MORNING + 6 * A_DAY)
    assert await phones.says(OFFICE, f"/objection 1 {OBJECTION}") == (
        "已登记对任务 1 1号别墅群拆除 的异议。\n公示已暂停，剩余9个工作日。\n已转：张伟、王强、李敏"
    )
    for who in (OFFICIAL, VERIFIER, LEADER):
        assert OBJECTION in phones.last(who)
    await phones.until(MORNING + 8 * A_DAY)
    await phones.presses(OFFICIAL, "答复异议")
    answer = "渣土系相邻工地堆放，已于12月1日清运"
    assert await phones.sends(OFFICIAL, "西侧.jpg", jpeg(scene(4)), answer) == "答复已转达。"
    assert phones.last(VERIFIER).endswith(f"张伟答复：{answer}")
    assert await phones.presses(VERIFIER, "不成立") == (
        "任务 1 1号别墅群拆除 的异议经核实不成立（王强）。\n公示恢复，至2026年12月14日（周一）止。"
    )
    await phones.until(MORNING + 20 * A_DAY)
    await phones.says(OFFICE, "/review")
    assert await phones.presses(OFFICE, "销号") == ""
    assert phones.toast == "公示期至2026年12月14日（周一）。"
    await phones.until(MORNING + 21 * A_DAY)
    assert phones.last(OFFICE).startswith("公示期已满，可办理销号。\n销号申请：1 1号别墅群拆除")


async def struck_off(phones: Phones) -> None:
    """Asked once; then there are a number, a sheet and a case file."""
    assert await phones.presses(OFFICE, "销号") == (
        "确认对任务 1 1号别墅群拆除 销号？销号后不可撤销，如有反弹只能重新整改。"
    )
    told = f"已销号：1 1号别墅群拆除（{NUMBER}）"
    assert await phones.presses(OFFICE, "确认销号") == f"{told}\n\n对账销号单"
    assert phones.last(LEADER) == told
    sheet = Document(BytesIO(phones.files(OFFICIAL)["对账销号单1.docx"]))
    assert NUMBER in [cell.text for row in sheet.tables[0].rows for cell in row.cells]
    card = (await phones.says(LEADER, "/item 1")).splitlines()
    assert card[card.index("状态：已销号") :][:5] == [
        "状态：已销号",
        f"销号文号：{NUMBER}",
        "销号日期：2026年12月15日（周二）",
        "验收人：王强",
        "销号人：赵静",
    ]
    await phones.says(OFFICE, "/dossier 1")
    package = await phones.file(OFFICE, "一案一档-1.zip")
    with ZipFile(BytesIO(package)) as opened:
        assert opened.testzip() is None
        assert opened.namelist()[0] == "一案一档-1.pdf"
        assert opened.read("一案一档-1.pdf").startswith(b"%PDF")


async def reopened(phones: Phones) -> None:
    """The same number is open once more, begins anew, and says why."""
    assert await phones.says(OFFICE, "/reopen 1") == "请写明原因。"
    assert await phones.says(OFFICE, "/reopen 1 北侧又建起3栋") == REOPENED
    assert phones.last(OFFICIAL) == phones.last(LEADER) == REOPENED
    card = (await phones.says(OFFICIAL, "/item 1")).splitlines()
    assert "状态：整改中" in card
    assert "重新整改：2026年12月15日（周二），赵静：北侧又建起3栋" in card
    assert await phones.says(OFFICIAL, "/close 1") == (
        "任务 1 尚未完成：还差45栋；节点“拆除30栋”未完成。请您先报告完成，再申请销号。"
    )


async def test_from_a_refusal_to_a_relapse(phones: Phones) -> None:
    await refused_while_not_done(phones)
    await sent_back_and_mended(phones)
    await objected_to(phones)
    await struck_off(phones)
    await reopened(phones)
    assert phones.has_no_mismatch()
