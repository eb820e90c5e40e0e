"""`taizhang init`: writes the city's profile and `.env` by questions."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import typer

from bot.bootstrap import stop
from bot.cli.init_questions import Given, SetupQuestion, questions
from bot.clock import Clock
from bot.operator_language import operator_texts
from bot.settings import BY_DEFAULT
from messages.texts import Texts, texts

ENV = Path(".env")
SETTINGS = ("bot_token", "language", "digest_time", "prompt_days", "quiet_hours", "proxy_url")


def init(
    profile: Path = typer.Option(Path("profile.toml"), help="the profile to write"),
) -> None:
    """Write the city's profile and .env by questions."""
    t = operator_texts()
    for file in (profile, ENV):
        if file.exists() or file.is_symlink():
            stop(t("{file} is there already and is not written over", file=file))
    try:
        given = _answers(t)
    except typer.Abort:
        stop("\n" + t("Nothing was written"))
    t = texts(given["language"])
    _write({profile: profile_of(given, t), ENV: env_of(given, profile, t)}, t)
    typer.echo(t("Written: {files}", files=t.comma().join((str(profile), str(ENV)))))
    typer.echo(
        t("Next: taizhang doctor checks it, taizhang template and import bring the ledger in, "
          "taizhang invite makes codes, taizhang run starts the bot")
    )  # fmt: skip


def _answers(t: Texts) -> Given:
    given: dict[str, str] = {}
    typer.echo(t("Enter takes what stands in brackets."))
    today = BY_DEFAULT.today(Clock().now())
    for question in questions(today, t.language):
        given[question.key] = _asked(question, given, t)
        if question.key == "language":
            t = texts(given["language"])
    return given


def _asked(question: SetupQuestion, given: Given, t: Texts) -> str:
    """Ask until the answer is one. What is hidden is neither shown nor said again."""
    proposed = question.proposed(given)
    while True:
        answer = str(
            typer.prompt(
                question.words(t),
                default=proposed,
                show_default=bool(proposed),
                hide_input=question.hidden,
            )
        ).strip()
        wrong = question.wrong(t, given, answer)
        if wrong is None:
            return answer
        typer.echo(wrong)


def profile_of(given: Given, t: Texts) -> str:
    """Return the profile as TOML; what was left open stands there as a remark."""
    lines = [
        "# " + t("{city}: written by taizhang init", city=given["city"]),
        "# " + t("Every further setting with its default: docs/profile.example.toml"),
        "",
        "[campaign]",
        f"name = {_quoted(given['campaign'])}",
        f"started_on = {given['started_on']}",
        _line("half_year_on", given["half_year_on"]),
        _line("look_back_on", given["look_back_on"]),
        "",
        "[closing]",
        f"procedure = {_quoted(given['procedure'])}",
        f"number = {_quoted(given['number'])}",
        f"notice_hotline = {_quoted(given['notice_hotline'])}",
    ]
    if given["round_on"]:
        lines += ["", "[[rounds]]", 'every = "week"', f"on = {int(given['round_on'])}"]
    return "\n".join([*lines, ""])


def _line(name: str, value: str) -> str:
    return f"{name} = {value}" if value else f"# {name} ="


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def env_of(given: Given, profile: Path, t: Texts) -> str:
    """Return the settings as lines of `.env`; the token is in it."""
    lines = ["# " + t("Settings of taizhang; the token is in here: keep it to yourself")]
    for name in SETTINGS:
        value = given[name]
        lines.append(f"{'' if value else '# '}TAIZHANG_{name.upper()}={_for_env(value)}")
    return "\n".join([*lines, f"TAIZHANG_PROFILE={_for_env(str(profile))}", ""])


def _for_env(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _write(files: Mapping[Path, str], t: Texts) -> None:
    """Write new files, all of them or none."""
    made: list[Path] = []
    for file, words in files.items():
        try:
            with os.fdopen(
                os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as out:
                made.append(file)
                out.write(words)
        except OSError as error:
            for each in made:
                each.unlink(missing_ok=True)
            stop(t("{file} cannot be written: {reason}", file=file, reason=error.strerror))
