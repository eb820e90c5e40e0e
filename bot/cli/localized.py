"""The command line in the operator's language: help and what was written wrongly."""

from collections.abc import Sequence
from typing import Any

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from messages.texts import Texts

WRONG_USE = 2
"""The exit status of a command that was not understood."""


def carry_out(app: typer.Typer, words: Sequence[str], t: Texts) -> int:
    """Carry out a command line; return the exit status."""
    command = localized(app, t)
    try:
        status = command.main(
            list(words) or ["--help"], prog_name=str(app.info.name), standalone_mode=False
        )
    except TyperException as error:
        reason = error.format_message().rstrip(".")
        if not reason:  # A group without a command has shown its help.
            return WRONG_USE
        place = getattr(getattr(error, "ctx", None), "command_path", app.info.name)
        message = t("The command was not understood ({reason}). See {place} --help",
                    reason=reason, place=place)  # fmt: skip
        typer.echo(message, err=True)
        return WRONG_USE
    except typer.Abort:
        return 1
    return int(status or 0)


def localized(app: typer.Typer, t: Texts) -> Any:
    """Return the app's commands with their help in a language. Typer has no public type for them."""
    command = get_command(app)
    _translate(command, t)
    return command


def _translate(command: Any, t: Texts) -> None:
    command.help = t(command.help)
    command.rich_help_panel = t("Commands")
    help_option = command.get_help_option(typer.Context(command))
    for parameter in (*command.params, help_option):
        parameter.help = t(parameter.help)
        argument = parameter.param_type_name == "argument"
        parameter.rich_help_panel = t("Arguments") if argument else t("Options")
    for each in getattr(command, "commands", {}).values():
        _translate(each, t)
