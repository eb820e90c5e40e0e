"""Words that promise a time without a day, so that the bot can ask for one."""

from rules.language.reading.table import Row, first_match, row
from rules.language.reading.values import DateRead

ROWS: tuple[Row, ...] = (
    row(
        (
            r"(?:今年|明年)?(?:主?汛期|雨季|入汛|入冬|供暖[季期]?|采暖[季期]?|取暖季|春耕|"
            r"开春|封冻|上冻|两会|回头看|开学|枯水期)(?:来临|到来)?(?:之前|以前|前|后)"
        ),
        "汛期前完成",
        "汛期前",
    ),
    row(
        (
            r"明年开春|开春|明年初|今年初|年初|节前|节后|年前|年后|春节后|国庆后|元旦后|"
            r"五一后|中秋后|端午后|清明后"
        ),
        "明年开春动工",
        "明年开春",
    ),
    row(
        (
            r"尽快|尽早|尽速|早日|近期|近日|适时|择期|择日|不久|过段时间|过一段时间|过几天|"
            r"过两天|这[几两]天|最近几天|稍后|届时|几天[之以]?内|数日内|短期内|一段时间内|"
            r"到时候|不日"
        ),
        "尽快完成",
        "尽快",
    ),
    row(
        (
            r"(?i)\b(?:asap|soon|as soon as possible|shortly|in due course|"
            r"before the (?:rainy|flood) season)\b"
        ),
        "will finish soon",
        "soon",
    ),
)


def find_vague_date(normalized: str, dates: tuple[DateRead, ...]) -> str | None:
    """Return the vague words, None if there are none or the message names a day to come."""
    if any(each.role in ("deadline", "promise") for each in dates):
        return None
    found = first_match(ROWS, normalized)
    return found.group() if found else None
