"""For everybody else there is no register: whatever is asked, the answer is the same without it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli.__main__ import app
from bot.telegram.addresses import telegram_chat
from handlers.commands import COMMANDS
from messages.accounts.menu_texts import COMMANDS as MENU
from rules.policy.people import Role
from storage.accountability.tables import accountability_drafts, accountability_persons
from storage.db.engine import Engine, open_engine, reading, writing
from storage.dossier import case_files
from storage.ledger import item_store
from storage.ledger.tables import journal
from storage.people import people
from storage.schema import metadata
from storage.workbook import export_workbook
from tests.support.accountability import CULPRIT, ENTRY, KEEPER, SECRET, keeper, recorded, told
from tests.support.accounts import ADMINISTRATOR, CHEN, count, new_person
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import (
    GROUP,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OUTSIDER,
    VERIFIER,
    settle,
)
from tests.support.workbooks import plan, take, with_cell

HEAD = 109
EVERY_ROLE = (OFFICIAL, LEADER, OFFICE, VERIFIER, ADMINISTRATOR, HEAD, OUTSIDER)
WORDS = ("", "1", SECRET, CULPRIT, "问责")
PLAIN = (
    "问责情况",
    "问责了几个人",
    f"查 {SECRET}",
    f"{CULPRIT}怎么样了",
    "1号别墅群现在什么情况",
    "谁没报",
    "全市情况",
    "逾期",
    "周纪",
    "青山县住建局",
    "有多少人受到处分",
)
BUTTONS = ("ac:new", "ac:stats", "ac:show:1", "ac:fix:1", "ac:void:1", "ac:item:1", "ac:ok:1",
           "ac:no:1", "ac:f:1:1", "ac:m:1:1", "ac:none:1:1")  # fmt: skip

Heard = list[tuple[int, str, list[str]]]


def city(engine: Engine) -> Dialogue:
    """Somebody of every role, and a group of the whole city."""
    settle(engine)
    talk = keeper(Dialogue(engine))
    new_person(talk.engine, "孙立", 5, "管理员", ADMINISTRATOR)
    with writing(engine) as tx:
        people.bind(tx, CHEN, telegram_chat(HEAD), MORNING)
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    return talk


def filled(talk: Dialogue) -> None:
    """Two matters, one corrected, one withdrawn; a third is asked for."""
    recorded(talk)
    recorded(talk, *ENTRY)
    for number, button, answers in ((1, "更正", ("2026-11-24",)), (2, "作废", ("重复登记",))):
        talk.says(KEEPER, f"/accountability {number}")
        talk.presses(KEEPER, button)
        if button == "更正":
            talk.presses(KEEPER, "公开")
        told(talk, *answers)
        talk.presses(KEEPER, "确认")
    talk.says(KEEPER, "/accountability 登记")
    told(talk, *ENTRY[:2])


def asked(talk: Dialogue) -> Heard:
    """What everybody else hears, whatever they say, press or are told by the clock."""
    heard: Heard = []
    for who in EVERY_ROLE:
        for name in COMMANDS:
            for words in WORDS:
                heard.append((who, talk.says(who, f"/{name} {words}"), talk.labels(who)))
            talk.says(who, "/cancel")
        heard += [(who, talk.says(who, said), talk.labels(who)) for said in PLAIN]
        for data in BUTTONS:
            talk.press_data(who, data)
            heard.append((who, talk.toast, []))
    for name in COMMANDS:
        heard.append((GROUP, talk.says(OFFICE, f"/{name} {SECRET}", chat=GROUP), []))
        heard.append((GROUP, talk.says(KEEPER, f"/{name} 1", chat=GROUP), []))
    return heard


def by_the_clock(talk: Dialogue) -> Heard:
    """What is told by itself for some days, to all but the keeper."""
    days = [MORNING + timedelta(days=days, hours=hour) for days in range(8) for hour in (0, 2, 9)]
    return [
        (chat, text, [])
        for at in days
        for chat, texts in sorted(tick(talk, at).items())
        if chat != KEEPER
        for text in texts
    ]


@pytest.fixture
def ledger(sqlite_template: Path, tmp_path: Path) -> Iterator[Callable[[str], Engine]]:
    opened: list[Engine] = []

    def make(name: str) -> Engine:
        path = tmp_path / name
        path.write_bytes(sqlite_template.read_bytes())
        opened.append(open_engine(f"sqlite:///{path}"))
        return opened[-1]

    yield make
    for engine in opened:
        engine.dispose()


def test_whatever_is_asked_the_answer_is_the_same_without_it(
    ledger: Callable[[str], Engine],
) -> None:
    empty, full = city(ledger("empty")), city(ledger("full"))
    filled(full)
    assert asked(full) == asked(empty)
    assert by_the_clock(full) == by_the_clock(empty)


def test_no_other_command_lists_it(talk: Dialogue) -> None:
    assert "accountability" not in MENU
    for who in (OFFICIAL, LEADER, OFFICE, VERIFIER):
        assert "accountability" not in talk.says(who, "/help")
    assert "/accountability 问责登记簿" in keeper(talk).says(KEEPER, "/help").splitlines()


@pytest.mark.parametrize("who", [OFFICIAL, LEADER, OFFICE, VERIFIER, ADMINISTRATOR])
@pytest.mark.parametrize("words", ["", " 1", " 统计", " 登记"])
def test_for_nobody_else_there_is_such_a_command(talk: Dialogue, who: int, words: str) -> None:
    keeper(talk)
    new_person(talk.engine, "孙立", 5, "管理员", ADMINISTRATOR)
    assert talk.says(who, f"/accountability{words}") == "没有命令 /accountability，请查看 /help"


def words_of(path: Path) -> str:
    """Everything that stands in a workbook."""
    with ZipFile(path) as opened:
        return "\n".join(opened.read(name).decode("utf-8", "replace") for name in opened.namelist())


def test_the_exported_workbook_tells_only_that_something_is_sealed(
    engine: Engine, tmp_path: Path
) -> None:
    talk = city(engine)
    filled(talk)
    with reading(engine) as tx:
        export_workbook(tx, tmp_path / "all.xlsx", now=MORNING)
        facts = list(tx.execute(select(journal).order_by(journal.c.seq)).all())
    said = words_of(tmp_path / "all.xlsx")
    assert [
        word for word in (SECRET, CULPRIT, "司马乙", "市纪委监委", "诫勉") if word in said
    ] == []
    rows = CalamineWorkbook.from_path(tmp_path / "all.xlsx").get_sheet_by_name("流水").to_python()
    sealed = [row for row in rows if row[3] == "封存记录"]
    assert [(row[2], row[4]) for row in sealed] == [("", "")] * 4
    bodies = [fact.body for fact in facts if fact.fact == "Sealed"]
    assert [sorted(body) for body in bodies] == [["digest", "entry"]] * 4
    assert {(fact.person_id, fact.item_id) for fact in facts if fact.fact == "Sealed"} == {
        (None, None)
    }


def test_the_same_matter_twice_has_two_hashes(talk: Dialogue) -> None:
    """Nobody finds out what is sealed by trying."""
    keeper(talk)
    recorded(talk)
    recorded(talk, *ENTRY)
    with reading(talk.engine) as tx:
        found = tx.execute(select(journal.c.body).where(journal.c.fact == "Sealed")).scalars()
        assert len({body["digest"] for body in found}) == 2


def test_it_stands_in_no_other_table_but_the_mail(engine: Engine) -> None:
    talk = city(engine)
    filled(talk)
    with reading(engine) as tx:
        holding = {
            table.name
            for table in metadata.sorted_tables
            for row in tx.execute(select(table)).mappings()
            if any(word in str(dict(row)) for word in (SECRET, CULPRIT))
        }
    assert holding == {
        "accountability_drafts",
        "accountability_entries",
        "accountability_persons",
        "outbox",
    }


def test_the_case_file_of_its_item_does_not_tell(engine: Engine) -> None:
    talk = city(engine)
    filled(talk)
    with reading(engine) as tx:
        case = str(case_files.gather(tx, item_store.by_id(tx, 1)))
    assert [word for word in (SECRET, CULPRIT, "封存", "Sealed") if word in case] == []


def test_the_operators_commands_do_not_tell(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    talk = city(engine)
    filled(talk)
    with writing(engine) as tx:
        named = accountability_persons
        tx.execute(named.update().where(named.c.position == 1).values(name="他人"))
    env = {"TAIZHANG_DATABASE_URL": database_url, "TAIZHANG_DATA_DIR": str(tmp_path)}
    for words in (["verify"], ["inbox", "parked"], ["jobs", "list"], ["read", f"查 {SECRET}"]):
        result = CliRunner().invoke(app, words, env=env)
        said = (result.stdout + result.stderr).replace(f"查 {SECRET}", "")
        assert [w for w in (CULPRIT, "问责登记", "accountab", "他人") if w in said] == []
        if words == ["verify"]:
            assert result.exit_code == 1
            assert "封存记录 1" in said


def test_what_the_keeper_wrote_and_went_away_from_is_forgotten_after_a_month(
    talk: Dialogue,
) -> None:
    keeper(talk)
    talk.says(KEEPER, "/accountability 登记")
    told(talk, *ENTRY)
    tick(talk, MORNING + timedelta(days=31), "prune")
    assert count(talk, accountability_drafts) == 0


def steps_until_proposed(talk: Dialogue) -> dict[int, list[str]]:
    """What is heard on the morning on which the ladder proposes to hold somebody to account."""
    for day in range(60):
        at = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai")) + timedelta(days=day)
        heard = tick(talk, at, "escalate")
        if any("【问责建议】" in text for texts in heard.values() for text in texts):
            return heard
    raise AssertionError("nothing was proposed")


def test_under_the_letter_the_keeper_alone_has_a_button(talk: Dialogue) -> None:
    keeper(talk)
    heard = steps_until_proposed(talk)
    assert [text.count("【") for text in heard[KEEPER]] == [2]
    assert talk.labels(KEEPER) == ["登记问责：任务 3", "登记问责：任务 4"]
    assert [talk.labels(chat) for chat in heard if chat != KEEPER] == [[]] * (len(heard) - 1)
    talk.presses(KEEPER, "登记问责：任务 3")
    assert told(talk, "逾期未完成").startswith("请写明被问责人员")


def test_without_a_keeper_the_letters_are_the_same(ledger: Callable[[str], Engine]) -> None:
    without, with_one = Dialogue(ledger("without")), Dialogue(ledger("with"))
    for talk in (without, with_one):
        settle(talk.engine)
    keeper(with_one)
    heard = steps_until_proposed(with_one)
    del heard[KEEPER]
    assert heard == steps_until_proposed(without)


def test_the_role_is_imported_and_offered_nowhere(engine: Engine, tmp_path: Path) -> None:
    take(engine, plan())
    with reading(engine) as tx:
        export_workbook(tx, tmp_path / "without.xlsx", now=MORNING)
    assert "问责管理" not in words_of(tmp_path / "without.xlsx")
    result = take(engine, with_cell("人员", 4, "角色", "市领导、问责管理"))
    assert result.problems == ()
    with reading(engine) as tx:
        [keeper_now] = people.with_roles(tx, [Role.ACCOUNTABILITY])
    assert keeper_now.roles == {Role.CITY_LEADER, Role.ACCOUNTABILITY}
