"""Plans in words: what an item lacks, the card before one is handed in, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from messages.closing import closing_texts
from messages.formatting import FormattedText, Words, bold, fold_rest, item_link, joined
from messages.outgoing import Button, ButtonRow, Tone
from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.items import Item, Milestone, is_open
from rules.policy.plans import Faulty, Plan, PlanFault, PlanLack, PlanState, PlanStep, UnitPlans

OFFERED = 20
"""Items with a button of their own."""

VERSIONS = 10
"""Versions shown; of earlier ones their number is told."""


def lack_name(t: Texts, lack: PlanLack) -> str:
    names = {
        PlanLack.OWNER: t("an owner in office"),
        PlanLack.GOAL: t("goal"),
        PlanLack.MEASURES: t("measures"),
        PlanLack.QUANTITY: t("quantity"),
        PlanLack.MILESTONES: t("dated milestones"),
        PlanLack.FUNDING: t("funding"),
    }
    return names[lack]


def missing(t: Texts, lacking: Sequence[PlanLack]) -> str:
    """Say what a plan lacks."""
    if not lacking:
        return t("The plan is complete.")
    return t("Lacking: {what}", what=t.comma().join(lack_name(t, each) for each in lacking))


def question(
    t: Texts, item: Item, lacking: Sequence[PlanLack], known: Sequence[Milestone]
) -> Words:
    """Show what an item lacks and the milestones it has, and ask for dated steps."""
    lines: list[Words] = [_heading(t, item.code, item.title, item.id), missing(t, lacking)]
    of_import = [lack for lack in lacking if lack is not PlanLack.MILESTONES]
    if of_import:
        lines.append(t("What stands in the list (all but milestones) is completed by the office."))
    if known:
        lines += [bold(t("Milestones:")), *(_known(t, step, item.measure) for step in known)]
    lines.append(t("Please write the steps with their days, for example:"))
    lines.append(t("design done by November 30, 20 villas down by December 20, all by December 31"))
    return joined("\n", lines)


def _heading(t: Texts, code: str, title: str, number: int) -> FormattedText:
    return t.formatted("Item: {code} {title}", code=item_link(code, number), title=title)


def _known(t: Texts, step: Milestone, measure: str) -> str:
    day = step.due.isoformat() if step.due else step.due_words
    reached = t("reached") if step.reached_on else ""
    target = "" if step.target is None else with_unit(step.target, measure)
    return "· " + "｜".join(part for part in (step.name, day, target, reached) if part)


def _steps(t: Texts, steps: Sequence[PlanStep], measure: str) -> list[str]:
    return [f"{number}. {_step(t, step, measure)}" for number, step in enumerate(steps, 1)]


def _step(t: Texts, step: PlanStep, measure: str) -> str:
    parts = [step.name, t.full_day(step.due)]
    if step.target is not None:
        parts.append(t("{amount} in all by then", amount=with_unit(step.target, measure)))
    return "｜".join(parts)


@dataclass(frozen=True, slots=True)
class MilestonesBefore:
    """The milestones that an item has, and the names of those that the plan leaves out."""

    known: Sequence[Milestone]
    left_out: Sequence[str]


def card(t: Texts, item: Item, steps: Sequence[PlanStep], before: MilestonesBefore) -> Words:
    """Show the steps as they were understood, before they are handed in."""
    lines: list[Words] = [
        bold(t("Plan. Please check:")),
        _heading(t, item.code, item.title, item.id),
        *_steps(t, steps, item.measure),
        *_changed(t, steps, before),
        "",
        t("Nothing is handed in until you confirm."),
    ]
    return joined("\n", lines)


def _changed(t: Texts, steps: Sequence[PlanStep], before: MilestonesBefore) -> list[str]:
    """Name the milestones that get another day, and those of earlier plans that go."""
    due = {step.name: step.due for step in steps}
    lines = [
        t("“{name}” was due {day} so far.", name=step.name, day=step.due.isoformat())
        for step in before.known
        if step.due is not None and step.name in due and due[step.name] != step.due
    ]
    if before.left_out:
        lines.append(t("No longer in the plan: {names}", names=t.comma().join(before.left_out)))
    return lines


def card_buttons(t: Texts, item: int) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Confirm"), f"pl:{item}:ok", tone=Tone.POSITIVE),
            Button(t("Change"), f"pl:{item}:ed"),
            Button(t("Cancel"), f"pl:{item}:no", tone=Tone.NEGATIVE),
        ),
    )


def item_buttons(items: Sequence[Item]) -> tuple[ButtonRow, ...]:
    return tuple((Button(f"{i.code}｜{i.title}"[:40], f"pi:{i.id}"),) for i in items[:OFFERED])


def obstacle(t: Texts, item: Item) -> str:
    """Say why nothing more is planned: it is closed, done, or under review."""
    if not is_open(item):
        return closing_texts.closed(t, item)
    return t(
        "Item {code} is done or being reviewed; its plan is not changed any more.", code=item.code
    )


def faulty(t: Texts, wrong: Faulty, item: Item) -> str:
    """Say in one sentence what is wrong with a plan."""
    name, day = wrong.step.name, wrong.step.due.isoformat()
    match wrong.why:
        case PlanFault.PAST:
            return t("“{name}”: the day {day} has already passed.", name=name, day=day)
        case PlanFault.AFTER_DEADLINE:
            return _after_deadline(t, name, day, item.deadline)
        case PlanFault.OUT_OF_ORDER:
            return t(
                "“{name}” ({day}) is before the step above it; please write the steps in the order "
                "of their days, with the year.",
                name=name,
                day=day,
            )
        case PlanFault.REACHED:
            return t("The milestone “{name}” is already reached; please leave it out.", name=name)
        case PlanFault.TOO_MANY:
            return t("A plan has 20 steps at most; please put some together.")
    return _wrong_amount(t, wrong, item)


def _wrong_amount(t: Texts, wrong: Faulty, item: Item) -> str:
    name, amount = wrong.step.name, with_unit(wrong.amount, item.measure)
    if wrong.why is PlanFault.FALLS or item.total is None:
        return t("“{name}” is less than the {amount} before it.", name=name, amount=amount)
    total = with_unit(item.total, item.measure)
    if not item.done:
        return t(
            "The steps come to {sum} by “{name}”, more than the total of {total}.",
            sum=amount,
            name=name,
            total=total,
        )
    return t(
        "With the {done} already done the steps come to {sum} by “{name}”, more than the total of "
        "{total}.",
        done=with_unit(item.done, item.measure),
        sum=amount,
        name=name,
        total=total,
    )


def _after_deadline(t: Texts, name: str, day: str, deadline: date | None) -> str:
    return t(
        "“{name}” ({day}) is after the deadline {deadline}; a later deadline is asked for with /extend.",
        name=name,
        day=day,
        deadline=deadline.isoformat() if deadline else "",
    )


def handed_in(t: Texts, plan: Plan, steps: Sequence[PlanStep]) -> Words:
    lines: list[Words] = [
        t("The plan has gone to the office. You will hear its decision."),
        _heading(t, plan.code, plan.title, plan.item_id),
        *_steps(t, steps, plan.measure),
    ]
    return joined("\n", lines)


def to_decide(t: Texts, plan: Plan, steps: Sequence[PlanStep], before: MilestonesBefore) -> Words:
    """Return what the office sees."""
    lines: list[Words] = [
        bold(t("Plan to be decided, version {number}", number=plan.version)),
        _heading(t, plan.code, plan.title, plan.item_id),
        t("Handed in by: {who}", who=f"{plan.unit} {plan.person}"),
        *_steps(t, steps, plan.measure),
        *_changed(t, steps, before),
        t("In their words: {words}", words=plan.words),
    ]
    return joined("\n", lines)


def decision_buttons(t: Texts, plan: int) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Agree"), f"pd:{plan}:ok", tone=Tone.POSITIVE),
            Button(t("Send back"), f"pd:{plan}:no", tone=Tone.NEGATIVE),
        ),
    )


def withdraw_button(t: Texts, plan: int) -> ButtonRow:
    return (Button(t("Withdraw the plan"), f"pw:{plan}"),)


def history_button(t: Texts, item: int) -> tuple[ButtonRow, ...]:
    return ((Button(t("History"), f"hi:{item}"),),)


def waits(t: Texts, plan: Plan) -> str:
    return t(
        "A plan of item {code} is already being decided; to hand in another, withdraw it first.",
        code=plan.code,
    )


def decided(t: Texts, plan: Plan, steps: Sequence[PlanStep], *, by: str) -> Words:
    """Return what a plan's messages become once it is decided or withdrawn."""
    item = _heading(t, plan.code, plan.title, plan.item_id)
    if plan.state is PlanState.AGREED:
        said = t("The plan was agreed to; its steps are milestones of the item now.")
        return joined("\n", [said, item, *_steps(t, steps, plan.measure), _by(t, by)])
    if plan.state is PlanState.WITHDRAWN:
        said = t("The plan was withdrawn; the milestones stay as they are.")
        return joined("\n", [said, item, t("Withdrawn by: {name}", name=by)])
    said = t("The plan was sent back; the milestones stay as they are.")
    why = t("Reason: {words}", words=plan.decision)
    return joined(
        "\n", [said, item, why, _by(t, by), t("To write it anew: /plan {code}", code=plan.code)]
    )


def _by(t: Texts, name: str) -> str:
    return t("Decided by: {name}", name=name)


def state_of(t: Texts, plan: Plan, zone: ZoneInfo) -> str:
    """Return in a line which version it is, how it stands, since when, and by whom."""
    names = {
        PlanState.ASKED: t("being decided"),
        PlanState.AGREED: t("agreed"),
        PlanState.RETURNED: t("returned"),
        PlanState.WITHDRAWN: t("withdrawn"),
    }
    day = (plan.decided_at or plan.asked_at).astimezone(zone).date().isoformat()
    who = plan.decider or plan.person
    version = t("version {number}", number=plan.version)
    return "｜".join([version, names[plan.state], day, who])


def versions(
    t: Texts, plans: Sequence[Plan], steps: dict[int, list[PlanStep]], zone: ZoneInfo
) -> list[Words]:
    """List the versions of an item's plan with their steps, the latest first."""
    lines: list[Words] = []
    for plan in reversed(plans[-VERSIONS:]):
        lines += [bold(state_of(t, plan, zone)), *_steps(t, steps[plan.id], plan.measure)]
        if plan.decision:
            lines.append(t("Reason: {words}", words=plan.decision))
    if len(plans) > VERSIONS:
        lines.append(t("… and {count} more", count=len(plans) - VERSIONS))
    return lines


def by_unit(t: Texts, rows: Sequence[UnitPlans]) -> Words:
    """Say how complete the plans of units are, the most incomplete first."""
    items, incomplete = sum(row.items for row in rows), sum(row.incomplete for row in rows)
    if not incomplete:
        return t("All plans are complete; items not done: {count}", count=items)
    heading = bold(t("Plans incomplete: {incomplete}; items not done: {count}",
                     incomplete=incomplete, count=items))  # fmt: skip
    return joined("\n", [heading, *fold_rest([_unit(t, row) for row in rows if row.incomplete])])


def _unit(t: Texts, row: UnitPlans) -> str:
    parts = [f"{lack_name(t, lack)} {amount_of}" for lack, amount_of in row.lacking]
    return f"{row.unit}｜{row.incomplete}/{row.items}｜{t.comma().join(parts)}"
