"""Plain words that ask for a later deadline: of which item? Asked where it is not sure."""

from handlers.context import Desk
from handlers.extensions import request
from handlers.reporting import eligibility
from messages.extensions import extensions as words_of
from messages.incoming import Pressed, Said
from messages.outgoing import Spoken
from rules.language.reading.values import Reading
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from storage.ledger import items as ledger
from storage.ledger.item_filter import Wanted
from storage.mail import sent

OFFERED = 6
"""Items to choose from."""

ABOUT = "extend:"
"""The message that asks keeps the words, so that the button needs to name the item alone."""


def wished(said: Said, desk: Desk, found: tuple[Reading, ...]) -> Spoken:
    reading = found[0]
    item = ledger.by_code(desk.tx, reading.candidates[0].code) if reading.sure else None
    if item is not None:
        return _for(said, desk, item)
    likely = [ledger.by_code(desk.tx, candidate.code) for candidate in reading.candidates]
    own = ledger.listed(
        desk.tx, desk.person, Wanted(owners=desk.person.covers | {desk.person.id}, open_only=True)
    )
    his = [i for i in likely if i is not None and may_report_on(desk.person, i)]
    offered = his + [i for i in own if i not in his]
    if not offered:
        return desk.say(desk.t("Please write /extend and the number of one of your items."))
    buttons = words_of.item_buttons(offered[:OFFERED])
    about = f"{ABOUT}{said.text}"
    return desk.say(desk.t("Which item shall be extended? Please choose."), *buttons, about=about)


def chosen(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    """`xi:<item>`: the words written before are taken up for this item."""
    item = ledger.by_id(desk.tx, int(words[0]))
    kept = sent.about(desk.tx, desk.chat, press.message)
    if not kept.startswith(ABOUT):
        return Spoken(toast=desk.t("This button no longer works."))
    said = Said(press.chat, press.by, kept.removeprefix(ABOUT), press.message, desk.now)
    return _for(said, desk, item)


def _for(said: Said, desk: Desk, item: Item) -> Spoken:
    refusal = eligibility.refusal(desk, item, item.code)
    return desk.say(refusal) if refusal else request.weigh(said, desk, item, {})
