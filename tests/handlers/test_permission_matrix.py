"""Every button and command by every kind of person to whom an item is nothing.

Nothing that is kept changes, and they hear what they would hear if there were no such item.
"""

import pytest

from bot.telegram.addresses import telegram_chat
from handlers.context import Context
from handlers.matters import refusal
from messages.texts import texts
from rules.policy.acts import COMMANDS
from storage.db.engine import Engine, NotThere, Tx, reading
from storage.people import people
from tests.support.accounts import (
    CHEN,
    WHO_ARE_YOU,
    account_of,
    code_for,
)
from tests.support.button_data import NUMBER
from tests.support.dialogue import Dialogue
from tests.support.outsiders import (
    KINDS,
    MISSING,
    STAGES,
    UNKNOWN,
    closed,
    everybody_there,
    guarded,
    kept,
    leaks,
    much_going_on,
    on_sqlite,
    pressed,
    told,
)
from tests.support.small_city import (
    GROUP,
    LEADER,
    OFFICE,
    OFFICIAL,
    OTHER,
    OUTSIDER,
    VERIFIER,
    settle,
)

pytestmark = pytest.mark.begins(after=[everybody_there])


@on_sqlite
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", STAGES)
def test_no_button_tells_or_changes_anything(talk: Dialogue, stage: object, kind: str) -> None:
    del stage
    before = kept(talk.engine)
    found = [leak for name, form in guarded() for leak in leaks(talk, KINDS[kind], name, form)]
    assert found == []
    assert kept(talk.engine) == before


def said(talk: Dialogue, who: int, text: str) -> str:
    """Say it, and take back whatever it began."""
    heard = talk.says(who, text)
    talk.says(who, "/cancel")
    return heard


FORMS = ("{}", "{} 今天完成12栋，现场仍有垃圾")


@on_sqlite
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", STAGES)
def test_no_command_tells_of_a_number(talk: Dialogue, stage: object, kind: str) -> None:
    del stage
    who, found = KINDS[kind], []
    for name in sorted(COMMANDS.keys() - {"workdays"}):
        for form in FORMS:
            heard = said(talk, who, f"/{name} {form.format('2')}")
            without = said(talk, who, f"/{name} {form.format(MISSING)}")
            unlike = who not in UNKNOWN and heard != without.replace(MISSING, "2")
            if unlike or told(heard.replace("12栋", "")):
                found.append(f"/{name}: {heard!r} and not {without!r}")
    assert found == []


COLLEAGUES = {"official": OFFICIAL, "verifier": VERIFIER, "leader": LEADER, "office": OFFICE}


@on_sqlite
@pytest.mark.parametrize("kind", COLLEAGUES)
def test_nobody_does_what_the_table_does_not_give(
    database_url: str, engine: Engine, kind: str
) -> None:
    """Those who may see an item, too: what the table refuses changes nothing."""
    del database_url
    settle(engine)
    talk, who = Dialogue(engine), COLLEAGUES[kind]
    everybody_there(talk)
    much_going_on(talk)
    closed(talk)
    before, found = kept(engine), []
    for name, form in guarded():
        for number in ("1", "2"):
            words = form.replace(NUMBER, number).split(":")
            with reading(engine) as tx:
                refused = not permitted(tx, who, talk, name, words)
            if refused:
                found.append(pressed(talk, who, f"{name}:{':'.join(words)}"))
    assert {heard for heard in found if not heard.endswith("\n")} == set()
    assert kept(engine) == before


def permitted(tx: Tx, who: int, talk: Dialogue, name: str, words: list[str]) -> bool:
    person = people.by_account(tx, telegram_chat(who))
    assert person is not None
    ctx = Context(tx, talk.now, talk.city, telegram_chat(who), person, texts("zh_CN"))
    try:
        return not refusal(ctx, name, words)
    except NotThere:
        return False


FORWARDED = "转发的命令不会执行。如确需执行，请您自行发送。"


def test_a_forwarded_command_is_not_carried_out(talk: Dialogue) -> None:
    before = kept(talk.engine)
    for name in COMMANDS:
        assert talk.says(OFFICE, f"/{name} 1", forwarded=True) == FORWARDED
        assert talk.says(OFFICE, f"/{name} 全市", forwarded=True, chat=GROUP) == ""
    assert kept(talk.engine) == before


def test_a_forwarded_code_enrols_nobody(talk: Dialogue) -> None:
    code = code_for(talk, CHEN)
    assert talk.says(OUTSIDER, f"/start {code}", forwarded=True) == WHO_ARE_YOU
    assert account_of(talk, CHEN) is None


@pytest.mark.begins(after=[much_going_on])
def test_what_a_leak_told_before_is_told_no_more(talk: Dialogue) -> None:
    """On both databases: the owner of an item, and its state."""
    for data in ("p:2:done", "cv:1:pass", "cv:1:strike", "so:1:1:yes", "x:1:ok", "n:1:answer"):
        assert pressed(talk, OTHER, data) == "此按钮已失效。\n"
