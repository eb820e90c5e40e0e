"""`taizhang papers FOLDER`: the templates of official papers, to be edited in Word or WPS."""

import shutil
from pathlib import Path

import typer

from bot.bootstrap import stop
from bot.operator_language import operator_texts
from messages.papers.shipped import SHIPPED


def papers(
    folder: Path = typer.Argument(help="a folder; what it has already is left alone"),
) -> None:
    """Write the templates of official papers into a folder, to be edited and named in the profile."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for template in sorted(SHIPPED.glob("*.docx")):
            copy = folder / template.name
            if not copy.exists():
                shutil.copyfile(template, copy)
                typer.echo(str(copy))
    except OSError as error:
        t = operator_texts()
        stop(t("{file} cannot be written: {reason}", file=folder, reason=error.strerror))
