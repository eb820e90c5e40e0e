"""What a question is narrowed by: aspect, type, key issue, guarantor, light, days, alone or together."""

import pytest

from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICIAL, OTHER


def heading_and_codes(heard: str) -> str:
    heading, *items = heard.split("\n\n")
    return " ".join([heading, *(item.split("｜")[0].strip("🔵🟡🔴") for item in items)])


LISTS = {
    "青山县重点任务逾期的有哪些": "青山县、重点任务｜没有逾期任务。",
    "立行立改逾期的有哪些": "立行立改｜逾期任务：1 项 4",
    "青山县限期整改的哪些没完成": "青山县、限期整改｜未完成任务：2 项 1 2、市9",
    "重点任务落实逾期几项": "重点任务落实｜逾期任务：2 项 3 4",
    "重点问题有哪些没销号": "重点问题｜未销号任务：1 项 1",
    "李市长包保的有几项": "李敏的任务：4 项（未销号） 3 4 1 2、市9",
    "李敏副市长包保的逾期有哪些": "李敏｜逾期任务：2 项 3 4",
    "陈晨包保的有几项": "陈晨包保｜未销号任务：3 项 4 1 2、市9",
    "包保领导是李敏的逾期几项": "李敏｜逾期任务：2 项 3 4",
    "张伟包保的有哪些": "张伟包保｜没有未销号任务。",
    "12月到期的蓝灯有哪些": "12月1日至12月31日到期｜亮蓝灯的任务：1 项 2、市9",
    "逾期的红灯有哪些": "逾期任务：2 项 3 4",
    "青山县和白水县逾期的有哪些": "青山县、白水县｜逾期任务：2 项 3 4",
}


def test_lists_are_of_exactly_what_is_named(talk: Dialogue) -> None:
    told = {words: heading_and_codes(talk.says(LEADER, words)) for words in LISTS}
    assert told == LISTS


TOTALS = {
    "立行立改还有几项没完成": ("立行立改", 1),
    "限期整改的有几项": ("限期整改", 3),
    "重点问题": ("重点问题", 1),
    "重点问题进展": ("重点问题", 1),
    "青山县立行立改进展怎么样": ("青山县、立行立改", 1),
    "重点任务落实方面怎么样": ("重点任务落实", 4),
    "/status 重点任务落实": ("重点任务落实", 4),
    "/status 重点问题 青山县": ("青山县、重点问题", 1),
}


def test_totals_are_of_exactly_what_is_named(talk: Dialogue) -> None:
    told = {words: talk.says(LEADER, words).splitlines()[:2] for words in TOTALS}
    counted = {words: (lines[0], lines[1].split("：")[0]) for words, lines in told.items()}
    assert counted == {words: (name, f"共 {total} 项") for words, (name, total) in TOTALS.items()}


def test_whose_share_it_is_holds_for_every_dimension(talk: Dialogue) -> None:
    assert talk.says(OTHER, "限期整改的有几项").splitlines()[1].startswith("共 1 项")
    assert talk.says(OTHER, "立行立改还有几项没完成") == "台账中没有“立行立改”的数据。"
    assert talk.says(OTHER, "重点问题有哪些没销号") == "台账中没有“重点问题”的数据。"


def done(talk: Dialogue) -> None:
    """Let the official finish the demolition."""
    talk.says(OFFICIAL, "1号别墅群已全部拆除完成，45栋")
    talk.presses(OFFICIAL, "确认")


@pytest.mark.parametrize(
    "words", ["本周完成了几项", "今天完成了哪些", "11月完成的有哪些", "今年完成了几项"]
)
def test_what_was_done_in_days_that_are_named(talk: Dialogue, words: str) -> None:
    done(talk)
    heading, _, item = heading_and_codes(talk.says(LEADER, words)).rpartition(" ")
    assert (heading.rpartition("完成的任务：")[2], item) == ("1 项", "1")


NONE_IN_THESE_DAYS = {
    "上周完成了几项": "11月16日至11月22日没有完成的任务。",
    "昨天完成了哪些": "11月23日没有完成的任务。",
    "去年完成了几项": "2025年1月1日（周三）至2025年12月31日（周三）没有完成的任务。",
    "本周销号的有哪些": "11月23日至11月24日没有销号的任务。",
    "本月销号了几项": "11月1日至11月24日没有销号的任务。",
    "白水县本周完成了几项": "白水县｜11月23日至11月24日没有完成的任务。",
    "how many items were completed last week": "11月16日至11月22日没有完成的任务。",
}


def test_what_was_not(talk: Dialogue) -> None:
    done(talk)
    told = {words: talk.says(LEADER, words) for words in NONE_IN_THESE_DAYS}
    assert told == NONE_IN_THESE_DAYS
