"""What an import tells, in lines: on the command line, in the chat and in the file of remarks."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from messages.accounts import unbinding_texts
from messages.texts import Texts
from rules.policy.wording import Translator
from storage.workbook import RECALLED, ImportResult

NAMED = 20
"""Rows and cells that are named; the rest are counted."""

EVERY = 1_000_000
"""More than any import has."""


class Remark(Protocol):
    """What has a sentence."""

    def sentence(self, t: Translator) -> str:
        """Return it."""
        ...


def unread(result: ImportResult, t: Texts) -> Iterator[str]:
    """Yield what of the workbook was not read, or read in a way that may be wrong."""
    for sheet, header in result.ignored:
        yield t("Sheet {sheet}: column {header} was not read.", sheet=sheet, header=header)
    yield from result.remarks


def counts(result: ImportResult, t: Texts) -> Iterator[str]:
    """Yield for each sheet how many entries are new, changed and left alone."""
    for sheet, count in result.sheets.items():
        yield t(
            "{sheet}: {added} added, {changed} changed, {unchanged} left alone",
            sheet=sheet,
            added=count.added,
            changed=count.changed,
            unchanged=count.unchanged,
        )


def proposed(result: ImportResult, t: Texts) -> Iterator[str]:
    """Yield every entry that only the list names, since each is to be confirmed."""
    for sheet in dict.fromkeys(each.sheet for each in result.proposed):
        words = [each.words for each in result.proposed if each.sheet == sheet]
        heading = t(
            "The list names {sheet} that no sheet has: {count}", sheet=sheet, count=len(words)
        )
        yield f"{heading}{t.colon()}{t.semicolon().join(words)}"


def doubtful(result: ImportResult, t: Texts) -> list[str]:
    """Return the new items whose reading is to be checked."""
    return [item.sentence(t) for item in result.understood if item.doubts]


def plain(result: ImportResult, t: Texts, most: int = NAMED) -> Iterator[str]:
    """Yield new items that were understood without doubt, some of them, then a count."""
    without = [item for item in result.understood if not item.doubts]
    yield from (item.sentence(t) for item in without[:most])
    if len(without) > most:
        yield t.ngettext(
            "{count} further new item was understood without doubt",
            "{count} further new items were understood without doubt",
            count=len(without) - most,
        )


def cells(result: ImportResult, t: Texts, most: int = NAMED) -> Iterator[str]:
    """Yield the cells that change, and the deadlines that stay although the workbook differs."""
    yield from _some(result.changes, t, most)
    yield from _some(result.kept, t, most)
    if result.kept:
        example = f"{result.kept[0].in_workbook}（{RECALLED}）"
        yield t("To take an extension back, write so into the cell: {example}", example=example)


def people(result: ImportResult, t: Texts, most: int = NAMED) -> Iterator[str]:
    """Yield who leaves, whose items nobody has, and who was left out and stays."""
    yield from (unbinding_texts.leaving(t, access) for access in result.leaving)
    yield from _some(result.left_alone, t, most)
    yield from _some(result.absent, t, most)


def rows(result: ImportResult, t: Texts, most: int = NAMED) -> Iterator[str]:
    """Yield which rows would be new and which would change."""
    for sheet, count in result.sheets.items():
        for kind, names in ((t("added"), count.added_codes), (t("changed"), count.changed_codes)):
            more = t("… {count} in all", count=len(names)) if len(names) > most else ""
            if names:
                yield f"{sheet} {kind}{t.colon()}{t.comma().join(names[:most])}{more}"


def _some(told: Sequence[Remark], t: Texts, most: int) -> Iterator[str]:
    yield from (one.sentence(t) for one in told[:most])
    if len(told) > most:
        yield t("… {count} in all", count=len(told))


def in_full(result: ImportResult, t: Texts) -> list[str]:
    """Return all there is to tell of an import that may be carried out, what to check first."""
    return [
        *counts(result, t),
        *doubtful(result, t),
        *proposed(result, t),
        *unread(result, t),
        *people(result, t, EVERY),
        *cells(result, t, EVERY),
        *plain(result, t, EVERY),
        *rows(result, t, EVERY),
    ]


def digest(result: ImportResult, t: Texts) -> str:
    """Return a digest of all that is told: equal for what adds and changes the same."""
    return hashlib.sha256("\n".join(in_full(result, t)).encode()).hexdigest()
