"""The check-up: what an operator wants to know before trusting an installation."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from telegram.error import TelegramError

from bot.backups import folder_of, newest_time
from bot.clock import Clock
from bot.outset import in_one_line, unwritable
from bot.profile import city_of
from bot.settings import Settings
from bot.transport import AiohttpRequest, BotApi, named
from messages.pictures import draws_chinese
from rules.city import City
from storage.copies import SPARE_BYTES
from storage.database import DatabaseLost, Unreachable, open_engine
from storage.migrate import is_current

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
    """Everything, in the order an operator would mend it."""
    city, settings_found = _settings(given)
    return [
        settings_found,
        _folder(given),
        _database(given),
        _backups(given, city),
        await _token(given),
        *_webhook(given),
        await _clock(given),
        _calendar(city),
        _font(),
    ]


def _settings(given: Settings) -> tuple[City, Finding]:
    try:
        return city_of(given), Finding(
            "设置", True, f"时区 {given.timezone}，数据 {given.data_dir}"
        )
    except (OSError, ValueError) as error:
        words = f"配置文件 {given.profile} 无法读取，请修改：{in_one_line(error)}"
        return City(), Finding("设置", False, words)


def _folder(given: Settings) -> Finding:
    trouble = unwritable(given.data_dir)
    if trouble:
        return Finding("数据目录", False, f"不可写，请检查 TAIZHANG_DATA_DIR：{trouble}")
    free = shutil.disk_usage(given.data_dir).free
    if free < SPARE_BYTES:
        return Finding("数据目录", False, f"磁盘仅余 {free // 2**20} MB，请清理")
    return Finding("数据目录", True, f"可写，磁盘剩余 {free / 2**30:.1f} GB")


def _webhook(given: Settings) -> list[Finding]:
    """Nothing to say while no webhook is wanted."""
    if not given.webhook_url:
        return []
    if not given.webhook_secret.get_secret_value():
        return [Finding("回调", False, "未设置密钥，请设置 TAIZHANG_WEBHOOK_SECRET")]
    return [Finding("回调", True, f"{given.webhook_url}，监听 {given.webhook_listen}")]


def _database(given: Settings) -> Finding:
    try:
        engine = open_engine(given.database_url)
    except Unreachable as error:
        return Finding("数据库", False, f"无法打开，请检查 TAIZHANG_DATABASE_URL：{error}")
    try:
        current = is_current(engine)
    except DatabaseLost as error:
        return Finding("数据库", False, f"无法读取：{error.orig}")
    finally:
        engine.dispose()
    words = "已连接，结构为最新" if current else "已连接，下次运行时自动升级结构"
    return Finding("数据库", True, words)


def _backups(given: Settings, city: City) -> Finding:
    if not given.database_url.startswith("sqlite"):
        return Finding("备份", True, "请使用 PostgreSQL 自带的工具，例如 pg_dump")
    made = newest_time(folder_of(given.data_dir))
    if not made:
        return Finding("备份", True, "尚无，运行期间每晚自动备份")
    newest = datetime.fromtimestamp(made, UTC)
    words = f"最近一份 {newest.astimezone(city.zone):%Y-%m-%d %H:%M}"
    if Clock().now() - newest > STALE:
        return Finding("备份", False, f"{words}，请查看运行日志中的 no_backup")
    return Finding("备份", True, words)


async def _token(given: Settings) -> Finding:
    token = given.bot_token.get_secret_value()
    if not token:
        return Finding("令牌", False, "未设置，请设置 TAIZHANG_BOT_TOKEN")
    api = BotApi(given.telegram_api_url, token, AiohttpRequest(proxy=given.proxy_url))
    try:
        name = named(await api.call("getMe", {}, timeout=10))
    except TelegramError as error:
        words = (
            f"不可用，请检查 TAIZHANG_BOT_TOKEN、TAIZHANG_TELEGRAM_API_URL 和网络：{error.message}"
        )
        return Finding("令牌", False, words)
    finally:
        await api.close()
    return Finding("令牌", True, f"@{name}")


async def _clock(given: Settings) -> Finding:
    """Telegram's own `Date` header is the clock to compare with."""
    timeout = aiohttp.ClientTimeout(total=10)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(given.telegram_api_url, proxy=given.proxy_url or None) as answer,
        ):
            told = answer.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError):
        return Finding("时钟", False, "无法与 Telegram 核对，请检查网络")
    if told is None:
        return Finding("时钟", True, "服务器未提供时间，未核对")
    apart = abs((Clock().now() - parsedate_to_datetime(told)).total_seconds())
    if apart > CLOCK_TOLERANCE:
        return Finding("时钟", False, f"与 Telegram 相差 {apart:.0f} 秒，请校准本机时间")
    return Finding("时钟", True, "准确")


def _calendar(city: City) -> Finding:
    year = Clock().now().astimezone(city.zone).year
    if not city.calendar.is_published(year):
        return Finding("节假日", False, f"没有 {year} 年调休安排，请在配置文件 [workdays] 中补充")
    if not city.calendar.is_published(year + 1):
        return Finding("节假日", True, f"{year} 年完整；{year + 1} 年调休公布后请补充")
    return Finding("节假日", True, f"{year}、{year + 1} 年完整")


def _font() -> Finding:
    if draws_chinese():
        return Finding("字体", True, "图片中文正常")
    return Finding("字体", False, "图片中文无法显示，请重新执行 make setup")
