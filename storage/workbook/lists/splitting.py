"""The words of a cell in one form of brackets and punctuation."""

import re
import unicodedata

from storage.workbook.cells import ERRORS, CellFault, Value, cell_text

NOTHING = frozenset({"", "/", "\\", "-", "--", "—", "无", "待定", "暂无", "未定"})
"""What stands in a cell that says nothing."""
BETWEEN = "、;,\n/"
_TABLE = str.maketrans("【】〔〕；，：", "()();,:")


def words_of(value: Value) -> str:
    """Return the words of a cell; none of one that holds the error of a formula."""
    words = cell_text(value)
    return "" if isinstance(value, CellFault) or words in ERRORS else words


def plain(text: str) -> str:
    """Return a cell's text with one form of brackets and punctuation."""
    return unicodedata.normalize("NFKC", text).translate(_TABLE).strip(" 。.\t")


def without_blanks(text: str) -> str:
    """Return a name without blanks and line breaks."""
    return re.sub(r"\s+", "", text)
