"""Text with formatting: put together, cut and split, whatever people write in it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.addresses import telegram_chat
from messages.formatting import (
    FormatSpan,
    FormattedText,
    SpanKind,
    bold,
    card_link,
    code,
    folded,
    formatted,
    joined,
    width,
)
from messages.outgoing import OutgoingMessage, content_of, message_from
from rules.policy.refs import Ref, RefKind

ITEM = Ref(RefKind.ITEM, 12)
LETTERS = st.text("a字🔴𠮷<*_\\&\n", max_size=12)
PIECES = st.one_of(
    LETTERS,
    LETTERS.map(bold),
    LETTERS.map(code),
    LETTERS.map(folded),
    LETTERS.map(lambda words: card_link(words, ITEM)),
    LETTERS.map(lambda words: folded(FormattedText.of("一", bold(words), code(words)))),
)
TEXTS = st.lists(PIECES, max_size=8).map(lambda pieces: joined("\n", pieces))


def covered(text: FormattedText, kind: SpanKind) -> str:
    """The characters that have this formatting, in order."""
    return "".join(
        letter
        for place, letter in enumerate(text.text)
        if any(s.kind is kind and s.start <= place < s.end for s in text.spans)
    )


def test_pieces_are_put_behind_each_other() -> None:
    said = FormattedText.of("🔴", card_link("12", ITEM), "｜", bold("别墅群"))
    assert said == FormattedText(
        "🔴12｜别墅群",
        (
            FormatSpan(SpanKind.CARD, 1, 3, card=ITEM),
            FormatSpan(SpanKind.BOLD, 4, 7),
        ),
    )


def test_what_looks_like_markup_is_text() -> None:
    title = "<b>*别墅*</b> [群](https://a.cn) _A_ `B` \\ &amp; </blockquote>"
    said = FormattedText.of("任务：", bold(title))
    assert said.text == f"任务：{title}"
    assert covered(said, SpanKind.BOLD) == title


def test_in_a_plain_sentence_only_the_formatting_is_lost() -> None:
    assert f"{FormattedText.of('任务 ', bold('1号'), ' ', code('A-1'))}。" == "任务 1号 A-1。"


def test_nothing_has_no_formatting() -> None:
    assert FormattedText.of(bold(""), folded(""), code("")) == FormattedText("")


def test_folded_lines_that_follow_each_other_are_one_quotation() -> None:
    said = joined("\n", ["标题", folded("一"), folded("二"), "", folded("三")])
    assert said.spans == (
        FormatSpan(SpanKind.FOLDED, 3, 6),
        FormatSpan(SpanKind.FOLDED, 8, 9),
    )


def test_what_cannot_stand_inside_is_left_out() -> None:
    inner = FormattedText.of(bold("一"), code("二"), folded("三"))
    assert [s.kind for s in bold(inner).spans] == [SpanKind.BOLD, SpanKind.FOLDED]
    assert [s.kind for s in folded(inner).spans] == [SpanKind.FOLDED, SpanKind.BOLD, SpanKind.CODE]


def test_a_split_text_keeps_its_formatting_on_both_sides() -> None:
    said = FormattedText.of("头\n", folded("🔴一\n🔴二"))
    assert said.split(6) == [
        FormattedText("头\n🔴一", (FormatSpan(SpanKind.FOLDED, 2, 4),)),
        FormattedText("🔴二", (FormatSpan(SpanKind.FOLDED, 0, 2),)),
    ]


def test_a_line_longer_than_a_message_is_cut_between_characters() -> None:
    assert bold("🔴🔴🔴").split(3) == [bold("🔴"), bold("🔴"), bold("🔴")]


@given(TEXTS, st.integers(2, 9))
def test_parts_hold_everything_once_and_fit(text: FormattedText, limit: int) -> None:
    parts = text.split(limit)
    assert max(width(part.text) for part in parts) <= limit
    assert "".join(p.text for p in parts).replace("\n", "") == text.text.replace("\n", "")
    for kind in SpanKind:
        kept = "".join(covered(part, kind) for part in parts)
        assert kept.replace("\n", "") == covered(text, kind).replace("\n", "")


@given(TEXTS, st.integers(1, 20))
def test_a_clipped_text_fits_and_ends_in_an_ellipsis(text: FormattedText, limit: int) -> None:
    cut = text.clipped(limit)
    assert width(cut.text) <= limit
    assert cut == text or cut.text.endswith("…")
    assert all(0 <= s.start < s.end <= len(cut.text) for s in cut.spans)


@given(st.lists(PIECES, max_size=6))
def test_formatting_changes_no_letter(pieces: list[str | FormattedText]) -> None:
    assert joined("\n", pieces).text == "\n".join(formatted(piece).text for piece in pieces)


@given(TEXTS)
def test_formatting_is_kept_in_the_outbox(text: FormattedText) -> None:
    message = OutgoingMessage(telegram_chat(7), text.text, spans=text.spans)
    kept = json.loads(json.dumps(content_of(message)))
    assert message_from(telegram_chat(7), kept).words == text


def test_plain_words_are_kept_as_before() -> None:
    assert content_of(OutgoingMessage(telegram_chat(7), "您好")) == {"text": "您好"}


def test_each_kind_is_kept_with_what_it_needs() -> None:
    said = FormattedText.of(bold("详情"), card_link("12", ITEM))
    content = content_of(OutgoingMessage(telegram_chat(7), said.text, spans=said.spans))
    assert content["spans"] == [
        {"kind": "bold", "start": 0, "end": 2},
        {"kind": "card", "start": 2, "end": 4, "card": {"kind": "item", "id": 12}},
    ]


@pytest.mark.parametrize("text", ["一", "🔴", "𠮷野家"])
def test_a_text_within_the_limit_is_one_part(text: str) -> None:
    assert FormattedText(text).split(width(text)) == [FormattedText(text)]


def test_in_a_plain_sentence_it_is_its_words() -> None:
    assert f"任务：{FormattedText.of(bold('别墅群'), code('12'))}" == "任务：别墅群12"
