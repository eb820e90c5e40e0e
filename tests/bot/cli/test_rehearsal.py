"""`taizhang jobs run … --dry-run`: who would be told what, and nothing is done."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.telegram.addresses import telegram_chat
from storage.db.engine import Engine, open_engine, reading, writing
from storage.ledger.tables import journal
from storage.mail.tables import outbox
from storage.people import groups
from tests.support.commands import operator
from tests.support.small_city import GROUP, settle

DONE_NOTHING = "共 {} 条，均未发送，台账未改动\n"


@pytest.fixture
def ledger(sqlite_template: Path, tmp_path: Path) -> Engine:
    path = tmp_path / "taizhang.db"
    path.write_bytes(sqlite_template.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    settle(engine)
    with writing(engine) as tx:
        groups.bind(
            tx, telegram_chat(GROUP), "全市整改群", None, 3, datetime(2026, 11, 23, tzinfo=UTC)
        )
    return engine


def run(ledger: Engine, *words: str) -> tuple[int, str, str]:
    """The command's status, and what it said aloud and of errors."""
    return operator({"TAIZHANG_DATABASE_URL": str(ledger.url)}, "jobs")(*words)


def told(said: str) -> list[str]:
    """Each message as it was shown, and the last line."""
    shown, _, last = said.removeprefix("→ ").rpartition("\n\n")
    return [*shown.split("\n\n→ "), last]


def rows(ledger: Engine) -> tuple[int, ...]:
    with reading(ledger) as tx:
        counts = (select(func.count()).select_from(table) for table in (outbox, journal))
        return tuple(tx.execute(query).scalar_one() for query in counts)


def test_prompts_of_a_day_to_come(ledger: Engine) -> None:
    before = rows(ledger)
    status, said, _ = run(ledger, "run", "prompts", "--at", "2026-11-24", "--dry-run")
    first, second, end = told(said)
    assert (status, rows(ledger)) == (0, before)
    assert first.split("\n")[:4] == [
        "白水县 刘洋",
        "期限提醒　11月24日（周二）",
        "",
        "🔴3｜白水县污水处理厂二期",
    ]
    assert first.split("\n")[-2:] == [
        "［已完成］［按期推进］［申请延期］［遇到困难］",
        "［两小时后提醒］［明早提醒］",
    ]
    assert second.split("\n")[0] == "青山县 张伟"
    assert end == DONE_NOTHING.format(2)


def test_the_digest_names_its_group(ledger: Engine) -> None:
    status, said, _ = run(ledger, "run", "digest", "--at", "2026-11-24T08:30", "--dry-run")
    readers = [line for line in said.split("\n") if line.startswith("→ ")]
    assert (status, readers) == (0, ["→ 全市整改群", "→ 全市整改群", "→ 市整改办 李敏"])


def test_a_day_off_is_quiet(ledger: Engine) -> None:
    told = run(ledger, "run", "digest", "--at", "2026-11-28", "--dry-run")
    assert told == (0, "当天不是工作日，不发送消息。\n" + DONE_NOTHING.format(0), "")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("digest --at 2026-11-24T08:00", "该时间早于此项工作的开始时间。"),
        ("digest --at 2026-11-24T23:00", "该时间在免打扰时段内，不发送消息。"),
        ("lookback --at 2026-11-24", "该时间没有应发而未发的消息。"),
        ("urgent --at 2026-11-28T23:00", "该时间没有应发而未发的消息。"),
        ("prune --at 2026-11-24", "该项工作不发送消息。"),
    ],
)
def test_why_nothing_is_said(ledger: Engine, words: str, why: str) -> None:
    told = run(ledger, "run", *words.split(), "--dry-run")
    assert told == (0, f"{why}\n{DONE_NOTHING.format(0)}", "")


def test_an_empty_ledger_has_nobody_to_tell(sqlite_template: Path, tmp_path: Path) -> None:
    path = tmp_path / "taizhang.db"
    path.write_bytes(sqlite_template.read_bytes())
    words = ("run", "digest", "--at", "2026-11-24T09:00", "--dry-run")
    said = operator({"TAIZHANG_DATABASE_URL": f"sqlite:///{path}"}, "jobs")(*words)
    why = "尚无人员启用账号，也未绑定工作群，没有接收对象。"
    assert said == (0, f"{why}\n{DONE_NOTHING.format(0)}", "")


def test_a_job_that_does_not_exist_is_named(ledger: Engine) -> None:
    status, said, wrong = run(ledger, "run", "prompt")
    assert (status, said, wrong.split("，")[0]) == (1, "", "没有定时任务 prompt")
