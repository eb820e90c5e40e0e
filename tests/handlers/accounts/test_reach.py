"""Who blocks the bot or puts it out, and who comes back: the office hears of it once."""

from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.incoming import Chat, Incoming, IncomingMessage, MembershipChange
from notices import delivery_failures
from rules.policy.city import City
from storage.db.engine import Engine, reading, writing
from storage.people import groups, people
from tests.support.dialogue import Dialogue
from tests.support.small_city import GROUP, MORNING, OFFICE, OFFICIAL, settle

PRIVATE, TOGETHER = (
    Chat(telegram_chat(OFFICIAL), False),
    Chat(telegram_chat(GROUP), True, "整改工作群"),
)


def hears(engine: Engine, *all_heard: Incoming) -> list[str]:
    """What the office reads after these."""
    with writing(engine) as tx:
        for heard in all_heard:
            Dispatcher(City()).answer(tx, heard, MORNING)
    return Dialogue(engine).deliver().get(OFFICE, [])


def reachable(engine: Engine) -> bool:
    with reading(engine) as tx:
        return people.by_id(tx, 1).reachable


def test_an_official_who_blocks_the_bot_is_told_to_the_office_once(engine: Engine) -> None:
    settle(engine)
    gone = MembershipChange(PRIVATE, telegram_chat(OFFICIAL), inside=False)
    assert hears(engine, gone, gone) == ["消息已无法送达青山县 张伟：对方已屏蔽本助手"]
    with writing(engine) as tx:
        delivery_failures.lost(tx, telegram_chat(OFFICIAL), "bot was blocked by the user", MORNING)
    assert hears(engine) == []
    assert not reachable(engine)


def test_he_unblocks_it_and_is_reached_again(engine: Engine) -> None:
    settle(engine)
    hears(engine, MembershipChange(PRIVATE, telegram_chat(OFFICIAL), inside=False))
    hears(engine, MembershipChange(PRIVATE, telegram_chat(OFFICIAL), inside=True))
    assert reachable(engine)


def test_whoever_writes_can_be_written_to(engine: Engine) -> None:
    settle(engine)
    hears(engine, MembershipChange(PRIVATE, telegram_chat(OFFICIAL), inside=False))
    hears(engine, IncomingMessage(PRIVATE, telegram_chat(OFFICIAL), "/help", 1, MORNING))
    assert reachable(engine)


def test_a_group_that_lets_the_bot_in_again_is_bound_as_before(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        groups.bind(tx, telegram_chat(GROUP), "整改工作群", None, 3, MORNING)
    out = hears(engine, MembershipChange(TOGETHER, telegram_chat(OFFICIAL), inside=False))
    assert out == ["消息已无法送达整改工作群：本助手已被移出该群"]
    hears(engine, MembershipChange(TOGETHER, telegram_chat(OFFICIAL), inside=True))
    with reading(engine) as tx:
        assert [row.chat.id for row in groups.bound(tx)] == [GROUP]


def test_a_stranger_who_blocks_the_bot_is_nobodys_news(engine: Engine) -> None:
    settle(engine)
    assert (
        hears(
            engine,
            MembershipChange(Chat(telegram_chat(999), False), telegram_chat(999), inside=False),
        )
        == []
    )
