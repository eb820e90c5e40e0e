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
from bot.ops.backups import file_of
from bot.profile import city_of
from bot.settings import Settings
from bot.startup_errors import SHAPES, explain
from rules.policy.city import City
from storage.db import private
from storage.db.engine import DatabaseLost, Engine, Unreachable, is_missing, open_engine
from storage.db.migrate import has_ledger, upgrade


def stop(sentence: str) -> NoReturn:
    """Say what is wrong and what mends it, and end with status 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def stop_for(error: Exception) -> NoReturn:
    """End with the sentence that belongs to this error; raise it when it has none."""
    sentence = explain(error)
    if sentence is None:
        raise error
    stop(sentence)


def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        name = "TAIZHANG_" + field.upper()
        stop(f"设置 {name} 有误，{SHAPES[field]} / setting {name}: {_said(first['msg'])}")
    except UnicodeDecodeError as error:
        stop(f".env 不是 UTF-8 文本，请另存 / .env is not UTF-8 text, save it as such: {error}")


def _said(message: str) -> str:
    return message.removeprefix("Value error, ")


def in_one_line(error: Exception) -> str:
    """What is wrong with the profile: the first thing only, with its place."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {_said(first['msg'])}"
    return str(error)


def city(given: Settings) -> City:
    try:
        return city_of(given)
    except (OSError, ValueError) as error:
        reason = in_one_line(error)
        stop(f"配置文件 {given.profile} 无法读取：{reason} / cannot read the profile: {reason}")


def unwritable(folder: Path) -> str:
    """Why nothing can be kept there; empty when all is well."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return str(error.strerror)


def evidence_can_be_kept(given: Settings) -> None:
    trouble = unwritable(given.data_dir)
    if trouble:
        stop(
            f"数据目录 {given.data_dir} 不可写，请检查 TAIZHANG_DATA_DIR：{trouble} / "
            f"the folder for evidence cannot be written, check TAIZHANG_DATA_DIR: {trouble}"
        )


@contextmanager
def ledger(given: Settings, *, begun: bool = False) -> Iterator[Engine]:
    """The ledger, brought up to date. Where it must have `begun`, none is made."""
    try:
        with ExitStack() as stack:
            if begun and is_missing(given.database_url):
                _no_ledger()
            engine = open_engine(given.database_url)
            stack.callback(engine.dispose)
            private.tighten(file_of(engine), given.data_dir)
            if begun and not has_ledger(engine):
                _no_ledger()
            upgrade(engine)
            yield engine
    except (Unreachable, *DatabaseLost) as error:
        stop_for(error)


def _no_ledger() -> NoReturn:
    stop(
        "此处没有台账，请检查 TAIZHANG_DATABASE_URL / there is no ledger: check TAIZHANG_DATABASE_URL"
    )


def not_a_folder(file: Path) -> None:
    if file.is_dir():
        stop(f"{file} 是文件夹，请写明文件名 / {file} is a folder: name a file")


def moment(at: str, city: City) -> datetime:
    """What `--at` says, in the city's time where it names no other; now when it is not said."""
    try:
        said = datetime.fromisoformat(at) if at else Clock().now()
    except ValueError:
        stop(
            f"--at 应为时间，例如 2026-12-01T08:30，不是“{at}” / "
            f"--at must be a time such as 2026-12-01T08:30, not “{at}”"
        )
    return said.replace(tzinfo=city.zone) if said.tzinfo is None else said
