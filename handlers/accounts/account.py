"""An official and the bot: hello, help, language, receipts, dropping what was begun."""

import re
from typing import Any

from handlers.accounts import enrol
from handlers.closing import apply
from handlers.context import Desk
from handlers.extensions import withdraw
from handlers.reporting import card
from handlers.reporting.understanding import LASTS
from messages.accounts import welcome
from messages.accounts.help import help_text
from messages.incoming import Pressed, Said
from messages.outgoing import Button, Spoken
from messages.reporting.receipts import receipt_in_full
from messages.texts import LANGUAGES, texts
from rules.language.reading.deciding import takes_back_extension
from rules.policy.permissions import may_see_item
from storage.closing import closings
from storage.ledger import items as ledger
from storage.ledger import journal
from storage.people import people
from storage.reporting import drafts, open_questions, reports

OF_THE_LAST = re.compile(
    r"刚|[上前]一?[条次份]|报的|填报|\b(?:last|previous|my report)\b", re.IGNORECASE
)
"""What shall be cancelled is what was said last, and not a question that is open."""
NAMES = {"zh_CN": "中文", "en": "English"}
CALLED = {
    "zh_CN": frozenset({"zh_cn", "zh-cn", "zh", "cn", "中文", "汉语", "简体中文", "chinese"}),
    "en": frozenset({"en", "english", "英文", "英语"}),
}
"""A language, as people write it after `/language`."""


def start(said: Said, desk: Desk, words: str) -> Spoken:
    """Somebody who is enrolled comes again, perhaps by the link he came with at first."""
    owner = people.owner_of_code(desk.tx, words)
    if not words or people.came_by(desk.tx, words, said.by) == desk.person.id:
        return desk.say(welcome.already(desk.t, desk.person))
    if owner is None:
        return desk.say(welcome.bad_code(desk.t))
    if owner != desk.person.id:
        return desk.say(
            desk.t(
                "This account is enrolled as {name}. Please ask the office to change that.",
                name=desk.person.name,
            )
        )
    person = enrol.redeem(desk.tx, words, said.by, desk.now)
    return desk.say(welcome.greeting(desk.t, person or desk.person))


def helped(desk: Desk) -> Spoken:
    return desk.say(help_text(desk.t, desk.person))


def acknowledged(desk: Desk) -> Spoken:
    return desk.say(desk.t("Noted. When there is progress, simply write it here."))


def not_understood(desk: Desk) -> Spoken:
    return desk.say(
        desk.t("This was not understood as a report or a question. See /help for what is possible.")
    )


def cancelled(desk: Desk, words: str = "") -> Spoken:
    """Drop the question that is open, or else what came last: a card, a request, a dossier."""
    if takes_back_extension(words):
        return withdraw.wished(desk)
    asked = open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now)
    if open_questions.forget(desk.tx, desk.chat, desk.person.id):
        dropped = apply.question_dropped(desk, asked) if asked else None
        return dropped or desk.say(desk.t("Cancelled."))
    stands = _stands(desk, words)
    return desk.say(stands) if stands else _last_dropped(desk)


def _last_dropped(desk: Desk) -> Spoken:
    draft = drafts.latest_open(desk.tx, desk.chat, desk.person.id, desk.now - card.LASTS)
    since = draft.at if draft else desk.now - card.LASTS
    begun = closings.waiting_of(desk.tx, desk.person.id, since)
    last = begun.begun_at if begun else draft.at if draft else desk.now - LASTS
    asked = withdraw.offered(desk, last)
    if asked is not None:
        return asked
    if begun is not None:
        return apply.dropped(desk, begun)
    if draft is None:
        return desk.say(desk.t("There is nothing to cancel."))
    drafts.cancel(desk.tx, draft)
    return desk.say(desk.t("Cancelled. Nothing was recorded."), living=f"draft:{draft.id}")


def _stands(desk: Desk, words: str) -> str:
    """刚才报的作废, after it was confirmed: it stands, and can only be corrected."""
    last = drafts.latest(desk.tx, desk.chat, desk.person.id) if OF_THE_LAST.search(words) else None
    row = reports.by_id(desk.tx, last.report_id) if last and last.report_id else None
    if row is None:
        return ""
    return desk.t(
        "The report of item {code}, receipt {receipt}, is recorded and cannot be withdrawn. "
        "If it is wrong, please send it as it should read, for example: correction, 21 done.",
        code=row.code,
        receipt=row.receipt,
    )


def receipt(desk: Desk, words: str) -> Spoken:
    """`/receipt NUMBER`: what was recorded, for whoever may see the item, or reported it."""
    if not words:
        return desk.say(desk.t("Please write /receipt and the number of the receipt."))
    row = reports.by_receipt(desk.tx, words)
    if row is None or not _may_see(desk, row):
        return desk.say(desk.t("There is no receipt {number}.", number=words))
    owner = reports.represented(desk.tx, row)
    instead_of = people.by_id(desk.tx, owner).name if owner is not None else ""
    text = receipt_in_full(desk.t, row, desk.city.zone, instead_of)
    return desk.say(text, about=f"item:{row.item_id}")


def _may_see(desk: Desk, report: Any) -> bool:
    own = report.person_id == desk.person.id
    return own or may_see_item(desk.person, ledger.by_id(desk.tx, report.item_id))


def language(desk: Desk, words: str) -> Spoken:
    meant = next((name for name, called in CALLED.items() if words.lower() in called), None)
    if meant is not None:
        return _spoken_in(desk, meant)
    buttons = tuple(Button(NAMES[name], f"lang:{name}") for name in LANGUAGES)
    return desk.say(desk.t("Please choose a language."), buttons)


def language_chosen(press: Pressed, desk: Desk, words: list[str]) -> Spoken:
    del press
    return _spoken_in(desk, words[0])


def _spoken_in(desk: Desk, name: str) -> Spoken:
    people.speak(desk.tx, desk.person.id, name)
    journal.write(
        desk.tx, "LanguageChosen", {"language": name}, now=desk.now, person=desk.person.id
    )
    return desk.say(texts(name)("From now on I write in this language."))
