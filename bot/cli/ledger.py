"""`taizhang export | invite | unbind | verify`: the ledger from the operator's side."""

import asyncio
import csv
import os
import stat
import sys
from dataclasses import astuple
from pathlib import Path
from typing import NoReturn

import typer

from bot.bootstrap import city, ledger, ledger_as_it_is, not_a_folder, settings, stop
from bot.cli.person import only_person
from bot.clock import Clock
from bot.operator_language import operator_texts
from bot.ops import head_file
from bot.profile import read_profile
from bot.settings import Settings
from bot.telegram.links import NoLink, start_link
from messages import audit_texts, head_texts
from messages.accounts import unbinding_texts
from messages.texts import Texts, texts
from rules.policy.people import Person
from storage import audit
from storage.db.engine import Tx, reading, writing
from storage.ledger import heads, journal
from storage.ledger.heads import ChainHead
from storage.people import invitations, people, unbinding
from storage.workbook import export_workbook

BYTE_ORDER_MARK = "\ufeff"


def export_file(file: Path = typer.Argument(help="a workbook (.xlsx)")) -> None:
    """Export the whole ledger into a workbook."""
    given = settings()
    here = city(given)
    not_a_folder(file)
    with ledger_as_it_is(given, begun=True) as engine, reading(engine) as tx:
        try:
            export_workbook(tx, file, now=Clock().now(), zone=here.zone)
        except OSError as error:
            t = texts(given.language)
            stop(t("{file} cannot be written: {reason}", file=file, reason=error.strerror))
    typer.echo(str(file))


def invite(
    names: list[str] = typer.Argument(None, help="names"),
    everybody: bool = typer.Option(
        False, "--all", help="all who have not enrolled yet, except those who were unbound"
    ),
) -> None:
    """Make one-time invitation codes, as CSV: name, unit, code, link."""
    t = operator_texts()
    if not names and not everybody:
        stop(t("Please name the people, or use --all"))
    if names and everybody:
        stop(t("Please name people or use --all, not both"))
    given = settings()
    now = Clock().now()
    with ledger(given) as engine, writing(engine) as tx:
        chosen = _chosen(tx, names or [], t)
        rows = [(p.name, p.unit, invitations.invite(tx, p.id, now)) for p in chosen]
    link = _start_link(given, t)
    if _fills_a_file():
        sys.stdout.write(BYTE_ORDER_MARK)
    write = csv.writer(sys.stdout)
    write.writerow([t("Name"), t("Unit"), t("Invitation code"), t("Link")])
    for name, unit, code in rows:
        write.writerow([name, unit, code, link + code if link else ""])


def _fills_a_file() -> bool:
    """Whether the output begins a file, which Excel takes for UTF-8 by its mark alone."""
    try:
        begun = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(begun.st_mode) and begun.st_size == 0


def _start_link(given: Settings, t: Texts) -> str:
    """Return the address that opens the bot with a code; empty while it is not known."""
    if not given.bot_token.get_secret_value():
        typer.echo(t("TAIZHANG_BOT_TOKEN is not set: no links"), err=True)
        return ""
    try:
        return asyncio.run(start_link(given))
    except NoLink as error:
        typer.echo(t("The bot's name is not known, no links: {reason}", reason=error), err=True)
        return ""


def _chosen(tx: Tx, names: list[str], t: Texts) -> list[Person]:
    if not names:
        # Who was unbound has left: only by name are they invited again.
        waiting = (p for p in people.everybody(tx) if p.account is None and p.reachable)
        return [p for p in waiting if p.left_on is None]
    chosen = [people.named(tx, name) for name in names]
    unknown = [name for name, found in zip(names, chosen, strict=True) if not found]
    if unknown:
        stop(t("The ledger has no person {names}", names=t.comma().join(unknown)))
    gone = [p.name for found in chosen for p in found if p.left_on is not None]
    if gone:
        stop(
            t(
                "{names} left, by the sheet 人员. Please empty 离任日期 there and import it first.",
                names=t.comma().join(dict.fromkeys(gone)),
            )
        )
    # Each once: a second code would make the first worthless.
    return list({person.id: person for found in chosen for person in found}.values())


def unbind(
    name: list[str] = typer.Argument(help="a name, of namesakes with the unit"),
) -> None:
    """End the account and the invitation codes of somebody who left."""
    given = settings()
    t, now = texts(given.language), Clock().now()
    today = city(given).today(now)
    with ledger(given, begun=True) as engine, writing(engine) as tx:
        people.hold_enrolled(tx)
        access = unbinding.access_of(tx, only_person(tx, " ".join(name), t), today, now)
        refusal = unbinding_texts.refusal(t, access)
        if refusal:
            stop(refusal)
        unbinding.carry_out(tx, access.person, None, now)
    typer.echo(unbinding_texts.done(t, access))


def verify(
    head: str = typer.Option("", help="find the entry with this check code in the chain"),
) -> None:
    """Check the journal and compare the ledger with it; exit with 1 if they differ."""
    given = settings()
    t, here = texts(given.language), city(given)
    if head and len(head.strip()) < heads.SHORTEST:
        stop(
            t(
                "Please give more of the check code (characters at least: {shortest})",
                shortest=heads.SHORTEST,
            )
        )
    with ledger_as_it_is(given, begun=True) as engine, reading(engine) as tx:
        broken = journal.first_broken(tx) or audit.first_mismatch(tx, given.data_dir)
        count = journal.length(tx)
        lost = _written_elsewhere(tx, given, t)
        found = heads.find(tx, head) if head else None
    if broken:
        _differs(audit_texts.sentence(t, *astuple(broken)))
    if lost is not None:
        _differs(head_texts.lost(t, lost.seq, lost.at.astimezone(here.zone)))
    if head and found is None:
        _differs(head_texts.unknown(t))
    typer.echo(audit_texts.whole(t, count))
    if found is not None:
        typer.echo(head_texts.found(t, found.seq, found.at.astimezone(here.zone)))


def _differs(sentence: str) -> NoReturn:
    typer.echo(sentence)
    raise typer.Exit(1)


def _written_elsewhere(tx: Tx, given: Settings, t: Texts) -> ChainHead | None:
    """Return the first head in the profile's file that is not in this chain."""
    file = read_profile(given.profile).proof.head_file
    try:
        return None if file is None else next(head_file.foreign(tx, head_file.read(file)), None)
    except (OSError, ValueError) as error:
        stop(t("{file} cannot be read: {reason}", file=file, reason=error))
