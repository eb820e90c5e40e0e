"""An application to strike off, and what comes before it: the work is reported done."""

from rules.policy.items import State
from storage.db.engine import Engine, reading
from storage.ledger import item_store
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, OFFICIAL, settle

ALL_DOWN = "1号别墅群45栋全部拆除"
HEAD = 106
"""The account of the owner's head, once bound."""


def villas_down(talk: Dialogue) -> None:
    """All 45 villas of item 1 are in the ledger, its only milestone with them."""
    confirmed(talk, ALL_DOWN)


def confirmed(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, words)
    talk.presses(OFFICIAL, "确认")


def state(talk: Dialogue, item: int) -> State:
    with reading(talk.engine) as tx:
        return item_store.by_id(tx, item).state


def applied(talk: Dialogue) -> None:
    """The official has answered every clause of item 1, with a file, and handed it in."""
    talk.says(OFFICIAL, "/close 1")
    for words in ("已查清", "责任到人", "45栋全部拆除"):
        talk.says(OFFICIAL, words)
    talk.sends(OFFICIAL, "回访记录.pdf")
    talk.says(OFFICIAL, "已建立巡查制度")
    talk.presses(OFFICIAL, "提交")


def dossier(engine: Engine) -> Dialogue:
    """Every clause of item 1 is answered in words; nothing is handed in yet."""
    settle(engine)
    talk = Dialogue(engine)
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    for words in ("已查清", "责任到人", "45栋全部拆除", "已回访", "已建立巡查制度"):
        talk.says(OFFICIAL, words)
    return talk


def struck_off(talk: Dialogue, who: int = OFFICE) -> str:
    """Whoever may strikes off what waits for it, first of all; what they then read."""
    talk.says(who, "/review")
    talk.presses(who, "销号")
    return talk.presses(who, "确认销号")
