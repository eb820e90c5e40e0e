"""The shapes that travel over HTTP."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class BotApiError(Exception):
    """A call is refused the way the Bot API refuses: code, description, parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_answer(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class Malformed(BotApiError):
    """The call itself is wrong: unknown parameter, missing one, wrong type.

    Telegram lets some of these pass in silence; here each is refused and counted, because it is
    always a mistake of the bot.
    """

    def __init__(self, description: str) -> None:
        super().__init__(400, f"Bad Request: {description}")


class ActRefused(Exception):
    """What a person tries in the sandbox is not possible there."""


def bad_request(text: str) -> BotApiError:
    return BotApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> BotApiError:
    return BotApiError(403, f"Forbidden: {text}")


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units: how Telegram counts entity offsets."""
    return len(text) + sum(character > "\uffff" for character in text)
