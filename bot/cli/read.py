"""`taizhang read`: what the bot would understand of a sentence. Writes nothing."""

import json
from typing import Any

import typer

from bot.bootstrap import city, ledger_as_it_is, moment, settings
from bot.cli.person import only_person
from handlers.message import Writer, only_item, understood
from messages.texts import Texts, texts
from rules.language.reading import Reading
from rules.policy.figures import with_sums
from rules.policy.people import Person, Role
from rules.policy.wording import amount
from storage import ahead
from storage.db.engine import Tx, reading

EVERYBODY = Person(0, "", 0, "", "", frozenset({Role.OFFICE}))
"""Whoever is asked as nobody in particular sees the whole ledger."""


def read(
    text: str = typer.Argument(help="a sentence"),
    person: str = typer.Option("", "--as", metavar="NAME", help="as this person"),
    at: str = typer.Option("", "--at", metavar="ISO-TIME", help="a time in ISO format"),
    as_json: bool = typer.Option(False, "--json", help="as JSON"),
) -> None:
    """Show what the bot would understand; write nothing."""
    given = settings()
    here = city(given)
    now = moment(at, here)
    with ledger_as_it_is(given) as engine, reading(engine) as tx:
        while ahead.prepare(tx, here, here.today(now)):
            pass
        writer = Writer(tx, here, _reader(tx, person, texts(given.language)), now)
        found = understood(writer, text, only_item(writer))
    if as_json:
        typer.echo(json.dumps(as_object(found), ensure_ascii=False))
    else:
        typer.echo(as_lines(found, given.language))


def _reader(tx: Tx, name: str, t: Texts) -> Person:
    return only_person(tx, name, t) if name else EVERYBODY


def as_object(found: tuple[Reading, ...]) -> dict[str, Any]:
    """Return one object for the whole message: several items in it are listed together."""
    first = found[0]
    several = len(found) > 1
    candidates = [r.candidates[0] for r in found if r.candidates] if several else first.candidates
    return {
        "intent": first.intent,
        "items": [
            {"code": c.code, "title": c.title, "score": round(c.score, 2)} for c in candidates
        ],
        "sure": all(r.sure for r in found),
        "dates": [{"date": d.value.isoformat(), "role": d.role} for r in found for d in r.dates],
        "quantities": [
            {"value": _number(amount(f.value)), "unit": f.unit, "role": f.role}
            for r in found
            for f in with_sums(r.figures)
        ],
    }


def _number(written: str) -> int | float:
    return float(written) if "." in written else int(written)


def as_lines(found: tuple[Reading, ...], language: str) -> str:
    """Return the readings for a person to read, one fact a line."""
    t = texts(language)
    lines = []
    for one in found:
        lines.append(t("Intent: {intent}", intent=one.intent))
        lines += [
            t("Item: {code} {title} ({score})", code=c.code, title=c.title, score=f"{c.score:.2f}")
            for c in one.candidates
        ]
        lines.append(t("Sure of the item") if one.sure else t("Would ask which item is meant"))
        lines += [
            t("Date: {day} ({role})", day=t.full_day(d.value), role=d.role) for d in one.dates
        ]
        lines += [
            t("Figure: {value} {unit} ({role})", value=amount(f.value), unit=f.unit, role=f.role)
            for f in one.figures
        ]
    return "\n".join(lines)
