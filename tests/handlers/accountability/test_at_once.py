"""Two who keep the register press at the same moment: nothing is lost, nothing numbered twice."""

import pytest

from handlers.dispatcher import Dispatcher
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from storage.accountability import register
from storage.db.engine import Tx, reading
from tests.support.accountability import ENTRY, KEEPER, keeper, recorded
from tests.support.accounts import new_person
from tests.support.at_once import Work, one_inside_the_other, pressed
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue

OTHER_KEEPER = 108


def two_keepers(talk: Dialogue) -> None:
    new_person(keeper(talk).engine, "吴监", 5, "问责管理", OTHER_KEEPER)


pytestmark = pytest.mark.begins(after=[two_keepers])


def confirms(talk: Dialogue, who: int) -> Work:
    """Press the button under their newest card."""
    press: ButtonPress = pressed(who, talk.last(who).buttons["确认"])

    def work(tx: Tx) -> str:
        reply: Reply = Dispatcher(talk.city).answer(tx, press, talk.now)
        return reply.messages[0].text.splitlines()[0]

    return work


def test_two_new_matters_have_two_numbers(talk: Dialogue) -> None:
    for who in (KEEPER, OTHER_KEEPER):
        talk.says(who, "/accountability 登记")
        for answer in ENTRY:
            talk.says(who, answer)
    assert one_inside_the_other(
        talk.engine, confirms(talk, KEEPER), confirms(talk, OTHER_KEEPER)
    ) == ("已登记为第 1 号。", "已登记为第 2 号。")
    assert verified(talk.engine) is None


def test_of_two_corrections_one_stands_and_the_other_is_told(talk: Dialogue) -> None:
    recorded(talk)
    for who, day in ((KEEPER, "2026-11-24"), (OTHER_KEEPER, "2026-11-23")):
        talk.says(who, "/accountability 1")
        talk.presses(who, "更正")
        talk.presses(who, "公开")
        talk.says(who, day)
    assert one_inside_the_other(
        talk.engine, confirms(talk, KEEPER), confirms(talk, OTHER_KEEPER)
    ) == ("第 1 号登记已更正，原内容保留。", "第 1 号登记已由他人更正，本次未登记，请重新查看。")
    with reading(talk.engine) as tx:
        assert [kept.by for kept in register.of_number(tx, 1)] == ["周纪", "周纪"]
    assert verified(talk.engine) is None
