"""The check-up: what an operator wants to know before trusting an installation."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from telegram.error import TelegramError

from bot.bootstrap import in_one_line, unwritable
from bot.clock import Clock
from bot.ops.backups import folder_of, newest_time
from bot.profile import city_of
from bot.settings import Settings
from bot.telegram.client import AiohttpRequest, BotApi, named
from messages.pictures import draws_chinese
from messages.texts import Texts, texts
from rules.policy.city import City
from storage.db.backup import SPARE_BYTES
from storage.db.engine import DatabaseLost, Unreachable, is_missing, open_engine
from storage.db.migrate import is_current

CLOCK_TOLERANCE = 30.0
"""Seconds this machine's clock may differ from Telegram's."""


STALE = timedelta(days=2)
"""A copy of the ledger is made every night that the bot runs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `words` say how it is, or what mends it."""

    name: str
    well: bool
    words: str


async def examine(given: Settings) -> list[Finding]:
    """Everything, in the order an operator would mend it, in his language."""
    t = texts(given.language)
    city, settings_found = _settings(given, t)
    return [
        settings_found,
        _folder(given, t),
        _database(given, t),
        _backups(given, city, t),
        await _token(given, t),
        *_webhook(given, t),
        await _clock(given, t),
        _calendar(city, t),
        _font(t),
    ]


def _settings(given: Settings, t: Texts) -> tuple[City, Finding]:
    name = t("Settings")
    try:
        zone, folder = given.timezone, given.data_dir
        return city_of(given), Finding(
            name, True, t("time zone {zone}, data in {folder}", zone=zone, folder=folder)
        )
    except (OSError, ValueError) as error:
        words = t(
            "the profile {file} cannot be read, please mend it: {reason}",
            file=given.profile,
            reason=in_one_line(error),
        )
        return City(), Finding(name, False, words)


def _folder(given: Settings, t: Texts) -> Finding:
    name, trouble = t("Data folder"), unwritable(given.data_dir)
    if trouble:
        words = t("cannot be written, check TAIZHANG_DATA_DIR: {reason}", reason=trouble)
        return Finding(name, False, words)
    free = shutil.disk_usage(given.data_dir).free
    if free < SPARE_BYTES:
        words = t("only {megabytes} MB are left on the disk", megabytes=free // 2**20)
        return Finding(name, False, words)
    return Finding(name, True, t("{gigabytes} GB are left on the disk", gigabytes=_tenth(free)))


def _tenth(size: int) -> str:
    return f"{size / 2**30:.1f}"


def _webhook(given: Settings, t: Texts) -> list[Finding]:
    """Nothing to say while no webhook is wanted."""
    if not given.webhook_url:
        return []
    if not given.webhook_secret.get_secret_value():
        return [Finding("Webhook", False, t("no secret, please set TAIZHANG_WEBHOOK_SECRET"))]
    place = t("{url}, listening at {place}", url=given.webhook_url, place=given.webhook_listen)
    return [Finding("Webhook", True, place)]


def _database(given: Settings, t: Texts) -> Finding:
    name = t("Database")
    try:
        if is_missing(given.database_url):
            return Finding("数据库", True, "尚无台账，首次导入或运行时建立")
        engine = open_engine(given.database_url)
    except Unreachable as error:
        words = t("cannot be opened, check TAIZHANG_DATABASE_URL: {reason}", reason=error)
        return Finding(name, False, words)
    try:
        current = is_current(engine)
    except DatabaseLost as error:
        return Finding(name, False, t("cannot be read: {reason}", reason=error.orig))
    finally:
        engine.dispose()
    later = t("reached; its tables are brought up to date at the next start")
    return Finding(name, True, t("reached, its tables are up to date") if current else later)


def _backups(given: Settings, city: City, t: Texts) -> Finding:
    name = t("Backups")
    if not given.database_url.startswith("sqlite"):
        return Finding(name, True, t("by PostgreSQL's own tools, such as pg_dump"))
    made = newest_time(folder_of(given.data_dir))
    if not made:
        return Finding(name, True, t("none yet; made every night that the bot runs"))
    newest = datetime.fromtimestamp(made, UTC)
    day = f"{newest.astimezone(city.zone):%Y-%m-%d %H:%M}"
    if Clock().now() - newest > STALE:
        words = t("the newest is of {day}; look for no_backup in the log", day=day)
        return Finding(name, False, words)
    return Finding(name, True, t("the newest is of {day}", day=day))


async def _token(given: Settings, t: Texts) -> Finding:
    name, token = t("Token"), given.bot_token.get_secret_value()
    if not token:
        return Finding(name, False, t("not set, please set TAIZHANG_BOT_TOKEN"))
    api = BotApi(given.telegram_api_url, token, AiohttpRequest(proxy=given.proxy_url))
    try:
        bot = named(await api.call("getMe", {}, timeout=10))
    except TelegramError as error:
        words = t(
            "of no use; check TAIZHANG_BOT_TOKEN, TAIZHANG_TELEGRAM_API_URL and the network: {reason}",
            reason=error.message,
        )
        return Finding(name, False, words)
    finally:
        await api.close()
    return Finding(name, True, f"@{bot}")


async def _clock(given: Settings, t: Texts) -> Finding:
    """Telegram's own `Date` header is the clock to compare with."""
    name = t("Clock")
    timeout = aiohttp.ClientTimeout(total=10)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(given.telegram_api_url, proxy=given.proxy_url or None) as answer,
        ):
            told = answer.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError):
        return Finding(name, False, t("cannot be compared with Telegram's, check the network"))
    if told is None:
        return Finding(name, True, t("the server tells no time to compare with"))
    apart = abs((Clock().now() - parsedate_to_datetime(told)).total_seconds())
    if apart > CLOCK_TOLERANCE:
        words = t(
            "please set it right; seconds apart from Telegram's: {seconds}", seconds=f"{apart:.0f}"
        )
        return Finding(name, False, words)
    return Finding(name, True, t("right"))


def _calendar(city: City, t: Texts) -> Finding:
    name = t("Holidays")
    year = Clock().now().astimezone(city.zone).year
    if not city.calendar.is_published(year):
        words = t("those of {year} are unknown; add them to [workdays] of the profile", year=year)
        return Finding(name, False, words)
    if not city.calendar.is_published(year + 1):
        words = t("{year} is complete; add {following} once it is published",
                  year=year, following=year + 1)  # fmt: skip
        return Finding(name, True, words)
    return Finding(
        name, True, t("complete for {year} and {following}", year=year, following=year + 1)
    )


def _font(t: Texts) -> Finding:
    if draws_chinese():
        return Finding(t("Font"), True, t("pictures show Chinese"))
    return Finding(t("Font"), False, t("pictures cannot show Chinese; please run make setup again"))
