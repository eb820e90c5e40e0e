"""Several that are named are ranked among themselves; a number names its item; unlike is not added."""

from dataclasses import replace
from decimal import Decimal

import pytest

from messages.queries import figure_texts
from messages.queries.status_texts import status_text
from messages.texts import texts
from rules.policy.standing import LightCounts, StatusScreen
from rules.policy.tallies import Tally
from tests.support.dialogue import Dialogue
from tests.support.items import VILLA
from tests.support.small_city import LEADER, MORNING

RANKED = {
    "青山县和白水县哪个进度好": "青山县、白水县｜单位排名（按完成率由高到低）",
    "青山县、白水县谁慢一点": "青山县、白水县｜单位排名（按完成率由低到高）",
    "张伟和刘洋谁拆得快": "张伟、刘洋｜责任人排名（按完成率由高到低）",
    "which is lagging, 青山县 or 白水县": "青山县、白水县｜单位排名（按完成率由低到高）",
    "各县区排个名，谁最靠后": "全市｜县区排名（按完成率由低到高）",
    "县区排名": "全市｜县区排名（按逾期数由多到少）",
    "谁垫底": "全市｜责任人排名（按逾期数由多到少）",
}


@pytest.mark.parametrize(("words", "heading"), RANKED.items())
def test_what_is_ranked(talk: Dialogue, words: str, heading: str) -> None:
    assert talk.says(LEADER, words).splitlines()[0] == heading


def test_of_one_name_nobody_is_ahead(talk: Dialogue) -> None:
    assert "排名" not in talk.says(LEADER, "青山县哪个快")


@pytest.mark.parametrize("words", ["1号任务", "第1项", "任务1", "item 1"])
def test_a_number_alone_names_its_item(talk: Dialogue, words: str) -> None:
    assert talk.says(LEADER, words) == talk.says(LEADER, "/item 1")


def test_the_number_of_no_item_opens_none(talk: Dialogue) -> None:
    assert "反馈问题" not in talk.says(LEADER, "99号任务")


def test_different_works_of_one_measure_are_not_added_up() -> None:
    works = replace(
        VILLA, title="塑料加工点", total=Decimal(38), measure="家", code="25", done=None
    )
    farms = replace(works, title="养殖场", total=Decimal(21), code="31", done=Decimal(4))
    assert figure_texts.apart(texts("zh_CN"), "白水县", [works, farms]).text.splitlines() == [
        "白水县",
        "各项工作内容不同，不作合计：",
        "25｜塑料加工点｜尚未报数 / 38 家",
        "31｜养殖场｜4 / 21 家",
    ]


def test_what_a_unit_leads_itself_is_told_from_what_is_below_it() -> None:
    own, below = (
        Tally("市住建局", total=3, on_schedule=3),
        Tally("水务集团", total=2, on_schedule=2),
    )
    whole = Tally("市住建局", total=5, on_schedule=5)
    screen = StatusScreen(whole, [own, below], True, LightCounts(blue=5), [])
    said = status_text(texts("zh_CN"), screen, MORNING.date()).text.splitlines()
    assert "其中本级牵头 3 项，其余由下属单位牵头。" in said


@pytest.mark.parametrize("words", ["白水县的扬尘治理怎么样", "白水县的别墅拆了几栋"])
def test_what_belongs_to_another_county_is_not_shown_for_this_one(
    talk: Dialogue, words: str
) -> None:
    heard = talk.says(LEADER, words)
    assert ("青山县" in heard, "项" in heard) == (False, False)


def test_a_single_character_finds_no_item_by_a_name_that_has_it(talk: Dialogue) -> None:
    assert "相关任务" not in talk.says(LEADER, "水环境这块伟的有没有")


@pytest.mark.parametrize("words", ["青山县的污水厂拆了没", "白水县那个厂建了没有？"])
def test_what_asks_whether_it_is_done_is_no_instruction(talk: Dialogue, words: str) -> None:
    assert "批示" not in talk.says(LEADER, words)


def test_milestones_are_listed_by_their_own_days(talk: Dialogue) -> None:
    assert talk.says(LEADER, "今天到点的有哪些节点") == (
        "全市｜11月24日｜节点 0 个，已完成 0 个，未完成 0 个"
    )
