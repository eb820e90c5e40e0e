"""The command `taizhang`."""

import sys

import typer

from bot.cli import inbox, jobs
from bot.cli.copies import backup, move, restore
from bot.cli.dossier import dossier
from bot.cli.importing import import_file
from bot.cli.init import init
from bot.cli.ledger import export_file, invite, unbind, verify
from bot.cli.localized import carry_out
from bot.cli.papers import papers
from bot.cli.read import read
from bot.cli.run import demo, doctor, run
from bot.cli.template import template
from bot.operator_language import operator_texts
from storage.db.private import from_now_on

app = typer.Typer(
    name="taizhang",
    help="A rectification ledger and its bot.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.callback()(from_now_on)
app.command("demo")(demo)
app.command("run")(run)
app.command("init")(init)
app.command("import")(import_file)
app.command("export")(export_file)
app.command("template")(template)
app.command("dossier")(dossier)
app.command("papers")(papers)
app.command("invite")(invite)
app.command("unbind")(unbind)
app.add_typer(jobs.app, name="jobs")
app.add_typer(inbox.app, name="inbox")
app.command("read")(read)
app.command("verify")(verify)
app.command("backup")(backup)
app.command("restore")(restore)
app.command("move")(move)
app.command("doctor")(doctor)


def main() -> None:
    """Carry out what the command line says, in the operator's language."""
    sys.exit(carry_out(app, sys.argv[1:], operator_texts()))
