"""What is said about a case file in the chat, and the notes inside its package."""

from collections.abc import Sequence

from messages.dossier import case_document
from messages.texts import Texts
from rules.policy.dossier import FiledEvidence
from rules.policy.items import Item


def usage(t: Texts) -> str:
    return t("Please write /dossier and the item's number, for example: /dossier 1")


def unknown(t: Texts, code: str) -> str:
    return t("There is no item {code} in the ledger.", code=code)


def cannot_be_made(t: Texts) -> str:
    return t(
        "Case files cannot be made here: the library for PDF documents is missing. "
        "The operator installs it: pip install 'taizhang[pdf]'"
    )


def being_made(t: Texts, item: Item) -> str:
    return t(
        "The case file of item {code} is being made and will be sent to this chat.", code=item.code
    )


def part(t: Texts, item: Item, number: int, count: int) -> str:
    """Return the words under one package."""
    said = t("Case file of item {code}: {title}", code=item.code, title=item.title)
    if count == 1:
        return said
    named = t("Package {number} of {count}; each opens by itself.", number=number, count=count)
    return f"{said}\n{named}"


def failed(t: Texts, item: Item) -> str:
    return t(
        "The case file of item {code} could not be made. Please tell the operator and try again "
        "later.",
        code=item.code,
    )


def file_name(t: Texts, item: Item) -> str:
    """Return the name of the document and its packages, without an ending."""
    return t("case-file-{code}", code=item.code)


def faults_name(t: Texts) -> str:
    return t("missing-or-altered.txt")


def faults(t: Texts, filed: Sequence[FiledEvidence]) -> str:
    """Return one line a fault; empty when every file is intact."""
    rows = case_document.faults(t, filed)
    return "".join(f"{number}  {said}\n" for number, said in rows)
