"""How fast Telegram takes messages, and how large a file may be.

Source: Telegram's bots FAQ (30 messages a second over all chats, 1 a second in one chat with short
bursts, 20 a minute in one group; edits count). Each with a little air for clocks that differ.
"""

from bot.rate_limits import Allowance, Limits

PUBLISHED = Limits(
    overall=Allowance(30, 1.004),
    chat=Allowance(1, 1.004),
    burst=Allowance(3, 3.01),
    group=Allowance(20, 60.04),
    # Half of it.
    kept_free=15,
    # Source: Bot API, getFile; a server of one's own may hand over more.
    download=20 * 1024 * 1024,
)

LARGEST_UPLOAD = 49_000_000
"""Bytes of a file that a bot sends: 50 MB, with a little air. Source: Bot API, sendDocument."""
