"""Retracted statements: of 不是23栋，是21栋 only the final figure counts."""

import re

from rules.language.reading.normalization import NAME, blank
from rules.language.reading.numerals import NUMBER
from rules.language.reading.table import Row, row

_SAID = rf"(?:\d{{1,2}}月(?=\d))?{NUMBER}(?<![上前这那]一)(?!条)[^,;。\n\d]{{0,6}}"
_AH = "啊呃哦噢嗯诶哎唉"
_WRONG = (
    rf"(?:(?<=[-,.。;!… {_AH}])不+(?=[,.。!]|{NUMBER})|(?:不对[,]?)+|不是(?=[,。])|错了|"
    r"[说写报打填记弄搞]错了?|有误|误[报写填](?!成)|口误|笔误|更正|sorry|应该?改)"
)
_SHOULD = (
    r"(?:而|应该?|应当|实际上?|其实|正确的?|准确的?|改成|改为|更正为|更新为|"
    r"变更为)?(?:应该?)?(?:为|是|改为|:)?"
)

_MONTH_BEFORE = re.compile(r"[\d一二三四五六七八九十]{1,2}月$")

ROWS: tuple[Row, ...] = (
    row(
        (
            r"不是([^,;。\n]{1,14}?)[,;。]?(?:而|应该?|应当|"
            rf"实际)?(?:应)?是(?=[^,;。\n]{{0,8}}(?:{NUMBER}|底|末|前))"
        ),
        "不是23栋,是21栋",
        "不是23栋,是",
    ),
    row(
        (
            rf"({_SAID})[,.。;!… -]{{0,3}}(?:哦|噢|呃|啊|嗯|抱歉|"
            rf"对不起)?[,]?{_WRONG}(?:一下)?[,:。!]?{_SHOULD}(?=[^,;。\n]{{0,6}}{NUMBER})"
        ),
        "拆除23栋,不对,是21栋",
        "23栋,不对,是",
    ),
    row(
        (
            rf"({_SAID})(?:[,.。… ]*[{_AH}]+[,]?应该?是|改成|改为|更正为|修改为|调整为|修正为|应该?是|应为|应改为)"
            rf"(?=[^,;。\n]{{0,4}}{NUMBER})"
        ),
        "把23栋改为21栋",
        "23栋改为",
    ),
    row(
        (
            rf"[从由](?:[^,;。\n]{{1,8}}?的)?({_SAID}|.{{1,4}}(?:成|之.))(?:增加|增长|提高|提升|上升|减少|下降|降低|"
            rf"降|升|增|扩大|缩减)?(?:到|至|为)了?(?=[^,;。\n]{{0,4}}(?:{NUMBER}|百分之))"
        ),
        "由60%提高到85%",
        "由60%提高到",
    ),
    row(
        rf"({_SAID}(?:→|-+>|=+>|[升增降减][到至]|(?:增加|提高|扩大|上升|下降|减少)[到至])了?)"
        rf"(?=[^,;。\n]{{0,4}}{NUMBER})",
        "14.2公里升至15.8公里",
        "14.2公里升至",
    ),
    row(
        rf"(?:[多少][报填说算写]?了|重[复了](?:[报填算计统]*了?|的)|[扣刨减][掉除去])({_SAID})(?=[^;。\n]{{0,8}}(?:实际|应|是))",
        "多报了2栋,实际21栋",
        "多报了2栋",
    ),
    row(
        rf"(?<=[写报打填说看记]成)(?!(?<=打成)了?{NUMBER}[口眼孔根])了?({_SAID})",
        "把280写成了208",
        "了208",
    ),
    row(
        rf"({_SAID})[,]?(?:准确|确切|具体|严格)地?(?:[说讲]|来[说讲]|数字?)?(?:应该)?(?:是|为)?"
        rf"(?={NUMBER})",
        "九十多家,准确说93家",
        "九十多家,准确说",
    ),
    row(
        rf"({_SAID})[,]?[{_AH}]+[,]?不是[,]?(?=[^,;。\n]{{0,4}}{NUMBER})",
        "280辆啊不是278辆",
        "280辆啊不是",
    ),
    row(
        rf"(?:前面|之前|刚才|刚刚|上次|上一?条|上午|昨天|早上|先前|原来?)(?:说|报|填|写|发)"
        rf"(?:的|成|是|了|的是|[还已][剩有差]?)?[^,;。\n\d]{{0,8}}?({_SAID})(?=是|错|[报写填说]|有误|不对|不准|漏|少|多|含|重|里|,)",
        "前面说9处是漏了",
        "前面说9处是",
    ),
    row(
        rf"(?<![{_AH}])(?<![{_AH}],)(?:而|并)?(?:不是|并非|非)(?:完成|剩余|剩下|还剩|剩)?({_SAID})",
        "是21栋,不是23栋",
        "不是23栋",
    ),
)


_NEEDED = tuple(
    re.compile(words)
    for words in (
        r"不是",
        rf"不对|不是|[-,.。;!… {_AH}]不|错|误|更正|sorry|改",
        r"改|更正|调整|修正|应",
        r"[从由]",
        r"→|>|[升增降减]|提高|扩大|下降",
        r"[多少扣刨减重]",
        r"成",
        r"准确|确切|具体|严格",
        f"[{_AH}]",
        r"[说报填写发]",
        r"不是|并非|非",
    )
)
"""A word each row requires; searched first, since rows that begin with a number are slow."""


_FALLS = re.compile(r"(?:[降减缩]|减少|下降|降低)[到至为成]")
"""A stock that falls is no correction: 由9000吨降到2600吨 says what went and what is left."""
_SHARE = re.compile(r"%|百分|成")


def without_corrected(text: str) -> str:
    """Return the text with retracted statements blanked."""
    for each, needed in zip(ROWS, _NEEDED, strict=True):
        for found in each.pattern.finditer(text) if needed.search(text) else ():
            if _FALLS.search(found.group()) and not _SHARE.search(found.group()):
                continue
            start, end = found.span(1)
            month = _MONTH_BEFORE.search(text, max(0, start - 4), start)
            text = blank(text, month.start() if month else start, end, NAME)
    return text
