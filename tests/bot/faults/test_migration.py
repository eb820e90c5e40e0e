"""A group becomes a supergroup: its binding, and what was not sent yet, move along."""

from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage
from notices import delivery_failures
from rules.policy.live_keys import DigestPart
from storage.db.engine import reading, writing
from storage.mail import sent
from storage.people import groups
from tests.bot.faults.conftest import Post
from tests.support.small_city import GROUP, MORNING


def bindings(post: Post) -> list[tuple[int, str]]:
    with reading(post.engine) as tx:
        return [(row.chat.id, row.title) for row in groups.bound(tx)]


async def test_telegram_tells_when_we_write(post: Post) -> None:
    new = (await _migrated(post))["id"]
    await post.sends(
        OutgoingMessage(telegram_chat(GROUP), "日报一"),
        OutgoingMessage(telegram_chat(GROUP), "日报二"),
    )
    await post.after(5)
    assert post.stands(new) == ["日报一", "日报二"]
    assert bindings(post) == [(new, "整改工作群")]


async def test_telegram_tells_before_we_write(post: Post) -> None:
    post.writes(OutgoingMessage(telegram_chat(GROUP), "日报一"))
    new = (await _migrated(post))["id"]
    with writing(post.engine) as tx:
        delivery_failures.moved(tx, telegram_chat(GROUP), telegram_chat(new), MORNING)
    await post.sender.drain()
    assert post.stands(new) == ["日报一"]
    assert [call["ok"] for call in post.sandbox.calls("sendMessage")] == [True]


async def test_hearing_of_it_twice_keeps_the_binding(post: Post) -> None:
    new = (await _migrated(post))["id"]
    for _ in range(2):
        with writing(post.engine) as tx:
            delivery_failures.moved(tx, telegram_chat(GROUP), telegram_chat(new), MORNING)
    assert bindings(post) == [(new, "整改工作群")]


async def test_a_supergroup_bound_anew_keeps_its_newer_binding(post: Post) -> None:
    new = (await _migrated(post))["id"]
    with writing(post.engine) as tx:
        groups.bind(tx, telegram_chat(new), "青山县工作群", 1, 3, MORNING)
        delivery_failures.moved(tx, telegram_chat(GROUP), telegram_chat(new), MORNING)
    assert bindings(post) == [(new, "青山县工作群")]


async def test_a_living_message_begins_anew_in_the_supergroup(post: Post) -> None:
    await post.sends(
        OutgoingMessage(telegram_chat(GROUP), "日报", live_key=DigestPart(MORNING.date(), 1))
    )
    new = (await _migrated(post))["id"]
    post.writes(
        OutgoingMessage(
            telegram_chat(GROUP), "日报（更新）", live_key=DigestPart(MORNING.date(), 1)
        )
    )
    await post.after(5)
    assert post.stands(new) == ["日报（更新）"]
    with reading(post.engine) as tx:
        assert sent.about(tx, telegram_chat(new), None) is None


async def _migrated(post: Post) -> dict[str, int]:
    moved: dict[str, int] = await post.sandbox.migrate(GROUP)
    return moved
