"""`taizhang jobs`: the duties, run by hand or rehearsed."""

import typer

from bot.bootstrap import city, ledger, moment, settings, stop
from notices.dry_run import WouldSay
from schedules.by_hand import carry_out, rehearse
from schedules.duties import DUTIES
from storage.db.engine import writing

app = typer.Typer(help="定时任务 / duties by the clock", no_args_is_help=True)

MEANING = {
    "prompts": "期限提醒 / deadline prompts",
    "digest": "每日逾期摘要 / daily overdue digest",
    "rounds": "调度 / reporting rounds",
    "escalate": "提醒、督办、约谈、问责阶梯 / escalation",
    "notices": "公示期满提醒 / public notices that are over",
    "radar": "疑点筛查 / signs of reports that may not be true",
    "circular": "通报 / circulars",
    "prune": "清理收发箱 / pruning of the mailboxes",
}


@app.command("list")
def list_jobs() -> None:
    """列出定时任务 / list the duties"""
    for name in DUTIES:
        typer.echo(f"{name:10} {MEANING.get(name, '')}")


@app.command("run")
def run_job(
    job: str = typer.Argument(help="任务名，见 jobs list / a duty of jobs list"),
    at: str = typer.Option(
        "", "--at", metavar="ISO-TIME", help="时间，ISO 格式 / a time in ISO format"
    ),
    dry_run: bool = typer.Option(
        False, "--dry-run", help="只显示将发送的内容，不发送 / only show what would be sent"
    ),
) -> None:
    """立即执行一项定时任务 / carry out a duty now"""
    if job not in DUTIES:
        stop(f"没有任务 {job}，可用：{', '.join(DUTIES)} / no such job: {job}")
    given = settings()
    here = city(given)
    now = moment(at, here)
    with ledger(given) as engine:
        if dry_run:
            _show(rehearse(engine, job, here, now))
            return
        with writing(engine) as tx:
            typer.echo(f"{job}: {carry_out(tx, job, here, now)}")


def _show(would_say: list[WouldSay]) -> None:
    for message in would_say:
        edited = "（更新原消息 / edited in place）" if message.edited else ""
        typer.echo(f"→ {message.who}{edited}\n{message.text}")
        for row in message.buttons:
            typer.echo("".join(f"［{label}］" for label in row))
        if message.file:
            typer.echo(f"附件 / file: {message.file}")
        typer.echo()
    count = len(would_say)
    typer.echo(f"共 {count} 条，均未发送，台账未改动 / {count} in all, nothing sent or written")
