"""The reports of a month: two papers from the ledger's totals and what happened."""

from datetime import timedelta

import pytest

from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.issued_papers import words_of
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL

MADE = (
    "情况通报〔2026〕1号\n"
    "统计时段：2026-11-01 至 2026-11-24\n"
    "任务4项，完成1项，销号0项，逾期2项\n"
    "请核对、盖章后发出。\n"
    "\n"
    "省督察办月报〔2026〕1号\n"
    "统计时段：2026-11-01 至 2026-11-24\n"
    "任务4项，完成1项，销号0项，逾期2项\n"
    "台账中没有环境质量数据，请补填“环境质量改善情况”一节。\n"
    "请核对、盖章后发出。"
)


def lived(talk: Dialogue) -> None:
    """One item is done, and one is supervised."""
    talk.says(OFFICIAL, "1号别墅群45栋已全部拆除")
    talk.presses(OFFICIAL, "确认")
    talk.says(OFFICE, "/letter 3 督办函")


def test_a_month_is_told_in_two_papers(talk: Dialogue) -> None:
    lived(talk)
    assert talk.says(OFFICE, "/monthly") == MADE
    assert talk.last(OFFICE).file == "省督察办月报〔2026〕1号.docx"
    assert words_of(talk, "情况通报〔2026〕1号")[3:6] == [
        "现将2026年11月1日至2026年11月24日生态环境保护督察整改工作情况通报如下：",
        "一、总体情况",
        "截至2026年11月24日，全市共有整改任务4项，已完成1项，完成率25%；已销号0项；逾期2项。"
        "台账中没有上月末的数据，暂不比较。本月完成1项，销号0项，同意延期0项，收到进展报告1份。",
    ]
    assert words_of(talk, "省督察办月报〔2026〕1号")[3:15] == [
        "一、方案制定情况",
        "共有整改任务4项，其中限期整改3项、立行立改1项。整改目标、措施、时限齐全的4项，尚不齐全的0项。",
        "二、措施落实情况",
        "本月收到进展报告1份，涉及任务1项；完成任务1项，同意延期0项。",
        "三、目标完成情况",
        "截至2026年11月24日，累计完成1项，完成率25%，销号0项，逾期2项。台账中没有上月末的数据，暂不比较。"
        "量化目标已完成45 栋（共45 栋）。",
        "四、移交问责情况",
        "本月对滞后、超期任务采取提醒0次、督办1次、约谈建议0次、问责建议0次。问责人员情况由问责管理人员按规定另行填报。",
        "五、环境质量改善情况",
        "（台账中没有环境质量监测数据，请据监测结果填写。）",
        "六、对外公开情况",
        "本月公示整改完成情况0项，收到公示异议0件，验收销号0项。",
    ]
    assert verified(talk.engine) is None


def test_a_month_later_the_change_is_told(talk: Dialogue) -> None:
    lived(talk)
    talk.now = MORNING + timedelta(days=10)
    assert talk.says(OFFICE, "/monthly 11月").splitlines()[:3] == [
        "情况通报〔2026〕1号",
        "统计时段：2026-11-01 至 2026-11-30",
        "任务4项，完成1项，销号0项，逾期2项",
    ]
    talk.says(OFFICE, "/monthly")
    assert "与上月末相比，完成、销号、逾期数均无变化。" in words_of(talk, "情况通报〔2026〕2号")[5]


def test_the_same_month_of_the_same_day_gets_no_second_number(talk: Dialogue) -> None:
    talk.says(OFFICE, "/monthly")
    assert talk.says(OFFICE, "/monthly").splitlines()[:4] == [
        "情况通报〔2026〕1号",
        "统计时段：2026-11-01 至 2026-11-24",
        "任务4项，完成0项，销号0项，逾期2项",
        "内容与已发文件相同，沿用原编号。",
    ]


def test_what_is_no_month_of_the_ledger_is_refused(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/monthly 明年") == "请写明已开始的月份，例如：/monthly 2026年10月"
    assert talk.says(OFFICE, "/monthly 10月") == "台账无法还原2026-10月末的情况，未生成文件。"


@pytest.mark.parametrize("who", [OFFICIAL, LEADER])
def test_for_others_there_are_no_reports(talk: Dialogue, who: int) -> None:
    assert talk.says(who, "/monthly") == "没有命令 /monthly，请查看 /help"
