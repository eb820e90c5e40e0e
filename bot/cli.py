"""The command `taizhang`."""

import typer

from bot import cli_inbox, cli_jobs
from bot.cli_import import import_file
from bot.cli_ledger import export_file, invite, unbind, verify
from bot.cli_read import read
from bot.cli_run import demo, doctor, run
from storage.private import from_now_on

app = typer.Typer(
    name="taizhang",
    help="台账：督察整改台账与机器人 / a rectification ledger and its bot",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.callback()(from_now_on)
app.command("demo")(demo)
app.command("run")(run)
app.command("import")(import_file)
app.command("export")(export_file)
app.command("invite")(invite)
app.command("unbind")(unbind)
app.add_typer(cli_jobs.app, name="jobs")
app.add_typer(cli_inbox.app, name="inbox")
app.command("read")(read)
app.command("verify")(verify)
app.command("doctor")(doctor)


def main() -> None:
    app()
