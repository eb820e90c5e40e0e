"""Import a workbook into the ledger: completely, or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from rules.policy.wording import Translator
from storage.closing import takeovers
from storage.db.engine import Tx
from storage.ledger import campaigns
from storage.ledger.campaigns import Campaign
from storage.workbook.absent import find_absent
from storage.workbook.book import OF_PROJECTS, SHEETS
from storage.workbook.cell_changes import cell_changes
from storage.workbook.checking import Check
from storage.workbook.departures import (
    accesses,
    ask_who_left,
    end_accounts,
    left_alone,
    nobody_left,
    who_leave,
)
from storage.workbook.drawing import DrawnBook, draw
from storage.workbook.facts import write_facts
from storage.workbook.grid import SheetLines, Unreadable
from storage.workbook.keeping import save_entries
from storage.workbook.known import KnownEntry
from storage.workbook.lists.completing import CompletedList, complete
from storage.workbook.lists.understood import proposals, understood
from storage.workbook.loading import load_known
from storage.workbook.planned import keep_decided
from storage.workbook.problems import Problem
from storage.workbook.progress import Bar, Progress
from storage.workbook.project_facts import write_project_facts
from storage.workbook.project_kept import keep_reported
from storage.workbook.project_rows import ProjectCheck
from storage.workbook.questions import Answers
from storage.workbook.remarks import done_remarks, stage_remarks
from storage.workbook.results import ImportResult, SheetResult
from storage.workbook.sheets import FINDINGS, ITEMS, PEOPLE
from storage.workbook.taking_over import read_standings, taken_over

NO_ANSWERS = Answers()
"""Nobody was asked anything yet."""

CAMPAIGN = "督察整改"
"""Name of the campaign when the file has no name."""


def import_workbook(
    tx: Tx,
    file: Path | str | bytes,
    *,
    now: datetime,
    today: date,
    dry_run: bool = False,
    answers: Answers = NO_ANSWERS,
    campaign: Campaign | None = None,
    progress: Progress | None = None,
    by: int | None = None,
    name: str = "",
    t: Translator,
) -> ImportResult:
    """Import a workbook's sheets; with any problem or open question, or `dry_run`, nothing is written.

    `today` is the city's day: deadlines without a year are counted from it. The first import begins
    `campaign`; unset, one of the file's name that begins today. What only the list names waits for
    `answers` that accept it. `by`: who imports it in the chat, `name` what the file was called there.
    Raises OSError when the file cannot be read.
    """
    content = file if isinstance(file, bytes) else Path(file).read_bytes()
    known = load_known(tx)
    try:
        book = draw(content, known, t)
    except Unreadable as error:
        return ImportResult({}, (Problem("", 0, "", str(error)),))
    if book.problems:
        return ImportResult({}, book.problems, remarks=book.remarks)
    drawn = book.sheets
    whole = complete(drawn, known, today, t, accepted=answers.accepted)
    bar = Bar(progress, 2 * sum(len(sheet.lines) for sheet in whole.drawn.values()))
    check = Check(known, today, t, answers)
    entries = _entries(tx, check, whole, bar)
    _ask(tx, check, entries, now, only_asked=dry_run, listed=PEOPLE.name in drawn)
    kept = keep_decided(tx, entries)
    stands = list(_standings(drawn, entries, today, t))
    check.problems += [each for each in stands if isinstance(each, Problem)]
    told = (*book.remarks, *(each for each in stands if isinstance(each, str)))
    result = replace(_result(drawn, entries, _in_order(check.problems, whole, book)), remarks=told)
    if not result.problems:
        result = replace(_told(tx, check, drawn, whole, entries, result, now=now), kept=kept)
    result = replace(result, unconfirmed=bool(result.proposed) and not answers.accepted)
    writes = not (result.problems or dry_run or result.unconfirmed)
    if writes and result.changes_anything:
        named = _named(name or ("" if isinstance(file, bytes) else Path(file).stem), content)
        _save(tx, entries, bar, campaign or Campaign(named["file"], today))
        _enter(tx, check, entries, result, named, now, by)
    bar.on(bar.total - bar.done)
    return result


def _named(name: str, content: bytes) -> dict[str, str]:
    return {"file": name or CAMPAIGN, "sha256": hashlib.sha256(content).hexdigest()}


def _entries(tx: Tx, check: Check, whole: CompletedList, bar: Bar) -> dict[str, list[KnownEntry]]:
    """Return the entries of each sheet; `check` has what is wrong with them, and between them."""
    entries = {name: check.sheet(sheet, bar.on) for name, sheet in whole.drawn.items()}
    whole.questions += keep_reported(tx, entries, check.t)
    check.problems += ProjectCheck(check.known, whole.drawn, check.t).problems()
    return entries


def _save(tx: Tx, entries: dict[str, list[KnownEntry]], bar: Bar, campaign: Campaign) -> None:
    for sheet in SHEETS:
        save_entries(tx, sheet, entries.get(sheet.name, []), bar.on)
    campaigns.new_edition(tx, campaign)


def _enter(
    tx: Tx,
    check: Check,
    entries: dict[str, list[KnownEntry]],
    result: ImportResult,
    file: dict[str, str],
    now: datetime,
    by: int | None,
) -> None:
    """Write down what was saved, end the accounts of those who left, take over how items stand."""
    write_facts(tx, check.known, result.sheets, entries, file, now, by)
    write_project_facts(tx, check.known, entries, now, by)
    end_accounts(tx, who_leave(entries.get(PEOPLE.name, [])), check.today, now)
    takeovers.enter(tx, taken_over(entries.get(ITEMS.name, [])), now)


def _ask(
    tx: Tx,
    check: Check,
    entries: dict[str, list[KnownEntry]],
    now: datetime,
    *,
    only_asked: bool,
    listed: bool,
) -> None:
    """Find out who leaves without a row; open questions are problems, unless they are `only_asked`.

    `listed`: the workbook has a sheet of people.
    """
    if listed:
        known = check.known
        check.questions += ask_who_left(tx, known, check.answers, check.today, now)
        without_row = (e for e in known.sheets[PEOPLE.name].entries if e.row is None)
        entries[PEOPLE.name] += [entry for entry in without_row if entry.changed()]
        check.problems += nobody_left(tx, known, check.t)
    if not only_asked:
        check.problems += [question.as_problem(check.t) for question in check.questions]


def _with_people(
    tx: Tx, result: ImportResult, check: Check, people: list[KnownEntry] | None, now: datetime
) -> ImportResult:
    """Return the result with who is left out, who leaves, and whose items nobody has."""
    known, today = check.known, check.today
    if people is None:
        return replace(result, left_alone=tuple(left_alone(tx, known)))
    return replace(
        result,
        absent=find_absent(tx, known, today, now),
        left_alone=tuple(left_alone(tx, known)),
        leaving=tuple(accesses(tx, who_leave(people), today, now)),
    )


def _standings(
    drawn: dict[str, SheetLines], entries: dict[str, list[KnownEntry]], today: date, t: Translator
) -> Iterator[Problem | str]:
    if ITEMS.name in drawn:
        yield from read_standings(drawn[ITEMS.name], entries[ITEMS.name], today, t)


def _told(
    tx: Tx,
    check: Check,
    drawn: dict[str, SheetLines],
    whole: CompletedList,
    entries: dict[str, list[KnownEntry]],
    result: ImportResult,
    *,
    now: datetime,
) -> ImportResult:
    """Return the result of an import without problems, with all there is to tell of it."""
    today, t, items = check.today, check.t, drawn.get(ITEMS.name)
    people = entries[PEOPLE.name] if PEOPLE.name in drawn else None
    told = replace(
        result,
        changes=tuple(cell_changes(check.known, entries)),
        remarks=(*result.remarks, *_of_items(drawn, entries, check, whole), *whole.questions),
        questions=tuple(check.questions),
        proposed=tuple(proposals(entries, drawn)),
        offered=tuple(whole.offered),
        understood=understood(items, entries.get(ITEMS.name, []), whole, today, t),
    )
    return _with_people(tx, told, check, people, now)


def _of_items(
    drawn: dict[str, SheetLines],
    entries: dict[str, list[KnownEntry]],
    check: Check,
    whole: CompletedList,
) -> Iterator[str]:
    if ITEMS.name in drawn:
        today, t = check.today, check.t
        yield from done_remarks(drawn[ITEMS.name].lines, entries[ITEMS.name], today, t)
        if not (check.answers.accepted and whole.offered):
            yield from stage_remarks(entries[ITEMS.name], today, t)


def _in_order(problems: list[Problem], whole: CompletedList, book: DrawnBook) -> list[Problem]:
    place = {form.name: number for number, form in enumerate(SHEETS)}
    place |= {sheet.name: place[name] for name, sheet in whole.drawn.items()}
    ordered = sorted(problems, key=lambda problem: (place[problem.sheet], problem.row))
    return [book.placed(problem) for problem in ordered]


def _result(
    drawn: dict[str, SheetLines], entries: dict[str, list[KnownEntry]], problems: list[Problem]
) -> ImportResult:
    ignored = [
        (sheet.name, header)
        for sheet in drawn.values()
        for header in (*sheet.ignored, *_unused(sheet, drawn))
    ]
    empty = {form.name for form in OF_PROJECTS if not entries.get(form.name)}
    counted = {name: _counted(each) for name, each in entries.items() if name not in empty}
    return ImportResult({} if problems else counted, tuple(problems), tuple(ignored))


def _unused(sheet: SheetLines, drawn: dict[str, SheetLines]) -> Iterator[str]:
    """Yield titles of columns of a list that another sheet of the workbook decides about."""
    for decides in (FINDINGS, PEOPLE):
        own = {column.header for column in decides.columns} & {c.header for c in sheet.sheet.more}
        if decides.name in drawn:
            yield from (sheet.titles[header] for header in sorted(own & {*sheet.titles}))


def _counted(entries: list[KnownEntry]) -> SheetResult:
    result = SheetResult()
    for entry in entries:
        if entry.was is None:
            result.added_codes.append(entry.name)
        elif entry.changed():
            result.changed_codes.append(entry.name)
        else:
            result.unchanged_codes.append(entry.name)
    return result
