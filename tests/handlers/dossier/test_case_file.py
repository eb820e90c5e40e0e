"""`/dossier`: asked for by those who may, made beside the conversations, sent in packages."""

import os
from datetime import timedelta
from math import inf
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select, update

from bot.case_files import CaseFileMaker
from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.wakeups import Wakeups
from storage.db.engine import reading, writing
from storage.dossier import case_files
from storage.dossier.tables import case_file_requests
from storage.ledger import item_store
from storage.ledger.tables import persons
from storage.mail.tables import outbox
from storage.reporting import evidence
from storage.reporting.evidence import NewEvidence
from tests.support.accounts import ADMINISTRATOR, new_person
from tests.support.applications import applied, villas_down
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.exhibits import keep, photo
from tests.support.small_city import (
    GROUP,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    VERIFIER,
)

BEING_MADE = "正在生成任务 1 的一案一档，完成后发送至本对话。"
NO_COMMAND = "没有命令 /dossier，请查看 /help"
ROOMY = 49_000_000


async def made(talk: Dialogue, folder: Path, limit: int = ROOMY) -> int:
    """All that was asked for is made; how many requests were looked at."""
    ledger, clock = DatabaseThread(talk.engine), Clock()
    maker = CaseFileMaker(ledger, clock, Wakeups(), talk.city, folder, limit)
    count = 0
    while await maker.make_next():
        count += 1
    ledger.close()
    return count


def packages(talk: Dialogue, folder: Path) -> list[Path]:
    """The files that lie in the outbox, in order."""
    with reading(talk.engine) as tx:
        contents = list(tx.execute(select(outbox.c.content).order_by(outbox.c.id)).scalars())
    return [folder / each["attachment"]["path"] for each in contents if "attachment" in each]


def names(package: Path) -> list[str]:
    with ZipFile(package) as opened:
        return opened.namelist()


@pytest.mark.parametrize("who", [OFFICE, VERIFIER, ADMINISTRATOR])
async def test_who_may_is_sent_it(talk: Dialogue, tmp_path: Path, who: int) -> None:
    new_person(talk.engine, "孙立", 5, "管理员", ADMINISTRATOR)
    keep(talk.engine, tmp_path, "现场.jpg", photo(10))
    assert talk.says(who, "/dossier 1") == BEING_MADE
    assert await made(talk, tmp_path) == 1
    assert talk.deliver() == {who: ["一案一档：任务 1 1号别墅群拆除"]}
    assert talk.last(who).file == "一案一档-1.zip"
    [package] = packages(talk, tmp_path)
    assert names(package) == ["一案一档-1.pdf", "佐证材料/00001_现场.jpg", "SHA256SUMS"]


@pytest.mark.parametrize("who", [OFFICIAL, LEADER, OTHER])
@pytest.mark.parametrize("words", ["", " 1", " 999"])
def test_for_nobody_else_there_is_such_a_command(talk: Dialogue, who: int, words: str) -> None:
    assert talk.says(who, f"/dossier{words}") == NO_COMMAND


def test_an_item_that_another_unit_verifies_does_not_exist_for_a_verifier(talk: Dialogue) -> None:
    new_person(talk.engine, "周正", 4, "验收人", ADMINISTRATOR)
    assert talk.says(ADMINISTRATOR, "/dossier 1") == "台账中没有任务“1”。"
    assert talk.says(ADMINISTRATOR, "/dossier 999") == "台账中没有任务“999”。"


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("", "请发送 /dossier 加任务编号，例如：/dossier 1"),
        (" 999", "台账中没有任务“999”。"),
        (" 别墅", "台账中没有任务“别墅”。"),
        (" 1 2", "台账中没有任务“1 2”。"),
    ],
)
async def test_what_cannot_be(talk: Dialogue, tmp_path: Path, words: str, heard: str) -> None:
    assert talk.says(OFFICE, f"/dossier{words}") == heard
    assert await made(talk, tmp_path) == 0


def test_in_a_group_nothing_is_said(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/dossier 1", chat=GROUP) == ""


async def test_asked_twice_while_it_is_made_it_comes_once(talk: Dialogue, tmp_path: Path) -> None:
    talk.says(OFFICE, "/dossier 1")
    assert talk.says(OFFICE, "/dossier 1") == BEING_MADE
    assert await made(talk, tmp_path) == 1
    assert talk.deliver() == {OFFICE: ["一案一档：任务 1 1号别墅群拆除"]}
    talk.says(OFFICE, "/dossier 1")
    assert await made(talk, tmp_path) == 1


async def test_much_evidence_comes_in_several_packages(talk: Dialogue, tmp_path: Path) -> None:
    for number in range(4):
        keep(talk.engine, tmp_path, f"文件{number}.bin", bytes([number]) * 60_000)
    talk.says(OFFICE, "/dossier 1")
    await made(talk, tmp_path, limit=200_000)
    assert talk.deliver()[OFFICE] == [
        f"一案一档：任务 1 1号别墅群拆除\n第 {number} 包，共 2 包，各包可单独打开。"
        for number in (1, 2)
    ]
    found = packages(talk, tmp_path)
    assert [p.name for p in found] == ["一案一档-1-1-2.zip", "一案一档-1-2-2.zip"]
    assert all(package.stat().st_size <= 200_000 for package in found)
    every = [name for package in found for name in names(package) if name.endswith(".bin")]
    assert every == [f"佐证材料/{n + 1:05d}_文件{n}.bin" for n in range(4)]


async def test_missing_and_altered_files_are_named_and_stop_nothing(
    talk: Dialogue, tmp_path: Path
) -> None:
    keep(talk.engine, tmp_path, "完好.jpg", photo(10))
    keep(talk.engine, tmp_path, "丢失.jpg", photo(20)).unlink()
    keep(talk.engine, tmp_path, "改动.jpg", photo(30)).write_bytes(b"something else")
    with writing(talk.engine) as tx:
        evidence.note(
            tx, NewEvidence(1, "video", "过大.mp4", "telegram", "f", 30 << 20, item=1), MORNING
        )
    talk.says(OFFICE, "/dossier 1")
    await made(talk, tmp_path)
    [package] = packages(talk, tmp_path)
    assert names(package) == [
        "一案一档-1.pdf",
        "缺失或改动的文件.txt",
        "佐证材料/00001_完好.jpg",
        "内容已改动/00003_改动.jpg",
        "SHA256SUMS",
    ]
    with ZipFile(package) as opened:
        told = opened.read("缺失或改动的文件.txt").decode().splitlines()
    assert [told[0], told[1], told[-1]] == [
        "2  丢失.jpg、缺失",
        "3  改动.jpg、内容已改动",
        "4  过大.mp4、未能取得",
    ]


async def test_an_item_in_the_middle_of_everything(talk: Dialogue, tmp_path: Path) -> None:
    villas_down(talk)
    talk.hands_in(OFFICIAL, "/blocker 1 渣土没有去处，请市住建局协调")
    talk.says(OFFICIAL, "/extend 2 2027-03-31 管材供应不足")
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "45栋逐一登记核查")
    talk.says(OFFICE, "/dossier 1")
    assert await made(talk, tmp_path) == 1
    assert len(packages(talk, tmp_path)) == 1


async def test_who_lost_the_right_meanwhile_is_sent_nothing(talk: Dialogue, tmp_path: Path) -> None:
    talk.says(OFFICE, "/dossier 1")
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.id == 3).values(roles="责任人"))
    assert await made(talk, tmp_path) == 1
    assert talk.deliver() == {}


async def test_what_cannot_be_kept_is_tried_again_and_told_at_last(
    talk: Dialogue, tmp_path: Path
) -> None:
    (tmp_path / "dossiers").write_text("a file where the folder should be")
    talk.says(OFFICE, "/dossier 1")
    for _ in range(5):
        with writing(talk.engine) as tx:
            tx.execute(update(case_file_requests).values(next_try_at=None))
        await made_one(talk, tmp_path)
    assert talk.deliver() == {OFFICE: ["任务 1 的一案一档未能生成，请告知系统管理员后重试。"]}
    assert await made(talk, tmp_path) == 0


async def test_a_running_maker_sleeps_until_a_case_file_is_due_again(
    talk: Dialogue, tmp_path: Path
) -> None:
    """Two seconds after the first failure; until something rings where nothing waits."""
    (tmp_path / "dossiers").write_text("a file where the folder should be")
    ledger = DatabaseThread(talk.engine)
    maker = CaseFileMaker(ledger, Clock(), Wakeups(), talk.city, tmp_path, ROOMY)
    assert (await maker.make_next(), maker.until_next_try()) == (False, inf)
    talk.says(OFFICE, "/dossier 1")
    while await maker.make_next():
        pass
    assert 1 < maker.until_next_try() <= 2
    ledger.close()


async def made_one(talk: Dialogue, folder: Path) -> None:
    """One try, whatever comes of it."""
    ledger = DatabaseThread(talk.engine)
    await CaseFileMaker(ledger, Clock(), Wakeups(), talk.city, folder, ROOMY).make_next()
    ledger.close()


async def test_packages_of_last_week_are_gone(talk: Dialogue, tmp_path: Path) -> None:
    old = tmp_path / "dossiers" / "77"
    old.mkdir(parents=True)
    os.utime(old, (0, 0))
    talk.says(OFFICE, "/dossier 1")
    await made(talk, tmp_path)
    assert sorted(each.name for each in (tmp_path / "dossiers").iterdir()) == ["1"]


def test_a_deputys_report_stands_with_both_names(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/deputy 刘洋 2026-11-24 2026-12-05")
    talk.says(OTHER, "1号别墅群已拆除12栋")
    talk.presses(OTHER, "确认")
    with reading(talk.engine) as tx:
        case = case_files.gather(tx, item_store.by_id(tx, 1))
    assert [(r.person, case.stood_in_for[r.id]) for r in case.reports] == [("刘洋", "张伟")]


def test_it_holds_all_that_was_said_ordered_and_signed(talk: Dialogue) -> None:
    villas_down(talk)
    talk.hands_in(OFFICIAL, "/blocker 1 渣土没有去处，请市住建局协调")
    applied(talk)
    talk.says(LEADER, "/instruct 1 月底前必须验收到位")
    tick(talk, MORNING + timedelta(days=30), "escalate")
    with reading(talk.engine) as tx:
        case = case_files.gather(tx, item_store.by_id(tx, 1))
        every = case_files.gather(tx, item_store.by_id(tx, 3))
    assert [report.words for report in case.reports] == [
        "1号别墅群45栋全部拆除",
        *(report.words for report in case.reports[1:]),
    ]
    assert [(each.kind, each.words) for each in case.matters] == [
        ("blocker", "渣土没有去处，请市住建局协调"),
        ("instruction", "月底前必须验收到位"),
    ]
    assert [clause.words for clause in case.clauses][:3] == [
        "逐栋排查，问题清单已全部查清",
        "责任分解到人，违法建设已立案处罚",
        "45栋全部拆除，建筑垃圾已清运",
    ]
    assert [(step.fact, step.by) for step in case.steps] == [("申请销号", "张伟")]
    assert [each.kind for each in every.matters] == ["ladder"]
    assert [event.seq for event in case.events] == sorted(event.seq for event in case.events)
    assert all(len(event.hash) == 64 for event in case.events)
