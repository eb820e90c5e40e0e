"""What a robot is sent, and what its answer means. Errors come inside an answer of status 200.

Sources: 企业微信 91770, 钉钉「自定义机器人接入」, 飞书「自定义机器人使用指南」.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from bot.delivery import (
    AN_HOUR_OF_TRIES,
    DeliveryFailure,
    DeliveryOutcome,
    Receipt,
    passing_or_final,
)
from rules.policy.mirrors import RobotKind

TOO_FAST = {45009: 60.0, 130101: 600.0, 11232: 60.0}
"""Seconds to wait by error code. DingTalk shuts for ten minutes."""
BUSY = -1
"""The error code of a server that asks to be tried again."""
LONGEST_REASON = 200
TOO_MANY = 429
FAULTS = 500
"""HTTP: statuses from here on are the server's own fault."""


@dataclass(frozen=True, slots=True)
class Post:
    """One call: what is added to the address, and the body."""

    params: dict[str, str]
    body: bytes


def post_of(kind: RobotKind, secret: str, words: str, now: datetime) -> Post:
    """Return words as plain text, since marks in what people wrote would be formatting; signed."""
    match kind:
        case RobotKind.FEISHU:
            # Words may not call everybody in the group.
            text = {"msg_type": "text", "content": {"text": words.replace("<at", "＜at")}}
            return Post({}, _json({**_signed_in_body(secret, now), **text}))
        case RobotKind.DINGTALK:
            text = {"msgtype": "text", "text": {"content": words}}
            return Post(_signed_in_address(secret, now), _json(text))
        case RobotKind.WECOM:
            return Post({}, _json({"msgtype": "text", "text": {"content": words}}))


def _json(body: object) -> bytes:
    # Escapes would double the bytes of Chinese.
    return json.dumps(body, ensure_ascii=False).encode()


def _signed_in_address(secret: str, now: datetime) -> dict[str, str]:
    """Sign as DingTalk does: milliseconds, the secret is the key. Whoever calls encodes it once."""
    stamp = str(int(now.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}


def _signed_in_body(secret: str, now: datetime) -> dict[str, str]:
    """Sign as Feishu does: seconds, the key is what DingTalk signs, and the message is empty."""
    stamp = str(int(now.timestamp()))
    digest = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}


def ended(status: int, answer: str, attempts: int) -> Receipt | DeliveryFailure:
    """Return how a call ended that was answered."""
    if status == TOO_MANY:
        return _slower(f"HTTP {status}", 60.0)
    if status >= FAULTS:
        return passing_or_final(f"HTTP {status}", attempts, AN_HOUR_OF_TRIES)
    code, message = _read(answer)
    if code is None:
        reason = f"HTTP {status}, not a robot's answer"
        return passing_or_final(reason, attempts, AN_HOUR_OF_TRIES)
    return Receipt() if code == 0 else _judged(code, message, attempts)


def _judged(code: int, message: str, attempts: int) -> DeliveryFailure:
    reason = f"{code} {message}"[:LONGEST_REASON]
    if code in TOO_FAST or "too many request" in message.lower():
        return _slower(reason, TOO_FAST.get(code, 60.0))
    if code == BUSY:
        return passing_or_final(reason, attempts, AN_HOUR_OF_TRIES)
    return DeliveryFailure(DeliveryOutcome.REFUSED, reason)


def _slower(reason: str, wait: float) -> DeliveryFailure:
    return DeliveryFailure(DeliveryOutcome.AGAIN, reason, wait=wait, counts=False, flood=True)


def _read(answer: str) -> tuple[int | None, str]:
    """Return the code and the words of an answer; None where it is none of a robot."""
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        return None, ""
    if not isinstance(said, dict):
        return None, ""
    code = said.get("errcode", said.get("code", said.get("StatusCode")))
    message = str(said.get("errmsg", said.get("msg", "")))
    return (code, message) if isinstance(code, int) else (None, "")
