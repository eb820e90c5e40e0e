"""Updates as they may never come: good ones of every kind, each spoilt at one place."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from tests.support.small_city import GROUP, MORNING, OFFICIAL

Json = dict[str, Any]

PERSON = {"id": OFFICIAL, "is_bot": False, "first_name": "张伟"}
PRIVATE = {"id": OFFICIAL, "type": "private", "first_name": "张伟"}
IN_GROUP = {"id": GROUP, "type": "supergroup", "title": "整改工作群"}
BOT = {"id": 1, "is_bot": True, "first_name": "台账", "username": "taizhang_bot"}
SIZE = {"file_unique_id": "u", "width": 9, "height": 9, "file_size": 900}


def said(**more: Any) -> Json:
    when = int(MORNING.timestamp())
    return {"message_id": 7, "date": when, "chat": PRIVATE, "from": PERSON} | more


def member(status: str) -> Json:
    return {"user": BOT, "status": status}


GOOD: tuple[Json, ...] = (
    {"message": said(text="1号别墅群已拆除12栋，还剩33栋")},
    {"message": said(text="/item 1")},
    {"message": said(text="/extend 1 2026年12月25日 连续降雨")},
    {"message": said(text="收到", reply_to_message=said(text="请答复"))},
    {"message": said(photo=[{"file_id": "p", **SIZE}], caption="1号已拆除12栋", media_group_id="9")},
    {"message": said(document={"file_id": "d", "file_unique_id": "u", "file_name": "现场.pdf"})},
    {"message": said(video={"file_id": "v", "duration": 3, "file_name": "现场.mp4", **SIZE})},
    {"message": said(sticker={"file_id": "s", "type": "regular", "emoji": "好", **SIZE})},
    {"message": said(chat=IN_GROUP, text="/status")},
    {"message": said(chat=IN_GROUP, migrate_to_chat_id=GROUP - 1)},
    {"edited_message": said(text="1号别墅群已拆除13栋", edit_date=int(MORNING.timestamp()))},
    {"callback_query": {"id": "c", "from": PERSON, "chat_instance": "i", "data": "d:1:ok",
                        "message": said(**{"from": BOT, "text": "请您核对"})}},
    {"my_chat_member": {"chat": IN_GROUP, "from": PERSON, "date": int(MORNING.timestamp()),
                        "old_chat_member": member("left"), "new_chat_member": member("member")}},
)  # fmt: skip

DEEP: Any = []
for _ in range(200):
    DEEP = [DEEP]

SPOILT: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 253_402_300_799, 2**63, -(2**63), 10**30, 1e300, "", "七", "\0", "已拆\0除",
    "\ud83d", "../../etc/passwd\0.jpg", "长" * 200 + ".jpg", "CON", "a\r\nb.pdf", [], {}, [None],
    {"id": True}, {"id": "七"}, {"id": 10**30}, {"id": 1.0}, DEEP, "字" * 5000,
)  # fmt: skip
"""Values that stand in place of a good one."""

UNKNOWN = ("business_message", "poll_answer", "message_reaction", "kind_of_tomorrow", "")

KINDS = (
    "business_connection", "business_message", "callback_query", "channel_post", "chat_boost",
    "chat_join_request", "chat_member", "chosen_inline_result", "deleted_business_messages",
    "edited_business_message", "edited_channel_post", "edited_message", "guest_message",
    "inline_query", "managed_bot", "message", "message_reaction", "message_reaction_count",
    "my_chat_member", "poll", "poll_answer", "pre_checkout_query", "purchased_paid_media",
    "removed_chat_boost", "shipping_query", "stopped_message_generation", "subscription",
)  # fmt: skip
"""All kinds of an update. Source: Bot API 10.3, Update."""
GONE = object()


def spoilt(seed: int, count: int) -> Iterator[Json]:
    """Make so many updates; the same seed gives the same ones."""
    random = Random(seed)
    for _ in range(count):
        update = deepcopy(random.choice(GOOD))
        place, key = random.choice(list(_places(update)))
        value = random.choice((GONE, *SPOILT))
        if value is GONE:
            del place[key]
        else:
            place[key] = deepcopy(value)
        if update and random.random() < 0.05:
            update[random.choice(UNKNOWN)] = update.popitem()[1]
        yield update


def each_place() -> Iterator[Json]:
    """Make the good updates with each place of them, one after another, spoilt in its own way.

    Every string with a NUL, every number a boolean, every field gone, every value in a list; and
    each good content under every kind of the Bot API.
    """
    for good in GOOD:
        for number in range(len(list(_places(good)))):
            for spoil in (_with_nul, _as_boolean, _gone, _in_a_list):
                update = deepcopy(good)
                if spoil(*list(_places(update))[number]):
                    yield update
        (content,) = good.values()
        for kind in KINDS:
            yield {kind: deepcopy(content)}


def _with_nul(place: Any, key: Any) -> bool:
    if isinstance(place[key], str):
        place[key] = place[key][:2] + "\0" + place[key][2:]
    return isinstance(place[key], str)


def _as_boolean(place: Any, key: Any) -> bool:
    number = isinstance(place[key], int) and not isinstance(place[key], bool)
    if number:
        place[key] = bool(place[key] % 2)
    return number


def _gone(place: Any, key: Any) -> bool:
    del place[key]
    return True


def _in_a_list(place: Any, key: Any) -> bool:
    place[key] = [place[key]]
    return True


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Return every place in an update, as what holds it and under which key."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, within in list(inside):
        yield value, key
        if isinstance(within, dict | list):
            yield from _places(within)
