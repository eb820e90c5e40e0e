"""Second thoughts: new words for an open card, and figures that were written wrongly."""

import re
from dataclasses import replace

from handlers.context import Desk
from handlers.reporting import card, edit, files, report
from messages.incoming import Said
from messages.outgoing import Spoken
from rules.language.reading.values import Reading
from rules.policy.permissions import may_report_on
from storage.ledger import items as ledger
from storage.ledger import search_index
from storage.mail import sent
from storage.reporting import drafts, open_questions
from storage.reporting.drafts import Draft
from storage.reporting.open_questions import Asked


def new_words(said: Said, desk: Desk, asked: Asked) -> Spoken:
    """After `修改`: the next message takes the place of the card's words."""
    draft = drafts.by_id(desk.tx, asked.number)
    if draft is None or draft.state != "open":
        return report.reported(said, desk)
    if report.too_long(said):
        return report.reported(said, desk)
    files.note(said, desk, draft=draft.id)
    if not said.text:
        open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)
        return card.shown(desk, draft.id)
    return edit.reworded(said, desk, draft)


def corrected(said: Said, desk: Desk, found: tuple[Reading, ...]) -> Spoken:
    """“刚才写错了，应该是21栋”: what is replied to is meant, else what is named, else the last card."""
    spoken = Spoken()
    for one in found:
        part = said.with_text(one.text) if len(found) > 1 else said
        spoken.messages += _corrected(part, desk, one).messages
    return spoken


def _corrected(said: Said, desk: Desk, reading: Reading) -> Spoken:
    replied = ledger.spoken_of(desk.tx, sent.about(desk.tx, desk.chat, said.reply_to))
    named = report.named_in(said.text, said, desk)
    item = replied or named
    draft = drafts.latest(desk.tx, desk.chat, desk.person.id, item.id if item else None)
    if draft is not None and _ONLY_WRONG.fullmatch(said.text):
        return _as_it_should_read(desk, draft)
    unclear = replied and named and replied.id != named.id
    if unclear or (draft and item is None and _of_another(said, desk, draft)):
        return report.begin_all(said, desk, (replace(reading, sure=False),))
    if draft is not None and draft.item_id is not None:
        follow = edit.reworded if draft.state == "open" else edit.corrected
        return follow(said, desk, draft)
    if item is None or not may_report_on(desk.person, item):
        return report.begin_all(said, desk, (reading,))
    return report.on_item(said, desk, item, report.one_reading(said, desk, item))


_ONLY_WRONG = re.compile(
    r"(?:刚才|刚刚|刚|上一?条|前一?条|上面|那条|这条|数字|数据|内容|任务|不好意思|抱歉|[我的了是,，。!！ ]"
    r"|[报填写说打发弄搞记]|错|有误|不对|不准|更正|纠正|一下|sorry|that|it|was|is|the|my|last|report|wrong)+",
    re.IGNORECASE,
)


def _as_it_should_read(desk: Desk, draft: Draft) -> Spoken:
    """报错了 says that something is wrong, and not what is right."""
    return desk.say(
        desk.t("Please send it as it should read, for example: correction, 21 done."),
        about=f"item:{draft.item_id}" if draft.item_id else f"draft:{draft.id}",
    )


def _of_another(said: Said, desk: Desk, draft: Draft) -> bool:
    """Whether the words seem to name another item than the last card's."""
    if draft.item_id is None:
        return False
    code = ledger.by_id(desk.tx, draft.item_id).code.split("、")[0]
    return search_index.index_for(desk.tx, desk.person).means_another(said.text, code)
