"""`taizhang backup | restore | move`: the ledger as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from bot.bootstrap import (
    city,
    evidence_can_be_kept,
    ledger_as_it_is,
    not_a_folder,
    settings,
    stop,
    stop_for,
)
from bot.clock import Clock
from messages.texts import Texts, texts
from storage.copies import archive, moving, restoring
from storage.copies.archive import Damaged
from storage.copies.filling import NotEmpty, NotTaken, OfNewerProgram
from storage.copies.manifest import Manifest
from storage.db.backup import NotCopied
from storage.db.engine import DatabaseLost, Engine, Unreachable, open_engine
from storage.db.leases import AlreadyRunning, unserved

FORESEEN = (Damaged, NotCopied, NotEmpty, NotTaken, OfNewerProgram, AlreadyRunning)
NAMED = 20
"""Files that are named; the rest are counted."""


def backup(folder: Path = typer.Argument(help="the folder to write to")) -> None:
    """Copy the ledger and its evidence into one file, also while the bot runs."""
    given = settings()
    t, now = texts(given.language), Clock().now()
    name = f"taizhang-{now.astimezone(city(given).zone):%Y-%m-%d-%H%M%S}.zip"
    with ledger_as_it_is(given, begun=True) as engine, _in_one_sentence():
        manifest = archive.make(engine, folder / name, now, given.data_dir)
    for path in manifest.unfit[:NAMED]:
        typer.echo(t("The file of evidence {path} is missing or was changed", path=path), err=True)
    if len(manifest.unfit) > NAMED:
        typer.echo(t("… {count} in all", count=len(manifest.unfit)), err=True)
    typer.echo(str(folder / name))
    typer.echo(_whole(t, manifest))


def restore(file: Path = typer.Argument(help="a copy that taizhang backup made")) -> None:
    """Put a copy back into an empty place: the database and the data folder of the settings."""
    given = settings()
    t = texts(given.language)
    not_a_folder(file)
    if not file.is_file():
        stop(t("There is no file {file}", file=file))
    evidence_can_be_kept(given)
    with _in_one_sentence():
        manifest = archive.check(file)
        with _database(given.database_url) as engine, unserved(engine):
            restoring.restore(engine, file, manifest, given.data_dir, Clock().now())
    typer.echo(_whole(t, manifest))
    made_at = manifest.made_at.astimezone(city(given).zone)
    typer.echo(
        t(
            "The ledger is as of {moment}; what was confirmed later has to be reported again. "
            "Please check it now: taizhang verify",
            moment=t.minute(made_at),
        )
    )


def move(
    url: str = typer.Argument(
        help="an empty database: sqlite+aiosqlite://… or postgresql+psycopg://…"
    ),
) -> None:
    """Move the ledger to another database, with the bot stopped; the old one stays as it is."""
    given = settings()
    t = texts(given.language)
    with ledger_as_it_is(given, begun=True) as source, _in_one_sentence(), unserved(source):
        try:
            with _database(url) as target, unserved(target):
                count = moving.move(source, target)
        except Unreachable as error:
            stop(t("The new database cannot be opened: {reason}", reason=error))
    typer.echo(t("Written and read again: rows {rows}.", rows=count))
    typer.echo(
        t(
            "Please set TAIZHANG_DATABASE_URL to the new address and use the old database no more. "
            "Evidence stays in {folder}.",
            folder=given.data_dir,
        )
    )


@contextmanager
def _database(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    """End the command with the sentence of what keeps a ledger from being copied or put back."""
    try:
        yield
    except (*FORESEEN, Unreachable, *DatabaseLost) as error:
        stop_for(error)
    except OSError as error:
        stop_for(NotTaken(f"{error.filename}: {error.strerror}"))


def _whole(t: Texts, manifest: Manifest) -> str:
    """Return what a copy holds, all of it read again."""
    return t(
        "Written and read again: rows {rows}, files of evidence {files}.",
        rows=sum(table.rows for table in manifest.tables),
        files=len(manifest.evidence),
    )
