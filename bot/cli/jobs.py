"""`taizhang jobs`: the duties, run by hand or rehearsed."""

from collections.abc import Callable

import typer

from bot.bootstrap import city, ledger, ledger_as_it_is, moment, settings, stop
from bot.operator_language import operator_texts
from messages.texts import Texts, texts
from notices.dry_run import WouldSay
from schedules.by_hand import Silence, carry_out, rehearse, why_silent
from schedules.duties import DUTIES
from storage.db.engine import reading, writing

app = typer.Typer(help="Duties by the clock.", no_args_is_help=True)

MEANING: dict[str, Callable[[Texts], str]] = {
    "urgent": lambda t: t("urgent notices that nobody has received, sent again"),
    "totals": lambda t: t("totals of each day that is over"),
    "assignments": lambda t: t("items given to somebody, to be signed for"),
    "prompts": lambda t: t("deadline prompts"),
    "digest": lambda t: t("daily digests of what is overdue"),
    "board": lambda t: t("morning boards of leaders and heads of units"),
    "rounds": lambda t: t("reporting rounds"),
    "escalate": lambda t: t("the ladder: reminder, supervision, talk, accountability"),
    "notices": lambda t: t("reminders of public notices that are over"),
    "lookback": lambda t: t("checks of closed items whose day has come"),
    "radar": lambda t: t("signs of reports that may not be true"),
    "circular": lambda t: t("circulars"),
    "menus": lambda t: t("menus of commands that are not as they should be"),
    "prune": lambda t: t("clearing of the mailboxes"),
}

WHY_NONE: dict[Silence, Callable[[Texts], str]] = {
    Silence.WRITES_NONE: lambda t: t("This duty sends no messages."),
    Silence.DAY_OFF: lambda t: t("That day is no working day: nobody is written to."),
    Silence.NIGHT: lambda t: t("That is within the quiet hours: nobody is written to."),
    Silence.EARLY: lambda t: t("That is before the hour of this duty."),
    Silence.NOBODY: lambda t: t(
        "Nobody has enrolled and no group is bound: there is nobody to tell."
    ),
    Silence.NOTHING_DUE: lambda t: t("Nothing is due then that was not told already."),
}
"""Said before the count where it is 0."""


@app.command("list")
def list_jobs() -> None:
    """List the duties."""
    t = operator_texts()
    for name in DUTIES:
        typer.echo(f"{name:11} {MEANING[name](t)}")


@app.command("run")
def run_job(
    job: str = typer.Argument(help="a duty of jobs list"),
    at: str = typer.Option("", "--at", metavar="ISO-TIME", help="a time in ISO format"),
    dry_run: bool = typer.Option(
        False, "--dry-run", help="only show what would be sent, send nothing"
    ),
) -> None:
    """Carry out a duty now."""
    if job not in DUTIES:
        names = ", ".join(DUTIES)
        stop(operator_texts()("There is no duty {name}. Duties: {names}", name=job, names=names))
    given = settings()
    here = city(given)
    now = moment(at, here)
    if dry_run:
        with ledger_as_it_is(given) as engine:
            would_say, t = rehearse(engine, job, here, now), texts(given.language)
            _show(would_say, t)
            if not would_say:
                with reading(engine) as tx:
                    typer.echo(WHY_NONE[why_silent(tx, job, here, now)](t))
            typer.echo(t("{count} in all, nothing sent or written", count=len(would_say)))
        return
    with ledger(given) as engine, writing(engine) as tx:
        typer.echo(f"{job}: {carry_out(tx, job, here, now)}")


def _show(would_say: list[WouldSay], t: Texts) -> None:
    for message in would_say:
        edited = t(" (edited in place)") if message.edited else ""
        typer.echo(f"→ {message.who}{edited}\n{message.text}")
        for row in message.buttons:
            typer.echo("".join(f"［{label}］" for label in row))
        if message.file:
            typer.echo(t("File: {name}", name=message.file))
        typer.echo()
