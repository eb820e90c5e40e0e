"""`taizhang import`: put a workbook into the ledger; show what that changes."""

from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from bot.bootstrap import city, ledger, ledger_as_it_is, not_a_folder, settings, stop
from bot.clock import Clock
from messages.accounts import unbinding_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from messages.texts import Texts, texts
from notices import mail, recipients
from rules.policy.city import City
from storage.db.engine import Tx, writing
from storage.ledger.campaigns import Campaign
from storage.workbook import RECALLED, Answers, ImportResult, import_workbook
from storage.workbook.limits import why_unfit


def import_file(
    file: Path = typer.Argument(help="a workbook (.xlsx)"),
    dry_run: bool = typer.Option(False, "--dry-run", help="only show what would change"),
    accept: bool = typer.Option(False, "--accept", help="what was asked is so as proposed"),
    another: list[str] = typer.Option(
        [], "--another", help="this person is another one than in the ledger: name and unit"
    ),
    stays: list[str] = typer.Option(
        [], "--stays", help="this person is in no row and has not left: name and unit"
    ),
) -> None:
    """Import a workbook, all of it or nothing."""
    given = settings()
    here, t = city(given), texts(given.language)
    not_a_folder(file)
    if not file.is_file():
        stop(t("There is no file {file}", file=file))
    unfit = why_unfit(file, t)
    if unfit:
        stop(unfit)
    now = Clock().now()
    opened = ledger_as_it_is(given) if dry_run else ledger(given)
    with opened as engine, Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(t("Import"))
        with writing(engine) as tx:
            result = import_workbook(
                tx,
                file,
                now=now,
                today=now.astimezone(here.zone).date(),
                dry_run=dry_run,
                answers=Answers(accept, tuple(another), tuple(stays)),
                campaign=_campaign(here, file.stem, now),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
                t=t,
            )
            if result.leaving and not (dry_run or result.unconfirmed):
                mail.send_all(tx, _told(tx, result, here.language), now)
    _show(result, t)
    if result.problems:
        raise typer.Exit(1)
    if dry_run:
        _show_rows(result, t)
    elif result.unconfirmed:
        typer.echo(t("Nothing was imported: please check these entries, then add --accept."))
        raise typer.Exit(1)


def _campaign(here: City, file_name: str, now: datetime) -> Campaign:
    return Campaign(here.campaign or file_name, here.started_on or here.today(now))


def _told(tx: Tx, result: ImportResult, language: str) -> list[OutgoingMessage]:
    """Tell the office who left by this import, and whose items need another owner."""

    def words(t: Texts) -> str:
        left = (unbinding_texts.leaving(t, access) for access in result.leaving)
        return "\n".join([*left, *(one.sentence(t) for one in result.left_alone)])

    return letters(recipients.office(tx), language, words)


def _show(result: ImportResult, t: Texts) -> None:
    for problem in result.problems:
        typer.echo(problem.sentence(t))
    for sheet, header in result.ignored:
        typer.echo(t("Sheet {sheet}: column {header} was not read.", sheet=sheet, header=header))
    for remark in result.remarks:
        typer.echo(remark)
    if result.problems:
        typer.echo(t("Nothing was imported."))
        return
    for sheet, count in result.sheets.items():
        typer.echo(
            t(
                "{sheet}: {added} added, {changed} changed, {unchanged} left alone",
                sheet=sheet,
                added=count.added,
                changed=count.changed,
                unchanged=count.unchanged,
            )
        )
    _show_proposed(result, t)
    _show_understood(result, t)
    _show_cells(result, t)
    _show_people(result, t)


NAMED = 20
"""Rows and cells that are named; the rest are counted."""


def _show_proposed(result: ImportResult, t: Texts) -> None:
    """Show every entry that only the list names, since each is to be confirmed."""
    for sheet in dict.fromkeys(each.sheet for each in result.proposed):
        words = [each.words for each in result.proposed if each.sheet == sheet]
        heading = t(
            "The list names {sheet} that no sheet has: {count}", sheet=sheet, count=len(words)
        )
        typer.echo(f"{heading}{t.colon()}{t.semicolon().join(words)}")


def _show_understood(result: ImportResult, t: Texts) -> None:
    """Show new items as they were understood: all that are doubtful, then some, then a count."""
    doubtful = [item for item in result.understood if item.doubts]
    plain = [item for item in result.understood if not item.doubts]
    for item in (*doubtful, *plain[:NAMED]):
        typer.echo(item.sentence(t))
    if len(plain) > NAMED:
        typer.echo(
            t.ngettext(
                "{count} further new item was understood without doubt",
                "{count} further new items were understood without doubt",
                count=len(plain) - NAMED,
            )
        )


def _show_cells(result: ImportResult, t: Texts) -> None:
    """Show the cells that change, and the deadlines that stay although the workbook differs."""
    for cells in (result.changes, result.kept):
        for one in cells[:NAMED]:
            typer.echo(one.sentence(t))
        if len(cells) > NAMED:
            typer.echo(t("… {count} in all", count=len(cells)))
    if result.kept:
        example = f"{result.kept[0].in_workbook}（{RECALLED}）"
        typer.echo(
            t("To take an extension back, write so into the cell: {example}", example=example)
        )


def _show_people(result: ImportResult, t: Texts) -> None:
    """Show what is asked of people, whose items nobody has, and who was left out and stays."""
    for access in result.leaving:
        typer.echo(unbinding_texts.leaving(t, access))
    for about in (result.questions, result.left_alone, result.absent):
        for one in about[:NAMED]:
            typer.echo(one.sentence(t))
        if len(about) > NAMED:
            typer.echo(t("… {count} in all", count=len(about)))
    if result.absent:
        typer.echo(t("To end the account of somebody who left: taizhang unbind NAME"))


def _show_rows(result: ImportResult, t: Texts) -> None:
    """Show which rows would be new and which would change; say that nothing was written."""
    for sheet, count in result.sheets.items():
        for kind, names in ((t("added"), count.added_codes), (t("changed"), count.changed_codes)):
            more = t("… {count} in all", count=len(names)) if len(names) > NAMED else ""
            if names:
                typer.echo(f"{sheet} {kind}{t.colon()}{t.comma().join(names[:NAMED])}{more}")
    typer.echo(t("This was a rehearsal: nothing was written."))
