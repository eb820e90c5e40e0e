"""Settings from the environment or `.env`, prefix `TAIZHANG_`."""

import re
from datetime import time
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import NonNegativeInt, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from rules.policy.city import City

BY_DEFAULT = City()

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
"""What Telegram takes as a webhook's secret. Source: Bot API, setWebhook."""


class Settings(BaseSettings):
    """What the operator sets. A bad value is named in one line at the start."""

    model_config = SettingsConfigDict(
        env_prefix="TAIZHANG_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        validate_default=True,
    )

    bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    proxy_url: str = ""
    database_url: str = "sqlite+aiosqlite:///var/taizhang.db"
    data_dir: Path = Path("var")
    timezone: str = BY_DEFAULT.zone.key
    digest_time: time = BY_DEFAULT.digest_time
    prompt_days: Annotated[tuple[NonNegativeInt, ...], NoDecode] = BY_DEFAULT.prompt_days
    quiet_hours: Annotated[tuple[time, time], NoDecode] = (
        BY_DEFAULT.quiet_from,
        BY_DEFAULT.quiet_until,
    )
    language: Literal["zh_CN", "en"] = "zh_CN"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1:8443"
    log_format: Literal["console", "json"] = "console"
    metrics_listen: str = ""
    profile: Path | None = None

    @field_validator("prompt_days", mode="before")
    @classmethod
    def _days(cls, value: object) -> object:
        return [part.strip() for part in value.split(",")] if isinstance(value, str) else value

    @field_validator("quiet_hours", mode="before")
    @classmethod
    def _hours(cls, value: object) -> object:
        return [part.strip() for part in value.split("-")] if isinstance(value, str) else value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no such time zone: {value}") from error
        return value

    @field_validator("telegram_api_url", "proxy_url")
    @classmethod
    def _root(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and not (parts.scheme in ("http", "https") and parts.hostname):
            raise ValueError(f"not an address that begins with http:// or https://: {value}")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _delivery(cls, value: str) -> str:
        parts = urlsplit(value)
        here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
        if value and not (here or (parts.scheme == "https" and parts.hostname)):
            raise ValueError(f"not an address that begins with https://: {value}")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr) -> SecretStr:
        if not SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("1 to 256 letters, digits, _ and - are possible")
        return value

    @field_validator("webhook_listen", "metrics_listen")
    @classmethod
    def _place(cls, value: str) -> str:
        _, colon, port = value.rpartition(":")
        if value and not (colon and port.isdecimal() and int(port) < 65536):
            raise ValueError(f"not host:port: {value}")
        return value
