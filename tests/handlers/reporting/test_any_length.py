"""However long a message is and whatever stands in it, its answer takes a moment.

The processor time is the official's, who waits, and everybody's who wrote after him.
"""

import random

import pytest

from handlers.commands import COMMANDS
from tests.support.counting import statements
from tests.support.dialogue import Dialogue
from tests.support.patterns import every_pattern, lexicon
from tests.support.processor_time import in_time
from tests.support.small_city import LEADER, OFFICIAL

IN_TIME = 0.3
"""Seconds: the goal is 0.1, the rest is room on a busy machine."""
ANSWERED = 3900
"""Characters: a report that is a little longer is refused unread."""

NOT_UNDERSTOOD = "未能识别您的意思。可用功能请查看 /help。"
NOTED = "已知悉。如有进展，请直接在此发送。"


@pytest.fixture
def talk(talk: Dialogue) -> Dialogue:
    """Return a dialogue with every table compiled, as after the first messages of a day."""
    every_pattern()
    for words in ("1号拆除12栋", "逾期哪些", "/cancel", "my tasks"):
        talk.says(OFFICIAL, words)
        talk.says(LEADER, words)
    return Dialogue(talk.engine)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("好的" * 20 + "吃", NOT_UNDERSTOOD),
        ("好的" * 20, NOTED),
        ("刚刚" * 16, NOT_UNDERSTOOD),
        ("收到 好的," * 22 + "x", NOT_UNDERSTOOD),
        ("收到 好的," * 22, NOTED),
        ("第1" * 30, NOT_UNDERSTOOD),
        ("按要求" * 30 + "x", NOT_UNDERSTOOD),
        ("好的" * 1900 + "吃", NOT_UNDERSTOOD),
        ("逾期的" * 1300 + "吃", NOT_UNDERSTOOD),
    ],
    ids=lambda text: f"{text[:6]}…{len(text)}",
)
def test_what_once_hung_is_answered_at_once(talk: Dialogue, said: str, heard: str) -> None:
    with in_time(IN_TIME):
        assert talk.says(LEADER, said) == heard


def test_a_wish_to_look_at_nothing_in_particular_is_answered_at_once(talk: Dialogue) -> None:
    with in_time(IN_TIME):
        heard = talk.says(LEADER, "看看" * 16)
    assert heard == talk.says(LEADER, "/status")


@pytest.mark.parametrize(
    "said", ["报错了" * 12 + "x", "刚刚" * 16 + "报错了x", "刚才写错了" * 400 + "x"]
)
def test_a_correction_of_the_last_report_is_answered_at_once(talk: Dialogue, said: str) -> None:
    talk.says(OFFICIAL, "1号拆除12栋")
    with in_time(IN_TIME):
        heard = talk.says(OFFICIAL, said)
    assert heard.splitlines()[1:3] == ["任务：1 1号别墅群拆除", f"进展：{said}"]


def test_a_question_for_a_thousand_things_names_what_is_not_there(talk: Dialogue) -> None:
    names = "，".join(
        f"{one}{other}堂" for one in "甲乙丙丁戊己庚辛壬癸" for other in "子丑寅卯辰巳午未" * 12
    )
    with in_time(IN_TIME):
        heard = talk.says(LEADER, f"哪些亮红灯，{names}"[:ANSWERED])
    assert heard == "台账中没有“甲子堂，甲丑堂，甲寅堂”的数据。"


CLAUSES = (
    "请欠薪1,000%。",
    "又批12户\n",
    "周末",
    "这个月",
    "困难A，",
    "12月5日前，",
    "3号，",
    "截至",
    "逾期 ",
    "上周谁没报，",
    "没回复我的批示 ",
    "2027年完成，",
    "by Dec 5 ",
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", ["nothing is asked", "a blocker is asked for", "a card is open"])
def test_every_way_to_be_answered_takes_a_moment(talk: Dialogue, state: str) -> None:
    for words in (*CLAUSES, *_of_the_lexicon(40)):
        _come_to(talk, state)
        with in_time(IN_TIME):
            talk.says(OFFICIAL, (words * ANSWERED)[:ANSWERED] + "龠")
        talk.says(OFFICIAL, "/cancel")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", ["nothing is asked", "a blocker is asked for", "a card is open"])
def test_a_jumble_of_words_takes_a_moment(talk: Dialogue, state: str) -> None:
    """Nothing repeats itself, so nothing is done only once."""
    chance = random.Random(11)
    figures = [
        "3栋",
        "12月5日前",
        "100%",
        "第3项",
        "1.5公里",
        "两周内",
        "，",
        "。",
        "\n",
        "、",
        "和",
        "？",
    ]
    for _ in range(15):
        words = chance.choices(_of_the_lexicon(900) + figures * 50, k=2500)
        _come_to(talk, state)
        with in_time(IN_TIME):
            talk.says(OFFICIAL, "".join(words)[:ANSWERED])
        talk.says(OFFICIAL, "/cancel")


def _come_to(talk: Dialogue, state: str) -> None:
    if state == "a blocker is asked for":
        talk.says(OFFICIAL, "/blocker 1")
    elif state == "a card is open":
        talk.says(OFFICIAL, "1号拆除12栋")
        talk.presses(OFFICIAL, "修改")


def _of_the_lexicon(number: int) -> list[str]:
    """Return so many of the words that stand in the patterns, from all over them."""
    return lexicon()[:: len(lexicon()) // number]


LONG_WORDS = ("9" * 400, "鹿鸣水库清淤" * 60, "甲乙丙丁戊己庚辛" * 450, "abcdefgh " * 400)
MOST_STATEMENTS = 150


@pytest.mark.parametrize("command", COMMANDS)
def test_no_word_behind_a_command_asks_the_database_without_end(
    talk: Dialogue, command: str
) -> None:
    for words in LONG_WORDS:
        with statements(talk.engine) as counted:
            talk.says(LEADER, f"/{command} {words}")
        assert len(counted) < MOST_STATEMENTS, words[:20]


@pytest.mark.parametrize("words", LONG_WORDS, ids=lambda words: words[:6])
def test_no_question_asks_the_database_without_end(talk: Dialogue, words: str) -> None:
    for asked in (f"{words}有几项逾期", f"{words[:40]}有几项逾期", f"哪些单位{words[:45]}"):
        with statements(talk.engine) as counted:
            talk.says(LEADER, asked)
        assert len(counted) < MOST_STATEMENTS, asked[:20]
