"""What a report tells of a project, in words: on its card, to be chosen, refused, asked for."""

from collections.abc import Sequence
from decimal import Decimal

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import own_code
from rules.policy.project_changes import ProjectFault, ProjectNews
from rules.policy.projects import Fund, Project, share
from rules.policy.wording import amount


def lines(
    t: Texts, told: ProjectNews, project: Project | None, fund: Fund | None, after: Fund | None
) -> tuple[str, ...]:
    """Say which project it is about, and what becomes of it."""
    if project is None:
        return (t("Project: please choose"),)
    found = [t("Project: {code} {name}", code=own_code(project.code), name=project.name)]
    if told.started_on is not None:
        found.append(
            t("{name}: {value}", name=t("Start of works"), value=t.full_day(told.started_on))
        )
    if told.finished_on is not None:
        found.append(t("{name}: {value}", name=t("Finished"), value=t.full_day(told.finished_on)))
    if told.of_money and (fund is None or after is None):
        found.append(t("Source of money: please choose"))
    elif fund is not None and after is not None:
        found += _money(t, told, fund, after)
    return tuple(found)


def _money(t: Texts, told: ProjectNews, fund: Fund, after: Fund) -> list[str]:
    found = []
    if told.received is not None:
        rate = share(after.received, after.approved)
        words = _moved(t, fund.received, after.received)
        shown = "" if rate is None else t(", received rate {share}%", share=amount(rate))
        found.append(t("Received ({source}): {words}", source=fund.source, words=words + shown))
    if told.paid is not None:
        rate = share(after.paid, after.received)
        words = _moved(t, fund.paid, after.paid)
        shown = "" if rate is None else t(", payment progress {share}%", share=amount(rate))
        found.append(t("Paid ({source}): {words}", source=fund.source, words=words + shown))
    return found


def _moved(t: Texts, before: Decimal | None, after: Decimal | None) -> str:
    now = "" if after is None else amount(after)
    if before is None:
        return t("{amount} (10,000 yuan)", amount=now)
    return t("{before} → {after} (10,000 yuan)", before=amount(before), after=now)


def photo_line(t: Texts) -> str:
    """Ask for a photo on the card of a start."""
    return t("A start of works needs a photo of the site: please send it here.")


def day_line(t: Texts) -> str:
    """Ask for the day of a start that is told without one."""
    return t("The day of the start is not written, so no project is entered as started; "
             "please write the day, like “works began today” or “11月20日开工”.")  # fmt: skip


def photo_asked(t: Texts, project: Project) -> str:
    """Ask for a photo after a start was entered without one."""
    return t(
        "Project {code} {name}: please send a photo of the site for the start of works.",
        code=own_code(project.code),
        name=project.name,
    )


def choices(
    draft: int, projects: Sequence[Project], funds: Sequence[Fund]
) -> tuple[ButtonRow, ...]:
    """Offer the projects, or the money of one, that may be meant."""
    if projects:
        return tuple(
            (Button(f"{own_code(p.code)} {p.name}"[:60], f"d:{draft}:pj:{p.id}"),) for p in projects
        )
    return tuple((Button(fund.source[:60], f"d:{draft}:pf:{fund.id}"),) for fund in funds)


def adding(t: Texts, draft: int, *, adds: bool) -> tuple[ButtonRow, ...]:
    """Offer the other meaning of an amount: all of it, or what came now."""
    label = t("It is the amount in all") if adds else t("It came to what was there")
    return ((Button(label, f"d:{draft}:pa:{0 if adds else 1}"),),)


def refusal(t: Texts, fault: ProjectFault, project: Project, fund: Fund | None) -> str:
    """Say why it cannot be entered."""
    words = {
        ProjectFault.NOT_APPROVED: t("It cannot be started before any of its money is approved."),
        ProjectFault.BEFORE_APPROVAL: t(
            "It cannot be started before it is approved ({document}).",
            document=t.comma().join(each.document for each in project.funds if each.document),
        ),
        ProjectFault.BEGUN_BEFORE: t(
            "The ledger has its start of works on {day}.",
            day="" if project.started_on is None else t.full_day(project.started_on),
        ),
        ProjectFault.NOT_BEGUN: t("Please write when it was started, too."),
        ProjectFault.FINISHED_BEFORE_BEGUN: t("It cannot be finished before it is started."),
        ProjectFault.NO_MONEY: t(
            "The ledger has no money of this project yet; the office enters it."
        ),
        ProjectFault.NO_WHOLE: t(
            "The ledger does not know of what this is a share; please write the amount."
        ),
        ProjectFault.RECEIVED_OVER_APPROVED: t(
            "More would have arrived than was approved ({whole}, in 10,000 yuan).",
            whole="" if fund is None or fund.approved is None else amount(fund.approved),
        ),
        ProjectFault.PAID_OVER_RECEIVED: t(
            "More would be paid than has arrived ({whole}, in 10,000 yuan).",
            whole="" if fund is None or fund.received is None else amount(fund.received),
        ),
    }
    return t(
        "Project {code} {name}: {reason} Nothing was recorded.",
        code=own_code(project.code),
        name=project.name,
        reason=words[fault],
    )
