"""The chain's head goes out each day; a rewritten chain and an older ledger are noticed by it."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from bot.database_thread import DatabaseThread
from bot.ops.heads import Heads
from storage.copies import archive
from storage.copies.restoring import restore
from storage.db.engine import Engine, open_engine, reading, writing
from storage.ledger import heads, journal
from storage.ledger.heads import ChainHead
from storage.ledger.journal import GENESIS
from storage.ledger.tables import journal as entries
from storage.ledger.tables import journal_head, reports
from tests.support.applications import confirmed
from tests.support.commands import Say, operator
from tests.support.dialogue import Dialogue
from tests.support.hand_clock import DAY, HOURS, HandClock
from tests.support.small_city import MORNING, OFFICE

LOST = (
    "台账流水第1条与2026-11-24 09:00外部留存的校验码不符：台账曾从较早的备份恢复，或已被改写。"
    "请联系运维人员检查（taizhang verify）。"
)


class Outside:
    """A file that whoever runs the bot cannot rewrite, and the commands of who does."""

    def __init__(self, talk: Dialogue, url: str, folder: Path) -> None:
        self.talk, self.clock, self.folder = talk, HandClock(), folder
        self.file = folder / "heads.txt"
        profile = folder / "profile.toml"
        profile.write_text(f'[proof]\nhead_file = "{self.file}"\n', "utf-8")
        self.profile = {"TAIZHANG_PROFILE": str(profile), "TAIZHANG_DATA_DIR": str(folder)}
        self.url = url

    @property
    def say(self) -> Say:
        return operator(self.profile | {"TAIZHANG_DATABASE_URL": self.url})

    async def looks(self, file: bool = True) -> dict[int, list[str]]:
        """Return what each chat hears."""
        given = DatabaseThread(self.talk.engine), self.clock, self.talk.city
        await Heads(*given, self.file if file else None).look()
        self.talk.now = self.clock.now()
        return self.talk.deliver()


@pytest.fixture
def outside(talk: Dialogue, database_url: str, tmp_path: Path) -> Outside:
    confirmed(talk, "1号别墅群已拆除12栋")
    return Outside(talk, database_url, tmp_path)


def head(engine: Engine) -> ChainHead:
    with reading(engine) as tx:
        found = heads.current(tx)
    assert found is not None
    return found


def given(engine: Engine) -> list[str]:
    with reading(engine) as tx:
        return list(tx.execute(select(reports.c.receipt).order_by(reports.c.id)).scalars())


async def test_the_office_is_told_once_a_day(outside: Outside) -> None:
    digest = head(outside.talk.engine).hash
    said = (
        f"台账流水截至2026-11-24 09:00共1条，校验码：{digest}。"
        "请妥善保存，日后可用 taizhang verify --head 核对台账是否被改写或回退。"
    )
    assert [await outside.looks(file=False) for _ in range(2)] == [{OFFICE: [said]}, {}]
    outside.clock.goes_on(DAY)
    assert list(await outside.looks(file=False)) == [OFFICE]


async def test_one_line_a_day_is_written_on_days_off_too(outside: Outside) -> None:
    outside.clock.goes_on(-2 * HOURS)
    for _ in range(12):
        await outside.looks()
        outside.clock.goes_on(DAY / 2)
    lines = outside.file.read_text("utf-8").splitlines()
    digest = head(outside.talk.engine).hash
    assert lines == [f"2026-11-{day}T19:00:00+08:00 1 {digest}" for day in (24, 25, 26, 27, 28, 29)]


async def test_a_check_code_is_found_again(outside: Outside) -> None:
    """With all that came after it, by its beginning, and in whatever letters."""
    digest = head(outside.talk.engine).hash
    confirmed(outside.talk, "1号别墅群已拆除13栋")
    for code in (digest, digest[:12], digest[:20].upper()):
        status, said, _ = outside.say("verify", "--head", code)
        assert (status, said.splitlines()[1]) == (
            0, "该校验码对应流水第1条（2026-11-24 09:00），此前的记录均未被改动。",
        )  # fmt: skip


def test_a_check_code_of_another_chain(outside: Outside) -> None:
    status, said, _ = outside.say("verify", "--head", "0123456789abcdef")
    assert (status, said) == (
        1,
        "本台账流水中没有该校验码。如校验码无误，则此后台账曾从较早的备份恢复，或已被改写。\n",
    )
    assert outside.say("verify", "--head", "0123")[::2] == (1, "请至少给出校验码的前12位\n")


def rewritten(engine: Engine) -> None:
    """Let the ledger say 45 in place of 12, with a chain that is whole in itself."""
    with writing(engine) as tx:
        old = tx.execute(select(entries).order_by(entries.c.seq)).all()
        tx.execute(delete(entries))
        tx.execute(update(journal_head).values(seq=0, hash=GENESIS))
        for e in old:
            body = e.body | ({"words": "1号别墅群已拆除45栋"} if "words" in e.body else {})
            journal.write(tx, e.fact, body, now=e.at, person=e.person_id, item=e.item_id)
        tx.execute(update(reports).values(words="1号别墅群已拆除45栋"))


async def test_a_rewritten_chain_is_noticed(outside: Outside) -> None:
    await outside.looks()
    digest = head(outside.talk.engine).hash
    rewritten(outside.talk.engine)
    assert outside.say("verify")[:2] == (1, LOST + "\n")
    assert outside.say("verify", "--head", digest)[0] == 1
    assert await outside.looks() == {OFFICE: [LOST]}
    outside.file.unlink()
    assert outside.say("verify")[0] == 0


async def test_an_older_ledger_in_its_place_is_noticed_and_gives_no_receipt_twice(
    outside: Outside, tmp_path: Path
) -> None:
    """Whoever put it there used no command of ours: the file of an older copy, as it was."""
    talk, copy = outside.talk, tmp_path / "copy.zip"
    manifest = archive.make(talk.engine, copy, MORNING)
    confirmed(talk, "1号别墅群已拆除13栋")
    await outside.looks()
    lost = given(talk.engine)[1]
    talk.engine = open_engine(f"sqlite:///{tmp_path}/older/taizhang.db")
    restore(talk.engine, copy, manifest, tmp_path, MORNING)
    with writing(talk.engine) as tx:
        tx.exec_driver_sql("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'reports'")
    outside.url = f"sqlite+aiosqlite:///{tmp_path}/older/taizhang.db"
    assert outside.say("verify")[0] == 1
    outside.clock.goes_on(600)
    told = await outside.looks()
    assert told[OFFICE][0].startswith("台账流水第2条与2026-11-24 09:00外部留存的校验码不符")
    confirmed(talk, "1号别墅群已拆除14栋")
    assert lost == "20261124-00002"
    assert given(talk.engine) == ["20261124-00001", "20261124-11002"]
    await outside.looks()
    confirmed(talk, "1号别墅群已拆除15栋")
    assert given(talk.engine)[-1] == "20261124-11003"
    talk.engine.dispose()


async def test_a_file_that_cannot_be_written_or_read_stops_nothing(outside: Outside) -> None:
    outside.file.mkdir()
    assert list(await outside.looks()) == [OFFICE]
    outside.file.rmdir()
    outside.file.write_text("等等\n", "utf-8")
    status, _, complaint = outside.say("verify")
    assert (status, len(complaint.splitlines())) == (1, 1)
    outside.file.unlink()
    await outside.looks()
    assert outside.say("verify")[0] == 0


def test_nobody_keeps_a_head_of_nothing(engine: Engine) -> None:
    with reading(engine) as tx:
        assert heads.current(tx) is None
        assert heads.find(tx, "0" * 64) is None
