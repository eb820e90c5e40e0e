"""A ledger as an older program knew it."""

from alembic import command
from alembic.config import Config

from storage.db.engine import Engine
from storage.db.migrate import MIGRATIONS


def as_of(engine: Engine, revision: str) -> None:
    """Return the tables as an older program knew them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
