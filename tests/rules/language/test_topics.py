"""What a question may be about, however it is put."""

import pytest

from rules.language.lexicon import load
from rules.language.topics import QuestionTopics, find_topics
from rules.policy.topics import Topic

SAID = {
    "谁拖后腿": (Topic.RANKING,),
    "倒着数仨，都谁": (Topic.RANKING,),
    "等我点头的堆了几件": (Topic.WAITING,),
    "今儿个还没吱声的有谁": (Topic.SILENT,),
    "公示栏里这会儿挂着哪些": (Topic.AT_DOOR,),
    "卡在哪个坎上": (Topic.BLOCKED,),
    "还趴窝的有几个": (Topic.UNSTARTED,),
    "往前倒五天，咱挪窝了没": (Topic.CHANGE,),
    "照这个走法够不够": (Topic.FORECAST,),
    "矿业公司欠着啥账": (Topic.OVERDUE,),
    "那块红了几盏": (Topic.RED,),
    "周五之前到点的": (Topic.DUE,),
    "年根儿底下该收口的": (Topic.YEAR_END,),
    "最要紧的那三条": (Topic.KEY,),
    "who is lagging": (Topic.RANKING,),
    "anything red on his plate": (Topic.RED,),
    "大后天下不下雨": (),
    "拆一栋合多少钱": (),
}


@pytest.mark.parametrize(("words", "topics"), SAID.items())
def test_what_it_may_be_about(words: str, topics: tuple[Topic, ...]) -> None:
    assert find_topics(words).topics == topics


def test_types_measures_and_the_whole_city() -> None:
    assert find_topics("当场能改的总共拆了几栋") == QuestionTopics((), ("立行立改",), "栋", True)
    assert find_topics("长年要管的") == QuestionTopics((), ("长期坚持",), "", False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_topic_has_words_in_both_languages(language: str) -> None:
    assert {f"about_{topic}" for topic in Topic} <= set(load(language)["topics"])
