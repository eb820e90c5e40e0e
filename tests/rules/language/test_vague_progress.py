"""Words of an application that speak of work going on."""

import pytest

from rules.language.vague_progress import vague_sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("整改工作有序推进", "整改工作有序推进"),
        ("已查清。各项工作正在稳步推进；责任到人", "各项工作正在稳步推进"),
        ("管网正在施工，预计月底完成", "管网正在施工，预计月底完成"),
        ("拆除工作仍在进行中\n已建台账", "拆除工作仍在进行中"),
        ("完成80%，抓紧推进", "完成80%，抓紧推进"),
        ("The work is still in progress", "The work is still in progress"),
    ],
)
def test_they_are_found(words: str, sentence: str) -> None:
    assert vague_sentence(words) == sentence


@pytest.mark.parametrize(
    "words",
    [
        "",
        "45栋全部拆除",
        "前期有序推进，现已全部完成",
        "已建立巡查制度",
        "将持续推进长效管护",
        "施工中心已拆除",
        "整改完成后群众满意",
        "The demolition is completed",
    ],
)
def test_what_is_done_is_left_alone(words: str) -> None:
    assert vague_sentence(words) == ""
