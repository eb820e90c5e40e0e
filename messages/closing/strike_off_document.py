"""对账销号单 as a document for Word."""

from messages.closing import strike_off_texts
from messages.closing.strike_off_texts import StrikeOffSheet
from messages.outgoing import Attachment
from messages.texts import Texts
from messages.word_documents import add_table, attached, titled
from rules.policy.items import own_code


def as_file(t: Texts, sheet: StrikeOffSheet) -> Attachment:
    document = titled(strike_off_texts.title(t))
    add_table(document, strike_off_texts.rows(t, sheet))
    code = own_code(sheet.dossier.item.code).replace("/", "-")
    return attached(document, f"{strike_off_texts.title(t)}{code}.docx")
