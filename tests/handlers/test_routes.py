"""The lists of handlers/routes.py: their order stands in the docs, and looking changes nothing."""

import pytest
from sqlalchemy import select

from bot.telegram.addresses import telegram_chat
from handlers.context import Context
from handlers.group_routes import IN_A_GROUP
from handlers.message import Message
from handlers.routes import CLAIMS, EDITED, MessageClaim
from messages.incoming import Chat, IncomingFile, IncomingMessage
from messages.texts import texts
from rules.policy.city import City
from storage.db.engine import Engine, Tx, reading, writing
from storage.people import people
from storage.schema import metadata
from tests.support.applications import villas_down
from tests.support.claims_page import PAGE, page
from tests.support.dialogue import LARGEST, Dialogue
from tests.support.small_city import LEADER, MORNING, OFFICIAL

PICTURE = IncomingFile("photo", "file-1", "现场.jpg", 1000)
TOO_LARGE = IncomingFile("document", "file-2", "全部.zip", 30 * 1024 * 1024, LARGEST)


def test_the_order_stands_in_the_docs() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.support.claims_page"


def test_no_row_is_there_twice() -> None:
    for table in (CLAIMS, EDITED, IN_A_GROUP):
        names = [claim.name for claim in table]
        assert sorted(names) == sorted(set(names))


def clause_and_card_open(talk: Dialogue) -> None:
    """The official has been asked for the first clause of item 1, and a card of item 2 is open."""
    talk.sends(OFFICIAL, "第一张.jpg", album="相册", message=700)
    talk.says(OFFICIAL, "2号管网已铺设5公里", message=701)
    talk.says(OFFICIAL, "/close 1")


pytestmark = pytest.mark.begins(after=[villas_down, clause_and_card_open])


def message(text: str, who: int = OFFICIAL, **more: object) -> IncomingMessage:
    place = Chat(telegram_chat(who), False)
    return IncomingMessage(place, telegram_chat(who), text, 900, MORNING, **more)  # type: ignore[arg-type]


EVERY_KIND = {
    "a sticker": message("", other="sticker"),
    "a file that is too large": message("", file=TOO_LARGE),
    "a report under a file that is too large": message("已查清", file=TOO_LARGE),
    "a further picture": message("", file=PICTURE, album="相册"),
    "a further caption": message("已查清", file=PICTURE, album="相册"),
    "a picture": message("", file=PICTURE),
    "a command": message("/my"),
    "an answer": message("已查清"),
    "a wish": message("我的任务"),
    "another item": message("2号管网已铺设6公里"),
    "a clause again": message("重填第1条"),
    "help": message("帮助"),
    "a very long report": message("拆" * 4050),
    "a reply of a leader": message("月底前必须完成", LEADER, reply_to=1),
    "silence": message("谁还没报", LEADER),
    "a bare name": message("青山县", LEADER),
    "a question": message("水环境还有几项没销号", LEADER),
    "a longer deadline": message("申请延期到12月21日，连续下雨"),
    "a correction": message("刚才写错了，应该是21栋"),
    "nothing at all": message("今天天气不错"),
}


def claims_of(tx: Tx, incoming: IncomingMessage, table: tuple[MessageClaim, ...]) -> list[str]:
    """Ask every row of a table, also those behind the first that claims."""
    person = people.by_account(tx, incoming.by)
    assert person is not None
    ctx = Context(tx, MORNING, City(), incoming.chat.address, person, texts("zh_CN"))
    heard = Message.of(incoming, ctx)
    return [claim.name for claim in table if claim.may(heard)]


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with reading(engine) as tx:
        return {
            table.name: sorted((tuple(row) for row in tx.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize("name", EVERY_KIND)
def test_a_predicate_looks_and_changes_nothing(talk: Dialogue, name: str) -> None:
    before = everything(talk.engine)
    with writing(talk.engine) as tx:
        for table in (CLAIMS, EDITED, IN_A_GROUP):
            claims_of(tx, EVERY_KIND[name], table)
    assert everything(talk.engine) == before


CLAIMED = {
    "a sticker": "content that cannot be read",
    "a file that is too large": "a file that is too large, without words",
    "a report under a file that is too large": "the answer to an open question",
    "a further picture": "a further picture of an album, without words",
    "a command": "a command",
    "an answer": "the answer to an open question",
    "a wish": "a wish while a question is open",
    "another item": "words about another item while a question is open",
    "a clause again": "the answer to an open question",
    "a very long report": "the answer to an open question",
    "silence": "who has not reported or answered",
    "a bare name": "a bare name",
    "a question": "words that want: query_unit",
}


@pytest.mark.parametrize("name", CLAIMED)
def test_the_first_that_claims_answers(talk: Dialogue, name: str) -> None:
    with writing(talk.engine) as tx:
        assert claims_of(tx, EVERY_KIND[name], CLAIMS)[0] == CLAIMED[name]


def test_whatever_it_is_somebody_claims_it(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        nobody = [name for name, each in EVERY_KIND.items() if not claims_of(tx, each, CLAIMS)]
    assert nobody == []
