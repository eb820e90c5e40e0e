"""Why a paper was not made, in words."""

from messages.papers.faults import FactsMissing, NoPaper, UnfitTemplate
from messages.texts import Texts


def not_made(t: Texts, why: NoPaper) -> str:
    """Say why there is no paper, and what to mend."""
    match why:
        case FactsMissing(names=names):
            lacks = t("the ledger does not have: {names}", names=t.comma().join(names))
        case UnfitTemplate():
            lacks = template_fault(t, why)
        case _:
            raise why
    return t("No paper was made: {reason}", reason=lacks)


def template_fault(t: Texts, why: UnfitTemplate) -> str:
    """Say what is wrong with a template, by name."""
    file, faults = why.file, why.faults
    if faults.unreadable:
        return t("{file} is no Word document; please save it as .docx", file=file)
    if faults.unknown:
        names = t.comma().join(faults.unknown)
        return t("unknown placeholders in {file}: {names}", file=file, names=names)
    words = t.semicolon().join(faults.broken)
    return t("braces do not match in {file}: {words}", file=file, words=words)
