"""Answers to questions about several projects: started, without money, how much arrived and was paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from messages.formatting import FormattedText, Words, bold, joined
from messages.projects.project_texts import (
    MOST,
    amounts,
    in_a_line,
    listed,
    state,
    units_of,
)
from messages.texts import Texts
from rules.policy.items import Item, own_code
from rules.policy.projects import Project, days_late, is_approved, is_begun, money_sum
from rules.policy.spans import Days
from rules.policy.wording import amount


@dataclass(frozen=True, slots=True)
class Asked:
    """The projects that a question is about: `scope` names them, `items` are theirs."""

    scope: str
    projects: Sequence[Project]
    items: Mapping[int, Item]
    today: date
    days: Days | None = None

    def lines(self, t: Texts, found: Sequence[Project]) -> list[str]:
        """Return each project in a line, with how far it is."""
        return [in_a_line(p, units_of(self.items, p), state(t, p, self.today)) for p in found]


Answer = tuple[FormattedText, Sequence[Project]]
"""The words, and the projects that they name."""


def every(t: Texts, asked: Asked) -> Answer:
    """List all projects, with how many have begun."""
    found = asked.projects
    begun = sum(is_begun(project) for project in found)
    heading = t(
        "{scope}｜projects: {count}, started: {begun}, not started: {waiting}",
        scope=asked.scope,
        count=len(found),
        begun=begun,
        waiting=len(found) - begun,
    )
    return listed(t, heading, asked.lines(t, found)), found


def started(t: Texts, asked: Asked) -> Answer:
    """List what was started in the days asked about."""
    found = [p for p in asked.projects if p.started_on is not None and _within(p, asked.days)]
    when = _named(t, asked.days, asked.today)
    heading = t("{scope}｜projects started{when}: {count}", scope=asked.scope, when=when,
                count=len(found))  # fmt: skip
    waiting = sum(not is_begun(project) for project in asked.projects)
    further = [t("Not started yet: {count} of {total}", count=waiting, total=len(asked.projects))]
    return listed(t, heading, asked.lines(t, found), further), found


def _within(project: Project, days: Days | None) -> bool:
    assert project.started_on is not None
    return days is None or days[0] <= project.started_on <= days[1]


def _named(t: Texts, days: Days | None, today: date) -> str:
    """Name a period: a year by its number, others by their days."""
    if days is None:
        return ""
    first, last = days
    whole = (first.month, first.day) == (1, 1) and last in (date(first.year, 12, 31), today)
    if whole and first.year == last.year:
        return t(" in {year}", year=first.year)
    return t(" from {first} to {last}", first=first.isoformat(), last=last.isoformat())


def not_started(t: Texts, asked: Asked) -> Answer:
    """List what has not begun, the latest behind its plan first."""
    waiting = [p for p in asked.projects if not is_begun(p)]
    found = sorted(waiting, key=lambda p: -days_late(p, asked.today))
    heading = t("{scope}｜projects not started: {count}", scope=asked.scope, count=len(found))
    return listed(t, heading, asked.lines(t, found)), found


def unfunded(t: Texts, asked: Asked, bare: Sequence[Item]) -> Answer:
    """List projects without money, those of which none has arrived, and items without any."""
    without = [p for p in asked.projects if not is_approved(p.funds) and not p.has_money]
    waits = [
        p for p in asked.projects if p not in without and money_sum(p.funds).received == Decimal(0)
    ]
    heading = t("{scope}｜projects without money: {count}", scope=asked.scope, count=len(without))
    lines: list[Words] = [bold(heading), *_told(t, asked, without, t("not approved"))]
    if waits:
        lines += ["", bold(t("Approved, nothing received yet: {count}", count=len(waits)))]
        lines += _told(t, asked, waits, "")
    if bare:
        lines += ["", bold(t("Items without a source of money: {count}", count=len(bare)))]
        lines += [f"{own_code(i.code)}｜{i.title}｜{i.lead.name}" for i in bare[:MOST]]
        lines += [t("… and {count} more", count=len(bare) - MOST)] if len(bare) > MOST else []
    return joined("\n", lines), [*without, *waits]


def _told(t: Texts, asked: Asked, found: Sequence[Project], words: str) -> list[str]:
    lines = [
        in_a_line(p, units_of(asked.items, p), words or amounts(t, money_sum(p.funds)))
        for p in found[:MOST]
    ]
    return [*lines, t("… and {count} more", count=len(found) - MOST)] if found[MOST:] else lines


def shares(t: Texts, asked: Asked, *, paid: bool) -> Answer:
    """Say how much of the money arrived, or of that was paid; the projects with least first."""
    total = money_sum([fund for project in asked.projects for fund in project.funds])
    share, (part, whole) = (
        (total.paid_share, total.paid_of) if paid else (total.received_share, total.received_of)
    )
    called = t("payment progress") if paid else t("received rate")
    if share is None:
        said = t("{scope}｜{called}: not known, the ledger has no amounts for it",
                 scope=asked.scope, called=called)  # fmt: skip
    else:
        said = t(
            "{scope}｜{called}: {share}% ({part} of {whole}, in 10,000 yuan)",
            scope=asked.scope,
            called=called,
            share=amount(share),
            part=amount(part),
            whole=amount(whole),
        )
    found = _by_share(asked.projects, paid=paid)
    lines = [in_a_line(p, units_of(asked.items, p), _share(t, p, paid=paid)) for p in found]
    return listed(t, said, lines, _unknown(t, asked.projects, paid=paid)), found


def _share_of(project: Project, *, paid: bool) -> Decimal | None:
    total = money_sum(project.funds)
    return total.paid_share if paid else total.received_share


def _by_share(projects: Sequence[Project], *, paid: bool) -> list[Project]:
    known = [p for p in projects if _share_of(p, paid=paid) is not None]
    return sorted(known, key=lambda p: _share_of(p, paid=paid) or Decimal(0))


def _share(t: Texts, project: Project, *, paid: bool) -> str:
    total, share = money_sum(project.funds), _share_of(project, paid=paid)
    part, whole = total.paid_of if paid else total.received_of
    assert share is not None
    return t("{share}% ({part} of {whole})", share=amount(share), part=amount(part),
             whole=amount(whole))  # fmt: skip


def _unknown(t: Texts, projects: Sequence[Project], *, paid: bool) -> list[str]:
    """Name the projects that no share is known of: they are not counted as nothing."""
    left = [own_code(p.code) for p in projects if _share_of(p, paid=paid) is None]
    return (
        [t("Not counted, no amounts to count by: {codes}", codes=t.comma().join(left))]
        if left
        else []
    )
