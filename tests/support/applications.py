"""What comes before an application to strike off: the work is reported done, and confirmed."""

from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL

ALL_DOWN = "1号别墅群45栋全部拆除"


def villas_down(talk: Dialogue) -> None:
    """All 45 villas of item 1 are in the ledger, its only milestone with them."""
    confirmed(talk, ALL_DOWN)


def confirmed(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, words)
    talk.presses(OFFICIAL, "确认")
