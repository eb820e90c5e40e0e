"""A bare wish to have an item struck off (申请销号35, 可以销号了): it tells of no work."""

import re

from rules.language.reading.normalization import normalize

LONGEST = 40
"""Characters of such a wish."""
_WISH = re.compile(
    r"(?:申请|请求|请予?|提请|可以?|能|要|想|准备|办理|进行|该)(?:[^,;。\d]{0,6})?(?:验收)?销号|^(?:验收)?销号"
)
_NO_WISH = re.compile(
    r"怎么|如何|哪|什么|几|多少|条件|材料|吗|[?]|未|没|不|尚|待|正在|已经?|何时|[前后]|进度|情况|核查|公示|退回"
    r"|拆|完成|清运|整改|[,;。].{6,}"
)


_HOW = re.compile(
    r"(?:怎么|如何|怎样)[^,;。]{0,6}销号|销号[^,;。]{0,8}(?:条件|材料|怎么|如何|流程|程序|步骤)"
)


def asks_how_to_close(text: str) -> bool:
    """Return whether the words ask how an item is struck off, or what that takes."""
    words = normalize(text).strip()
    return len(words) <= LONGEST and bool(_HOW.search(words))


def is_closing_wish(text: str) -> bool:
    """Return whether the words want an item struck off, and say and ask nothing else."""
    words = normalize(text).strip(" 。.!~")
    return len(words) <= LONGEST and bool(_WISH.search(words)) and not _NO_WISH.search(words)
