"""An application to strike off, and what comes before it: the work is reported done."""

from rules.policy.items import State
from storage.db.engine import Engine, reading
from storage.ledger import item_store
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL, settle

ALL_DOWN = "1号别墅群45栋全部拆除"
HEAD = 106
"""The account of the owner's head, once bound."""


def villas_down(talk: Dialogue) -> None:
    """Report all 45 villas of item 1, its only milestone with them."""
    confirmed(talk, ALL_DOWN)


def confirmed(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, words)
    talk.presses(OFFICIAL, "确认")


def state(talk: Dialogue, item: int) -> State:
    with reading(talk.engine) as tx:
        return item_store.by_id(tx, item).state


def applied(talk: Dialogue) -> None:
    """Answer every clause of item 1 as the official, with a file, and hand it in."""
    talk.says(OFFICIAL, "/close 1")
    for words in ("已查清", "责任到人", "45栋全部拆除"):
        talk.says(OFFICIAL, words)
    talk.sends(OFFICIAL, "回访记录.pdf")
    talk.says(OFFICIAL, "已建立巡查制度")
    talk.presses(OFFICIAL, "提交")


def dossier(engine: Engine) -> Dialogue:
    """Answer every clause of item 1 in words; hand nothing in yet."""
    settle(engine)
    talk = Dialogue(engine)
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    for words in ("已查清", "责任到人", "45栋全部拆除", "已回访", "已建立巡查制度"):
        talk.says(OFFICIAL, words)
    return talk
