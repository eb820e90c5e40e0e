"""Faults on demand: what goes wrong between a bot and Telegram, ordered for the next calls."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from sandbox.editing import NOT_MODIFIED
from sandbox.limits import too_many
from sandbox.wire import ActRefused, BotApiError, Json

REFUSALS: dict[str, tuple[int, str]] = {
    "500": (500, "Internal Server Error"),
    "401": (401, "Unauthorized"),
    "403": (403, "Forbidden: bot was blocked by the user"),
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "kicked": (403, "Forbidden: bot was kicked from the group chat"),
    "deactivated": (403, "Forbidden: user is deactivated"),
    "not_started": (403, "Forbidden: bot can't initiate conversation with a user"),
    "chat_not_found": (400, "Bad Request: chat not found"),
    "not_found": (400, "Bad Request: message to edit not found"),
    "not_modified": (400, f"Bad Request: {NOT_MODIFIED}"),
    "old_query": (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ),
    "409": (
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    ),
}
"""Answered instead of doing anything."""
INSTEAD = frozenset({"502", "timeout", "reset_before"})
"""No proper answer, and nothing was done."""
AFTERWARDS = frozenset({"timeout_after", "reset_after", "half", "not_json", "wrong_json"})
"""The call took effect, and its answer was lost or spoilt."""
OF_UPDATES = frozenset({"duplicate_updates", "reordered_updates"})
KINDS = REFUSALS.keys() | INSTEAD | AFTERWARDS | OF_UPDATES | {"429", "slow", "migrated", "error"}


@dataclass
class Fault:
    method: str
    """A method's name, `*`, or a pattern such as `send*`; `webhook` for deliveries"""
    kind: str
    times: int = 1
    skip: int = 0
    """Matching calls that pass unharmed before the first one that does not"""
    chat: int | None = None
    seconds: float = 3600.0
    retry_after: int = 1
    migrate_to_chat_id: int = 0
    error_code: int = 400
    description: str = "Bad Request"

    def __post_init__(self) -> None:
        self.kind = str(self.kind)
        if self.kind not in KINDS:
            raise ActRefused(f"there is no fault {self.kind!r}; there are {sorted(KINDS)}")

    def concerns(self, method: str, chat: object) -> bool:
        return fnmatchcase(method, self.method) and self.chat in (None, chat)

    def refusal(self) -> BotApiError | None:
        """Return the answer given instead of carrying out the call, if it is one in proper form."""
        if self.kind == "429":
            return too_many(self.retry_after)
        if self.kind == "migrated":
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            return BotApiError(400, text, migrate_to_chat_id=self.migrate_to_chat_id)
        if self.kind == "error":
            return BotApiError(self.error_code, self.description)
        return BotApiError(*REFUSALS[self.kind]) if self.kind in REFUSALS else None


class Faults:
    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self.ordered.append(fault)

    def clear(self) -> None:
        self.ordered.clear()

    def of_call(self, method: str, p: Json) -> Fault | None:
        """Return the fault that strikes this call, and count one use of it."""
        for fault in self.ordered:
            if fault.kind not in OF_UPDATES and fault.concerns(method, p.get("chat_id")):
                return fault if self._strikes(fault) else None
        return None

    def of_updates(self, method: str, kind: str) -> bool:
        """Whether a fault of this kind strikes this batch of updates."""
        for fault in self.ordered:
            if fault.kind == kind and fault.concerns(method, None):
                return self._strikes(fault)
        return False

    def _strikes(self, fault: Fault) -> bool:
        """Use the fault up a little; while it skips calls it does not strike."""
        if fault.skip:
            fault.skip -= 1
            return False
        fault.times -= 1
        if fault.times <= 0:
            self.ordered.remove(fault)
        return True
