"""How every command begins: settings that are right and a ledger that opens, or one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from pydantic import ValidationError

from bot.profile import city_of
from bot.settings import Settings
from rules.city import City
from storage.database import Engine, Unreachable, open_engine
from storage.migrate import upgrade


def stop(sentence: str) -> NoReturn:
    """Say what is wrong and what mends it, and end with status 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "TAIZHANG_" + str(first["loc"][0]).upper()
        stop(f"设置 {name} 有误：{first['msg']} / setting {name}: {first['msg']}")


def city(given: Settings) -> City:
    try:
        return city_of(given)
    except (OSError, ValueError) as error:
        stop(f"配置文件 {given.profile} 无法读取：{error} / cannot read the profile: {error}")


@contextmanager
def ledger(given: Settings) -> Iterator[Engine]:
    """The ledger, brought up to date."""
    try:
        engine = open_engine(given.database_url)
    except Unreachable as error:
        stop(
            f"无法打开数据库，请检查 TAIZHANG_DATABASE_URL：{error} / "
            f"cannot open the database, check TAIZHANG_DATABASE_URL: {error}"
        )
    try:
        upgrade(engine)
        yield engine
    finally:
        engine.dispose()
