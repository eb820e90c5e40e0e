"""The small city as a workbook brought it in, and a day on which all happened that is ever held."""

from datetime import date, timedelta
from pathlib import Path

from bot.telegram.addresses import telegram_chat
from handlers.accounts.enrol import redeem
from rules.policy.accountability import AccountabilityEntry, HeldPerson, OfficialRank, Sanction
from rules.policy.closing import KeptUpAnswer
from rules.policy.flags import FlagKind, FlagSide, FlagState, NewFlag
from rules.policy.lookback import CheckOccasion, LookBackVerdict
from rules.policy.objections import NewObjection
from rules.policy.prompts import PromptAnswer
from rules.policy.urgent import UrgentState
from storage.accountability import register
from storage.boards import boards
from storage.closing import kept_up, objections
from storage.db.engine import Engine, Tx, open_engine, reading, writing
from storage.db.migrate import upgrade
from storage.follow_up import prompts, rounds
from storage.follow_up.rounds import Opening
from storage.ledger import milestones
from storage.lookback import checks
from storage.lookback.checks import NewCheck, NewDraw
from storage.people import groups, invitations
from storage.radar import flags
from storage.urgent import notices
from storage.urgent.notices import NewNotice
from storage.workbook import export_workbook
from tests.support.applications import applied, notice_over, passed, struck_off
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.evidence_in import fetched
from tests.support.projects import small_projects
from tests.support.small_city import GROUP, LEADER, MORNING, OFFICE, OFFICIAL, OTHER, PEOPLE, settle
from tests.support.workbooks import take

FILES = {
    name: name.encode() for name in ("拆除现场.jpg", "现场.jpg", "巡查制度.pdf", "核查现场.jpg")
}
DAY = MORNING.date()
PLANS = (
    ("12月10日完成方案，12月20日铺10公里，12月31日铺完", "同意"),
    ("12月25日铺10公里，12月31日铺完", "同意"),
    ("12月26日铺10公里", ""),
    ("12月27日铺10公里", "退回"),
)


def lived_through(engine: Engine, folder: Path) -> None:
    """Fill an empty ledger; files of evidence are kept in the folder."""
    take(engine, _workbook(folder))
    take(engine, small_projects())
    with writing(engine) as tx:
        _enrolled(tx)
    talk = Dialogue(engine)
    tick(talk, MORNING, "prompts", "escalate")
    tick(talk, MORNING, "assignments")
    talk.presses(OFFICIAL, "签收")
    _reported(talk)
    talk.says(OFFICIAL, "P1今日开工，中央资金累计到位2000万元，累计支付1000万元")
    talk.presses(OFFICIAL, "确认")
    talk.says(OFFICIAL, "/cancel")
    _asked_and_answered(talk)
    talk.says(OFFICE, "/letter 1 督办函")
    applied(talk, 4)
    fetched(talk, folder, FILES)
    passed(talk, "")
    fetched(talk, folder, FILES)
    notice_over(talk)
    struck_off(talk)
    with writing(engine) as tx:
        _rounds(tx)
        _closed_items(tx)
        _seen(tx)


def _workbook(folder: Path) -> bytes:
    """Return the small city as it is exported."""
    other = open_engine(f"sqlite:///{folder}/other.db")
    upgrade(other)
    settle(other, enrolled=False)
    with reading(other) as tx:
        export_workbook(tx, folder / "city.xlsx", now=MORNING)
    other.dispose()
    return (folder / "city.xlsx").read_bytes()


def _enrolled(tx: Tx) -> None:
    for number, (*_, account) in enumerate(PEOPLE, 1):
        code = invitations.invite(tx, number, MORNING)
        if account is not None:
            redeem(tx, code, telegram_chat(account), MORNING)
    groups.bind(tx, telegram_chat(GROUP), "青山县群", 1, 3, MORNING)
    groups.bind(tx, telegram_chat(GROUP), "全市群", None, 3, MORNING, 7)


def _reported(talk: Dialogue) -> None:
    talk.says(OTHER, "/language en")
    with writing(talk.engine) as tx:
        asked = prompts.open_now(tx, talk.now, [1])[0]
        prompts.record_answer(tx, asked, PromptAnswer.ON_SCHEDULE, 1, talk.now)
    talk.sends(OFFICIAL, "拆除现场.jpg", "1号别墅群已拆除12栋，还剩33栋，12月5日前拆完")
    talk.presses(OFFICIAL, "确认")
    with writing(talk.engine) as tx:
        (step,) = milestones.of_item(tx, 1).values()
        milestones.reached(tx, step, DAY, 1, talk.now, denied=True)


def _asked_and_answered(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1")
    talk.hands_in(OFFICIAL, "延到12月15日，因连日降雨无法进场")
    talk.presses(OFFICE, "同意")
    for words, label in PLANS:
        talk.says(OFFICIAL, f"/plan 2 {words}")
        talk.presses(OFFICIAL, "确认")
        talk.presses(OFFICE if label else OFFICIAL, label or "撤回计划")
    talk.says(OFFICE, "请补充测算依据")
    talk.says(OFFICIAL, "/blocker 1")
    talk.hands_in(OFFICIAL, "需市生态环境局尽快出具监测意见")
    talk.presses(OFFICE, "答复")
    talk.hands_in(OFFICE, "已协调")
    talk.says(LEADER, "/instruct 1 务必于月底前完成")
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "已增派两个班组")
    talk.says(OFFICIAL, "/deputy 刘洋 2026-11-24 2026-12-05")


def _rounds(tx: Tx) -> None:
    """One that is over, one that was cancelled, and one that runs; somebody says 零报告 in each."""
    for number, occasion in enumerate(("office:1", "office:2", "profile:2026-11-27"), 1):
        opening = Opening(occasion, 3, MORNING + timedelta(days=3))
        rounds.open_round(tx, opening, MORNING)
        first = rounds.entries(tx, number)[0]
        rounds.unchanged(tx, first, first.owner_id, "等待管线迁改", MORNING)
    rounds.close(tx, 1, MORNING + timedelta(days=3))
    cancelled = rounds.by_id(tx, 2)
    assert cancelled is not None
    rounds.cancel(tx, cancelled, 3, MORNING)


def _closed_items(tx: Tx) -> None:
    number = objections.enter(tx, NewObjection(4, None, 3, "扬尘仍然很大", 3), MORNING)
    entered = objections.by_id(tx, number)
    assert entered is not None
    objections.answer(tx, entered, 1, "已复查", MORNING)
    objections.dismiss(tx, entered, 3, MORNING)
    draw = checks.enter_draw(tx, NewDraw(3, "a1b2c3d4", 1, 1), MORNING)
    check = checks.order(tx, NewCheck(4, CheckOccasion.SAMPLE, 4, DAY, draw), MORNING, by=3)
    checks.enter(tx, check, LookBackVerdict.KEPT, "保持良好", 4, MORNING)
    asked = kept_up.by_id(tx, kept_up.ask(tx, 4, DAY))
    assert asked is not None
    kept_up.answer(tx, asked, KeptUpAnswer.KEPT, "持续巡查", 1, MORNING)


def _seen(tx: Tx) -> None:
    urgent = notices.enter(tx, NewNotice(1, 1, "现场有人阻拦施工", "1号别墅", 1), MORNING)
    notices.receive(tx, urgent, 3, MORNING)
    notices.end(tx, notices.there(tx, urgent.id), UrgentState.SETTLED, 3, "已劝离", MORNING)
    sides = FlagSide(1, 1, 1, "12栋"), FlagSide(4, 2, 2, "0栋")
    number = flags.enter(tx, NewFlag(FlagKind.FALLS, "report:1-report:2", *sides), MORNING)
    flag = flags.by_id(tx, number or 0)
    assert flag is not None
    flags.asked(tx, flag, MORNING)
    flags.explain(tx, flag, 1, "此前误报", MORNING)
    flags.conclude(tx, flag, FlagState.EXPLAINED, 3, MORNING)
    held = HeldPerson("某甲", "青山县", OfficialRank.DIVISION, (Sanction.ADMONITION,))
    entry = AccountabilityEntry(
        "虚报进度", 1, (held,), "多报12栋", "市纪委监委", date(2026, 11, 20), None
    )
    register.record(tx, entry, 3, MORNING)
    boards.read(tx, boards.enter(tx, 2, DAY, MORNING), 2, MORNING)
