"""`taizhang template`: an empty workbook, to be filled in and imported."""

from pathlib import Path

import typer

from bot.bootstrap import not_a_folder, stop
from bot.clock import Clock
from bot.operator_language import operator_texts
from storage.workbook.template import write_template


def template(file: Path = typer.Argument(help="a workbook (.xlsx)")) -> None:
    """Write an empty workbook with every column, an example and a remark."""
    not_a_folder(file)
    try:
        write_template(file, Clock().now())
    except OSError as error:
        t = operator_texts()
        stop(t("{file} cannot be written: {reason}", file=file, reason=error.strerror))
    typer.echo(str(file))
