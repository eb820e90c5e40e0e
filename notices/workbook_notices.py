"""Telling whoever sent a list what importing it would do, and what it has done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from messages.accounts import unbinding_texts
from messages.formatting import shortened
from messages.letters import letters
from messages.outgoing import ButtonRow, OutgoingMessage
from messages.texts import Texts
from messages.workbooks import workbook_texts
from notices import import_report, recipients
from storage.db.engine import Tx
from storage.workbook import ImportResult
from storage.workbook.requests import WorkbookRequest
from storage.workbook.sheets import PEOPLE

LONGEST_NAME = 24
"""Characters of a file's name in a heading."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What is told of a rehearsal: `remarks` are empty where the text says everything."""

    text: str
    buttons: tuple[ButtonRow, ...] = ()
    remarks: str = ""
    plain_digest: str = ""
    accepting_digest: str = ""

    @property
    def is_offered(self) -> bool:
        """Return whether it can be imported."""
        return bool(self.plain_digest or self.accepting_digest)


def asks(result: ImportResult) -> bool:
    """Return whether something can be accepted besides the file's own rows."""
    return not result.problems and bool(result.proposed or result.questions or result.offered)


def rehearsed(
    t: Texts, request: WorkbookRequest, plain: ImportResult, accepting: ImportResult | None
) -> Rehearsed:
    """Return what is told; `accepting`: what it would do if all that is proposed were accepted."""
    name, again = shortened(request.name, LONGEST_NAME), bool(request.shown)
    if len(plain.problems) == 1 and not plain.problems[0].sheet:
        return Rehearsed(workbook_texts.unfit(t, name, plain.problems[0].reason))
    wrong = _wrong(t, plain, accepting)
    if wrong:
        heading = workbook_texts.not_importable(t, name, len(wrong))
        parts = [wrong, list(import_report.unread(plain, t))]
        return _told(t, heading, parts, footing=workbook_texts.mend(t))
    meant = plain if _may_enter(plain) or accepting is None else accepting
    if not meant.changes_anything:
        heading = workbook_texts.nothing_new(t, name)
        return _told(t, heading, [list(import_report.unread(plain, t))])
    told = _told(t, workbook_texts.tried(t, name, again=again), list(_parts(t, plain, meant)))
    digests = [
        import_report.digest(each, t) if each is not None and _may_enter(each) else ""
        for each in (plain, accepting)
    ]
    sheets = list(dict.fromkeys(each.sheet for each in (*plain.proposed, *plain.offered)))
    if plain.questions and PEOPLE.name not in sheets:
        sheets.append(PEOPLE.name)
    offered = workbook_texts.buttons(
        t, request.id, plainly=bool(digests[0]), accepting=sheets if digests[1] else ()
    )
    return Rehearsed(told.text, offered, told.remarks, *digests)


def _may_enter(result: ImportResult) -> bool:
    return not (result.problems or result.questions or result.unconfirmed)


def _wrong(t: Texts, plain: ImportResult, accepting: ImportResult | None) -> list[str]:
    """Return what keeps the list from being imported, whatever is accepted."""
    if plain.problems:
        return [problem.sentence(t) for problem in plain.problems]
    if accepting is None or _may_enter(accepting):
        return []
    problems = [problem.sentence(t) for problem in accepting.problems]
    return problems + [question.in_chat(t) for question in accepting.questions]


def _parts(t: Texts, plain: ImportResult, meant: ImportResult) -> Iterator[Sequence[str]]:
    """Yield what is told of an import, part by part: counts, then what is to be looked at first."""
    yield list(import_report.counts(meant, t))
    yield import_report.doubtful(meant, t)
    yield [*import_report.proposed(plain, t), *(each.in_chat(t) for each in plain.questions)]
    yield list(import_report.people(meant, t, import_report.EVERY))
    yield list(import_report.unread(meant, t))
    yield list(import_report.cells(meant, t, import_report.EVERY))
    yield list(import_report.plain(meant, t, import_report.EVERY))
    yield list(import_report.rows(meant, t, import_report.EVERY))


def _told(
    t: Texts, heading: str, parts: Sequence[Sequence[str]], *, footing: str = ""
) -> Rehearsed:
    lines, is_all = workbook_texts.on_one_screen(parts)
    said = [heading, *lines, *([] if is_all else [workbook_texts.more_in_file(t)])]
    whole = "\n".join([heading, *(line for part in parts for line in part)])
    text = "\n".join([*said, footing] if footing else said)
    return Rehearsed(text, remarks="" if is_all else whole)


def imported(t: Texts, request: WorkbookRequest, result: ImportResult) -> str:
    """Return what is told of a list once it is in the ledger."""
    parts = [list(import_report.counts(result, t)), list(import_report.people(result, t))]
    lines, _ = workbook_texts.on_one_screen(parts)
    return "\n".join([workbook_texts.imported(t, request.name), *lines])


def leaving(
    tx: Tx, result: ImportResult, language: str, *, but: int | None = None
) -> list[OutgoingMessage]:
    """Tell the office who left by an import, and whose items need another owner."""
    if not result.leaving:
        return []

    def words(t: Texts) -> str:
        left = (unbinding_texts.leaving(t, access) for access in result.leaving)
        return "\n".join([*left, *(one.sentence(t) for one in result.left_alone)])

    others = (person for person in recipients.office(tx) if person.id != but)
    return letters(others, language, words)
