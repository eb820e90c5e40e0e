"""Why a command cannot go on, in one sentence each: what is wrong and what mends it."""

from bot.telegram.startup_errors import TELEGRAM_REASONS
from storage.db.engine import DatabaseLost, Unreachable
from storage.db.leases import AlreadyRunning

SHAPES = {
    "timezone": "应为时区名称，例如 Asia/Shanghai",
    "digest_time": "应为时间，例如 08:30",
    "prompt_days": "应为天数，例如 30,7,3,1,0",
    "quiet_hours": "应为时段，例如 21:00-07:30",
    "language": "应为 zh_CN 或 en",
    "telegram_api_url": "应以 http:// 或 https:// 开头",
    "proxy_url": "应以 http:// 或 https:// 开头",
    "webhook_url": "应以 https:// 开头",
    "webhook_secret": "应为不超过 256 个字母、数字、_ 或 -",
    "webhook_listen": "应为“地址:端口”，例如 127.0.0.1:8443",
    "metrics_listen": "应为“地址:端口”，例如 127.0.0.1:9100",
    "log_format": "应为 console 或 json",
}
"""How each setting is written, for the operator who wrote it otherwise."""

REASONS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    *TELEGRAM_REASONS,
    (
        (Unreachable,),
        "无法打开数据库，请检查 TAIZHANG_DATABASE_URL：{reason} / "
        "cannot open the database: check TAIZHANG_DATABASE_URL: {reason}",
    ),
    (
        DatabaseLost,
        "数据库暂时不可用，请稍后重试，或检查磁盘空间和数据库服务：{reason} / "
        "the database fails: try again, or check the disk and the server: {reason}",
    ),
    (
        (AlreadyRunning,),
        "另一个进程正在使用此数据库，请先停止它：{reason} / "
        "another process already serves this database, stop it first: {reason}",
    ),
    ((OSError,), "无法启动：{reason} / cannot start: {reason}"),
)


def explain(error: BaseException) -> str | None:
    """Return the sentence; None for an error that no operator can mend."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    for kinds, sentence in REASONS:
        if isinstance(error, kinds):
            return sentence.format(reason=_in_one_line(error))
    return None


def _in_one_line(error: BaseException) -> str:
    said = str(getattr(error, "orig", None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__
