"""`/ready`: what would not stand a look-back inspection, by unit."""

from handlers.context import Context
from messages.lookback import readiness_texts
from messages.outgoing import Reply
from storage.ledger import campaigns
from storage.lookback.readiness import weak_items


def shown(ctx: Context, words: str) -> Reply:
    """Return the weak points of what this person answers for, of one unit where it is named."""
    _, expected = campaigns.days_of(ctx.tx, ctx.city)
    weak = weak_items(ctx.tx, ctx.person, expected)
    if words:
        weak = [each for each in weak if words in each.unit]
        if not weak:
            return ctx.say(ctx.t("Nothing weak was found of “{words}”.", words=words))
    if not weak:
        return ctx.say(ctx.t("Nothing was found that would not stand a look-back."))
    return ctx.say(readiness_texts.readiness(ctx.t, weak, whole=bool(words)))
