"""For every kind of word, known and unknown: command and question agree, an unknown one has no number."""

import re
from itertools import product

import pytest
from sqlalchemy import update

from storage.db.engine import writing
from storage.ledger.tables import findings, items
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OTHER

KNOWN = {
    "unit": ("市住建局", "市生态环境局"),
    "county": ("青山县", "白水县"),
    "kind of unit": ("县区", "部门"),
    "person": ("张伟", "刘洋"),
    "category": ("水环境基础设施", "别墅违建", "水环境"),
    "aspect": ("方面1", "方面2", "第二方面"),
    "type": ("立行立改", "限期整改"),
    "key": ("重点问题", "重点任务", "非重点"),
    "light": ("红灯", "黄灯", "蓝灯"),
    "state": ("未启动", "待验收"),
    "period": ("本周", "本月", "11月", "第三季度"),
    "funding": ("企业自筹", "市级财政"),
    "guarantor": ("李敏包保", "陈晨包保", "李市长包保"),
}
UNKNOWN = {
    "unit": ("市水利局", "城投集团", "开发区"),
    "county": ("东海县", "临江区"),
    "kind of unit": ("街道", "民企"),
    "person": ("王刚", "王市长"),
    "category": ("大气污染", "土壤污染", "类别9", "类别12"),
    "aspect": ("方面12", "第九方面", "方面3"),
    "type": ("长期坚持",),
    "light": ("绿灯", "橙灯"),
    "state": ("约谈", "退回"),
    "period": ("上半年", "2019年"),
    "funding": ("专项债", "省级资金"),
    "guarantor": ("王刚包保", "张三包保"),
}
FORMS = (("/status {}", "{}情况"), ("/overdue {}", "{}逾期的有哪些"))
QUESTIONS = (
    "{}还有几项没销号",
    "{}有几项",
    "{}完成了几项",
    "{}逾期的有哪些",
    "{}跟上周比怎么样",
    "{}半年能完成吗",
    "{}今天谁报了",
    "{}哪个单位最差",
    "{}拆了多少栋",
    "{}哪些没回复",
)


@pytest.fixture
def city(talk: Dialogue) -> Dialogue:
    """Let the city have two aspects, and two sources of money."""
    with writing(talk.engine) as tx:
        tx.execute(update(findings).where(findings.c.id == 1).values(aspect="方面1"))
        tx.execute(update(findings).where(findings.c.id == 2).values(aspect="方面2"))
        tx.execute(update(items).where(items.c.id == 1).values(funding="企业自筹、市级财政"))
        tx.execute(update(items).where(items.c.id == 3).values(funding="市级财政500万元"))
    return talk


def words_of(words: dict[str, tuple[str, ...]]) -> list[str]:
    return [word for of_kind in words.values() for word in of_kind]


def test_the_two_forms_agree(city: Dialogue) -> None:
    differing = []
    for word, forms in product(words_of(KNOWN) + words_of(UNKNOWN), FORMS):
        command, question = (city.says(LEADER, form.format(word)) for form in forms)
        if command != question:
            differing.append((word, command, question))
    assert differing == []


REFUSALS = re.compile(
    r"台账中没有“[^”]+”的(?:数据|统计数据，请您写明单位、类别或责任人姓名)。"
    r"|暂不能按“[^”]+”筛选，请您写明单位、类别或责任人姓名。"
)


def test_an_unknown_word_never_yields_a_number(city: Dialogue) -> None:
    commands = [command for command, _ in FORMS]
    told = {
        form.format(word): city.says(LEADER, form.format(word))
        for word, form in product(words_of(UNKNOWN), (*commands, *QUESTIONS))
    }
    assert {words: heard for words, heard in told.items() if not REFUSALS.fullmatch(heard)} == {}


COUNTED = {
    "方面1有几项": 1,
    "方面2有几项": 3,
    "企业自筹有几项": 1,
    "市级财政有几项": 2,
    "青山县市级财政有几项": 1,
    "重点问题有几项": 1,
    "立行立改有几项": 1,
    "青山县有几项": 3,
    "水环境有几项": 3,
}


def test_a_known_word_yields_its_own_number(city: Dialogue) -> None:
    told = {words: city.says(LEADER, words).splitlines()[1] for words in COUNTED}
    counted = {words: int(re.findall(r"\d+", line)[0]) for words, line in told.items()}
    assert counted == COUNTED


@pytest.mark.parametrize("word", ["青山县", "张伟", "立行立改", "企业自筹", "方面1", "重点问题"])
@pytest.mark.parametrize("form", ["/status {}", "/overdue {}", *QUESTIONS])
def test_what_another_countys_official_may_not_see_is_unknown_to_them(
    city: Dialogue, word: str, form: str
) -> None:
    heard = city.says(OTHER, form.format(word))
    told = REFUSALS.fullmatch(heard) or heard == "只有整改办和市领导可以查看送达和答复情况。"
    assert told, heard
