"""HTML as the Bot API parses it; offsets and lengths in UTF-16 code units."""

from __future__ import annotations

import pytest

from sandbox.entities import find_entities, parse_html
from sandbox.wire import BotApiError


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        pytest.param("还剩33栋", "还剩33栋", [], id="plain"),
        pytest.param("<b>逾期</b>3项", "逾期3项", [entity("bold", 0, 2)], id="bold"),
        pytest.param(
            "🔴 <b>逾期</b>", "🔴 逾期", [entity("bold", 3, 2)], id="a_light_counts_two_units"
        ),
        pytest.param(
            "<b>一<i>二</i></b>",
            "一二",
            [entity("bold", 0, 2), entity("italic", 1, 1)],
            id="nested",
        ),
        pytest.param(
            '<a href="https://t.me/x?start=1&amp;a=2">开始</a>',
            "开始",
            [entity("text_link", 0, 2, url="https://t.me/x?start=1&a=2")],
            id="link",
        ),
        pytest.param(
            '<span class="tg-spoiler">密</span>', "密", [entity("spoiler", 0, 1)], id="spoiler"
        ),
        pytest.param(
            "<blockquote expandable>原文</blockquote>",
            "原文",
            [entity("expandable_blockquote", 0, 2)],
            id="expandable_quotation",
        ),
        pytest.param("&lt;3&gt; &amp; &quot;", '<3> & "', [], id="the_four_names"),
        pytest.param("&#39;&#x41;", "'A", [], id="numbered_characters"),
        pytest.param("&nbsp;&copy;", "&nbsp;&copy;", [], id="other_names_stay"),
        pytest.param("<b></b>空", "空", [], id="empty_tag_leaves_nothing"),
        pytest.param("A & B", "A & B", [], id="lone_ampersand"),
    ],
)
def test_html_becomes_text_and_entities(
    source: str, text: str, entities: list[dict[str, object]]
) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("<p>段</p>", 'Unsupported start tag "p" at byte offset 0', id="other_tag"),
        pytest.param("剩余<3栋", "Unclosed start tag at byte offset 6", id="bare_less_than"),
        pytest.param(
            "<b>逾期", 'Can\'t find end tag corresponding to start tag "b"', id="never_closed"
        ),
        pytest.param(
            "<b>逾期</i>",
            'Unmatched end tag at byte offset 9, expected "</b>", found "</i>"',
            id="closed_by_another",
        ),
        pytest.param("逾期</b>", "Unexpected end tag at byte offset 6", id="closed_before_opened"),
        pytest.param(
            "<span>密</span>",
            'Tag "span" must have class "tg-spoiler" at byte offset 0',
            id="plain_span",
        ),
        pytest.param("<别墅>", 'Unsupported start tag "别墅" at byte offset 0', id="chinese_tag"),
    ],
)
def test_wrong_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(BotApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        pytest.param("/start A1B2", [entity("bot_command", 0, 6)], id="command"),
        pytest.param("/my@city_bot", [entity("bot_command", 0, 12)], id="addressed_command"),
        pytest.param("请 @city_bot 看", [entity("mention", 2, 9)], id="mention"),
        pytest.param("见 https://a.cn/1。", [entity("url", 2, 14)], id="link"),
        pytest.param("45/50 栋", [], id="a_fraction_is_no_command"),
        pytest.param("进度 #督察 见", [entity("hashtag", 3, 3)], id="hashtag"),
        pytest.param("第 #12 号", [], id="a_number_is_no_hashtag"),
        pytest.param("a@b.cn", [entity("email", 0, 6)], id="email"),
    ],
)
def test_entities_found_without_being_asked(text: str, entities: list[dict[str, object]]) -> None:
    assert find_entities(text) == entities


def test_nothing_is_found_inside_code() -> None:
    code = entity("code", 0, 3)
    assert find_entities("/my", [code]) == [code]
