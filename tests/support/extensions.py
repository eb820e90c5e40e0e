"""Later deadlines: asked for in a dialogue, or granted without one."""

from datetime import date

from storage.db.engine import Engine, writing
from storage.follow_up import extensions
from storage.follow_up.extensions import Request
from storage.ledger import item_store
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL
from tests.support.workbooks import NOW

TO_DECIDE = (
    "延期申请\n"
    "任务：1 1号别墅群拆除\n"
    "申请人：青山县 张伟\n"
    "现时限：2026年11月30日（周一）\n"
    "新时限：2026年12月15日（周二）\n"
    "理由：因连日降雨无法进场\n"
    "已延期：0次（上限2次）"
)
REQUEST = "延到12月15日，因连日降雨无法进场"


def handed_in(talk: Dialogue, words: str = REQUEST) -> None:
    talk.says(OFFICIAL, "/extend 1")
    talk.hands_in(OFFICIAL, words)


def extend(engine: Engine, day: date) -> None:
    """Ask for an extension as the owner of item 1, and grant it."""
    with writing(engine) as tx:
        item = item_store.by_id(tx, 1)
        number = extensions.ask(tx, Request(item, item.owner.id, day, "资金未到位"), NOW)
        request = extensions.by_id(tx, number)
        assert request is not None
        assert extensions.grant(tx, request, item.owner.id, "", NOW)
