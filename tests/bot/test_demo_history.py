"""The demo city's two months: its officials' own messages, and what a newcomer finds of each step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.demo import CITY, HISTORY, MORNING, seeded_ledger
from bot.demo_files import content_of
from bot.demo_history import steps_of
from bot.settings import Settings
from messages.dossier.case_document import document
from messages.texts import texts
from rules.policy.closing import ClosingState, Fact
from rules.policy.dossier import CaseFile
from rules.policy.flags import FlagKind, FlagState
from rules.policy.items import State
from rules.policy.lookback import CheckOccasion, LookBackVerdict
from storage.audit import first_mismatch
from storage.closing import objections
from storage.closing.check_tables import check_forms
from storage.closing.tables import closing_steps, closings, strike_offs
from storage.db.engine import Engine, Tx, open_engine, reading
from storage.dossier import case_files
from storage.ledger import item_store
from storage.ledger.tables import evidence, items
from storage.lookback import checks
from storage.lookback.tables import lookback_checks
from storage.mail.tables import outbox
from storage.people import people
from storage.radar import flags
from storage.reporting.pictures import marks_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def seeded(folder: Path) -> Iterator[tuple[Engine, dict[str, object]]]:
    """The demo's ledger as its story begins, and what the sandbox is told."""
    settings = Settings(
        bot_token=SecretStr("1:demo"),
        database_url=f"sqlite+aiosqlite:///{folder}/taizhang.db",
        data_dir=folder,
    )
    told = seeded_ledger(settings)
    engine = open_engine(settings.database_url)
    yield engine, told
    engine.dispose()


@pytest.fixture
def tx(seeded: tuple[Engine, dict[str, object]]) -> Iterator[Tx]:
    with reading(seeded[0]) as open_tx:
        yield open_tx


def codes(tx: Tx, *states: State) -> set[str]:
    return set(tx.execute(select(items.c.code).where(items.c.state.in_(states))).scalars())


def code_of(tx: Tx, item: int) -> str:
    return item_store.by_id(tx, item).code


def applications(tx: Tx, state: ClosingState) -> set[str]:
    query = select(items.c.code).join(closings).where(closings.c.state == state)
    return set(tx.execute(query).scalars())


def steps(tx: Tx, fact: Fact) -> list[tuple[str, str]]:
    """Return whose item it was, and the reason that was given."""
    query = select(items.c.code, closing_steps.c.words).join(items)
    return [tuple(row) for row in tx.execute(query.where(closing_steps.c.fact == fact))]


def test_what_stands_in_the_ledger_is_borne_out_by_its_journal(tx: Tx, folder: Path) -> None:
    assert first_mismatch(tx, folder) is None


def test_every_state_has_items(tx: Tx) -> None:
    assert [state for state in State if not codes(tx, state)] == []


def test_before_it_is_decided(tx: Tx) -> None:
    assert "1" in codes(tx, State.NOT_STARTED)
    assert codes(tx, State.UNDER_WAY) >= {"4", "6", "14"}
    assert applications(tx, ClosingState.GATHERING) == {"35"}
    assert codes(tx, State.APPLIED) == {"5"}
    assert codes(tx, State.UNDER_CHECK) == {"34"}


def test_a_form_is_half_filled(tx: Tx) -> None:
    open_forms = select(items.c.code, check_forms.c.person_id).select_from(
        check_forms.join(closings).join(items)
    )
    [(code, checker)] = tx.execute(open_forms.where(check_forms.c.handed_in_at.is_(None))).all()
    assert (code, people.name_of(tx, checker)) == ("34", "莫远航")


def test_one_was_sent_back_with_a_reason(tx: Tx) -> None:
    [(code, reason)] = steps(tx, Fact.SENT_BACK)
    assert code == "17"
    assert "4.1" in reason


def test_public_notices_run_wait_for_an_objection_and_are_over(tx: Tx) -> None:
    on_notice = codes(tx, State.ON_NOTICE)
    assert on_notice == {"10", "21", "23"}
    today = HISTORY.today(MORNING)
    lasts = select(items.c.code).join(closings).where(closings.c.notice_until >= today)
    assert set(tx.execute(lasts).scalars()) == {"10", "21"}
    assert [code_of(tx, one.item_id) for one in objections.all_pending(tx)] == ["21"]


def test_struck_off_with_number_and_kept_up(tx: Tx) -> None:
    numbers = select(items.c.code, strike_offs.c.number).select_from(strike_offs.join(items))
    assert {row.code for row in tx.execute(numbers)} == {"15", "25", "40"}
    assert codes(tx, State.STRUCK_OFF) == {"15"}
    assert codes(tx, State.KEPT_UP) == {"40"}


def test_opened_again_after_a_relapse(tx: Tx) -> None:
    [(code, reason)] = steps(tx, Fact.REOPENED)
    assert code == "25"
    assert "恢复生产" in reason
    assert "25" in codes(tx, State.UNDER_WAY)


def test_look_back_checks_done_and_open(tx: Tx) -> None:
    done = select(items.c.code, lookback_checks.c.verdict).select_from(lookback_checks.join(items))
    found = {row.code: row.verdict for row in tx.execute(done) if row.verdict}
    assert found == {"15": LookBackVerdict.SLIGHT, "25": LookBackVerdict.RELAPSED}
    [waiting] = checks.open_ones(tx)
    assert (code_of(tx, waiting.item_id), waiting.occasion) == ("15", CheckOccasion.FOLLOW_UP)


def test_flags_wait_and_are_concluded(tx: Tx) -> None:
    found = {(flag.kind, code_of(tx, flag.item_id), flag.state) for flag in flags.found(tx)}
    assert found == {
        (FlagKind.SAME_PHOTO, "16", FlagState.ASKED),
        (FlagKind.OVER_MEASURED, "17", FlagState.ASKED),
        (FlagKind.FALLS, "38", FlagState.EXPLAINED),
        (FlagKind.FALLS, "39", FlagState.FALSE),
    }


def test_all_evidence_is_there(tx: Tx, folder: Path) -> None:
    rows = tx.execute(select(evidence.c.state, evidence.c.path)).all()
    assert len(rows) > 50
    assert [row for row in rows if row.state != "kept" or not (folder / row.path).is_file()] == []


def test_nobody_is_enrolled_and_nothing_waits_to_be_sent(tx: Tx) -> None:
    assert [person.name for person in people.everybody(tx) if person.account is not None] == []
    waiting = select(outbox.c.id).where(outbox.c.state.in_(("waiting", "sending")))
    assert tx.execute(waiting).all() == []


def test_the_phones_offer_an_owner_a_verifier_the_office_and_a_leader(
    seeded: tuple[Engine, dict[str, object]],
) -> None:
    told = seeded[1]
    users = told["users"]
    assert isinstance(users, list)
    hints = [user["role_hint"] for user in users]
    assert hints[:3] == ["责任人", "市领导", "整改办"]
    assert {"验收人", "单位负责人"} <= set(hints)


def test_nothing_happens_before_the_campaign_or_after_the_story_begins() -> None:
    moments = [step.at for step in steps_of(CITY / "history.csv", HISTORY)]
    assert moments == sorted(moments)
    assert moments[-1] < MORNING


def test_the_same_name_is_the_same_photo_and_others_look_different() -> None:
    one, other = (marks_of(content_of(name)).look for name in ("甲.jpg", "乙.jpg"))
    assert content_of("甲.jpg") == content_of("甲.jpg")
    assert one is not None and other is not None
    assert (int(one, 16) ^ int(other, 16)).bit_count() > 12


def test_a_day_in_the_name_is_what_the_camera_says() -> None:
    assert marks_of(content_of("现场20261003.jpg")).taken == "2026-10-03T10:00:00"


def case_of(tx: Tx, code: str) -> CaseFile:
    item = item_store.by_code(tx, code)
    assert item is not None
    return case_files.gather(tx, item)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("15", ["site_check passed", "strike_off ", "lookback 轻微反弹"]),
        ("17", ["site_check sent_back"]),
        ("21", ["site_check passed", "objection answered"]),
        ("25", ["site_check passed", "strike_off ", "lookback 反弹"]),
    ],
)
def test_a_case_file_has_checks_objections_look_backs_and_numbers(
    tx: Tx, code: str, found: list[str]
) -> None:
    assert [f"{one.kind} {one.state}" for one in case_of(tx, code).found] == found


def test_a_case_file_has_nothing_of_the_radar(tx: Tx) -> None:
    case = case_of(tx, "39")
    assert case.events
    assert [event for event in case.events if event.fact.startswith("Flag")] == []
    made = document(texts("zh_CN"), case, [], {}, MORNING, HISTORY.zone)
    assert "核减" not in str(made)


def test_a_case_file_is_written_in_the_trades_words(tx: Tx) -> None:
    made = document(texts("zh_CN"), case_of(tx, "15"), [], {}, MORNING, HISTORY.zone)
    [found] = [part for part in made.sections if part.heading == "核查、异议、回头看及销号文号"]
    assert [tuple(row)[1:] for row in found.rows] == [
        ("现场核查", "秦书怀", "2026-10-09\n秦书怀、赵建国\n1.2万吨", "通过"),
        ("销号", "章正平", "整改销号〔2026〕2号", ""),
        (
            "回头看",
            "莫远航",
            "堆场东侧又堆放少量未覆盖污泥，约20吨，其余已清空",
            "轻微反弹",
        ),
    ]
