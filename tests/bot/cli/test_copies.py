"""`taizhang backup | restore | move`: the whole ledger, out of one place and into another."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from stat import S_IMODE
from zipfile import ZipFile

import pytest

from bot.clock import Clock
from storage.copies import archive, numbers
from storage.copies.restoring import restore
from storage.db.engine import Engine, open_engine, reading, writing
from storage.db.leases import Lease, sole_process
from storage.ledger import duty_checkpoints, journal
from tests.support.applications import confirmed
from tests.support.dialogue import Dialogue
from tests.support.evidence_in import fetched
from tests.support.places import Place, Places, places_of
from tests.support.small_city import MORNING, OFFICIAL
from tests.support.workbooks import drawn, ledger

STRANGE = "1号别墅群已拆除12栋，还剩33栋\n反斜杠\\N\\.\t制表\x0b“引号”😀"
SHEETS = ("任务", "进展", "佐证材料", "流水")
PHOTO = b"\x89PNG \r\n\\N\x00" * 50_000
"""Longer than what is read at once."""


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Place:
    return Place(database_url, tmp_path / "here")


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    with places_of(request, tmp_path, request.param) as places:
        yield places


@pytest.fixture
def on_sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    with places_of(request, tmp_path, "sqlite") as places:
        yield places


@pytest.fixture
def busy(talk: Dialogue, here: Place) -> Dialogue:
    """A ledger with everything that is hard to carry: strange words, a photo, a card left open."""
    talk.sends(OFFICIAL, "现场.png", STRANGE)
    talk.presses(OFFICIAL, "确认")
    fetched(talk, here.data_dir, {"现场.png": PHOTO})
    talk.says(OFFICIAL, "2号已完成5公里")
    return talk


def copied(place: Place, folder: Path) -> Path:
    """Make a copy by the command; return its file."""
    status, said, complaint = place.say("backup", str(folder))
    assert (status, complaint) == (0, "")
    return Path(said.splitlines()[0])


@contextmanager
def opened(place: Place) -> Iterator[Engine]:
    engine = open_engine(place.url)
    try:
        yield engine
    finally:
        engine.dispose()


def exported(place: Place, folder: Path) -> object:
    """Return what stands in an exported workbook."""
    assert place.say("export", str(folder / "export.xlsx"))[0] == 0
    return drawn((folder / "export.xlsx").read_bytes(), SHEETS)


def whole(place: Place) -> dict[str, list[tuple[object, ...]]]:
    """Return everything that a ledger holds."""
    with opened(place) as engine:
        return ledger(engine)


def receipt(talk: Dialogue, words: str) -> str:
    """Report; return the number on the receipt."""
    talk.says(OFFICIAL, words)
    said = talk.presses(OFFICIAL, "确认").splitlines()
    [number] = [line for line in said if line.startswith("回执号")]
    return number


def test_a_copy_is_put_back_whole(
    busy: Dialogue, here: Place, places: Places, tmp_path: Path
) -> None:
    file, there = copied(here, tmp_path / "copies"), places.another()
    before, sheets = whole(here), exported(here, tmp_path)
    status, said, complaint = there.say("restore", str(file))
    assert (status, complaint, len(said.splitlines())) == (0, "", 2)
    assert said.splitlines()[0].endswith("佐证材料文件1个，均已写入并复核。")
    assert (whole(there), exported(there, tmp_path)) == (before, sheets)
    [photo] = there.data_dir.glob("evidence/*/*.png")
    assert photo.read_bytes() == PHOTO
    assert there.say("verify")[0] == 0


def test_what_is_put_back_goes_on_where_it_was(
    busy: Dialogue, here: Place, places: Places, tmp_path: Path
) -> None:
    """The card that was left open is confirmed."""
    file, there = copied(here, tmp_path / "copies"), places.another()
    there.say("restore", str(file))
    with opened(there) as engine:
        busy.engine = engine
        assert busy.presses(OFFICIAL, "确认").startswith("已记入台账")
        with reading(engine) as tx:
            assert journal.first_broken(tx) is None


def test_no_receipt_is_given_twice_however_often_a_copy_is_put_back(
    talk: Dialogue, here: Place, places: Places, tmp_path: Path
) -> None:
    confirmed(talk, "1号别墅群已拆除3栋")
    file = copied(here, tmp_path / "copies")
    given = [receipt(talk, f"1号别墅群已拆除{n}栋") for n in (4, 5)]
    there = places.another()
    there.say("restore", str(file))
    with opened(there) as engine:
        talk.engine = engine
        given += [receipt(talk, f"1号别墅群已拆除{n}栋") for n in (4, 5)]
        assert there.say("verify")[0] == 0
    # And of what was put back a copy is made, which is put back in its turn.
    again, further = copied(there, tmp_path / "more"), places.another()
    further.say("restore", str(again))
    with opened(further) as engine:
        talk.engine = engine
        given += [receipt(talk, f"1号别墅群已拆除{n}栋") for n in (6, 7)]
    assert len(set(given)) == 6


def test_an_old_card_is_nobody_elses_after_a_copy_was_put_back(
    talk: Dialogue, here: Place, places: Places, tmp_path: Path
) -> None:
    """The card that was made after the copy is not there; the next one has another number."""
    file = copied(here, tmp_path / "copies")
    talk.says(OFFICIAL, "1号别墅群已拆除40栋")
    lost, there = card(talk, OFFICIAL), places.another()
    there.say("restore", str(file))
    with opened(there) as engine:
        talk.engine = engine
        talk.says(OFFICIAL, "2号已完成5公里")
        assert card(talk, OFFICIAL) != lost
        talk.press_data(OFFICIAL, lost)
        assert whole(there)["reports"] == []
        assert talk.presses(OFFICIAL, "确认").startswith("已记入台账")
        assert [row[6] for row in whole(there)["reports"]] == ["2号已完成5公里"]


def card(talk: Dialogue, who: int) -> str:
    """Return what the button that confirms the last card says."""
    return talk.last(who).buttons["确认"]


def test_a_later_putting_back_begins_beyond_an_earlier_one(
    engine: Engine, talk: Dialogue, here: Place, on_sqlite: Places, tmp_path: Path
) -> None:
    """The same copy twice, an hour apart, and nobody knew of the first."""
    confirmed(talk, "1号别墅群已拆除3栋")
    file = tmp_path / "copy.zip"
    manifest = archive.make(engine, file, MORNING)
    begins = []
    for minutes in (0, 60):
        with opened(on_sqlite.another()) as there:
            restore(there, file, manifest, tmp_path, MORNING + timedelta(minutes=minutes))
            with reading(there) as tx:
                begins.append(numbers.given(tx)["reports"])
    assert begins == [1 + 1000, 1 + 61_000]


def test_a_copy_has_nothing_of_a_unit_of_work_under_way(
    engine: Engine, talk: Dialogue, on_sqlite: Places, tmp_path: Path
) -> None:
    file = tmp_path / "copy.zip"
    with writing(engine) as tx:
        journal.write(tx, "Reported", {}, now=MORNING, person=1, item=1)
        archive.make(engine, file, Clock().now())
    there = on_sqlite.another()
    there.say("restore", str(file))
    with opened(there) as copy, reading(copy) as old, reading(engine) as now:
        assert [duty_checkpoints.facts_so_far(tx) for tx in (old, now)] == [0, 1]


def test_a_copy_is_its_owners_alone(talk: Dialogue, here: Place, tmp_path: Path) -> None:
    file = copied(here, tmp_path / "copies")
    assert [S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]


def test_evidence_that_is_missing_or_changed_is_named_and_the_copy_made(
    busy: Dialogue, here: Place, tmp_path: Path
) -> None:
    [photo] = here.data_dir.glob("evidence/*/*.png")
    name, words = photo.relative_to(here.data_dir), "佐证材料文件缺失或已改动："
    photo.write_bytes(b"something else")
    assert here.say("backup", str(tmp_path))[::2] == (0, f"{words}{name}\n")
    photo.unlink()
    assert here.say("backup", str(tmp_path))[::2] == (0, f"{words}{name}\n")


def test_a_copy_of_an_older_program_is_brought_up_to_date(
    busy: Dialogue, here: Place, places: Places, tmp_path: Path
) -> None:
    file, there = copied(here, tmp_path / "copies"), places.another()
    before = whole(here)
    older(file, "0035", without=("circular_drafts",))
    assert there.say("restore", str(file))[2] == ""
    assert whole(there) == before


def older(file: Path, revision: str, without: tuple[str, ...] = ()) -> None:
    """Let a copy be as the program of an older revision made it."""
    changed = file.with_suffix(".changed")
    with ZipFile(file) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                said = json.loads(content)
                said["tables"] = [t for t in said["tables"] if t["name"] not in without]
                content = json.dumps({**said, "revision": revision}).encode()
            new.writestr(name, content)
    changed.replace(file)


NO_COPY = "该文件不是台账备份，或者已损坏："


@pytest.mark.parametrize("harm", ["shorter", "other words", "no copy", "nothing"])
def test_a_damaged_copy_changes_nothing(
    busy: Dialogue, here: Place, on_sqlite: Places, tmp_path: Path, harm: str
) -> None:
    file, there = copied(here, tmp_path / "copies"), on_sqlite.another()
    content = file.read_bytes()
    place = content.index(b"PNG") + 100_000
    file.write_bytes(
        {
            "shorter": content[: len(content) // 2],
            "other words": content[:place] + b"X" + content[place + 1 :],
            "no copy": b"PK: a text",
            "nothing": b"",
        }[harm]
    )
    status, said, complaint = there.say("restore", str(file))
    assert (status, said, len(complaint.splitlines())) == (1, "", 1)
    assert complaint.startswith(NO_COPY)
    assert list(there.data_dir.iterdir()) == []


def test_a_copy_of_a_newer_program_is_refused(
    talk: Dialogue, here: Place, places: Places, tmp_path: Path
) -> None:
    file, there = copied(here, tmp_path / "copies"), places.another()
    older(file, "9999")
    status, said, complaint = there.say("restore", str(file))
    assert (status, said) == (1, "")
    assert complaint == "该备份由更新版本的 taizhang 生成，请先升级程序：9999\n"


def test_where_a_ledger_stands_none_is_put(
    busy: Dialogue, here: Place, database_url: str, tmp_path: Path
) -> None:
    file, before = copied(here, tmp_path / "copies"), whole(here)
    for words in (("restore", str(file)), ("move", database_url)):
        status, said, complaint = here.say(*words)
        assert (status, said) == (1, "")
        assert len(complaint.splitlines()) == 1
    assert here.say("restore", str(file))[2].startswith("该数据库不是空的，请改用空数据库：")
    assert whole(here) == before


def test_while_the_bot_runs_nothing_is_moved_and_nothing_put_under_it(
    engine: Engine, talk: Dialogue, here: Place, on_sqlite: Places, tmp_path: Path
) -> None:
    file, there = copied(here, tmp_path / "copies"), on_sqlite.another()
    served, post = sole_process(engine), Lease(engine, "sender")
    assert post.take()
    for words in (("restore", str(file)), ("move", there.url)):
        status, said, complaint = here.say(*words)
        assert (status, said) == (1, "")
        assert complaint.startswith("另一个进程正在使用此数据库，请先停止该进程：")
    post.leave()
    if served is not None:
        served.close()
    assert here.say("move", there.url)[0] == 0


def test_a_ledger_moves_to_another_database_and_its_export_is_the_same(
    busy: Dialogue, here: Place, places: Places, tmp_path: Path
) -> None:
    there = places.another()
    before, sheets = whole(here), exported(here, tmp_path)
    status, said, complaint = here.say("move", there.url)
    assert (status, complaint) == (0, "")
    assert said.splitlines()[0].endswith("行已写入并复核。")
    shutil.copytree(here.data_dir, there.data_dir, dirs_exist_ok=True)
    assert (whole(there), exported(there, tmp_path)) == (before, sheets)
    assert whole(here) == before
    assert there.say("verify")[0] == 0


def test_who_moved_gives_the_next_number(busy: Dialogue, here: Place, places: Places) -> None:
    there = places.another()
    here.say("move", there.url)
    with opened(there) as engine:
        busy.engine = engine
        assert receipt(busy, "1号别墅群已拆除13栋") == "回执号：20261124-00002"


def test_where_nobody_answers_nothing_is_moved_and_no_password_shown(
    talk: Dialogue, here: Place
) -> None:
    status, said, complaint = here.say("move", "postgresql+psycopg://a:s3cret@127.0.0.1:9/x")
    assert (status, said, len(complaint.splitlines())) == (1, "", 1)
    assert complaint.startswith("无法打开新数据库：")
    assert "s3cret" not in complaint


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_where_nothing_can_be_written_one_sentence_says_so(
    talk: Dialogue, here: Place, on_sqlite: Places, tmp_path: Path, command: str
) -> None:
    file, there = copied(here, tmp_path / "copies"), on_sqlite.another()
    (tmp_path / "file").touch()
    shut = Place(there.url, tmp_path / "file" / "x")
    words = {"backup": str(tmp_path / "file"), "restore": str(file)}
    place = {"backup": here, "restore": shut}[command]
    status, said, complaint = place.say(command, words[command])
    assert (status, said, len(complaint.splitlines())) == (1, "", 1)
