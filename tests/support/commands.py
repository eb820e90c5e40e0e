"""The commands of the command line, as an operator gives them, carried out in this process."""

from collections.abc import Callable, Mapping

from typer.testing import CliRunner

from bot.cli.__main__ import app

Say = Callable[..., tuple[int, str, str]]
"""Gives a command: its status, its words, its complaint."""


def operator(env: Mapping[str, str], *before: str) -> Say:
    """Return how commands are given with these settings; `before`: how all of them begin."""

    def said(*words: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, [*before, *words], env=env)
        return result.exit_code, result.stdout, result.stderr

    return said
