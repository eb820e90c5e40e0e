"""What is said of a list that was sent to be imported, and of a workbook that was asked for."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from math import ceil

from messages.outgoing import Button, ButtonRow, Tone
from messages.texts import Texts

ROWS, CHARACTERS = 15, 20
"""Rows on a phone that are left besides heading and footing, and Chinese characters in each."""

FIRST, AT_FIRST = 3, 5
"""Parts of what is told that have so many rows each before any has more."""


def refused(t: Texts) -> str:
    """Refuse a list of somebody who may not import."""
    return t("Only the office and administrators may import lists; nothing was imported.")


def taken_as_evidence(t: Texts) -> str:
    """Say to somebody who may not import what becomes of their list."""
    return t("Only the office and administrators may import lists; the file is taken as evidence.")


def received(t: Texts, name: str) -> str:
    return t(
        "“{name}” is received and will be tried; nothing is imported before you confirm.", name=name
    )


def not_fetched(t: Texts, name: str) -> str:
    return t("“{name}” could not be received. Please send it again.", name=name)


def gone(t: Texts, name: str) -> str:
    return t("“{name}” is no longer kept. Please send it again.", name=name)


def failed(t: Texts, name: str) -> str:
    return t(
        "“{name}” could not be dealt with; nothing was imported. Please tell the operator.",
        name=name,
    )


def no_longer(t: Texts, name: str) -> str:
    return t("“{name}” was not imported: you may no longer import lists.", name=name)


def unfit(t: Texts, name: str, reason: str) -> str:
    return t("“{name}” was not imported. {reason}", name=name, reason=reason)


def tried(t: Texts, name: str, *, again: bool) -> str:
    """Return the heading of what an import would do."""
    if again:
        return t(
            "The ledger has changed since; “{name}” was tried again and not imported yet:",
            name=name,
        )
    return t("“{name}” was tried; nothing is imported yet:", name=name)


def not_importable(t: Texts, name: str, count: int) -> str:
    return t.ngettext(
        "“{name}” was not imported; {count} entry is to be mended:",
        "“{name}” was not imported; {count} entries are to be mended:",
        name=name,
        count=count,
    )


def nothing_new(t: Texts, name: str) -> str:
    return t("“{name}” changes nothing in the ledger; there is nothing to import.", name=name)


def mend(t: Texts) -> str:
    return t("Please mend the file and send it again.")


def more_in_file(t: Texts) -> str:
    return t("The rest stands in the file above.")


def remarks_name(t: Texts, name: str) -> str:
    return t("remarks-{name}.txt", name=name)


def remarks(t: Texts, name: str) -> str:
    """Return the words under the file of remarks."""
    return t("All remarks on “{name}”", name=name)


def buttons(
    t: Texts, request: int, *, plainly: bool, accepting: Sequence[str]
) -> tuple[ButtonRow, ...]:
    """Return the buttons; `accepting`: what is confirmed besides, by the names of its sheets."""
    rows: list[ButtonRow] = []
    if plainly:
        rows.append((Button(t("Import"), f"wb:{request}:in", tone=Tone.POSITIVE),))
    if accepting:
        label = t("Accept what is proposed ({what}) and import", what=t.comma().join(accepting))
        rows.append((Button(label, f"wb:{request}:ac", tone=Tone.POSITIVE),))
    return (*rows, (Button(t("Do not import"), f"wb:{request}:no", tone=Tone.NEGATIVE),))


def being_imported(t: Texts) -> str:
    return t("Being imported, as you confirmed.")


def dropped(t: Texts) -> str:
    return t("Not imported, as you decided.")


def decided_already(t: Texts) -> str:
    return t("This list has been decided on already.")


def imported(t: Texts, name: str) -> str:
    return t("“{name}” is imported:", name=name)


def being_exported(t: Texts, words: str) -> str:
    """Say that the workbook is being made; without words of all that they may see."""
    if words:
        return t(
            "The workbook of “{words}” is being made and will be sent to this chat.", words=words
        )
    return t("The workbook is being made and will be sent to this chat.")


def exported(t: Texts, words: str) -> str:
    if words:
        return t("Workbook of “{words}”: what you may see of it", words=words)
    return t("Workbook of what you may see")


def export_name(t: Texts, words: str, day: date) -> str:
    """Return the name of the file, without an ending."""
    name = t("ledger {day}", day=day.isoformat())
    return f"{words}{name}" if words else name


def not_exported(t: Texts) -> str:
    return t("The workbook could not be made. Please tell the operator and try again later.")


def too_large_to_send(t: Texts) -> str:
    return t(
        "The workbook is too large to be sent. Please name a unit or a category: /export WORDS"
    )


def rows_of(line: str) -> int:
    """Return how many rows a line takes on a phone."""
    wide = sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in line)
    return max(1, ceil(wide / (2 * CHARACTERS)))


def on_one_screen(parts: Sequence[Sequence[str]], rows: int = ROWS) -> tuple[list[str], bool]:
    """Return lines of the parts that fit on a phone together, and whether these are all.

    The first parts have some rows each before anything has more.
    """
    kept = [_fitting(part, AT_FIRST if place < FIRST else 0) for place, part in enumerate(parts)]
    for place, part in enumerate(parts):
        others = sum(rows_of(line) for at, each in enumerate(kept) if at != place for line in each)
        kept[place] = _fitting(part, max(rows - others, sum(map(rows_of, kept[place]))))
    lines = [line for part in kept for line in part]
    return lines, lines == [line for part in parts for line in part]


def _fitting(lines: Sequence[str], rows: int) -> list[str]:
    """Return the first lines that fit; the one that does not is cut where it has some rows left."""
    kept: list[str] = []
    for line in lines:
        left = rows - sum(map(rows_of, kept))
        if rows_of(line) > left:
            return [*kept, f"{line[: left * CHARACTERS - 1]}…"] if left > 1 else kept
        kept.append(line)
    return kept
