"""`taizhang dossier NUMBER`: the case file of an item, for inspectors."""

from pathlib import Path

import typer

from bot.bootstrap import city, ledger_as_it_is, settings, stop
from bot.case_files import CaseFileOrder, make
from bot.clock import Clock
from bot.telegram.limits import LARGEST_UPLOAD
from messages.dossier import dossier_texts
from messages.dossier.document import can_be_made
from messages.texts import texts
from storage.db.engine import reading
from storage.dossier import case_files
from storage.ledger import item_numbers, item_store


def dossier(
    code: str = typer.Argument(help="the item's number"),
    out: Path = typer.Option(Path(), "--out", help="the folder to write to"),
) -> None:
    """Make the case file of an item: a PDF and all its evidence."""
    given = settings()
    here, t = city(given), texts(given.language)
    if not can_be_made():
        stop(dossier_texts.cannot_be_made(t))
    with ledger_as_it_is(given, begun=True) as engine, reading(engine) as tx:
        while item_numbers.prepare(tx):
            pass
        item = item_store.by_code(tx, code)
        if item is None:
            stop(dossier_texts.unknown(t, code))
        case = case_files.gather(tx, item)
    try:
        order = CaseFileOrder(case, Clock().now(), here.zone, out, given.data_dir, LARGEST_UPLOAD)
        packages = make(t, order)
    except OSError as error:
        stop(t("{file} cannot be written: {reason}", file=out, reason=error.strerror))
    for package in packages:
        typer.echo(str(package))
