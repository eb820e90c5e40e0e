"""The small city with somebody who keeps its accountability register."""

from tests.support.accounts import new_person
from tests.support.dialogue import Dialogue

KEEPER = 107
"""The account of 周纪, whose one role is 问责管理."""

SECRET = "虚报瞒报云雀山庄"
"""A word that stands nowhere but in the register."""

CULPRIT = "欧阳甲"

ENTRY = (
    f"{SECRET}拆除进度",
    "1",
    f"{CULPRIT} 青山县住建局 处级 诫勉\n司马乙 青山县 科级",
    "批评教育",
    "将未拆除的12栋报为已拆除",
    "市纪委监委 2026-11-20",
    "未公开",
)
"""The answers to every question, in their order."""

CARD = f"""请核对以下内容，确认后登记：
事项：{SECRET}拆除进度
任务：1 1号别墅群拆除
人员：
1. {CULPRIT}（青山县住建局、处级）诫勉
2. 司马乙（青山县、科级）批评教育
认定问题：将未拆除的12栋报为已拆除
决定：市纪委监委 2026-11-20
公开：未公开"""


def keeper(talk: Dialogue) -> Dialogue:
    """Enrol 周纪."""
    new_person(talk.engine, "周纪", 5, "问责管理", KEEPER)
    return talk


def told(talk: Dialogue, *answers: str) -> str:
    """Give these answers, one after the other; what is heard last."""
    heard = ""
    for answer in answers:
        heard = talk.says(KEEPER, answer)
    return heard


def recorded(talk: Dialogue, *answers: str) -> str:
    """Enter a matter, asked for and confirmed."""
    talk.says(KEEPER, "/accountability 登记")
    told(talk, *(answers or ENTRY))
    return talk.presses(KEEPER, "确认")
