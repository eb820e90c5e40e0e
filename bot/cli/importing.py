"""`taizhang import`: put a workbook into the ledger; show what that changes."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from bot.bootstrap import city, ledger, ledger_as_it_is, not_a_folder, settings, stop
from bot.clock import Clock
from messages.texts import Texts, texts
from notices import import_report, mail, workbook_notices
from rules.policy.city import City
from storage.db.engine import writing
from storage.ledger.campaigns import Campaign
from storage.workbook import Answers, ImportResult, import_workbook
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
            if not (dry_run or result.unconfirmed):
                mail.send_all(tx, workbook_notices.leaving(tx, result, here.language), now)
    _show(result, t, accepted=accept)
    if result.problems:
        raise typer.Exit(1)
    if dry_run:
        _show_rows(result, t)
    elif result.unconfirmed:
        typer.echo(t("Nothing was imported: please check these entries, then add --accept."))
        raise typer.Exit(1)


def _campaign(here: City, file_name: str, now: datetime) -> Campaign:
    return Campaign(here.campaign or file_name, here.started_on or here.today(now))


def _show(result: ImportResult, t: Texts, *, accepted: bool) -> None:
    for problem in result.problems:
        typer.echo(problem.sentence(t))
    _echo(import_report.unread(result, t))
    if result.problems:
        typer.echo(t("Nothing was imported."))
        return
    for part in (
        import_report.counts,
        import_report.proposed,
        import_report.doubtful,
        import_report.plain,
        import_report.cells,
        _questions,
        import_report.people,
    ):
        _echo(part(result, t))
    if result.offered and not accepted:
        typer.echo(t("With --accept the stages of deadlines are entered as milestones."))
    if result.absent:
        typer.echo(t("To end the account of somebody who left: taizhang unbind NAME"))


def _questions(result: ImportResult, t: Texts) -> list[str]:
    """Return what is asked of people."""
    some = [one.sentence(t) for one in result.questions[: import_report.NAMED]]
    count = len(result.questions)
    return [*some, t("… {count} in all", count=count)] if count > len(some) else some


def _show_rows(result: ImportResult, t: Texts) -> None:
    """Show which rows would be new and which would change; say that nothing was written."""
    _echo(import_report.rows(result, t))
    typer.echo(t("This was a rehearsal: nothing was written."))


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
