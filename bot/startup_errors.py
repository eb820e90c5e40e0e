"""Why a command cannot go on, in one sentence each: what is wrong and what mends it."""

from collections.abc import Callable

from bot.telegram.startup_errors import TELEGRAM_REASONS
from messages.texts import Texts
from storage.copies.archive import Damaged
from storage.copies.filling import NotEmpty, NotTaken, OfNewerProgram
from storage.db.backup import NotCopied
from storage.db.engine import DatabaseLost, Unreachable
from storage.db.leases import AlreadyRunning

SHAPES: dict[str, Callable[[Texts], str]] = {
    "timezone": lambda t: t("a time zone's name is expected, for example Asia/Shanghai"),
    "digest_time": lambda t: t("a time is expected, for example 08:30"),
    "prompt_days": lambda t: t("days are expected, for example 30,7,3,1,0"),
    "quiet_hours": lambda t: t("hours are expected, for example 21:00-07:30"),
    "language": lambda t: t("zh_CN or en is expected"),
    "telegram_api_url": lambda t: t("an address with http:// or https:// is expected"),
    "proxy_url": lambda t: t("an address with http:// or https:// is expected"),
    "webhook_url": lambda t: t("an address with https:// is expected"),
    "webhook_secret": lambda t: t("at most 256 letters, digits, _ and - are possible"),
    "webhook_listen": lambda t: t("HOST:PORT is expected, for example 127.0.0.1:8443"),
    "metrics_listen": lambda t: t("HOST:PORT is expected, for example 127.0.0.1:9100"),
    "log_format": lambda t: t("console or json is expected"),
}
"""How each setting is written, for the operator who wrote it otherwise."""

REASONS: tuple[tuple[tuple[type[Exception], ...], Callable[[Texts, str], str]], ...] = (
    *TELEGRAM_REASONS,
    (
        (Unreachable,),
        lambda t, reason: t(
            "The database cannot be opened, please check TAIZHANG_DATABASE_URL: {reason}",
            reason=reason,
        ),
    ),
    (
        DatabaseLost,
        lambda t, reason: t(
            "The database is not available for now, please try again later or check the disk "
            "and the database server: {reason}",
            reason=reason,
        ),
    ),
    (
        (AlreadyRunning,),
        lambda t, reason: t(
            "Another process already serves this database, please stop it first: {reason}",
            reason=reason,
        ),
    ),
    (
        (NotCopied,),
        lambda t, reason: t(
            "No copy was made, please check the folder and the disk: {reason}", reason=reason
        ),
    ),
    (
        (Damaged,),
        lambda t, reason: t(
            "This is no copy of a ledger, or a damaged one: {reason}", reason=reason
        ),
    ),
    (
        (OfNewerProgram,),
        lambda t, reason: t(
            "A newer taizhang made this copy, please bring the program up to date first: {reason}",
            reason=reason,
        ),
    ),
    (
        (NotEmpty,),
        lambda t, reason: t(
            "This database is not empty, please name an empty one: {reason}", reason=reason
        ),
    ),
    (
        (NotTaken,),
        lambda t, reason: t(
            "The database did not take the ledger, nothing was changed: {reason}", reason=reason
        ),
    ),
    ((OSError,), lambda t, reason: t("Cannot start: {reason}", reason=reason)),
)


def explain(error: BaseException, t: Texts) -> str | None:
    """Return the sentence; None for an error that no operator can mend."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    for kinds, sentence in REASONS:
        if isinstance(error, kinds):
            return sentence(t, _in_one_line(error))
    return None


def _in_one_line(error: BaseException) -> str:
    message = str(getattr(error, "orig", None) or error).strip()
    return message.splitlines()[0] if message else type(error).__name__
