"""Mirrors, as the profile has them: robots of group chats at other messengers, with their secrets."""

from urllib.parse import parse_qs, urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from bot.profile_table import Table
from rules.policy.mirrors import Mirror, RobotKind

WHOLE_CITY = "全市"
HERE = frozenset({"127.0.0.1", "localhost", "::1"})

KEYS = {RobotKind.WECOM: "key", RobotKind.DINGTALK: "access_token"}
"""What an address must hold to be a robot's; Feishu has it at the end of the path."""


class MirrorSettings(Table):
    """A robot: whose it is, its address, the secret it is signed with, and what it is told of."""

    name: str = Field(min_length=1, max_length=30)
    kind: RobotKind
    url: SecretStr
    secret: SecretStr = Field(default=SecretStr(""), validate_default=True)
    scope: str = WHOLE_CITY

    @field_validator("url")
    @classmethod
    def _is_a_robots(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        kind = info.data.get("kind")
        if kind is not None and not _is_address(value.get_secret_value(), kind):
            raise ValueError(
                "须为群机器人的完整 https 地址 / must be the whole https address of a robot"
            )
        return value

    @field_validator("secret")
    @classmethod
    def _is_signed(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        kind, given = info.data.get("kind"), bool(value.get_secret_value())
        if kind is not None and given != (kind is not RobotKind.WECOM):
            raise ValueError(
                "钉钉、飞书须填加签密钥，企业微信没有 / "
                "DingTalk and Feishu are signed with one, WeCom has none"
            )
        return value

    def as_mirror(self) -> Mirror:
        """Return what duties and notices know of it: nothing secret."""
        return Mirror(self.name, self.kind, "" if self.scope == WHOLE_CITY else self.scope)


def _is_address(url: str, kind: RobotKind) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.scheme not in ("http", "https") or not url.isprintable() or " " in url:
        return False
    return bool(key_in(url, kind)) and (parts.scheme == "https" or host in HERE)


def key_in(url: str, kind: RobotKind) -> str:
    """Return what in a robot's address lets whoever has it post; empty where it is missing."""
    parts = urlsplit(url)
    if kind is RobotKind.FEISHU:
        return parts.path.partition("/hook/")[2]
    return parse_qs(parts.query).get(KEYS[kind], [""])[0]


def named_once(mirrors: list[MirrorSettings]) -> list[MirrorSettings]:
    """Raise ValueError for two mirrors of one name: it is what they are told apart by."""
    if len({mirror.as_mirror().chat for mirror in mirrors}) < len(mirrors):
        raise ValueError("名称不可重复 / each needs a name of its own")
    return mirrors
