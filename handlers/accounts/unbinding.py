"""`/unbind NAME`: the account of somebody who left is ended, once the office has confirmed it."""

from handlers.context import Context
from messages.accounts import unbinding_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.policy.people import Person
from rules.policy.permissions import may_unbind
from storage.people import invitations, people, unbinding


def begin(ctx: Context, words: str) -> Reply:
    """Ask before it is done; of namesakes, first whose account it is."""
    if not words:
        return ctx.say(unbinding_texts.usage(ctx.t))
    found = people.called(ctx.tx, words)
    if not found:
        return ctx.say(unbinding_texts.nobody(ctx.t, words))
    if len(found) > 1:
        return ctx.say(
            unbinding_texts.which(ctx.t, found[0].name), *unbinding_texts.namesakes(found)
        )
    return _asked(ctx, found[0])


def _asked(ctx: Context, person: Person, *, edits: int | None = None) -> Reply:
    access = unbinding.access_of(ctx.tx, person, ctx.today, ctx.now)
    refusal = unbinding_texts.refusal(ctx.t, access)
    if refusal:
        return ctx.say(refusal, edits=edits)
    text = unbinding_texts.question(ctx.t, access, own=person.id == ctx.person.id)
    codes = invitations.count_made(ctx.tx, person.id)
    return ctx.say(text, unbinding_texts.buttons(ctx.t, person, codes), edits=edits)


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Answer `ub:<person>`, or `ub:<person>:<codes made for them>:ok` or `:no`."""
    people.hold_enrolled(ctx.tx)
    person = people.by_id(ctx.tx, int(words[0]))
    out_of_date = len(words) > 1 and int(words[1]) != invitations.count_made(ctx.tx, person.id)
    if not _may_still(ctx) or out_of_date:
        return Reply(toast=ctx.t("This button no longer works."))
    match words[2:]:
        case ["ok"]:
            return _confirmed(press, ctx, person)
        case ["no"]:
            return ctx.say(unbinding_texts.kept(ctx.t, person), edits=press.message_id)
    return _asked(ctx, person, edits=press.message_id)


def _may_still(ctx: Context) -> bool:
    """Whether they still have an account: of two who end each other's, the second has none."""
    now = people.by_id(ctx.tx, ctx.person.id)
    return may_unbind(now) and now.account is not None


def _confirmed(press: ButtonPress, ctx: Context, person: Person) -> Reply:
    access = unbinding.access_of(ctx.tx, person, ctx.today, ctx.now)
    refusal = unbinding_texts.refusal(ctx.t, access)
    if refusal:
        return Reply(toast=refusal)
    unbinding.carry_out(ctx.tx, person, ctx.person.id, ctx.now)
    return ctx.say(unbinding_texts.done(ctx.t, access), edits=press.message_id)
