"""`taizhang inbox`: messages that could not be dealt with, for somebody to look at."""

import typer

from bot.bootstrap import city, ledger_as_it_is, settings
from storage.db.engine import reading
from storage.mail import inbox

app = typer.Typer(help="The inbox.", no_args_is_help=True)


@app.callback()
def _inbox() -> None:
    """The inbox."""


@app.command("parked")
def parked() -> None:
    """List the messages that could not be dealt with."""
    given = settings()
    here = city(given)
    with ledger_as_it_is(given) as engine, reading(engine) as tx:
        for row in inbox.parked(tx):
            when = row.received_at.astimezone(here.zone)
            typer.echo(f"{row.seq}  {when:%Y-%m-%d %H:%M}  {row.chat}  {row.last_error}")
            typer.echo(f"    {row.raw}")
