"""对账销号单 as a document for Word."""

from pathlib import Path

from messages.closing import strike_off_texts
from messages.closing.strike_off_texts import StrikeOffSheet
from messages.outgoing import Attachment
from messages.papers.unnumbered import attachment
from messages.texts import Texts
from rules.policy.items import own_code
from rules.policy.papers import PaperFacts, PaperKind


def as_file(t: Texts, sheet: StrikeOffSheet, templates: Path | None) -> Attachment:
    title, rows = strike_off_texts.title(t), strike_off_texts.rows(t, sheet)
    values = {"标题": title, "销号文号": sheet.number}
    facts = PaperFacts(values, {"事项": [{"栏目": name, "内容": said} for name, said in rows]})
    code = own_code(sheet.dossier.item.code).replace("/", "-")
    return attachment(PaperKind.STRIKE_OFF, templates, facts, f"{title}{code}.docx")
