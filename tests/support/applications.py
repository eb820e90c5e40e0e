"""An application to strike off, what comes before it, and the check on site that follows."""

from dataclasses import replace
from datetime import timedelta

from bot.telegram.addresses import telegram_chat
from rules.policy.city import City
from rules.policy.clauses import CLAUSES
from rules.policy.items import State
from storage.db.engine import Engine, reading, writing
from storage.ledger import item_store
from storage.people import people
from tests.support.accounts import new_person
from tests.support.dialogue import Dialogue
from tests.support.small_city import MORNING, OFFICE, OFFICIAL, VERIFIER, settle

ALL_DOWN = "1号别墅群45栋全部拆除"
HEAD = 106
"""The account of the owner's head, once bound."""

INSPECTOR = 107
"""The account of 孙悦, once enrolled."""

EASY = City(clauses=tuple(replace(rule, needs=()) for rule in CLAUSES))
"""A city whose clauses take anything: for stories about the walk and not about its evidence."""

SHOWN = (
    ("says", "逐栋排查，问题清单已全部查清"),
    ("says", "责任分解到人，违法建设已立案处罚"),
    ("says", "45栋全部拆除，建筑垃圾已清运"),
    ("sends", "现场.jpg"),
    ("says", "走访周边居民30户，满意29户，不满意1户"),
    ("says", "已建立每周巡查管护制度"),
    ("sends", "巡查制度.pdf"),
)
"""What meets every clause of the default profile, message by message."""

LACKING = SHOWN[:-1]
"""The same but for the last file."""


def with_inspector(talk: Dialogue) -> None:
    """Enrol 孙悦 of the housing bureau, a verifier who has no part in item 1."""
    new_person(talk.engine, "孙悦", 4, "验收人", INSPECTOR)


def easy(talk: Dialogue) -> None:
    """Let clauses take anything from now on."""
    talk.city = EASY


def head_enrolled(talk: Dialogue) -> None:
    """Bind the account of 陈晨, the head of the owner's unit."""
    with writing(talk.engine) as tx:
        people.bind(tx, 6, telegram_chat(HEAD), MORNING)


def villas_down(talk: Dialogue) -> None:
    """Report all 45 villas of item 1, its only milestone with them."""
    confirmed(talk, ALL_DOWN)


def confirmed(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, words)
    talk.presses(OFFICIAL, "确认")


def state(talk: Dialogue, item: int) -> State:
    with reading(talk.engine) as tx:
        return item_store.by_id(tx, item).state


def shows(
    talk: Dialogue, messages: tuple[tuple[str, str], ...] = SHOWN, who: int = OFFICIAL
) -> str:
    """Answer clause after clause; what was heard last."""
    acts = {"says": talk.says, "sends": talk.sends}
    return [acts[act](who, what) for act, what in messages][-1]


def applied(talk: Dialogue, item: int = 1) -> None:
    """Show as the official what every clause asks for, and hand it in."""
    talk.says(OFFICIAL, f"/close {item}")
    shows(talk)
    talk.presses(OFFICIAL, "提交")


def dossier(engine: Engine, *, new: bool = True) -> Dialogue:
    """Give every clause of item 1 what it needs; nothing is handed in yet.

    `new`: the small city is settled first.
    """
    if new:
        settle(engine)
    talk = Dialogue(engine)
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    shows(talk)
    return talk


def taken_up(talk: Dialogue, who: int = VERIFIER) -> str:
    """Take up what waits as a verifier; return what the card says then."""
    talk.says(who, "/review")
    return talk.presses(who, "受理")


def checked(talk: Dialogue, measured: str = "45栋", who: int = VERIFIER, clauses: int = 5) -> str:
    """Fill in the form of the check, everything passing; return its summary.

    `measured` is empty where nothing is counted.
    """
    taken_up(talk, who)
    talk.presses(who, "填写核查表")
    talk.presses(who, "今天")
    heard = talk.says(who, "王强、李明")
    if measured:
        talk.says(who, measured)
    talk.sends(who, "核查现场.jpg")
    talk.presses(who, "下一步")
    for _ in range(clauses):
        heard = talk.presses(who, "通过")
    return heard


def passed(talk: Dialogue, measured: str = "45栋") -> str:
    """Hand in the check, which passes the item."""
    checked(talk, measured)
    return talk.presses(VERIFIER, "提交：通过")


def notice_over(talk: Dialogue) -> None:
    """Wait until the days of the public notice are over."""
    talk.now += timedelta(days=14)


def struck_off(talk: Dialogue, who: int = OFFICE) -> str:
    """Strike off what waits for it, first of all; return what whoever may then reads."""
    talk.says(who, "/review")
    talk.presses(who, "销号")
    return talk.presses(who, "确认销号")


CLOSED = (applied, passed, notice_over, struck_off)
"""How item 1 is struck off, once its villas are down: what a test begins after."""
