"""`/status 李市长包保的`: the items of one guarantor, and what they are accountable for."""

from handlers.context import Context
from handlers.queries import guarantors, questions, status
from messages.outgoing import Reply


def status_asked(ctx: Context, words: str) -> Reply:
    """Answer `/status [WORDS]`: of a guarantor their card, else what the words name."""
    found = guarantors.named(ctx, words)
    if not found:
        return questions.status_of(ctx, words)
    if len(found) == 1:
        return status.with_picture(ctx, guarantors.path_to(found[0]))
    names = ctx.t.comma().join(f"{person.post}{person.name}" for person in found)
    return ctx.say(ctx.t("Several guarantors are called so: {names}. Which one?", names=names))
