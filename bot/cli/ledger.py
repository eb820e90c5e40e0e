"""`taizhang export | invite | unbind | verify`: the ledger from the operator's side."""

import asyncio
import csv
import sys
from dataclasses import astuple
from pathlib import Path

import typer

from bot.bootstrap import city, ledger, not_a_folder, settings, stop
from bot.cli.person import only_person
from bot.clock import Clock
from bot.settings import Settings
from bot.telegram.links import NoLink, start_link
from messages import audit_texts
from messages.accounts import unbinding_texts
from messages.texts import texts
from rules.policy.people import Person
from storage import audit
from storage.db.engine import Tx, reading, writing
from storage.ledger import journal
from storage.people import people, unbinding
from storage.workbook import export_workbook


def export_file(file: Path = typer.Argument(help="工作簿 / workbook (.xlsx)")) -> None:
    """导出台账全部内容 / the whole ledger into a workbook"""
    given = settings()
    here = city(given)
    not_a_folder(file)
    with ledger(given, begun=True) as engine, reading(engine) as tx:
        try:
            export_workbook(tx, file, now=Clock().now(), zone=here.zone)
        except OSError as error:
            stop(f"无法写入 {file}：{error.strerror} / cannot write {file}: {error.strerror}")
    typer.echo(str(file))


def invite(
    names: list[str] = typer.Argument(None, help="姓名 / names"),
    everybody: bool = typer.Option(
        False, "--all", help="所有尚未登记的人员，已解除绑定的除外 / all who have not enrolled yet"
    ),
) -> None:
    """生成一次性邀请码，输出 CSV / one-time enrolment codes as CSV：姓名,单位,邀请码,链接"""
    if not names and not everybody:
        stop("请写明姓名，或使用 --all / name the people, or use --all")
    if names and everybody:
        stop("姓名和 --all 不能同时使用 / name people or use --all, not both")
    given = settings()
    now = Clock().now()
    with ledger(given) as engine, writing(engine) as tx:
        chosen = _chosen(tx, names or [])
        rows = [(p.name, p.unit, people.invite(tx, p.id, now)) for p in chosen]
    link = _start_link(given)
    write = csv.writer(sys.stdout)
    write.writerow(["姓名", "单位", "邀请码", "链接"])
    for name, unit, code in rows:
        write.writerow([name, unit, code, link + code if link else ""])


def _start_link(given: Settings) -> str:
    """Return the address that opens the bot with a code; empty while it is not known."""
    if not given.bot_token.get_secret_value():
        typer.echo("未设置 TAIZHANG_BOT_TOKEN，链接留空 / no token is set: no links", err=True)
        return ""
    try:
        return asyncio.run(start_link(given))
    except NoLink as error:
        typer.echo(
            f"无法取得机器人名称，链接留空：{error} / the bot's name is not known: no links",
            err=True,
        )
        return ""


def _chosen(tx: Tx, names: list[str]) -> list[Person]:
    if not names:
        # Who was unbound has left: only by name is he invited again.
        return [p for p in people.everybody(tx) if p.account is None and p.reachable]
    chosen = [people.named(tx, name) for name in names]
    unknown = [name for name, found in zip(names, chosen, strict=True) if not found]
    if unknown:
        stop(f"台账中没有人员：{'、'.join(unknown)} / not in the ledger: {', '.join(unknown)}")
    # Each once: a second code would make the first worthless.
    return list({person.id: person for found in chosen for person in found}.values())


def unbind(
    name: list[str] = typer.Argument(
        help="姓名，同名时加单位 / a name, of namesakes with the unit"
    ),
) -> None:
    """解除离任人员的账号绑定，其邀请码作废 / end the account and the codes of somebody who left"""
    given = settings()
    t, now = texts(given.language), Clock().now()
    today = city(given).today(now)
    with ledger(given, begun=True) as engine, writing(engine) as tx:
        people.hold_enrolled(tx)
        access = unbinding.access_of(tx, only_person(tx, " ".join(name), t), today)
        refusal = unbinding_texts.refusal(t, access)
        if refusal:
            stop(refusal)
        unbinding.carry_out(tx, access.person, None, now)
    typer.echo(unbinding_texts.done(t, access))


def verify() -> None:
    """核验流水并与台账核对，不符时退出码为 1 / hold the ledger against its chain, exit 1 if not whole"""
    given = settings()
    with ledger(given, begun=True) as engine, reading(engine) as tx:
        broken = journal.first_broken(tx) or audit.first_mismatch(tx, given.data_dir)
        count = journal.length(tx)
    t = texts(given.language)
    if broken:
        typer.echo(audit_texts.sentence(t, *astuple(broken)))
        raise typer.Exit(1)
    typer.echo(
        t.ngettext(
            "The journal is whole: {count} entry.",
            "The journal is whole: {count} entries.",
            count=count,
        )
    )
