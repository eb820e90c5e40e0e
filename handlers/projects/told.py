"""What a report tells of a project: works begun or ended, money that arrived or was paid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from handlers.context import Context
from messages.outgoing import ButtonRow, OutgoingMessage
from messages.projects import report_texts
from rules.language.project_facts import MoneyTold, ProjectFacts, begins_undated, find_project_facts
from rules.language.reading.normalization import normalize
from rules.policy.items import Item
from rules.policy.project_changes import (
    AmountTold,
    ProjectFault,
    ProjectNews,
    changed_fund,
    named_funds,
    works_fault,
)
from rules.policy.projects import Fund, Project, is_begun
from rules.policy.refs import Ref
from storage.db.column_types import JsonObject
from storage.projects import projects, reported
from storage.projects.reported import ProjectReport
from storage.reporting import open_questions, readings
from storage.reporting.drafts import Draft
from storage.reporting.open_questions import OpenQuestion, QuestionKind

_KIND_OF_WORK = re.compile(r"(?:建设|改造)?(?:工程|项目)\Z")


class HasNames(Protocol):
    """A project, as far as words may name it."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ToldOfProject:
    """What a draft tells of a project of its item; `project` and `fund` None while one is to be chosen.

    `after`: the money as it will stand. `may_add`: whether the amount comes to what was there is
    not said, and can be chosen.
    """

    told: ProjectNews
    projects: Sequence[Project]
    project: Project | None = None
    funds: Sequence[Fund] = ()
    fund: Fund | None = None
    after: Fund | None = None
    fault: ProjectFault | None = None
    may_add: bool = False
    adds: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether something is to be chosen first."""
        return self.project is None or (self.told.of_money and self.fund is None)


def understood(ctx: Context, draft: Draft, item: Item | None) -> ToldOfProject | None:
    """Return what a draft tells of a project of its item; None where it tells nothing of one."""
    facts = find_project_facts(draft.words, draft.at.astimezone(ctx.city.zone).date())
    found = projects.of_items(ctx.tx, [item.id]) if item is not None and facts.tells else []
    if not found:
        return None
    choice = readings.project_choice(draft.reading)
    project = _chosen(found, choice.get("project")) or _meant(found, draft.words)
    told = _told(facts, adds=False)
    if project is None:
        return ToldOfProject(told, found)
    if draft.corrects_id is not None:
        project = replace(project, started_on=None)
    here = ToldOfProject(told, found, project, fault=works_fault(project, told))
    return _with_money(here, facts, choice, draft) if told.of_money else here


def _chosen(found: Sequence[Project], number: object) -> Project | None:
    return next((project for project in found if project.id == number), None)


def _meant(found: Sequence[Project], words: str) -> Project | None:
    """Return the project that is named, or the only one there is."""
    named = named_projects(found, words)
    if len(named) == 1:
        return named[0]
    return found[0] if len(found) == 1 else None


def named_projects(found: Sequence[Project], words: str) -> list[Project]:
    """Return the projects that words name by number or name; of names within others the longest."""
    text = normalize(words).lower()
    named = {
        project.id: form
        for project in found
        for form in (*_codes(project), _name(project))
        if form in text
    }
    whole = {n for n, form in named.items() if not any(_is_within(form, f) for f in named.values())}
    return [project for project in found if project.id in whole]


def _codes(project: HasNames) -> list[str]:
    """Return numbers that a sentence may be searched for: bare digits are amounts as well."""
    return [each for each in normalize(project.code).lower().split("、") if not each.isdecimal()]


def _name(project: HasNames) -> str:
    """Return a name as people write it: 管网一期 of 管网一期工程."""
    whole = normalize(project.name).lower()
    return _KIND_OF_WORK.sub("", whole) or whole


def _is_within(form: str, other: str) -> bool:
    return form != other and form in other


def _told(facts: ProjectFacts, *, adds: bool) -> ProjectNews:
    return ProjectNews(
        facts.started_on,
        facts.finished_on,
        _amount(facts.received, adds=adds),
        _amount(facts.paid, adds=adds),
    )


def _amount(told: MoneyTold | None, *, adds: bool) -> AmountTold | None:
    if told is None:
        return None
    return AmountTold(told.amount, told.share, adds if told.adds is None else told.adds)


def _with_money(
    here: ToldOfProject, facts: ProjectFacts, choice: readings.ProjectChoice, draft: Draft
) -> ToldOfProject:
    assert here.project is not None
    funds = here.project.funds
    if not funds:
        return replace(here, fault=here.fault or ProjectFault.NO_MONEY)
    named = named_funds(funds, draft.words)
    fund = next((each for each in funds if each.id == choice.get("fund")), None)
    fund = fund or (named[0] if len(named) == 1 else None)
    if fund is None:
        return replace(here, funds=named)
    falls = draft.corrects_id is None and _falls(facts, fund)
    here = replace(here, adds=choice.get("adds", falls))
    here = replace(here, told=_told(facts, adds=here.adds))
    after = changed_fund(fund, here.told)
    if isinstance(after, ProjectFault):
        return replace(here, fund=fund, fault=here.fault or after)
    may_add = draft.corrects_id is None and bool(_unsaid(facts, fund))
    return replace(here, fund=fund, after=after, may_add=may_add)


def _unsaid(facts: ProjectFacts, fund: Fund) -> list[tuple[Decimal, Decimal]]:
    """Return each amount that may come to what was there, or be all of it, and what was there."""
    pairs = ((facts.received, fund.received), (facts.paid, fund.paid))
    return [
        (told.amount, before)
        for told, before in pairs
        if told is not None and told.amount is not None and told.adds is None and before
    ]


def _falls(facts: ProjectFacts, fund: Fund) -> bool:
    """Return whether an amount would be less than what was there: then it rather came to it."""
    return any(now < before for now, before in _unsaid(facts, fund))


def without(draft: Draft, told: ToldOfProject | None) -> Draft:
    """Return a draft without what it tells of a project: no amount of money is progress of the item."""
    if told is None:
        return draft
    facts = find_project_facts(draft.words, draft.at.date())
    kept = [
        figure
        for figure in readings.figures(draft.reading)
        if figure.value not in (facts.shares if figure.unit == "%" else facts.yuan)
    ]
    return replace(draft, kind="进展", reading=readings.with_figures(draft.reading, kept))


def entered(ctx: Context, told: ToldOfProject | None, report: int) -> None:
    """Enter what a confirmed report tells of a project."""
    if told is None or told.project is None:
        return
    new = ProjectReport(
        report,
        told.project.id,
        told.project.item_id,
        told.told.started_on,
        told.told.finished_on,
        told.after,
    )
    reported.enter(ctx.tx, new, ctx.person.id, ctx.now)


def lines(ctx: Context, told: ToldOfProject | None) -> tuple[str, ...]:
    """Return what card and receipt say of the project."""
    if told is None:
        return ()
    return report_texts.lines(ctx.t, told.told, told.project, told.fund, told.after)


def doubts(
    ctx: Context, draft: Draft, item: Item | None, told: ToldOfProject | None, pieces: int
) -> tuple[str, ...]:
    """Return what the card asks for: of a start a picture, or its day."""
    if told is None and item is not None and begins_undated(draft.words):
        waits = any(not is_begun(each) for each in projects.of_items(ctx.tx, [item.id]))
        return (report_texts.day_line(ctx.t),) if waits else ()
    wants = told is not None and told.told.started_on is not None and not pieces
    return (report_texts.photo_line(ctx.t),) if wants else ()


def choices(ctx: Context, draft: int, told: ToldOfProject | None) -> tuple[ButtonRow, ...]:
    """Return the buttons by which what is not said is chosen."""
    if told is None:
        return ()
    if told.is_open:
        offered = told.projects if told.project is None else ()
        return report_texts.choices(draft, offered, told.funds)
    return report_texts.adding(ctx.t, draft, adds=told.adds) if told.may_add else ()


def chosen(reading: JsonObject, what: str, number: str) -> JsonObject:
    """Return a reading with a project (`pj`), money (`pf`), or whether an amount adds (`pa`) chosen."""
    choice: readings.ProjectChoice = {"adds": number != "0"}
    if what != "pa":
        choice = {"project": int(number)} if what == "pj" else {"fund": int(number)}
    return readings.with_project_choice(reading, choice)


def refusal(ctx: Context, told: ToldOfProject | None) -> str:
    """Return why what is told cannot be; empty where it can."""
    if told is None or told.fault is None or told.project is None:
        return ""
    return report_texts.refusal(ctx.t, told.fault, told.project, told.fund)


def unready(ctx: Context, draft: Draft, item: Item) -> str:
    """Return why a card cannot be confirmed: something is to be chosen, or cannot be any more."""
    told = understood(ctx, draft, item)
    if told is not None and told.is_open:
        return ctx.t("Please choose the project and its money first.")
    return refusal(ctx, told)


def photo_asked(ctx: Context, draft: Draft, item: Item, pieces: int) -> list[OutgoingMessage]:
    """Ask for a picture after a start was entered without one; the next file is that of the report."""
    told = understood(ctx, draft, item)
    if told is None or told.project is None or told.told.started_on is None or pieces:
        return []
    question = OpenQuestion(QuestionKind.PROJECT_PHOTO, draft.ref)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    words = report_texts.photo_asked(ctx.t, told.project)
    return ctx.say(words, about=Ref.item(item.id)).messages
