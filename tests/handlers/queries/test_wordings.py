"""However it is asked: a list is narrowed by what the ledger knows, and by nothing else."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from rules.policy.items import State
from storage.db.engine import Engine, writing
from storage.ledger.tables import items, persons
from storage.people import people
from tests.support.dialogue import Dialogue
from tests.support.settling import add_like
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, settle

BEFORE_ANY_DEADLINE = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)

OF_EVERYTHING = (
    "逾期", "逾期任务", "哪些任务逾期了", "有逾期的吗", "有没有逾期的", "几项逾期", "逾期清单", "超期任务",
    "全市逾期", "全市逾期情况", "谁逾期了", "哪些单位逾期", "列出逾期任务", "逾期!", "逾期了吗", "逾期情况",
    "目前逾期的任务有哪些？", "请问现在有哪些任务已经逾期？", "今天有哪些任务逾期了", "逾期未完成的任务",
    "把逾期的列一下", "现在有多少逾期了", "逾期名单发我", "各单位逾期情况", "到期没完成的", "没按期完成的有哪些",
    "已逾期任务", "已经逾期的任务", "未按期完成的任务", "全市 逾期", "逾期 全市",
    "我县逾期任务", "逾期的都报给我", "都有谁逾期", "逾期天数最长的是哪个", "过期的", "超时限的有哪些",
    "/overdue 全市", "/overdue 有哪些", "/overdue all",
    "overdue", "what is overdue?", "anything overdue?", "overdue items", "how many are overdue",
    "which items are overdue?", "any overdue tasks?", "is anything late?", "who is overdue?",
)  # fmt: skip
"""A leader who says this names nothing: whatever is overdue is listed."""


def heard_by(talk: Dialogue, asked: Iterable[str], who: int = LEADER) -> dict[str, str]:
    """Each asked in turn: questions change nothing."""
    return {words: heading_and_codes(talk.says(who, words)) for words in asked}


def heading_and_codes(heard: str) -> str:
    heading, *items = heard.split("\n\n")
    return " ".join([heading, *(item.split("｜")[0].strip("🔵🟡🔴") for item in items)])


def test_nothing_named_is_everything_overdue(talk: Dialogue) -> None:
    assert heard_by(talk, OF_EVERYTHING) == dict.fromkeys(OF_EVERYTHING, "逾期任务：2 项 3 4")


def test_before_any_deadline_nothing_is_overdue(talk: Dialogue) -> None:
    talk.now = BEFORE_ANY_DEADLINE
    assert heard_by(talk, OF_EVERYTHING) == dict.fromkeys(OF_EVERYTHING, "没有逾期任务。")


OF_WHAT_IS_NAMED = (
    ("水环境有没有逾期", "水环境基础设施｜", "逾期任务：2 项 3 4"),
    ("逾期 水环境", "水环境基础设施｜", "逾期任务：2 项 3 4"),
    ("水环境，逾期的", "水环境基础设施｜", "逾期任务：2 项 3 4"),
    ("/overdue 水环境", "水环境基础设施｜", "逾期任务：2 项 3 4"),
    ("青山县哪些任务逾期了", "青山县｜", "逾期任务：1 项 4"),
    ("青山逾期了几项", "青山县｜", "逾期任务：1 项 4"),
    ("/overdue 青山", "青山县｜", "逾期任务：1 项 4"),
    ("overdue in 青山县", "青山县｜", "逾期任务：1 项 4"),
    ("青山县水环境有哪些逾期", "青山县、水环境基础设施｜", "逾期任务：1 项 4"),
    ("青山县和白水县逾期情况", "青山县、白水县｜", "逾期任务：2 项 3 4"),
    ("刘洋有逾期的吗", "刘洋｜", "逾期任务：1 项 3"),
    ("我的逾期任务", "本人｜", "逾期任务：2 项 3 4"),
    ("我有哪些任务逾期了", "本人｜", "逾期任务：2 项 3 4"),
    ("my overdue tasks", "本人｜", "逾期任务：2 项 3 4"),
)


def test_what_is_named_narrows_and_is_said(talk: Dialogue) -> None:
    told = {words: narrowed + heard for words, narrowed, heard in OF_WHAT_IS_NAMED}
    assert heard_by(talk, told) == told


OF_MINE = (
    ("/my", "我的任务：3 项 4 1 2、市9"),
    ("/my 水环境", "本人、水环境基础设施｜未销号任务：2 项 4 2、市9"),
    ("/my 逾期", "本人｜逾期任务：1 项 4"),
    ("/my 水环境 逾期", "本人、水环境基础设施｜逾期任务：1 项 4"),
    ("/my 青山县", "本人、青山县｜未销号任务：3 项 4 1 2、市9"),
    ("/my 白水县", "台账中没有“白水县”的数据。"),
    ("/my 不存在", "台账中没有“不存在”的数据。"),
)
"""An official who has three of the items."""


def test_mine_is_narrowed_by_what_is_named(talk: Dialogue) -> None:
    assert heard_by(talk, dict(OF_MINE), OFFICIAL) == dict(OF_MINE)


def test_what_is_named_does_not_widen_a_heads_own(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(
            update(persons)
            .where(persons.c.name == "李敏")
            .values(roles="单位负责人、市领导", unit_id=1)
        )
    assert heard_by(talk, ["/my 白水县"], LEADER) == {
        "/my 白水县": "本人、白水县｜没有未销号任务。"
    }


def test_nothing_of_it_is_overdue(talk: Dialogue) -> None:
    talk.now = BEFORE_ANY_DEADLINE
    told = {words: f"{narrowed}没有逾期任务。" for words, narrowed, _heard in OF_WHAT_IS_NAMED}
    assert heard_by(talk, told) == told


def test_of_a_category_without_overdue_items(talk: Dialogue) -> None:
    assert talk.says(LEADER, "别墅违建逾期情况") == "别墅违建｜没有逾期任务。"


@pytest.mark.parametrize("words", ["3号逾期了吗", "/overdue 3"])
def test_a_single_item_is_shown_with_its_deadline(talk: Dialogue, words: str) -> None:
    assert "整改时限：2026年11月20日（周五），已逾期 4 天" in talk.says(LEADER, words).splitlines()


@pytest.mark.parametrize(
    ("words", "name"),
    [("扬尘县逾期几项", "扬尘县"), ("违建局逾期", "违建局"), ("王小明逾期几项", "王小明"),
     ("江海市逾期", "江海市"), ("大气治理逾期", "大气治理"), ("两个县逾期", "两个县"),
     ("三类逾期", "三"), ("青山县王小明逾期几项", "王小明")],
)  # fmt: skip
def test_what_names_nothing_is_said_and_not_passed_over(
    talk: Dialogue, words: str, name: str
) -> None:
    """The words of a title do not stand for a county, nor a numeral for an item."""
    assert talk.says(LEADER, words) == f"台账中没有“{name}”的数据。"


@pytest.mark.parametrize(
    ("words", "name"),
    [("第1号问题逾期几项", "第1号问题"), ("上周到期的有哪些", "上周")],
)  # fmt: skip
def test_what_no_list_can_be_narrowed_by_is_said(talk: Dialogue, words: str, name: str) -> None:
    heard = f"暂不能按“{name}”筛选，请您写明单位、类别或责任人姓名。"
    assert talk.says(LEADER, words) == heard


@pytest.mark.parametrize("who", [LEADER, OFFICIAL])
@pytest.mark.parametrize(
    ("words", "name"),
    [("/overdue 不存在", "不存在"), ("/overdue 东海县", "东海县"), ("东海县逾期", "东海县"),
     ("东海县有哪些逾期", "东海县"), ("/overdue 水环境 不存在", "水环境 不存在")],
)  # fmt: skip
def test_what_is_not_there_is_said_not_to_be(
    talk: Dialogue, who: int, words: str, name: str
) -> None:
    assert talk.says(who, words) == f"台账中没有“{name}”的数据。"


@pytest.mark.parametrize(
    ("words", "name"),
    [("/overdue 白水县", "白水县"), ("白水县逾期", "白水县"), ("白水有逾期的吗", "白水"),
     ("刘洋逾期了吗", "刘洋"), ("/overdue 污水处理厂", "污水处理厂")],
)  # fmt: skip
def test_another_countys_do_not_exist_for_him(talk: Dialogue, words: str, name: str) -> None:
    assert talk.says(OFFICIAL, words) == f"台账中没有“{name}”的数据。"


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("逾期任务", "逾期任务：1 项 4"),
        ("全市逾期", "逾期任务：1 项 4"),
        ("我逾期了几项", "本人｜逾期任务：1 项 4"),
        ("我县逾期任务", "青山县｜逾期任务：1 项 4"),
        ("我们单位有逾期的吗", "青山县｜逾期任务：1 项 4"),
        ("帮我查逾期的", "逾期任务：1 项 4"),
    ],
)
def test_of_an_officials_own(talk: Dialogue, words: str, heard: str) -> None:
    assert heading_and_codes(talk.says(OFFICIAL, words)) == heard


OTHER_LISTS = {
    "红灯": "亮红灯的任务：2 项 3 4",
    "青山县哪些亮红灯": "青山县｜亮红灯的任务：1 项 4",
    "青山县红灯": "青山县｜亮红灯的任务：1 项 4",
    "水环境黄灯有几项": "水环境基础设施｜没有亮黄灯的任务。",
    "red lights": "亮红灯的任务：2 项 3 4",
    "本周到期的有哪些": "11月24日至11月29日没有未完成的任务到期。",
    "下周到期的任务": "11月30日至12月6日到期的任务：1 项 1",
    "哪些快到期了": "11月24日至12月1日到期的任务：1 项 1",
    "今天到期的": "11月24日没有未完成的任务到期。",
    "月底前到期的有哪些": "11月24日至11月30日到期的任务：1 项 1",
    "白水县下周到期的有哪些": "白水县｜11月30日至12月6日没有未完成的任务到期。",
    "due next week": "11月30日至12月6日到期的任务：1 项 1",
    "还有哪些没销号": "未销号任务：4 项 3 4 1 2、市9",
    "未销号清单": "未销号任务：4 项 3 4 1 2、市9",
    "青山县还有哪些没完成": "青山县｜未完成任务：3 项 4 1 2、市9",
    "没销号的任务": "未销号任务：4 项 3 4 1 2、市9",
    "明天到期的任务": "11月25日没有未完成的任务到期。",
    "十天内到期的": "11月24日至12月4日到期的任务：1 项 1",
    "12月到期的有哪些": "12月1日至12月31日到期的任务：1 项 2、市9",
    "一月到期的有哪些": "2027年1月1日（周五）至2027年1月31日（周日）没有未完成的任务到期。",
    "12月31日到期的有哪些": "12月31日到期的任务：1 项 2、市9",
    "哪些县区逾期": "县区｜逾期任务：2 项 3 4",
    "部门逾期几项": "部门｜没有逾期任务。",
    "年底前到期的": "11月24日至12月31日到期的任务：2 项 1 2、市9",
    "红色预警": "亮红灯的任务：2 项 3 4",
    "张伟怎么样": "张伟的任务：3 项（未销号） 4 1 2、市9",
    "张伟负责哪些": "张伟的任务：3 项（未销号） 4 1 2、市9",
    "张伟的任务": "张伟的任务：3 项（未销号） 4 1 2、市9",
    "李敏的任务": "李敏的任务：4 项（未销号） 3 4 1 2、市9",
    "我的任务": "我的任务：4 项 3 4 1 2、市9",
    "青山县哪些没完成": "青山县｜未完成任务：3 项 4 1 2、市9",
    "青山县没完成的": "青山县｜未完成任务：3 项 4 1 2、市9",
    "青山县哪些没销号": "青山县｜未销号任务：3 项 4 1 2、市9",
    "张伟没完成的": "张伟｜未完成任务：3 项 4 1 2、市9",
    "李敏包保的哪些没完成": "李敏｜未完成任务：4 项 3 4 1 2、市9",
    "水环境哪些没完成": "水环境基础设施｜未完成任务：3 项 3 4 2、市9",
    "哪些还没启动": "未启动任务：1 项 4",
    "没启动的": "未启动任务：1 项 4",
    "青山县还没开工的有几项": "青山县｜未启动任务：1 项 4",
    "申请销号的有哪些": "没有正在申请销号、核查或公示的任务。",
    "等待销号的": "没有正在申请销号、核查或公示的任务。",
    "哪些已经完成了": "没有已完成任务。",
    "已销号的有哪些": "没有已销号任务。",
    "哪些有困难": "没有待协调的困难。",
    "本周要完成的": "11月24日至11月29日没有未完成的任务到期。",
    "这个月该完成的": "11月24日至11月30日到期的任务：1 项 1",
    "2027年3月到期的": "2027年3月1日（周一）至2027年3月31日（周三）没有未完成的任务到期。",
    "11月30日前到期的": "11月24日至11月30日到期的任务：1 项 1",
    "有没有没按时完成的": "逾期任务：2 项 3 4",
    "青山县没按时完成的": "青山县｜逾期任务：1 项 4",
    "本月逾期几项": "11月1日至11月24日到期、现已逾期的任务：2 项 3 4",
    "10月逾期的": "10月1日至10月31日到期的任务均未逾期。",
    "青山县本周逾期的": "青山县｜11月23日至11月24日到期的任务均未逾期。",
    "今年逾期的有哪些": "1月1日至11月24日到期、现已逾期的任务：2 项 3 4",
    "青山县 overdue": "青山县｜逾期任务：1 项 4",
    "how many overdue in 青山县": "青山县｜逾期任务：1 项 4",
    "what is not started": "未启动任务：1 项 4",
    "which items in 青山县 are not finished": "青山县｜未完成任务：3 项 4 1 2、市9",
    "list open items of 张伟": "张伟｜未销号任务：3 项 4 1 2、市9",
    "how many items does 张伟 have": "张伟的任务：3 项（未销号） 4 1 2、市9",
}


def test_other_lists(talk: Dialogue) -> None:
    assert heard_by(talk, OTHER_LISTS) == OTHER_LISTS


STATES_OF = {
    "水环境情况": "水环境基础设施",
    "水环境怎么样": "水环境基础设施",
    "水环境完成了几项": "水环境基础设施",
    "水环境还剩几项": "水环境基础设施",
    "水环境还有几项没销号": "水环境基础设施",
    "水环境类进展": "水环境基础设施",
    "水环境问题整改得怎么样": "水环境基础设施",
    "水环境": "水环境基础设施",
    "水环境来张图": "水环境基础设施",
    "青山县进展": "青山县",
    "青山县进展怎么样": "青山县",
    "青山怎么样": "青山县",
    "青山县": "青山县",
    "青山县的任务": "青山县",
    "青山县销号了几项": "青山县",
    "青山县水环境情况": "青山县、水环境基础设施",
    "/status 青山县 水环境": "青山县、水环境基础设施",
    "/status 别墅": "别墅违建",
    "/status 全市": "全市",
    "还有几项没销号": "全市",
    "全市怎么样": "全市",
    "哪个县逾期最多": "全市",
    "还有多少没完成": "全市",
    "整改完成多少了": "全市",
    "进展怎么样": "全市",
    "介绍一下水环境整改情况": "水环境基础设施",
    "青山县完成了吗": "青山县",
    "how is 青山县": "青山县",
    "status of 青山县": "青山县",
}


def test_the_state_of_what_is_named(talk: Dialogue) -> None:
    told = {
        words: (talk.says(LEADER, words).splitlines()[0], talk.last(LEADER).picture)
        for words in STATES_OF
    }
    assert told == {words: (scope, True) for words, scope in STATES_OF.items()}


@pytest.mark.parametrize(
    ("words", "name"),
    [("东海县情况", "东海县"), ("东海县怎么样", "东海县"), ("/status 不存在", "不存在")],
)
def test_the_state_of_what_is_not_there(talk: Dialogue, words: str, name: str) -> None:
    assert talk.says(LEADER, words) == f"台账中没有“{name}”的数据。"


@pytest.mark.parametrize("words", ["白水县情况", "/status 白水县"])
def test_the_state_of_another_county_is_not_told(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words) == "台账中没有“白水县”的数据。"


def test_an_item_is_still_asked_for_by_its_title(talk: Dialogue) -> None:
    heard = [
        talk.says(LEADER, words).splitlines()[0]
        for words in ("别墅群拆除进度", "白水县污水处理厂二期进度", "扬尘治理怎么样")
    ]
    assert heard == ["1｜1号别墅群拆除", "3｜白水县污水处理厂二期", "4｜建筑工地扬尘治理"]


@pytest.mark.parametrize("ask", ["查 {}", "/item {}"])
def test_one_item_asked_for_by_words_of_several(talk: Dialogue, ask: str) -> None:
    """What /search lists is never said not to be there."""
    listed = talk.says(LEADER, "/search 基础设施")
    assert heading_and_codes(listed) == "“基础设施”相关任务：3 项 2、市9 3 4"
    assert talk.says(LEADER, ask.format("基础设施")) == listed


def with_sections(engine: Engine, number: int) -> Dialogue:
    """So many more overdue items of 青山县."""
    settle(engine)
    with writing(engine) as tx:
        for n in range(number):
            add_like(tx, 4, 100 + n, code=f"F{n}", title=f"标段{n}清运")
    return Dialogue(engine)


def test_pages_keep_what_a_list_is_narrowed_to(engine: Engine) -> None:
    talk = with_sections(engine, 7)
    for asked, narrowed in (
        ("青山县水环境逾期", "青山县、水环境基础设施｜逾期任务：8 项"),
        ("青山县红灯", "青山县｜亮红灯的任务：8 项"),
        ("青山县年底前到期的任务", "青山县｜11月24日至12月31日到期的任务：2 项"),
        ("我的逾期任务", "本人｜逾期任务：9 项"),
        ("标段逾期了几项", "标段｜逾期任务：7 项"),
        ("张伟的任务", "张伟的任务：10 项（未销号）"),
    ):
        first = talk.says(LEADER, asked).splitlines()[0]
        turned = "下一页" in talk.labels(LEADER)
        then = talk.presses(LEADER, "下一页").splitlines()[0] if turned else first
        assert (first, then) == (narrowed, narrowed)


def test_words_that_are_looked_for_are_kept_whole(engine: Engine) -> None:
    talk = with_sections(engine, 7)
    words = "标段：清运" * 50
    found = f"“{words}”相关任务：7 项"
    assert talk.says(LEADER, f"/search {words}").splitlines()[0] == found
    assert talk.presses(LEADER, "下一页").splitlines()[0] == found


def test_however_many_are_found_all_are_counted(engine: Engine) -> None:
    talk = with_sections(engine, 40)
    assert talk.says(LEADER, "/search 标段").splitlines()[0] == "“标段”相关任务：40 项"
    assert talk.says(LEADER, "标段逾期了几项").splitlines()[0] == "标段｜逾期任务：40 项"


def test_a_countys_group(talk: Dialogue) -> None:
    talk.says(OFFICE, "/bind 白水县", chat=GROUP)
    asked = ("/overdue 我的", "/overdue 白水", "/overdue 青山县", "/status 青山县")
    assert [heading_and_codes(talk.says(LEADER, words, chat=GROUP)) for words in asked] == [
        "逾期任务：1 项 3",
        "白水县｜逾期任务：1 项 3",
        "台账中没有“青山县”的数据。",
        "台账中没有“青山县”的数据。",
    ]


@pytest.mark.parametrize(
    ("words", "heard"),
    [("English", "From now on I write in this language."), ("zh", "今后将使用中文。"),
     ("中文", "今后将使用中文。"), ("en", "From now on I write in this language."),
     ("klingon", "请选择语言。")],
)  # fmt: skip
def test_a_language_as_people_write_it(talk: Dialogue, words: str, heard: str) -> None:
    assert talk.says(LEADER, f"/language {words}") == heard


def test_in_english(talk: Dialogue) -> None:
    talk.says(LEADER, "/language English")
    asked = ("overdue in 白水县", "my overdue tasks", "what is due next week?", "/overdue nowhere")
    assert [heading_and_codes(talk.says(LEADER, words)) for words in asked] == [
        "白水县｜Overdue: 1 3",
        "Mine｜Overdue: 2 3 4",
        "Due 30 November to 6 December: 1 1",
        "The ledger has no data on “nowhere”.",
    ]


def test_what_is_done_is_not_undone_though_it_is_not_struck_off(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除")
    talk.presses(OFFICIAL, "确认")
    undone, open_ones = (talk.says(LEADER, words) for words in ("哪些没完成", "哪些没销号"))
    assert heading_and_codes(undone) == "未完成任务：3 项 3 4 2、市9"
    assert heading_and_codes(open_ones) == "未销号任务：4 项 3 4 1 2、市9"


def test_what_is_done_and_what_waits_to_be_struck_off(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除")
    talk.presses(OFFICIAL, "确认")
    assert heading_and_codes(talk.says(LEADER, "完成了哪些")) == "已完成任务：1 项 1"
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.code == "4").values(state=State.APPLIED))
    heard = talk.says(LEADER, "哪些在申请销号")
    assert heading_and_codes(heard) == "正在申请销号、核查或公示的任务：1 项 4"


def test_what_is_held_up(talk: Dialogue) -> None:
    talk.hands_in(OFFICIAL, "/blocker 1 缺资金，请市住建局协调")
    assert heading_and_codes(talk.says(LEADER, "哪些有困难")) == "有困难待协调的任务：1 项 1"


@pytest.mark.parametrize(
    "words",
    ["按期完成任务", "没有未完成的", "都是按期完成的", "已经完成的", "青山县任务已全部完成"],
)
def test_what_an_official_may_report_is_no_question(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, "/item 1")
    talk.says(OFFICIAL, words, reply_to=talk.last_number(OFFICIAL))
    assert "确认" in talk.labels(OFFICIAL)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("好的", "已知悉。如有进展，请直接在此发送。"),
        ("你是谁", "未能识别您的意思。可用功能请查看 /help。"),
    ],
)
def test_civilities_are_no_question(talk: Dialogue, words: str, heard: str) -> None:
    assert talk.says(LEADER, words) == heard


def test_a_question_about_the_unit_is_of_what_it_names(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "我们县水环境还有几项没销号")
    assert heard.splitlines()[:2] == [
        "青山县、水环境基础设施",
        "共 2 项：已完成 0 项，已销号 0 项，未销号 2 项。",
    ]
    assert heading_and_codes(talk.says(OFFICIAL, "我们县还有几项")) == "我的任务：3 项 4 1 2、市9"


def test_a_question_in_passing_leaves_what_was_asked_open(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    asked = talk.says(OFFICIAL, "哪些还没启动")
    assert asked.splitlines()[0] == "未启动任务：1 项"
    assert talk.last(OFFICIAL).text == "关于任务 1 的提问仍待您答复；发送 /cancel 可取消。"


def test_how_it_goes_under_a_card_means_its_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/item 1")
    heard = talk.says(OFFICIAL, "进展怎么样", reply_to=talk.last_number(OFFICIAL))
    assert heard.splitlines()[0] == "1｜1号别墅群拆除"


@pytest.mark.parametrize("words", ["/status 张伟", "张伟的情况图", "张伟逾期最多的"])
def test_a_person_asked_about_is_not_answered_with_the_city(talk: Dialogue, words: str) -> None:
    heard = talk.says(LEADER, words)
    assert heading_and_codes(heard) == heading_and_codes(talk.says(LEADER, "张伟的情况"))


def test_under_the_name_of_a_unit_only_its_own_items_are_counted(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        people.bind(tx, 6, telegram_chat(106), talk.now)
        tx.execute(update(items).where(items.c.id == 3).values(duty_leader_id=6))
    assert talk.says(106, "/status") == talk.says(106, "青山县情况")
