"""`/monthly`: 情况通报 and 省督察办月报 of a month, as files."""

from calendar import monthrange
from dataclasses import replace

from handlers.context import Context
from messages.outgoing import OutgoingMessage, Reply
from messages.papers import monthly_facts, monthly_texts, paper_texts
from messages.papers.faults import NoPaper
from notices import papers
from rules.language.asked_days import find_past_days
from rules.policy.monthly import MonthlyReport
from rules.policy.papers import PaperKind
from rules.policy.spans import Days
from storage.papers import month
from storage.papers.issued import PaperAbout

KINDS = (PaperKind.BULLETIN, PaperKind.PROVINCE)


def asked(ctx: Context, words: str) -> Reply:
    """Take `/monthly`, for this month until now, or `/monthly 10月`."""
    days = _month(ctx, words)
    if days is None:
        return ctx.say(monthly_texts.which_month(ctx.t))
    report = month.report(ctx.tx, ctx.city, ctx.person, days, ctx.today)
    if report is None:
        return ctx.say(monthly_texts.not_known(ctx.t, f"{days[0]:%Y-%m}"))
    try:
        return Reply([_made(ctx, report, kind) for kind in KINDS])
    except NoPaper as why:
        return ctx.say(paper_texts.not_made(ctx.t, why))


def _month(ctx: Context, words: str) -> Days | None:
    """Return the whole month that words name, this one where they name none."""
    day = ctx.today
    if words.strip():
        named = find_past_days(words, ctx.today)
        if named is None or named[0] > ctx.today:
            return None
        day = named[0]
    last = monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def _made(ctx: Context, report: MonthlyReport, kind: PaperKind) -> OutgoingMessage:
    facts = monthly_facts.facts_of(report)
    paper = papers.prepare(ctx.tx, ctx.city, kind, facts, ctx.today)
    about = PaperAbout(subject=report.subject)
    known = papers.known(ctx.tx, paper, about)
    number = papers.next_number(ctx.tx, ctx.city, kind, ctx.today)
    issued = known or papers.issue(ctx.tx, paper, number, about, ctx.person.id, ctx.now)
    again = known is not None
    text = monthly_texts.made(ctx.t, report, kind, issued.number, again=again)
    return replace(OutgoingMessage.of(ctx.chat, text), attachment=papers.file_of(issued))
