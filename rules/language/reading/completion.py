"""Statements of full completion (全部完成), recorded in the ledger as 100 %."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rules.language.productions import Derivation, Grammar, Production
from rules.language.reading.normalization import TO_COME as FUTURE
from rules.language.reading.pledges import without_pledges
from rules.language.reading.role_words import WORDS
from rules.language.tokens import Tokens
from rules.policy.figures import Figure

_GAP = r"[^,;。!?\n{figure|not|open|not_yet}"
_SAID = (
    (rf"{{entirely}}{_GAP}{{begun}}]{{0,10}}?{{wholly}}", "已全部拆除", "全部拆除"),
    (
        rf"{{every}}(?:{{already|entirely}}|按期|如期){{1,2}}{_GAP}]{{0,8}}?{{wholly}}",
        "均已整改完毕",
        "均已整改",
    ),
    (r"全[{already|every|paid}]?[{to_end|happened}]", "28栋全拆了", "全拆了"),
    (
        rf"(?<={{figure}}){_GAP}]{{0,6}}?{{every}}{{already}}?(?!{{begun|arranged}}){_GAP}]{{0,5}}?"
        r"{perfect|finished|to_end}",
        "\ue003都闭库了",
        "都闭库了",
    ),
    (
        r"{wholly}率?{already|perfect}?{all_of}{wholly}?(?=$|[,。;])",
        "整改任务完成全部",
        "完成全部",
    ),
    (r"{wholly}{perfect}?{all_of}{figure}", "完成全部\ue003", "完成全部\ue003"),
    (
        rf"{{all_of}}{{figure}}(?:{_GAP}]{{0,10}}?{{already|every}}{_GAP}]{{0,6}}?{{wholly}}"
        rf"|{_GAP}]{{0,4}}?{{to_end}}(?={{perfect}}|$|[,。;]))",
        "全部\ue003设备已更换",
        "全部\ue003设备已更换",
    ),
)
WHOLE = Grammar(WORDS, tuple(Production(pattern, True, *rest) for pattern, *rest in _SAID))
DENIED = Grammar(
    WORDS,
    (
        Production(r"{denied}[^,;。!?\n]{0,6}$", True, "还没有", "还没有"),
        Production(r"{left|others}", True, "其余全部", "其余"),
    ),
)
TO_COME = Grammar(
    WORDS,
    (
        Production(
            r"[前内][^,;。!?\n{already}]{0,12}$|{intended}[^,;。!?\n{already}]{0,14}$"
            r"|[\ue004{by_then}][^,;。!?\n{already}]{0,6}$|\ue004,[^,;。!?\n{already}]{0,20}$",
            True,
            "预计",
            "预计",
        ),
    ),
)
ON_PAPER = Grammar(
    WORDS, (Production(r"^{verb|verb_at}?{document|preliminary}", True, "拆除协议", "拆除协议"),)
)
"""Only documents are completed: 均已签订拆除协议."""


@dataclass(frozen=True, slots=True)
class Completion:
    """Position and words of a statement that all is done."""

    start: int
    end: int
    words: str


_MAY_BE_WHOLE = re.compile("[全所均都悉律彻]")
"""A character of every word that says all; looked for first, since few messages have one."""


def find_completions(rest: str) -> list[Completion]:
    """Return every statement that all is done; `rest` has figures and dates blanked."""
    if not _MAY_BE_WHOLE.search(rest):
        return []
    known, kept = WORDS.read(rest), without_pledges(rest)
    stated = known if kept == rest else WORDS.read(kept)
    return [
        Completion(each.start, each.end, each.words())
        for each in WHOLE.find(stated)
        if not _denied(known, each)
    ]


def add_completion(
    figures: tuple[Figure, ...], found: list[Completion], percentages_at: list[int], rest: str
) -> tuple[Figure, ...]:
    """Return the figures with 100 % for the first such statement.

    Unchanged if 100 % is stated already, or a percentage stands in the same sentence.
    """
    if any(each.unit == "%" and each.value == _HUNDRED for each in figures):
        return figures
    stated = next((each for each in found if not _beside(each, percentages_at, rest)), None)
    if stated is None:
        return figures
    return (*figures, Figure(_HUNDRED, "%", "done", False, stated.words))


_HUNDRED = Decimal(100)
_CLAUSE_END = re.compile(r"[;。!?\n]")
_OUTRIGHT = re.compile(r"全部(?:完[成工]|做完|拆完)|全面完成")


def _beside(whole: Completion, percentages_at: list[int], rest: str) -> bool:
    """Return whether a percentage in the same sentence takes precedence over the statement."""
    for at in percentages_at:
        between = rest[min(at, whole.start) : max(at, whole.start)]
        if not _CLAUSE_END.search(between) and not _OUTRIGHT.search(whole.words):
            return True
    return False


def _denied(known: Tokens, whole: Derivation[bool]) -> bool:
    """Return whether the clause denies it, or says that it is to come; or a paper is all that is done."""
    first, last = known.at(whole.start), known.at(whole.end - 1) + 1
    if ON_PAPER.holds(known.shadow[last:]):
        return True
    head = max(known.shadow.rfind(edge, max(0, first - 30), first) for edge in ",;。!?\n") + 1
    if known.shadow[max(0, head - 2) : head] == f"{FUTURE},":
        head -= 2
    before = known.shadow[max(head, first - 30) : first]
    if DENIED.holds(before):
        return True
    return "已" not in known.words(max(head, first - 30), last) and TO_COME.holds(before)
