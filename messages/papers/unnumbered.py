"""Papers without a number of their own: 公示, 对账销号单, 会议议题."""

import base64
from pathlib import Path

from messages.outgoing import Attachment
from messages.papers.faults import UnfitTemplate
from messages.papers.filling import fill
from messages.papers.templates import template_of
from rules.policy.papers import PaperFacts, PaperKind


def attachment(kind: PaperKind, folder: Path | None, facts: PaperFacts, name: str) -> Attachment:
    """Return a paper as a file. For a template that is unfit the program's own is taken.

    What is made in passing, when an item is struck off, is not to fail by it; the check-up names it.
    """
    try:
        template = template_of(kind, folder)
    except UnfitTemplate:
        template = template_of(kind, None)
    return Attachment(name, content=base64.b64encode(fill(template, facts)).decode())
