"""A false report that got through: flagged, explained, concluded, and found again on site."""

from datetime import timedelta

import pytest

from tests.support.accounts import new_person
from tests.support.applications import INSPECTOR
from tests.support.closing_by_phone import applied, checked, reported
from tests.support.phones import Phones
from tests.support.scenes import jpeg, scene
from tests.support.small_city import GROUP, LEADER, MORNING, OFFICE, OFFICIAL, VERIFIER

A_DAY = timedelta(days=1)
SITE = scene(7)
SAME_PICTURE = """疑点 2：图片与此前相同
任务：1 1号别墅群拆除
责任人：青山县 张伟
本次：拆除.jpg
20261125-00003 2026-11-25 09:00 张伟
对照：扬尘.jpg
任务：4 建筑工地扬尘治理
责任人：青山县 张伟
20261124-00001 2026-11-24 07:45 张伟
"""
ASKED = "任务：1 1号别墅群拆除\n图片“拆除.jpg”与另一项任务的图片相同，请您书面说明情况。"
EXPLANATION = "照片系误传，现场以拆除现场照片为准"
SEEN = "仅拆除30栋，其余15栋外墙刷绿后保留，报告不实"
RELAPSE = f"""任务 1 1号别墅群拆除 回头看结论：反弹
孙悦现场核查：{SEEN}
定位：30.500000,117.100000
任务按原编号重新整改，督促措施：问责建议"""


@pytest.fixture
async def phones(phones: Phones) -> Phones:
    """孙悦 is enrolled, and the city's group is bound."""
    new_person(phones.program.ledger.engine, "孙悦", 4, "验收人", INSPECTOR)
    await phones.sandbox.add_user("孙悦", id=INSPECTOR, started=True)
    await phones.says(OFFICE, "/bind 全市", chat=GROUP)
    return phones


async def reported_falsely(phones: Phones) -> None:
    """The picture of one site, made small, was shown for another; then all is reported done."""
    small = jpeg(SITE.resize((640, 480)), quality=40)
    await phones.sends(OFFICIAL, "扬尘.jpg", small, "建筑工地扬尘治理正在整改")
    await phones.presses(OFFICIAL, "确认")
    await reported(phones, "1号别墅群已拆除20栋")
    await phones.until(MORNING + A_DAY)
    await phones.sends(OFFICIAL, "拆除.jpg", jpeg(SITE), "1号别墅群45栋全部拆除")
    await phones.presses(OFFICIAL, "确认")
    await applied(phones, 2, "建筑垃圾已清运")


async def flagged_and_concluded(phones: Phones) -> None:
    """Office and verifier see both pictures, the owner explains, the office concludes."""
    await phones.until(MORNING + 2 * A_DAY)
    waiting = f"{SAME_PICTURE}状态：待责任人说明"
    assert waiting in phones.told(OFFICE) and waiting in phones.told(VERIFIER)
    assert ASKED in phones.told(OFFICIAL)
    await phones.presses(OFFICIAL, "书面说明")
    heard = await phones.says(OFFICIAL, EXPLANATION)
    assert heard.endswith("您的说明已转整改办。")
    assert (
        phones.last(OFFICE)
        == phones.last(VERIFIER)
        == (f"{SAME_PICTURE}状态：已书面说明，待认定\n张伟的说明：{EXPLANATION}")
    )
    assert await phones.presses(OFFICE, "虚假") == (
        "将认定任务 1 所报情况虚假（疑点 2），并计入责任单位。是否确认？"
    )
    await phones.presses(OFFICE, "确认虚假")
    assert phones.toast == "已认定。"
    assert await phones.says(OFFICE, "/radar") == (
        "疑点：待认定 1 条，已认定虚假 1 条\n青山县：待认定 1，虚假 1\n\n"
        "1. 任务 1，临近期限集中完成（待责任人说明）"
    )
    assert "疑点未办结 1" in await phones.says(OFFICE, "/ready")


async def struck_off(phones: Phones) -> None:
    """No flag blocks anything by itself."""
    await checked(phones, {})
    await phones.presses(VERIFIER, "提交：通过")
    await phones.until(MORNING + 16 * A_DAY)
    await phones.says(OFFICE, "/review")
    await phones.presses(OFFICE, "销号")
    heard = await phones.presses(OFFICE, "确认销号")
    assert heard.startswith("已销号：1 1号别墅群拆除（整改销号〔2026〕1号）")


async def drawn_and_found(phones: Phones) -> None:
    """Who had no part in it goes there; the item is open again and climbs the ladder."""
    assert await phones.says(OFFICE, "/lookback 2") == "已销号任务共1项，抽样数须为1至1。"
    heard = await phones.says(OFFICE, "/lookback 1")
    assert heard.splitlines()[1] == "1 1号别墅群拆除 · 孙悦"
    assert phones.last(INSPECTOR).startswith("回头看复核：1 1号别墅群拆除")
    await phones.presses(INSPECTOR, "反弹")
    await phones.stands_at(INSPECTOR, 30.5, 117.1)
    card = await phones.sends(INSPECTOR, "复核.jpg", jpeg(scene(9)), SEEN)
    assert card.endswith("照片和文件：1\n提交后，任务将按原编号重新整改。")
    assert await phones.presses(INSPECTOR, "提交结论") == RELAPSE
    assert [phones.last(who) for who in (OFFICIAL, LEADER, OFFICE)] == [RELAPSE] * 3
    reopened = (await phones.says(LEADER, "/item 1")).splitlines()
    assert "状态：整改中" in reopened
    assert f"重新整改：2026年12月10日（周四），孙悦：{SEEN}" in reopened


async def test_a_false_report_is_found_out(phones: Phones) -> None:
    await reported_falsely(phones)
    await flagged_and_concluded(phones)
    await struck_off(phones)
    await drawn_and_found(phones)
    assert await phones.says(OFFICE, "/ready") == (
        "回头看薄弱点5处，涉及单位2个\n"
        "青山县：回头看前到期未销号 1、2、4；疑点未办结 1\n"
        "白水县：回头看前到期未销号 3"
    )
    assert not [words for words in phones.told(GROUP) if "疑点" in words]
    assert await phones.says(OFFICIAL, "/radar") == "没有命令 /radar，请查看 /help"
    assert phones.has_no_mismatch()
    assert [call for call in phones.sandbox.calls() if not call["ok"]] == []
