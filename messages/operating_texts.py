"""What the office is told when the assistant itself is in trouble."""

from datetime import tzinfo

from messages.texts import Texts
from rules.policy.watching import OperatingTrouble, Watched


def warning(t: Texts, trouble: OperatingTrouble, seen: Watched, zone: tzinfo) -> str:
    """Say what is wrong, and who mends it."""
    match trouble:
        case OperatingTrouble.QUEUE:
            assert seen.oldest is not None
            return t(
                "The assistant has fallen behind: the first message that waits came at {moment}. "
                "Please have the operator look (taizhang doctor).",
                moment=t.minute(seen.oldest.astimezone(zone)),
            )
        case OperatingTrouble.DISK:
            return t(
                "Only {gigabytes} GB are left on the assistant's disk. "
                "Please have the operator make room.",
                gigabytes=f"{seen.free / 2**30:.1f}",
            )
        case OperatingTrouble.COPIES:
            return t(
                "Last night's copy of the ledger was not made. "
                "Please have the operator look (no_backup in the log)."
            )
        case OperatingTrouble.CODES:
            assert seen.codes is not None
            return t(
                "Unknown accounts have sent wrong invitation codes in the last 24 hours "
                "(accounts: {accounts}, codes at least: {count}, the last at {moment}). They were "
                "let in nowhere and are answered last. Whoever needs a code gets a new one by "
                "taizhang invite NAME.",
                accounts=seen.codes.accounts,
                count=seen.codes.count,
                moment=t.minute(seen.codes.latest.astimezone(zone)),
            )
