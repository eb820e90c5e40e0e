"""How an item stands by the office's own list: 整改状态, 完成日期, 销号日期, 销号文号."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.policy.items import State
from rules.policy.wording import Translator
from storage.workbook import days
from storage.workbook.body import Cells, GridLine
from storage.workbook.cells import Value, canonical_text, cell_text, missing_value_reason
from storage.workbook.known import Standing
from storage.workbook.problems import Refused, shorten
from storage.workbook.readers import LASTING
from storage.workbook.sheets import STANDING


class StatedStage(StrEnum):
    """What a word for a state means for the ledger."""

    NOT_STARTED = "not started"
    UNDER_WAY = "under way"
    DONE = "done"
    CLOSED = "closed"
    KEPT_UP = "done and kept up"


_WHOLLY = r"(?:已经?|均已|全部|按期|如期|按时|整改|任务|目标)*"
_DONE = rf"{_WHOLLY}(?:完成|办结|完结|到位|达标|完毕)(?:整改|任务|验收|销号申请|并?通过验收)*"
_WORDS = (
    (StatedStage.KEPT_UP, rf"{_DONE}[,、;]?并?(?:长期坚持|持续坚持|长期推进|持续推进|长期保持)"),
    (StatedStage.CLOSED, rf"{_WHOLLY}(?:完成|验收|通过验收|办结)*[,、;]?已?销号(?:完成|完毕|结案)?|完成销号|对账销号"),
    (StatedStage.DONE, rf"{_DONE}(?:[,、;]?(?:待|拟|申请|正在申请)(?:验收|核查|销号|公示))?|"
                 r"(?:已)?申请销号|核查中|正在核查|验收中|待验收|待核查|待销号|拟销号|公示中|正在公示|已验收"),
    (StatedStage.UNDER_WAY, r"整改中|正在(?:整改|推进|实施|建设|办理)|推进中|进行中|实施中|建设中|未完成(?:整改)?|"
                      r"未(?:整改)?到位|未销号|"
                      r"部分完成|基本完成|阶段性完成|(?:未?达到|按照?|落后|滞后于?|超过?)?序时(?:进度)?(?:推进)?|持续(?:推进|整改)|"
                      r"长期坚持|逾期(?:未完成)?|超期|滞后|已启动|未办结|正常推进|有序推进|按期推进"),
    (StatedStage.NOT_STARTED, r"(?:尚?未|待)(?:启动|开始|整改|动工|开工|实施)"),
)  # fmt: skip
_MEANT = [(stage, re.compile(rf"\A(?:{pattern})\Z")) for stage, pattern in _WORDS]
_YES = frozenset({"是", "√", "✓", "✔", "y", "yes"})
_NO = frozenset({"否", "×", "n", "no", "未"})
_NOTHING = frozenset({"", "/", "\\", "-", "--", "—", "无", "未完成", "未销号", *_NO})
_LENIENT = {name for column in STANDING for name in column.ambiguous}
"""Titles of columns in which longer texts are usual; what is no state there is not read."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the cells of one line say together."""

    stage: StatedStage | None
    finished_on: date | None
    struck_off_on: date | None
    number: str
    words: str


def standing_of(
    line: GridLine, titles: dict[str, str], kind: str, today: date, t: Translator
) -> Standing | None:
    """Return how an item stands by its line; None where that says nothing, or not started.

    Raises Refused, with the column, for what contradicts itself or is still to come.
    """
    said = _read(line.more, titles, today, t)
    if said.stage in (None, StatedStage.NOT_STARTED):
        return None
    if said.stage is StatedStage.UNDER_WAY:
        return Standing(State.UNDER_WAY, words=said.words)
    finished = said.finished_on
    if said.stage is StatedStage.DONE:
        return Standing(
            State.UNDER_WAY, finished or today, words=said.words, dated=finished is not None
        )
    kept = kind == LASTING
    if said.stage is StatedStage.KEPT_UP and not kept:
        return Standing(
            State.UNDER_WAY, finished or today, words=said.words, dated=finished is not None
        )
    return Standing(
        State.KEPT_UP if kept else State.STRUCK_OFF,
        finished,
        said.struck_off_on,
        said.number,
        said.words,
        dated=said.struck_off_on is not None or said.stage is StatedStage.KEPT_UP,
    )


def _read(more: Cells, titles: dict[str, str], today: date, t: Translator) -> _Said:
    cells = {column.field: more.get(column.header, "") for column in STANDING}
    headers = {column.field: column.header for column in STANDING}
    for field, cell in cells.items():
        if reason := missing_value_reason(cell, t):
            raise Refused(reason, headers[field])
    stage = _stage(cell_text(cells["state"]), titles.get("整改状态", ""), t)
    finished, is_finished = _day(more, "完成日期", today, t)
    struck, is_struck = _day(more, "销号日期", today, t)
    number = (
        "" if canonical_text(cell_text(cells["number"])) in _NOTHING else cell_text(cells["number"])
    )
    closed = is_struck or bool(number) or _yes(cells["closed"], "是否销号", t)
    done = is_finished or _yes(cells["finished"], "是否完成", t)
    _agree(stage, closed, done, finished, struck, t)
    words = "、".join(
        f"{titles.get(column.header, column.header)}：{shorten(cell_text(more[column.header]))}"
        for column in STANDING
        if cell_text(more.get(column.header, ""))
    )
    if closed and stage is not StatedStage.KEPT_UP:
        stage = StatedStage.CLOSED
    elif done and stage is None:
        stage = StatedStage.DONE
    return _Said(stage, finished, struck, number, words)


def _agree(
    stage: StatedStage | None,
    closed: bool,
    done: bool,
    finished: date | None,
    struck: date | None,
    t: Translator,
) -> None:
    open_ = stage in (StatedStage.NOT_STARTED, StatedStage.UNDER_WAY)
    if open_ and (closed or done):
        raise Refused(t("This contradicts the day or the mark that says it is done."), "整改状态")
    if finished is not None and struck is not None and struck < finished:
        raise Refused(t("It cannot be struck off before it is done."), "销号日期")


def _stage(words: str, title: str, t: Translator) -> StatedStage | None:
    """Return what the words of a state mean; None for none, and in a column of longer texts."""
    plain = canonical_text(words).strip("。.;")
    if plain in {"", "/", "\\", "-", "--", "—", "无"}:
        return None
    if plain in _YES:
        return StatedStage.DONE
    found = next((stage for stage, pattern in _MEANT if pattern.fullmatch(plain)), None)
    if found is None and title not in _LENIENT:
        choices = t.comma().join(("未启动", "整改中", "已完成", "已销号", "已完成，长期坚持"))
        raise Refused(t("{words} is none of {choices}.", words=words, choices=choices), "整改状态")
    return found


def _yes(cell: Value, header: str, t: Translator) -> bool:
    words = canonical_text(cell_text(cell))
    if words in _YES or any(
        p.fullmatch(words) for s, p in _MEANT if s in (StatedStage.DONE, StatedStage.CLOSED)
    ):
        return True
    known = words in _NOTHING or any(pattern.fullmatch(words) for _, pattern in _MEANT)
    if not known:
        raise Refused(t("{words} is none of {choices}.", words=words, choices="是、否"), header)
    return False


def _day(more: Cells, header: str, today: date, t: Translator) -> tuple[date | None, bool]:
    """Return a day that is over, and whether the cell says that it came at all."""
    cell = more.get(header, "")
    words = canonical_text(cell_text(cell))
    if words in _NOTHING:
        return None, False
    if words in _YES or any(
        p.fullmatch(words) for s, p in _MEANT if s in (StatedStage.DONE, StatedStage.CLOSED)
    ):
        return None, True
    try:
        found = days.read_day(cell, None, today, t, lasting=False).on
    except Refused as refused:
        raise Refused(refused.reason, header) from None
    if found is None:
        raise Refused(
            t("{words} is not a date; please write it like 2026-12-31.", words=words), header
        )
    if found > today:
        said = t("{day} is still to come; please write when it was done.", day=found.isoformat())
        raise Refused(said, header)
    return found, True
