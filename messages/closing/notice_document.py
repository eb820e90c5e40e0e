"""公示 as a document for Word."""

from pathlib import Path

from messages.closing import notice_texts
from messages.closing.notice_texts import PublicNotice
from messages.outgoing import Attachment
from messages.papers.unnumbered import attachment
from messages.texts import Texts
from rules.policy.papers import PaperFacts, PaperKind


def as_file(t: Texts, notice: PublicNotice, templates: Path | None) -> Attachment:
    """Return the notice, signed by the verifying unit on its first day."""
    verifying = notice.item.verifying.name if notice.item.verifying else ""
    values = {
        "标题": notice_texts.title(t, notice),
        "验收单位": verifying,
        "公示日期": t.full_day(notice.first),
    }
    rows = {"段落": [{"内容": words} for words in notice_texts.paragraphs(t, notice)]}
    name = f"{t('Public notice')}{notice.number}.docx"
    return attachment(PaperKind.NOTICE, templates, PaperFacts(values, rows), name)
