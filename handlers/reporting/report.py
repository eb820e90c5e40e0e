"""Report by message: what an official writes becomes a card, and nothing more until he confirms."""

from handlers.context import Desk
from handlers.reporting import card, files, no_change
from handlers.reporting.understanding import LASTS, Writer, setting_of, understood
from messages.calls import width
from messages.incoming import Said, first_word
from messages.outgoing import Spoken
from rules.language.reading import Setting, read
from rules.language.reading.values import Reading
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from storage.ledger import items as ledger
from storage.ledger import search_index
from storage.reporting import drafts, readings

LONGEST = 4000
"""UTF-16 units of a report: a message of the full 4,096 has no room left for its card."""


def reported(said: Said, desk: Desk) -> Spoken:
    """Free words about progress. Several items in one message become several cards."""
    if too_long(said):
        return desk.say(
            desk.t("Please keep a report under 4,000 characters, or send it as a file.")
        )
    return begin_all(said, desk, readings_of(said, desk))


def too_long(said: Said) -> bool:
    return width(said.text) > LONGEST


def begin_all(said: Said, desk: Desk, found: tuple[Reading, ...]) -> Spoken:
    """A card for each reading; files sent along belong to the first."""
    spoken = Spoken()
    for position, reading in enumerate(found):
        spoken.messages += _begin(said, desk, reading, None, with_file=position == 0).messages
    return spoken


def by_number(said: Said, desk: Desk, words: str) -> Spoken:
    """`/report [NUMBER] TEXT`: the number decides the item."""
    code, text = first_word(words)
    if not words:
        return desk.say(desk.t("Please write /report NUMBER TEXT, or simply what was done."))
    item = ledger.by_code(desk.tx, code)
    if item is None and not code.isdigit():
        return reported(said.with_text(words), desk)
    if item is None or not may_report_on(desk.person, item):
        return desk.say(desk.t("No item {code} is yours to report on. Your items: /my", code=code))
    if not text.strip():
        return desk.say(desk.t("Please write what was done after the number."))
    meant = said.with_text(text.strip())
    return _begin(meant, desk, one_reading(meant, desk, item), item, with_file=True)


def words_of(text: str, desk: Desk) -> str:
    """What was reported, without the command and the number before it."""
    if not text.startswith("/"):
        return text
    words = first_word(text)[1].strip()
    code, rest = first_word(words)
    return words if ledger.by_code(desk.tx, code) is None else rest.strip()


def on_item(
    said: Said, desk: Desk, item: Item, reading: Reading, step: int | None = None
) -> Spoken:
    """A card for words that were asked for, about an item, or a milestone of it, that is known."""
    return _begin(said, desk, reading, item, with_file=True, step=step)


def readings_of(said: Said, desk: Desk) -> tuple[Reading, ...]:
    """What the words say, read at the moment they were written."""
    writer = Writer(desk.tx, desk.city, desk.person, said.at)
    return understood(writer, said.text, setting_of(writer, said))


def one_reading(said: Said, desk: Desk, item: Item) -> Reading:
    """The same, with the item already known: all the words are about it."""
    code = item.code.split("、")[0]
    return read(
        said.text,
        now=said.at.astimezone(desk.city.zone),
        calendar=desk.city.calendar,
        index=search_index.index_for(desk.tx, desk.person),
        setting=Setting(item=code, chosen=True, deadline=item.deadline),
    )


def reading_for(said: Said, desk: Desk, item: int | None) -> Reading:
    """New words for a card that may already have its item."""
    if item is None:
        return readings_of(said, desk)[0]
    return one_reading(said, desk, ledger.by_id(desk.tx, item))


def named_in(words: str, said: Said, desk: Desk) -> Item | None:
    """The one item that words of his name by themselves, whatever was spoken of before."""
    writer = Writer(desk.tx, desk.city, desk.person, said.at)
    found = understood(writer, words, Setting())
    return meant_by(desk, found[0]) if len(found) == 1 else None


def kind_of(reading: Reading) -> str:
    """What the words say they are, whatever an earlier wording said."""
    return "完成" if reading.intent == "done" else "进展"


def _begin(
    said: Said,
    desk: Desk,
    reading: Reading,
    item: Item | None,
    *,
    with_file: bool,
    step: int | None = None,
) -> Spoken:
    refusal = card.impossible(desk, reading)
    if refusal:
        return desk.say(refusal)
    item = item or meant_by(desk, reading)
    asked = no_change.asked_for(desk, reading, item) if item and said.file is None else None
    if asked is not None:
        return asked
    new = drafts.NewDraft(
        chat=said.chat.id,
        person=desk.person.id,
        message=said.message,
        words=reading.text,
        kind=kind_of(reading),
        item=item.id if item else None,
        reading=readings.as_json(reading),
        step=step,
    )
    since = desk.now - LASTS
    before = drafts.wordless(desk.tx, desk.chat, desk.person.id, since) if with_file else None
    draft = drafts.begin(desk.tx, new, desk.now)
    sent_along = with_file and files.note(said, desk, draft=draft.id)
    taken, told = files.taken_over(desk, before, draft.id)
    spoken = card.begun(desk, draft, item, int(sent_along) + taken)
    spoken.messages += told
    return spoken


def meant_by(desk: Desk, reading: Reading) -> Item | None:
    """The item he surely means and may report on."""
    if not reading.sure or not reading.candidates:
        return None
    item = ledger.by_code(desk.tx, reading.candidates[0].code)
    return item if item is not None and may_report_on(desk.person, item) else None
