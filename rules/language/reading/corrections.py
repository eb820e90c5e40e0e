"""Retracted statements: of 不是23栋，是21栋 only the final figure counts."""

import re

from rules.language.productions import Grammar, Production
from rules.language.reading.amounts import SHAPES
from rules.language.reading.normalization import NAME, blank
from rules.language.tokens import vocabulary

WORDS = vocabulary("zh", "quantities", "corrections", shapes=SHAPES)
_SAID = r"(?P<said>(?<![上前这那刚])(?:{number}月(?={number}))?{number}[^,;。\n{arabic}]{0,6}?)"
_NEXT = r"(?=[^,;。\n]{0,6}(?:{number}|{per_cent_of}))"
_ROWS = (
    (
        r"{denial}(?P<said>[^,;。\n]{1,14}?)[,;。]?{rather}(?=[^,;。\n]{0,8}(?:{number}|[底末前]))",
        "不是23栋,是21栋",
        "不是23栋,是",
    ),
    (
        rf"{_SAID}[,.。;!… -]{{0,3}}{{ah}}?,?(?:{{wrong}}|{{denial}}(?=[,。])"
        rf"|(?<=[-,.。;!… {{ah}}])不{{1,3}}(?=[,.。!]|{{number}}))"
        rf"(?:,?[^,;。\n{{arabic}}]{{0,3}}{{wrong}}[^,;。\n{{arabic}}]{{0,2}})?"
        rf"[,:。!]?{{should}}{{0,2}}{_NEXT}",
        "拆除23栋,不对,是21栋",
        "23栋,不对,是",
    ),
    (
        rf"{_SAID}(?:[,.。… ]{{0,3}}{{ah}}{{1,3}},?)?{{instead}}{_NEXT}",
        "把23栋改为21栋",
        "23栋改为",
    ),
    (
        rf"[从由][^,;。\n{{arabic}}]{{0,8}}?{_SAID}{{up_to|raised_to}}{_NEXT}",
        "由60%提高到85%",
        "由60%提高到",
    ),
    (
        rf"(?P<said>{{number}}[^,;。\n{{arabic}}]{{0,6}}?(?:→|-{{1,3}}>|=>|{{raised_to}})){_NEXT}",
        "14.2公里升至15.8公里",
        "14.2公里升至",
    ),
    (
        rf"(?P<said>{{number}}(?:%|{{tenths}}{{chinese}}?)|{{per_cent_of}}{{number}}),?{{falls_to}}{_NEXT}",
        "达标率由60%降到55%",
        "60%降到",
    ),
    (
        rf"{{overstated}}{_SAID}(?=[^;。\n]{{0,8}}{{should}})",
        "多报了2栋,实际21栋",
        "多报了2",
    ),
    (
        r"(?:{misread}|{typed}(?!{number}{hole}))(?P<said>{number}{measure|count}?)",
        "把280写成了208",
        "写成了208",
    ),
    (rf"{_SAID},?{{exactly}}(?={{number}})", "九十多家,准确说93家", "九十多家,准确说"),
    (rf"{_SAID},?{{ah}}{{1,3}},?{{denial}},?{_NEXT}", "280辆啊不是278辆", "280辆啊不是"),
    (
        rf"{{formerly}}{{stated}}[^,;。\n{{arabic}}]{{0,8}}?{_SAID}(?={{amiss|overstated|misread|wrong}}|,)",
        "前面说9处是漏了",
        "前面说9处",
    ),
    (
        rf"{{formerly}}{{stated}}{_SAID}{{rather}}{_NEXT}",
        "刚才说的41座是40座",
        "刚才说的41座是",
    ),
    (
        r"(?<!{ah})(?<!{ah},){denial}{state}?"
        r"(?P<said>(?:{number}月(?={number}))?{number}{measure|count}?)",
        "是21栋,不是23栋",
        "不是23栋",
    ),
)
RETRACTED = Grammar(WORDS, tuple(Production(pattern, True, *rest) for pattern, *rest in _ROWS))
_MAY_RETRACT = re.compile(
    r"[不非错误改正修调整应从由→>升增提高扩大多少扣刨减重成准确切具严说报填写发]|sorry"
)
"""A character of each row; looked for first, since most messages have none."""
_MONTH_BEFORE = re.compile(r"[\d一二三四五六七八九十]{1,2}月$")


def without_corrected(text: str) -> str:
    """Return the text with retracted statements blanked."""
    if not _MAY_RETRACT.search(text):
        return text
    for found in RETRACTED.find(WORDS.read(text)):
        start, end = found.span("said")
        month = _MONTH_BEFORE.search(text, max(0, start - 4), start)
        text = blank(text, month.start() if month else start, end, NAME)
    return text
