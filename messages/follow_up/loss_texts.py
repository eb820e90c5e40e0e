"""What the office is told when words do not arrive."""

from messages.texts import Texts

LEFT = "bot was kicked"
BLOCKED = "bot was blocked"
"""How Telegram's own descriptions begin, for what we learn before it refuses a message."""

UNREADABLE = "the file cannot be read from the disk"
"""How our own reason begins when a message could not even leave."""

UNREACHED = "the robot cannot be reached"
NO_ROBOT = "the profile has no such robot any more"
"""How our own reasons begin for robots of group chats."""


def unreachable(t: Texts, who: str, reason: str) -> str:
    """Say that a person or group can no longer be written to."""
    return t("Messages no longer reach {who}: {reason}", who=who, reason=_plainly(t, reason))


def not_taken(t: Texts, count: int, who: str, reason: str) -> str:
    """Say that a message cannot be delivered, though its receiver can be reached."""
    return t(
        "Messages that could not be delivered in the last 24 hours: {count}. "
        "The latest, to {who}: {reason}",
        count=count,
        who=who,
        reason=_plainly(t, reason),
    )


def _plainly(t: Texts, reason: str) -> str:
    """Return known reasons in the reader's words; an unknown one as it came."""
    sentences = {
        BLOCKED: t("the assistant was blocked there"),
        LEFT: t("the assistant was removed from the group"),
        "user is deactivated": t("the account was deleted"),
        "chat not found": t("there is no such chat any more"),
        "bot can't initiate": t("the assistant was never started there"),
        "rights": t("the assistant may not write there"),
        UNREADABLE: t("the file cannot be read from the disk"),
        UNREACHED: t("the robot cannot be reached"),
        NO_ROBOT: t("the profile has no such robot any more"),
    }
    return next((words for known, words in sentences.items() if known in reason.lower()), reason)
