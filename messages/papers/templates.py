"""The templates of papers: the city's own where it has one, else those that come with the program."""

from pathlib import Path

from messages.papers import filling
from messages.papers.faults import TemplateFaults, UnfitTemplate
from messages.papers.filling import Template
from messages.papers.shipped import SHIPPED
from rules.policy.papers import FORMS, PaperKind

UNREADABLE = TemplateFaults(unreadable=True)


def file_of(kind: PaperKind, folder: Path | None) -> Path:
    """Return where the template of a kind lies."""
    own = None if folder is None else folder / f"{kind}.docx"
    return own if own is not None and own.is_file() else SHIPPED / f"{kind}.docx"


def template_of(kind: PaperKind, folder: Path | None) -> Template:
    """Read the template of a kind. Raises UnfitTemplate."""
    file = file_of(kind, folder)
    try:
        template = filling.read(file.read_bytes())
    except OSError:
        template = None
    faults = UNREADABLE if template is None else template.faults(FORMS[kind])
    if template is None or faults:
        raise UnfitTemplate(file.name, faults)
    return template


def unfit(folder: Path) -> list[UnfitTemplate]:
    """Return what is wrong with the templates of a folder, each file once."""
    found = []
    for kind in FORMS:
        if (folder / f"{kind}.docx").is_file():
            try:
                template_of(kind, folder)
            except UnfitTemplate as why:
                found.append(why)
    return found
