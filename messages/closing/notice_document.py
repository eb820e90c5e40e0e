"""公示 as a document for Word."""

from messages import word_documents
from messages.closing import notice_texts
from messages.closing.notice_texts import PublicNotice
from messages.outgoing import Attachment
from messages.texts import Texts


def as_file(t: Texts, notice: PublicNotice) -> Attachment:
    """Return the notice, signed by the verifying unit on its first day."""
    document = word_documents.titled(notice_texts.title(t, notice))
    for paragraph in notice_texts.paragraphs(t, notice):
        document.add_paragraph(paragraph)
    verifying = notice.item.verifying.name if notice.item.verifying else ""
    word_documents.add_signature(document, verifying, t.full_day(notice.first))
    return word_documents.attached(document, f"{t('Public notice')}{notice.number}.docx")
