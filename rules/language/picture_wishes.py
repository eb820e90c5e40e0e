"""Find which picture is asked for by its name: 挂图作战, 燃尽图, 逾期图."""

import re
from dataclasses import dataclass

from rules.language.questions import LATE
from rules.language.reading.normalization import normalize
from rules.policy.pictures import PictureKind

_NAMES = {
    PictureKind.BOARD: re.compile(
        r"挂图作战图?|(?:整改)?作战图|\b(?:war|light|operations?)[- ](?:room[- ])?board\b"
        r"|^(?:(?:please|show|send|me|the)\s+)*board(?= of\b|\W*$)"
    ),
    PictureKind.BURN_DOWN: re.compile(
        r"燃[尽烧]图|(?:进度|销号|完成|剩余|整改)曲线图?|\bburn-?down(?: (?:chart|graph|curve))?\b"
    ),
}
_DRAWN = re.compile(r"图(?!斑|片|则|纸|像|书|们)|\b(?:chart|graph|picture|plot|diagram)s?\b")
"""Words for any picture; together with words for what is late they ask for the table of that."""


@dataclass(frozen=True, slots=True)
class PictureWish:
    """A picture that is asked for by name; `rest` are the words that say of what."""

    kind: PictureKind
    rest: str


def parse_picture_wish(words: str) -> PictureWish | None:
    """Return the picture that words name, None when they name none of these."""
    text = normalize(words).strip().lower()
    for kind, name in _NAMES.items():
        if name.search(text):
            return PictureWish(kind, name.sub(" ", text))
    if LATE.search(text) and _DRAWN.search(text):
        return PictureWish(PictureKind.OVERDUE, text)
    return None
