"""`taizhang import`: a workbook into the ledger, and what that changes, told before and after."""

from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from bot.bootstrap import city, ledger, not_a_folder, settings, stop
from bot.clock import Clock
from messages.texts import Texts, texts
from storage.db.engine import writing
from storage.workbook import RECALLED, ImportResult, import_workbook


def import_file(
    file: Path = typer.Argument(help="工作簿 / workbook (.xlsx)"),
    dry_run: bool = typer.Option(
        False, "--dry-run", help="只显示将发生的变化 / only show what would change"
    ),
) -> None:
    """导入工作簿，全部或一行也不导入 / a workbook into the ledger, all or nothing"""
    given = settings()
    here = city(given)
    not_a_folder(file)
    if not file.is_file():
        stop(f"找不到文件 {file} / no such file: {file}")
    now = Clock().now()
    with ledger(given) as engine, Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("导入 / import")
        with writing(engine) as tx:
            result = import_workbook(
                tx,
                file,
                now=now,
                today=now.astimezone(here.zone).date(),
                dry_run=dry_run,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
                t=texts(given.language),
            )
    _tell(result, given.language)
    if result.problems:
        raise typer.Exit(1)
    if dry_run:
        _rehearsed(result, texts(given.language))


def _tell(result: ImportResult, language: str) -> None:
    t = texts(language)
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
    _tell_cells(result, t)
    _tell_absent(result, t)


NAMED = 20
"""Rows and cells that are named; the rest are counted."""


def _tell_cells(result: ImportResult, t: Texts) -> None:
    """What the ledger said and will say, and which deadlines stay although the workbook differs."""
    for told in (result.changes, result.kept):
        for one in told[:NAMED]:
            typer.echo(one.sentence(t))
        if len(told) > NAMED:
            typer.echo(t("… {count} in all", count=len(told)))
    if result.kept:
        example = f"{result.kept[0].said}（{RECALLED}）"
        typer.echo(
            t("To take an extension back, write so into the cell: {example}", example=example)
        )


def _tell_absent(result: ImportResult, t: Texts) -> None:
    """Nobody is removed by being left out: who may still do what, and how that is ended."""
    for person in result.absent[:NAMED]:
        typer.echo(person.sentence(t))
    if len(result.absent) > NAMED:
        typer.echo(t("… {count} in all", count=len(result.absent)))
    if result.absent:
        typer.echo(t("To end the account of somebody who left: taizhang unbind NAME"))


def _rehearsed(result: ImportResult, t: Texts) -> None:
    """Which rows would be new and which would change; and that nothing was written."""
    for sheet, count in result.sheets.items():
        for kind, names in ((t("added"), count.added_codes), (t("changed"), count.changed_codes)):
            more = t("… {count} in all", count=len(names)) if len(names) > NAMED else ""
            if names:
                typer.echo(f"{sheet} {kind}：{t.comma().join(names[:NAMED])}{more}")
    typer.echo(t("This was a rehearsal: nothing was written."))
