"""The public notice of an item, ready to be published, to the office."""

from dataclasses import replace

from messages.closing import notice_texts
from messages.closing.notice_texts import PublicNotice
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from messages.texts import texts
from notices import recipients
from rules.policy.city import City
from rules.policy.refs import Ref
from storage.db.engine import Tx


def to_office(tx: Tx, city: City, notice: PublicNotice) -> list[OutgoingMessage]:
    """Return the notice's text with the document, in the city's language, for everybody there."""
    from messages.closing.notice_document import as_file  # noqa: PLC0415 - slow to import, rarely needed

    document = as_file(texts(city.language), notice, city.papers.folder)
    written = letters(
        recipients.office(tx),
        city.language,
        lambda t: notice_texts.covering(t, notice),
        about=Ref.item(notice.item.id),
    )
    return [replace(letter, attachment=document) for letter in written]
