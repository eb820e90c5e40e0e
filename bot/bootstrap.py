"""How every command begins: settings that are right and a ledger that opens, or one sentence."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

import typer
from pydantic import ValidationError

from bot.clock import Clock
from bot.operator_language import operator_texts
from bot.ops.backups import file_of
from bot.profile import city_of
from bot.settings import Settings
from bot.startup_errors import SHAPES, explain
from messages.texts import texts
from rules.policy.city import City
from storage.db import private
from storage.db.engine import DatabaseLost, Engine, Unreachable, is_missing, open_engine
from storage.db.migrate import has_ledger, is_current, upgrade

IN_MEMORY = "sqlite:///:memory:"


def stop(sentence: str) -> NoReturn:
    """Say what is wrong and what mends it, and end with status 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def stop_for(error: Exception) -> NoReturn:
    """End with the sentence that belongs to this error; raise it when it has none."""
    sentence = explain(error, operator_texts())
    if sentence is None:
        raise error
    stop(sentence)


def settings() -> Settings:
    """Read the settings; end the command with one sentence when one of them is wrong."""
    t = operator_texts()
    try:
        return Settings()
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        name = "TAIZHANG_" + field.upper()
        stop(t("Setting {name} is wrong: {shape}", name=name, shape=SHAPES[field](t)))
    except UnicodeDecodeError as error:
        stop(t(".env is not UTF-8 text, please save it as such: {reason}", reason=error))


def in_one_line(error: Exception) -> str:
    """Return what is wrong with the profile: the first thing only, with its place."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        message = first["msg"].removeprefix("Value error, ")
        return f"{'.'.join(map(str, first['loc']))}: {message}"
    return str(error)


def city(given: Settings) -> City:
    """Read the city's profile; end the command with one sentence when it cannot be read."""
    try:
        return city_of(given)
    except (OSError, ValueError) as error:
        t, reason = texts(given.language), in_one_line(error)
        stop(t("The profile {file} cannot be read: {reason}", file=given.profile, reason=reason))


def unwritable(folder: Path) -> str:
    """Return why nothing can be kept in a folder; empty when something can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return str(error.strerror)


def evidence_can_be_kept(given: Settings) -> None:
    """End the command with one sentence unless files can be written to the data folder."""
    reason, t = unwritable(given.data_dir), texts(given.language)
    if reason:
        stop(
            t(
                "The data folder {folder} cannot be written, please check TAIZHANG_DATA_DIR: {reason}",
                folder=given.data_dir,
                reason=reason,
            )
        )


@contextmanager
def ledger(given: Settings, *, begun: bool = False) -> Iterator[Engine]:
    """Open the ledger, brought up to date. Where it must have `begun`, none is made."""
    with _explained(), ExitStack() as stack:
        engine = _kept(given, stack) if begun else _opened(given.database_url, stack)
        if engine is None:
            _no_ledger(given)
        private.tighten(file_of(engine), given.data_dir)
        upgrade(engine)
        yield engine


@contextmanager
def ledger_as_it_is(given: Settings, *, begun: bool = False) -> Iterator[Engine]:
    """Open the ledger for who only looks: none is made, and none is brought up to date.

    An empty one in memory stands for one that is not there, unless it must have `begun`.
    """
    with _explained(), ExitStack() as stack:
        engine = _kept(given, stack)
        if engine is None and begun:
            _no_ledger(given)
        if engine is None:
            engine = _opened(IN_MEMORY, stack)
            upgrade(engine)
        elif not is_current(engine):
            t = texts(given.language)
            stop(
                t(
                    "This ledger is of another version of taizhang; "
                    "an older one is brought up to date by taizhang run"
                )
            )
        yield engine


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (Unreachable, *DatabaseLost) as error:
        stop_for(error)


def _opened(url: str, stack: ExitStack) -> Engine:
    engine = open_engine(url)
    stack.callback(engine.dispose)
    return engine


def _kept(given: Settings, stack: ExitStack) -> Engine | None:
    """Return the ledger that is there already; None where there is none."""
    if is_missing(given.database_url):
        return None
    engine = _opened(given.database_url, stack)
    return engine if has_ledger(engine) else None


def _no_ledger(given: Settings) -> NoReturn:
    t = texts(given.language)
    stop(t("There is no ledger here, please check TAIZHANG_DATABASE_URL"))


def not_a_folder(file: Path) -> None:
    """End the command with one sentence when a folder is named in place of a file."""
    if file.is_dir():
        stop(operator_texts()("{file} is a folder, please name a file", file=file))


def moment(at: str, city: City) -> datetime:
    """Return the time given by `--at`, in the city's zone where it names no other; else now."""
    try:
        given = datetime.fromisoformat(at) if at else Clock().now()
    except ValueError:
        t = texts(city.language)
        stop(t("--at takes a time such as 2026-12-01T08:30, not “{words}”", words=at))
    return given.replace(tzinfo=city.zone) if given.tzinfo is None else given
