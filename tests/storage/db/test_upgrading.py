"""A ledger that is in use is brought to the tables of a newer program, and nothing is lost."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, insert, select, text

from rules.policy.lists import ListKind
from storage.db.engine import Engine, reading, writing
from storage.db.migrate import is_current, upgrade
from storage.ledger.tables import persons
from storage.mail.tables import outbox
from storage.queries.tables import shown_lists
from storage.radar import flags
from storage.reporting import evidence
from storage.schema import metadata
from tests.support.accounts import BAD_CODE
from tests.support.applications import confirmed, villas_down
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.evidence_in import fetched
from tests.support.older_ledgers import as_of
from tests.support.scenes import jpeg, scene
from tests.support.small_city import MORNING, OFFICIAL, OUTSIDER, settle


def test_reports_cards_and_applications_under_way_go_on(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    talk.sends(OFFICIAL, "现场.jpg", "1号别墅群已拆除12栋，还剩33栋")
    talk.presses(OFFICIAL, "确认")
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "逐栋排查，问题清单已全部查清")
    as_of(engine, "0004")
    assert not is_current(engine)
    upgrade(engine)
    assert (
        talk.says(OFFICIAL, "/close 1").splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"
    )
    with reading(engine) as tx:
        assert [row.name for row in evidence.of_item(tx, 1)] == ["现场.jpg"]


def test_what_was_reported_before_there_were_flags_raises_none(
    engine: Engine, tmp_path: Path
) -> None:
    settle(engine)
    talk = Dialogue(engine)
    talk.sends(OFFICIAL, "现场.jpg", "1号别墅群已拆除20栋")
    talk.presses(OFFICIAL, "确认")
    fetched(talk, tmp_path, {"现场.jpg": jpeg(scene(1))})
    confirmed(talk, "1号别墅群已拆除12栋")
    as_of(engine, "0011")
    upgrade(engine)
    assert tick(talk, None, "radar") == {}
    talk.sends(OFFICIAL, "补充.jpg", "1号别墅群已拆除11栋")
    talk.presses(OFFICIAL, "确认")
    fetched(talk, tmp_path, {"补充.jpg": jpeg(scene(1))})
    talk.now += timedelta(days=1)
    tick(talk, None, "radar")
    with reading(engine) as tx:
        found = [(flag.kind, flag.words, flag.other_words) for flag in flags.found(tx)]
    assert found == [("same_photo", "补充.jpg", "现场.jpg"), ("falls", "11栋", "12栋")]


def test_the_migrations_make_the_tables_that_the_program_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_no_number_is_given_again_to_another_row(engine: Engine) -> None:
    """A button under an old message names a row by its number, and the row may be gone."""
    row = {"kind": ListKind.MY, "words": "", "shown_at": MORNING}
    with writing(engine) as tx:
        first = tx.execute(insert(shown_lists).values(row)).inserted_primary_key
        tx.execute(delete(shown_lists))
        second = tx.execute(insert(shown_lists).values(row)).inserted_primary_key
    assert (first, second) == ((1,), (2,))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_table_that_gives_numbers_counts_on(engine: Engine) -> None:
    """A later migration that makes a table anew on SQLite has to say so."""
    ours = {"journal", "journal_head", "accountability_drafts"}
    numbered = {t.name for t in metadata.sorted_tables if t.autoincrement_column is not None} - ours
    with reading(engine) as tx:
        found = tx.execute(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"))
        assert set(found.scalars()) == numbered


OLD_ROWS: list[dict[str, object]] = [
    {
        "body": {
            "method": "sendMessage",
            "params": {
                "chat_id": OFFICIAL,
                "text": "请核对",
                "reply_markup": {
                    "inline_keyboard": [[{"text": "确认", "callback_data": "d:1:ok"}]]
                },
                "reply_parameters": {"message_id": 5, "allow_sending_without_reply": True},
            },
        }
    },
    {
        "body": {
            "method": "editMessageText",
            "params": {"chat_id": OFFICIAL, "text": "已记入台账", "message_id": 9},
        }
    },
    {
        "body": {
            "method": "editMessageText",
            "params": {"chat_id": OFFICIAL, "text": "已更新"},
            "after": 1,
        }
    },
    {
        "body": {
            "method": "sendPhoto",
            "params": {"chat_id": OFFICIAL, "caption": "全市情况"},
            "svg": "<svg/>",
        }
    },
    {
        "body": {
            "method": "sendDocument",
            "params": {"chat_id": OFFICIAL, "caption": "通报"},
            "file": {"name": "通报.docx", "path": "", "content": "AA=="},
        }
    },
    {
        "urgency": 0,
        "body": {
            "method": "answerCallbackQuery",
            "params": {"callback_query_id": "77", "text": "已过期", "show_alert": True},
        },
    },
]
"""As an older program wrote them: bodies of the Bot API's calls."""


def test_what_waited_in_the_outbox_is_sent_as_it_was_meant(engine: Engine) -> None:
    as_of(engine, "0010")
    with engine.begin() as tx:
        for number, row in enumerate(OLD_ROWS, 1):
            values = {"urgency": 1, **row, "body": json.dumps(row["body"]), "id": number}
            tx.execute(text(OLD_INSERT), values)
    upgrade(engine)
    with reading(engine) as tx:
        kept = [(r.content, r.message_id, r.edits_row) for r in tx.execute(select(outbox))]
    button = [[{"label": "确认", "data": "d:1:ok"}]]
    assert kept == [
        ({"text": "请核对", "buttons": button, "reply_to": 5}, None, None),
        ({"text": "已记入台账"}, 9, None),
        ({"text": "已更新"}, None, 1),
        ({"text": "全市情况", "picture": "<svg/>"}, None, None),
        ({"text": "通报", "attachment": {"name": "通报.docx", "content": "AA=="}}, None, None),
        ({"callback": "77", "text": "已过期", "alert": True}, None, None),
    ]
    as_of(engine, "0010")
    with reading(engine) as tx:
        bodies = tx.execute(text("SELECT body FROM outbox ORDER BY id")).scalars()
        assert [json.loads(b) if isinstance(b, str) else b for b in bodies] == [
            row["body"] for row in OLD_ROWS
        ]
    upgrade(engine)


OLD_INSERT = """
    INSERT INTO outbox (id, chat_id, about, urgency, body, made_at, state, attempts, trouble)
    VALUES (:id, 101, '', :urgency, :body, '2026-11-26 01:00:00', 'waiting', 0, '')
"""


def test_a_code_given_out_before_only_hashes_were_kept_still_works_once(engine: Engine) -> None:
    settle(engine, enrolled=False)
    talk = Dialogue(engine)
    as_of(engine, "0023")
    with engine.begin() as connection:
        old = "INSERT INTO invites (code, person_id, made_at) VALUES ('ABCDEFGH', 1, :moment)"
        connection.execute(text(old), {"moment": talk.now})
    upgrade(engine)
    assert talk.says(OFFICIAL, "/start abcdefgh").startswith("青山县 张伟同志，您已完成登记。")
    assert talk.says(OUTSIDER, "/start ABCDEFGH") == BAD_CODE


def test_people_of_an_older_ledger_hold_office_and_have_no_number(engine: Engine) -> None:
    settle(engine)
    as_of(engine, "0025")
    upgrade(engine)
    with reading(engine) as tx:
        found = tx.execute(select(persons.c.staff_number, persons.c.left_on)).all()
    assert found == [("", None)] * 6
