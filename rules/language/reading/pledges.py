"""Pledges: 一定按期完成任务 says what will be done, not what is."""

import re

from rules.language.reading.table import row

PLEDGE = row(
    r"一定(?!程度|规模|数量|比例|困难|进展|成效|的)|保证(?![金书])|确保|力争|争取|承诺(?![书函人]|事项)|务必|必须|"
    r"(?<![未不])必(?=按|如|将|定|当|完|达)|定(?=按[期时]|如期|当|将)|肯定|绝对|坚决|坚定|誓|"
    r"(?<![就再])将(?=[^,;。!?\n已]{0,12}(?:按|如期|完成|做到|落实))|"
    r"全力(?!配合)|竭尽|尽全力|不折不扣|决不|绝不|(?<![不])会(?=按|如期|完成|做到)|"
    r"(?:有信心|决心|保质保量)(?=[^,;。!?\n已了]{0,12}(?:完|到位|办结|销号))",
    "按照通知要求,一定按期完成任务",
    "一定",
)
_SENTENCE = re.compile(r"[^;。!?\n]+")
_STATED = re.compile(
    r"已(?!经?(?:承诺|保证|下定|表态))|了(?!解)|完毕|均(?!衡)|都(?!要|会|将)|目前|现[在已]"
)
"""Words of a clause that says how something is, whatever was pledged before."""


def without_pledges(rest: str) -> str:
    """Return text of the same length with blanks for what is only pledged.

    A pledge holds to the end of its sentence, except for clauses that say how something is.
    """
    return _SENTENCE.sub(lambda sentence: _unpledged(sentence.group()), rest)


def is_pledge(text: str) -> bool:
    """Return whether a message pledges something and says nothing of how it is."""
    return bool(PLEDGE.pattern.search(text)) and not _STATED.search(text)


def _unpledged(sentence: str) -> str:
    clauses = sentence.split(",")
    pledged = False
    for position, clause in enumerate(clauses):
        if _STATED.search(clause):
            continue
        pledge = PLEDGE.pattern.search(clause)
        begun = 0 if pledged else pledge.start() if pledge else len(clause)
        clauses[position] = clause[:begun] + " " * (len(clause) - begun)
        pledged = pledged or pledge is not None
    return ",".join(clauses)
