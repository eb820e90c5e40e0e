"""The first lines of a digest: how it stands, what changed, what is worst, who keeps silent, the clock."""

from datetime import date

from messages.follow_up.ladder_texts import step_name
from messages.formatting import FormattedText, Words, item_link, joined
from messages.keyboards import in_rows
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.digests import (
    LADDER_STEP,
    DigestContent,
    DigestEntry,
    DigestShare,
    DigestTotals,
    Section,
    behind_units,
    counted_facts,
    in_section,
    newly_overdue,
)
from rules.policy.items import days_left
from rules.policy.ladder import Step

WORST, KINDS = 3, 2
"""How many items and units, and how many kinds of change, the summary names at most."""

TITLE, UNITS = 10, 40
"""Characters of a title, and of all units together: the summary fits one screen of a phone."""


def summary(t: Texts, digest: DigestContent) -> list[Words]:
    """Return the lines: totals, changes, longest overdue, units behind, who is silent, the clock."""
    lines = [
        _totals(t, digest),
        _changed(t, digest),
        *_worst(t, digest),
        _silent(t, digest),
        _clock(t, digest),
    ]
    return [line for line in lines if line]


def buttons(t: Texts, digest: DigestContent) -> tuple[ButtonRow, ...]:
    """Offer the lists behind the numbers, of what the digest is of; who presses sees their own part."""
    labels = {"overdue": t("Overdue"), "red": t("Red light"), "week": t("Due this week")}
    if digest.share is not DigestShare.OWN:
        labels["silent"] = t("Not answered")
    share = digest.unit if digest.share is DigestShare.UNIT else digest.share
    pressed = [Button(label, f"dg:{kind}:{share}") for kind, label in labels.items()]
    return in_rows(pressed, 2)


def _totals(t: Texts, digest: DigestContent) -> str:
    if digest.totals is not None:
        return _of_all(t, digest.totals)
    sections = (len(in_section(digest.entries, section)) for section in Section)
    overdue, red, yellow, soon = sections
    return t(
        "{overdue} overdue, {red} red, {yellow} yellow, {soon} due soon",
        overdue=overdue,
        red=red,
        yellow=yellow,
        soon=soon,
    )


def _of_all(t: Texts, totals: DigestTotals) -> str:
    return t.ngettext(
        "{count} item: {overdue} overdue, {soon} due soon, {finished} done, {struck} struck off",
        "{count} items: {overdue} overdue, {soon} due soon, {finished} done, {struck} struck off",
        count=totals.items,
        overdue=totals.overdue,
        soon=totals.due_soon,
        finished=totals.finished,
        struck=totals.struck_off,
    )


def _changed(t: Texts, digest: DigestContent) -> str:
    """Count what happened since the last digest, the most frequent kinds by name."""
    if digest.since is None:
        return t("First digest: there is no earlier one to compare with.")
    late = newly_overdue(digest)
    counts = counted_facts(digest.changes)
    told = [t("newly overdue: {count}", count=late)] if late else []
    told += [_kind(t, fact_name(t, fact), count) for fact, count in counts[:KINDS]]
    rest = sum(count for _fact, count in counts[KINDS:])
    told += [_kind(t, t("other changes"), rest)] if rest else []
    changes = t.comma().join(told) or t("no changes")
    return t("Since {day}: {changes}", day=t.short_day(digest.since), changes=changes)


def _kind(t: Texts, name: str, count: int) -> str:
    return t("{kind}: {count}", kind=name, count=count)


def _worst(t: Texts, digest: DigestContent) -> list[Words]:
    if not digest.entries:
        return [t("Nothing is overdue or due soon.")]
    oldest = in_section(digest.entries, Section.OVERDUE)[:WORST]
    named = [_oldest(t, entry, digest) for entry in oldest]
    longest = t("Overdue longest: ")
    listed = FormattedText.of(longest, joined(t.comma(), named)) if named else None
    return [listed or t("Nothing is overdue."), _units(t, digest)]


def _oldest(t: Texts, entry: DigestEntry, digest: DigestContent) -> FormattedText:
    """Name an item shortly; a sensitive one by its unit alone."""
    item, sensitive = entry.item, entry.item.id in digest.masked
    title = FormattedText(item.lead.name if sensitive else item.title).clipped(TITLE)
    late = -(days_left(item, digest.day) or 0)
    days = t.ngettext("{count} day", "{count} days", count=late)
    return FormattedText.of(item_link(item.code, item.id), "｜", title, f"（{days}）")


def _units(t: Texts, digest: DigestContent) -> str:
    """Name the units with most overdue items, and how many units there are that are behind."""
    behind = behind_units(digest.entries)
    if not behind:
        return ""
    units = [f"{unit.name}（{_how_far_behind(t, unit.overdue, unit.red)}）" for unit in behind]
    named = t.comma().join(_within(units[:WORST], UNITS))
    return t("Units behind ({count}): {units}", count=len(behind), units=named)


def _within(names: list[str], room: int) -> list[str]:
    """Return as many names as there is room for, and the first one always; none is cut."""
    first, *more = names
    kept, left = [first], room - len(first)
    for name in more:
        left -= len(name)
        if left < 0:
            break
        kept.append(name)
    return kept


def _how_far_behind(t: Texts, overdue: int, red: int) -> str:
    if not red:
        return t("{overdue} overdue", overdue=overdue)
    if not overdue:
        return t("{red} red", red=red)
    return t("{overdue} overdue, {red} more red", overdue=overdue, red=red)


def _silent(t: Texts, digest: DigestContent) -> str:
    """Count who was reminded and has not answered; a leader's own digest does not ask."""
    if digest.totals is None:
        return ""
    return t("Reminded, no answer from: {count}", count=len(digest.silent))


def _clock(t: Texts, digest: DigestContent) -> str:
    marks = (
        (t("half-year mark"), digest.half_year_on),
        (t("expected look-back"), digest.look_back_on),
    )
    told = [_until(t, name, day, digest.day) for name, day in marks if day is not None]
    return t.semicolon().join(told)


def _until(t: Texts, name: str, day: date, today: date) -> str:
    days, on = (day - today).days, t.short_day(day)
    if days < 0:
        return t.ngettext(
            "{name} {day} passed {count} day ago",
            "{name} {day} passed {count} days ago",
            name=name,
            day=on,
            count=-days,
        )
    return t.ngettext(
        "{name} {day}: {count} day left",
        "{name} {day}: {count} days left",
        name=name,
        day=on,
        count=days,
    )


def fact_name(t: Texts, fact: str) -> str:
    """Say what happened, in few words; only facts that a digest tells of."""
    if fact.startswith(LADDER_STEP):
        return step_name(t, Step(fact.partition(":")[2]))
    names = {
        "Reported": t("reported"),
        "Corrected": t("corrected"),
        "NothingChanged": t("unchanged"),
        "MilestoneReached": t("milestone reached"),
        "ExtensionAsked": t("extension asked for"),
        "ExtensionGranted": t("extension granted"),
        "ExtensionRefused": t("extension refused"),
        "ExtensionWithdrawn": t("extension withdrawn"),
        "PlanHandedIn": t("plan handed in"),
        "PlanAgreed": t("plan agreed"),
        "PlanReturned": t("plan returned"),
        "PlanWithdrawn": t("plan withdrawn"),
        "BlockerRaised": t("needs coordination"),
        "BlockerAnswered": t("coordination answered"),
        "BlockerSentBack": t("coordination answer sent back"),
        "Instructed": t("instructed by a leader"),
        "InstructionAnswered": t("instruction answered"),
        "InstructionSentBack": t("instruction answer sent back"),
        "AppliedForClosing": t("closing applied for"),
        "SentBack": t("sent back"),
        "PutOnNotice": t("put on public notice"),
        "Verified": t("verified"),
        "ConclusionConfirmed": t("conclusion confirmed"),
        "StruckOff": t("struck off"),
        "Reopened": t("re-opened"),
    }
    return names[fact]
