"""Formatting becomes entities: counted in UTF-16 units, taken by the server, never by markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.addresses import telegram_chat
from bot.telegram.calls import call_for
from bot.telegram.entities import entities
from bot.telegram.greeting import Greeting, greeting_from
from messages.formatting import FormattedText, bold, card_link, code, folded, joined
from messages.outgoing import Attachment, Button, OutgoingMessage, Tone
from rules.policy.refs import Ref, RefKind
from sandbox.given_entities import checked

ITEM = Ref(RefKind.ITEM, 12)
CARD = "https://t.me/city_bot?start=i_12"
WORDS = st.text("a字🔴𠮷<*_&\n", min_size=1, max_size=8)
LINES = st.one_of(
    WORDS,
    WORDS.map(bold),
    WORDS.map(code),
    WORDS.map(lambda words: card_link(words, ITEM)),
    WORDS.map(lambda words: folded(FormattedText.of(bold(words), code(words), words))),
)


def said(words: FormattedText, **more: object) -> OutgoingMessage:
    return OutgoingMessage(telegram_chat(7), words.text, spans=words.spans, **more)  # type: ignore[arg-type]


def test_offsets_are_counted_in_utf_16_units() -> None:
    words = FormattedText.of("🔴𠮷", bold("别墅🏠"), code("A1"))
    assert entities(words, "city_bot") == [
        {"type": "bold", "offset": 4, "length": 4},
        {"type": "code", "offset": 8, "length": 2},
    ]


def test_every_kind_has_its_entity() -> None:
    words = joined(
        "\n",
        [bold("一"), folded("二"), code("三"), card_link("四", ITEM)],
    )
    assert [(e["type"], e.get("url")) for e in entities(words, "city_bot")] == [
        ("bold", None),
        ("expandable_blockquote", None),
        ("code", None),
        ("text_link", CARD),
    ]


def test_without_the_bots_name_a_card_stays_plain() -> None:
    assert entities(FormattedText.of(card_link("12", ITEM), bold("别墅")), "") == [
        {"type": "bold", "offset": 2, "length": 2}
    ]


def test_what_contains_others_comes_first() -> None:
    words = folded(FormattedText.of(card_link("12", ITEM), "｜别墅群"))
    assert [e["type"] for e in entities(words, "b")] == ["expandable_blockquote", "text_link"]


@given(st.lists(LINES, min_size=1, max_size=8))
def test_the_server_takes_whatever_was_put_together(lines: list[str | FormattedText]) -> None:
    words = joined("\n", lines)
    given_ = entities(words, "city_bot")
    assert checked(words.text, given_) == given_
    units = words.text.encode("utf-16-le")
    shown = [units[2 * e["offset"] : 2 * (e["offset"] + e["length"])] for e in given_]  # type: ignore[operator]
    spans = sorted(words.spans, key=lambda s: (s.start, -s.end))
    assert [part.decode("utf-16-le") for part in shown] == [
        words.text[s.start : s.end] for s in spans
    ]


def test_a_title_that_looks_like_markup_is_sent_as_it_is() -> None:
    title = "<b>*别墅*</b> [群](https://a.cn)"
    call = call_for(said(FormattedText.of("1｜", bold(title))))
    assert call.params == {
        "chat_id": 7,
        "text": f"1｜{title}",
        "entities": [{"type": "bold", "offset": 2, "length": len(title)}],
    }


def test_links_show_no_preview_below_the_message() -> None:
    call = call_for(said(card_link("12", ITEM)), bot_name="city_bot")
    assert call.params["link_preview_options"] == {"is_disabled": True}


def test_an_edit_carries_entities_too() -> None:
    call = call_for(said(bold("新")), edits=3)
    assert (call.method, call.params["entities"]) == (
        "editMessageText",
        [{"type": "bold", "offset": 0, "length": 1}],
    )


@pytest.mark.parametrize(
    "more", [{"picture": "<svg/>"}, {"attachment": Attachment("a.docx", content="AA==")}]
)
def test_a_caption_has_its_own_entities_cut_with_it(more: dict[str, object]) -> None:
    call = call_for(said(bold("🔴" * 600), **more))
    assert call.params["caption"] == "🔴" * 511 + "…"
    assert call.params["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1022}]
    assert "link_preview_options" not in call.params


def test_a_text_is_cut_at_4096_units_with_its_entities() -> None:
    call = call_for(said(FormattedText.of("🔴" * 2000, bold("字" * 200))))
    assert call.params["entities"] == [{"type": "bold", "offset": 4000, "length": 95}]


def test_no_more_entities_are_sent_than_are_kept() -> None:
    words = joined(" ", [bold(str(number)) for number in range(120)])
    assert len(entities(words, "")) == 100


def test_of_too_many_the_last_links_are_left_out() -> None:
    numbers = [card_link(str(number), Ref(RefKind.ITEM, number)) for number in range(110)]
    found = entities(joined(" ", [bold("一"), *numbers, bold("二")]), "b")
    assert [e["type"] for e in found] == ["bold", *["text_link"] * 98, "bold"]
    assert found[98]["url"] == "https://t.me/b?start=i_97"


def test_a_decision_shows_which_button_does_what() -> None:
    row = (
        Button("确认", "d:1:ok", tone=Tone.POSITIVE),
        Button("取消", "d:1:no", tone=Tone.NEGATIVE),
        Button("改", "d:1:ed"),
    )
    assert call_for(OutgoingMessage(telegram_chat(7), "请核对", (row,))).params["reply_markup"] == {
        "inline_keyboard": [
            [
                {"text": "确认", "callback_data": "d:1:ok", "style": "success"},
                {"text": "取消", "callback_data": "d:1:no", "style": "danger"},
                {"text": "改", "callback_data": "d:1:ed"},
            ]
        ]
    }


@pytest.mark.parametrize(
    ("said_of_itself", "styles"),
    [
        ({"can_join_groups": True, "can_connect_to_business": False}, True),
        ({"can_join_groups": True}, False),
        ({}, True),
    ],
)
def test_a_server_too_old_for_colours_is_sent_none(
    said_of_itself: dict[str, object], styles: bool
) -> None:
    greeting = greeting_from({"username": "city_bot"} | said_of_itself)
    assert greeting == Greeting("city_bot", styles=styles)
    row = (Button("确认", "d:1:ok", tone=Tone.POSITIVE),)
    message = OutgoingMessage(telegram_chat(7), "请核对", (row,))
    button = {"text": "确认", "callback_data": "d:1:ok"} | ({"style": "success"} if styles else {})
    call = call_for(message, styles=greeting.styles)
    assert call.params["reply_markup"] == {"inline_keyboard": [[button]]}
