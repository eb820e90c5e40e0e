"""From the state of the city down to one item and back: every answer is new, and each sees their own."""

from datetime import timedelta
from math import ceil

import pytest
from sqlalchemy import insert, select, update

from messages.outgoing import BUTTON_LIMIT
from storage.db.engine import writing
from storage.ledger.tables import campaigns, findings, items, persons, units
from tests.support.dialogue import Dialogue
from tests.support.groups import COUNTY, two_groups_bound
from tests.support.settling import add_like
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER

DIMENSIONS = ("按县区", "按部门", "按方面", "按类别", "按包保领导", "按重点")
GONE = "此按钮已失效。"


def opened(talk: Dialogue, who: int, *labels: str, chat: int | None = None) -> str:
    """Ask for the state and press these buttons, one after the other; what stands there then."""
    heard = talk.says(who, "/status", chat=chat)
    for label in labels:
        heard = talk.presses(who, label, chat=chat)
    return heard


def phone_lines(words: str) -> int:
    """Lines of twenty Chinese characters; two Latin letters are as wide as one."""
    wide = (sum(0.5 if letter.isascii() else 1 for letter in line) for line in words.split("\n"))
    return sum(max(1, ceil(width / 20)) for width in wide)


def test_the_buttons_under_the_state(talk: Dialogue) -> None:
    opened(talk, LEADER)
    assert talk.labels(LEADER) == [*DIMENSIONS, "逐项查看"]


@pytest.mark.parametrize(
    ("label", "heard"),
    {
        "按县区": "青山县：逾期 1 项，7天内到期 1 项，共 3 项\n"
        "白水县：逾期 1 项，7天内到期 0 项，共 1 项",
        "按部门": "没有可按此统计的任务。",
        "按方面": "重点任务落实：逾期 2 项，7天内到期 1 项，共 4 项",
        "按类别": "水环境基础设施：逾期 2 项，7天内到期 0 项，共 3 项\n"
        "别墅违建：逾期 0 项，7天内到期 1 项，共 1 项",
        "按包保领导": "李敏：逾期 2 项，7天内到期 1 项，共 4 项\n陈晨：逾期 1 项，7天内到期 1 项，共 3 项",
        "按重点": "1 别墅违建问题整改不到位：逾期 0 项，7天内到期 1 项，共 1 项",
    }.items(),
)
def test_counted_by_each_dimension(talk: Dialogue, label: str, heard: str) -> None:
    assert opened(talk, LEADER, label) == f"全市｜{label}\n{heard}"


def test_from_the_city_to_a_card_and_back(talk: Dialogue) -> None:
    city = opened(talk, LEADER)
    counties = talk.presses(LEADER, "按县区")
    county = talk.presses(LEADER, "白水县 1/1")
    assert county == (
        "白水县\n共 1 项，未销号 1 项，逾期 1 项。\n🔴3｜白水县污水处理厂二期\n白水县 刘洋｜逾期4天"
    )
    card = talk.presses(LEADER, "3")
    assert card == talk.says(LEADER, "/item 3")
    assert talk.presses(LEADER, "历史").splitlines() == [
        "3｜白水县污水处理厂二期",
        "历史记录：0 条",
    ]
    assert [talk.presses(LEADER, "返回") for _ in range(4)] == [card, county, counties, city]


def test_it_stays_one_message(talk: Dialogue) -> None:
    opened(talk, LEADER)
    number = talk.last_number(LEADER)
    for label in ("按县区", "白水县 1/1", "3", "督办记录", "返回", "返回", "概况"):
        talk.presses(LEADER, label)
        assert talk.last_number(LEADER) == number


def test_an_old_button_gives_a_fresh_answer(talk: Dialogue) -> None:
    opened(talk, LEADER, "按县区")
    talk.now += timedelta(days=10)
    assert talk.presses(LEADER, "白水县 1/1").splitlines()[-1].endswith("逾期14天")
    assert talk.presses(LEADER, "概况").splitlines()[-1] == "3｜白水县污水处理厂二期｜逾期14天"


def test_what_was_reported_and_ordered_stands_in_the_history(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "4号已召开动员会，围挡招标完成")
    talk.presses(OFFICIAL, "确认")
    talk.says(LEADER, "/instruct 4 请本周内开工")
    opened(talk, LEADER, "按县区", "青山县 1/3", "4")
    assert talk.presses(LEADER, "历史").splitlines()[1:] == [
        "历史记录：1 条",
        "2026-11-24 已报进展 张伟：4号已召开动员会，围挡招标完成",
    ]
    talk.presses(LEADER, "返回")
    assert talk.presses(LEADER, "督办记录").splitlines()[1:] == [
        "督办记录：1 条",
        "2026-11-24 领导批示 李敏：请本周内开工",
    ]


def test_a_township_is_counted_with_its_county(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(insert(units).values(id=20, name="河口镇", kind="县区", parent_id=2))
        tx.execute(update(items).where(items.c.id == 4).values(lead_unit_id=20))
        tx.execute(update(campaigns).values(edition=campaigns.c.edition + 1))
    assert opened(talk, LEADER, "按县区").splitlines()[1:] == [
        "白水县：逾期 2 项，7天内到期 0 项，共 2 项",
        "青山县：逾期 0 项，7天内到期 1 项，共 2 项",
    ]
    assert talk.presses(LEADER, "白水县 2/2").splitlines()[3::2] == [
        "白水县 刘洋｜逾期4天",
        "河口镇 张伟｜逾期4天",
    ]


def test_what_is_done_stands_behind_what_is_not(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        done = update(items).where(items.c.id == 4).values(finished_on=talk.now.date())
        tx.execute(done)
    opened(talk, LEADER, "按县区", "青山县 0/3")
    assert talk.labels(LEADER)[:3] == ["1", "2、市9", "4"]


def test_a_named_unit_is_counted_within_itself(talk: Dialogue) -> None:
    talk.says(LEADER, "/status 白水县")
    assert talk.presses(LEADER, "按类别").splitlines() == [
        "白水县｜按类别",
        "水环境基础设施：逾期 1 项，7天内到期 0 项，共 1 项",
    ]
    assert talk.presses(LEADER, "水环境基础设施 1/1").splitlines()[0] == "白水县、水环境基础设施"


@pytest.mark.parametrize("who", [LEADER, OFFICE, OFFICIAL, VERIFIER, OTHER])
@pytest.mark.parametrize("label", DIMENSIONS)
def test_each_counts_what_they_see_and_nothing_else(talk: Dialogue, who: int, label: str) -> None:
    """Every value of a dimension leads to as many items as it says, and all of them are theirs."""
    opened(talk, who, label)
    values = {k: v for k, v in talk.last(who).buttons.items() if v.startswith("si:")}
    for value, data in values.items():
        listed = talk.press_data(who, data, talk.last_number(who))
        cards = [v for v in talk.last(who).buttons.values() if v.startswith("sc:")]
        assert listed.splitlines()[1].startswith(f"共 {value.rpartition('/')[2]} 项")
        assert len(cards) == int(value.rpartition("/")[2])
        for card in cards:
            code = talk.press_data(who, card, talk.last_number(who)).partition("｜")[0]
            assert "未找到" not in talk.says(who, f"/item {code.split('、')[0]}")


@pytest.mark.parametrize("who", [OFFICIAL, OTHER])
@pytest.mark.parametrize(
    "data", ["st:{p}", "sn:{p}", "si:{p}:0", "sd:{p}:c:0", "sc:-:0:{i}", "sh:-:0:{i}:w"]
)
def test_what_is_another_countys_leaves_no_trace(talk: Dialogue, who: int, data: str) -> None:
    """A county's official with the buttons of the other county."""
    other, item = ("n2", 3) if who == OFFICIAL else ("n1", 1)
    assert talk.press_data(who, data.format(p=other, i=item)) == ""
    assert talk.toast == GONE


@pytest.mark.parametrize("who", [OFFICIAL, VERIFIER])
def test_supervision_is_shown_to_those_responsible(talk: Dialogue, who: int) -> None:
    """The verifier sees the item and its reports, and not what was ordered."""
    talk.press_data(who, "sc:-:0:1")
    assert ("督办记录" in talk.labels(who)) == (who == OFFICIAL)
    talk.press_data(who, "sh:-:0:1:s")
    assert talk.toast == ("" if who == OFFICIAL else GONE)


@pytest.mark.parametrize(
    "data",
    ["st:n9", "si:c99:0", "sd:g99:n:0", "sc:-:0:99", "st:b1.b2.b1.b2.b1", "st:z1", "sd:n1:n:0"],
)
def test_what_is_not_there_changes_nothing(talk: Dialogue, data: str) -> None:
    assert talk.press_data(LEADER, data) == ""
    assert talk.toast == GONE


@pytest.mark.begins(after=[two_groups_bound])
def test_a_countys_group_is_not_counted_by_county(talk: Dialogue) -> None:
    assert talk.says(LEADER, "/status", chat=COUNTY).splitlines()[0] == "白水县"
    assert talk.labels(COUNTY) == [*DIMENSIONS[1:], "逐项查看"]


@pytest.mark.parametrize("who", [LEADER, OFFICE, OFFICIAL, OTHER])
@pytest.mark.parametrize("label", DIMENSIONS[1:])
@pytest.mark.begins(after=[two_groups_bound])
def test_a_group_sees_its_own_share_whoever_presses(talk: Dialogue, who: int, label: str) -> None:
    talk.says(LEADER, "/status", chat=COUNTY)
    assert "青山县" not in talk.presses(who, label, chat=COUNTY)
    assert "3｜白水县" not in talk.last(COUNTY).text


@pytest.mark.begins(after=[two_groups_bound])
def test_a_sensitive_item_is_masked_in_a_group(talk: Dialogue) -> None:
    heard = opened(talk, OFFICE, "按县区", "白水县 1/1", chat=GROUP)
    assert heard.splitlines()[2:] == [
        "🔴3｜涉敏任务，详见个人消息",
        "白水县｜逾期4天",
    ]
    assert talk.presses(OFFICE, "3", chat=GROUP) == "3｜涉敏任务，详见个人消息"
    assert talk.labels(GROUP) == ["返回"]


@pytest.mark.parametrize("label", ["按方面", "按类别", "按包保领导", "按重点"])
@pytest.mark.begins(after=[two_groups_bound])
def test_in_a_group_it_is_not_counted_by_what_would_tell_of_it(talk: Dialogue, label: str) -> None:
    heard = opened(talk, OFFICE, label, chat=GROUP)
    assert heard.splitlines()[-1] == "另有涉敏任务 1 项，此处不列。"
    assert "逾期 2 项" not in heard


@pytest.mark.begins(after=[two_groups_bound])
def test_in_a_group_nobody_is_shown_who_wrote_what(talk: Dialogue) -> None:
    opened(talk, OFFICE, "按县区", "青山县 1/3", "4", chat=GROUP)
    assert talk.labels(GROUP) == ["返回"]
    talk.press_data(OFFICE, "sh:n1:0:4:w", talk.last_number(GROUP), chat=GROUP)
    assert talk.toast == "此内容仅在您与本机器人的私聊中显示。"


def large(talk: Dialogue) -> None:
    """Forty counties with long names, each with overdue items of long titles."""
    with writing(talk.engine) as tx:
        finding = dict(tx.execute(select(findings).where(findings.c.id == 1)).one()._mapping)
        leader = dict(tx.execute(select(persons).where(persons.c.id == 2)).one()._mapping)
        for n in range(100, 140):
            name = f"云岭山北麓生态环境保护综合执法第{n}支队"
            tx.execute(insert(units).values(id=n, name=name, kind="县区" if n % 2 else "部门"))
            more = {"id": n, "code": str(n), "position": n}
            tx.execute(insert(findings).values(finding | more | {"aspect": name, "category": name}))
            person = {"id": n, "name": f"欧阳{n}", "account": None}
            tx.execute(insert(persons).values(leader | person))
            where = {"lead_unit_id": n, "finding_id": n, "city_leader_id": n, "title": "号" * 60}
            for each in range(8):
                add_like(tx, 4, n * 10 + each, **where)


def test_of_a_large_city_every_screen_fits_a_phone(talk: Dialogue) -> None:
    large(talk)
    assert phone_lines(opened(talk, LEADER)) <= 20
    for label in DIMENSIONS:
        talk.says(LEADER, "/status")
        assert phone_lines(talk.presses(LEADER, label)) <= 20
        first = talk.labels(LEADER)[0]
        assert phone_lines(talk.presses(LEADER, first)) <= 20
        assert phone_lines(talk.presses(LEADER, "概况")) <= 20
        shown = [data for m in talk.chats[LEADER].values() for data in m.buttons.values()]
        assert max(len(data.encode()) for data in shown) <= BUTTON_LIMIT


def test_pages_of_values_and_of_items_are_turned(talk: Dialogue) -> None:
    large(talk)
    first = opened(talk, LEADER, "按包保领导")
    second = talk.presses(LEADER, "下一页")
    assert (first.splitlines()[-1], second.splitlines()[-1]) == (
        "第 1 页，共 6 页",
        "第 2 页，共 6 页",
    )
    assert talk.presses(LEADER, "上一页") == first
    talk.presses(LEADER, "欧阳100 8/8")
    page = talk.presses(LEADER, "下一页")
    assert (page.splitlines()[-1], talk.labels(LEADER)[:2]) == (
        "第 2 页，共 2 页",
        ["1006", "1007"],
    )
