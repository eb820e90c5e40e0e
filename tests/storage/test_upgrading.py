"""A ledger that is in use is brought to the tables of a newer program, and nothing is lost."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from storage.db.engine import Engine, reading
from storage.db.migrate import MIGRATIONS, is_current, upgrade
from storage.reporting import evidence
from storage.schema import metadata
from tests.applications import villas_down
from tests.dialogue import Dialogue
from tests.small_city import OFFICIAL, settle

"""Imported to be known to the metadata."""


def as_of(engine: Engine, revision: str) -> None:
    """The tables as an older program knew them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_reports_cards_and_applications_under_way_go_on(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    talk.sends(OFFICIAL, "现场.jpg", "1号别墅群已拆除12栋，还剩33栋")
    talk.presses(OFFICIAL, "确认")
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "已查清")
    as_of(engine, "0004")
    assert not is_current(engine)
    upgrade(engine)
    assert (
        talk.says(OFFICIAL, "/close 1").splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"
    )
    with reading(engine) as tx:
        assert [row.name for row in evidence.of_item(tx, 1)] == ["现场.jpg"]


def test_the_migrations_make_the_tables_that_the_program_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
