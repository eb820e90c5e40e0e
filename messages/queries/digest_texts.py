"""The daily digest: overdue first and longest first, red before yellow, due soon, what changed."""

from collections.abc import Sequence
from datetime import date

from messages.calendar_texts import unpublished
from messages.follow_up.ladder_texts import step_name
from messages.formatting import (
    FormattedText,
    Words,
    bold,
    fold_long,
    fold_rest,
    formatted,
    item_link,
    joined,
)
from messages.queries.list_texts import how_far, masked
from messages.queries.pages import in_parts, numbered
from messages.reporting.light_texts import icon, reason
from messages.texts import Texts
from rules.policy.digests import (
    LADDER_STEP,
    DigestContent,
    DigestEntry,
    DigestTotals,
    ItemChanges,
    Section,
)
from rules.policy.items import days_left
from rules.policy.ladder import Step


def digest_parts(t: Texts, digest: DigestContent) -> list[FormattedText]:
    """Return the messages of a digest, each cut at an item's end."""
    return numbered(in_parts(_blocks(t, digest)))


def _blocks(t: Texts, digest: DigestContent) -> list[FormattedText]:
    return [
        joined("\n", _head(t, digest)),
        *_sections(t, digest),
        *_changes(t, digest),
        *_silent(t, digest),
    ]


def _head(t: Texts, digest: DigestContent) -> list[Words]:
    totals = digest.totals
    title = t("Digest of {scope}, {day}", scope=digest.scope, day=t.day(digest.day))
    lines: list[Words] = [bold(title)]
    if digest.late:
        lines.append(t("This digest comes late: the service was down."))
    if digest.unpublished:
        lines.append(unpublished(t, digest.unpublished))
    clock = [
        _until(t, t("half-year mark"), digest.half_year_on, digest.day),
        _until(t, t("expected look-back"), digest.look_back_on, digest.day),
    ]
    lines += [words for words in clock if words]
    if totals is not None:
        lines.append(_counted(t, totals))
    if not digest.entries:
        lines.append(t("Nothing is overdue or due soon."))
    return lines


def _counted(t: Texts, totals: DigestTotals) -> str:
    return t.ngettext(
        "{count} item: {overdue} overdue, {soon} due soon, {finished} done, {struck} struck off",
        "{count} items: {overdue} overdue, {soon} due soon, {finished} done, {struck} struck off",
        count=totals.items,
        overdue=totals.overdue,
        soon=totals.due_soon,
        finished=totals.finished,
        struck=totals.struck_off,
    )


def _until(t: Texts, name: str, day: date | None, today: date) -> str:
    if day is None:
        return ""
    days, on = (day - today).days, day.isoformat()
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


def _sections(t: Texts, digest: DigestContent) -> list[FormattedText]:
    """Return a block for each item; a section's heading stands in its first block."""
    blocks: list[FormattedText] = []
    for section in Section:
        of_it = [entry for entry in digest.entries if entry.section is section]
        if of_it:
            entries = [joined("\n", _entry(t, entry, digest)) for entry in of_it]
            blocks += _below(_heading(t, section, len(of_it)), entries)
    return blocks


def _below(heading: str, entries: Sequence[Words]) -> list[FormattedText]:
    """Return a block for each entry; the heading stands in the first, a long rest is folded."""
    first, *rest = fold_rest(entries)
    return [joined("\n", ["", bold(heading), first]), *map(formatted, rest)]


def _heading(t: Texts, section: Section, count: int) -> str:
    match section:
        case Section.OVERDUE:
            return t.ngettext("Overdue: {count} item", "Overdue: {count} items", count=count)
        case Section.RED:
            return t("Cannot be finished in time: {count}", count=count)
        case Section.YELLOW:
            return t("Late but can still make it: {count}", count=count)
        case Section.DUE_SOON:
            return t("Due soon: {count}", count=count)


def _entry(t: Texts, entry: DigestEntry, digest: DigestContent) -> list[Words]:
    item = entry.item
    head = FormattedText.of(icon(entry.forecast), item_link(item.code, item.id))
    when = _when(t, entry, digest.day)
    if item.id in digest.masked:
        return [FormattedText.of(head, f"｜{masked(t)}｜{item.lead.name}｜{when}")]
    who = t("{unit}, {owner}", unit=item.lead.name, owner=item.owner.name)
    why = "" if entry.section is Section.OVERDUE else reason(t, entry.forecast, item)
    return [
        FormattedText.of(head, f"｜{item.title}"),
        "｜".join([who, how_far(t, item), when]),
        *([why] if why else []),
    ]


def _when(t: Texts, entry: DigestEntry, today: date) -> str:
    left = days_left(entry.item, today)
    if left is None:
        return t("no deadline")
    if left < 0:
        return t.ngettext("{count} day overdue", "{count} days overdue", count=-left)
    return (
        t("due today")
        if left == 0
        else t.ngettext("{count} day left", "{count} days left", count=left)
    )


def _changes(t: Texts, digest: DigestContent) -> list[FormattedText]:
    if not digest.changes or digest.since is None:
        return []
    heading = t("Changed since {day}: {count}", day=t.day(digest.since), count=len(digest.changes))
    return _below(heading, [_change(t, change, digest) for change in digest.changes])


def _change(t: Texts, change: ItemChanges, digest: DigestContent) -> FormattedText:
    item = change.item
    number = item_link(item.code, item.id)
    facts = t.comma().join(fact_name(t, fact) for fact in change.facts)
    if item.id in digest.masked:
        return FormattedText.of(number, f"｜{masked(t)}：{facts}")
    return FormattedText.of(number, f"｜{item.title}：{facts}，{how_far(t, item)}")


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
        "BlockerRaised": t("needs coordination"),
        "BlockerAnswered": t("coordination answered"),
        "Instructed": t("instructed by a leader"),
        "InstructionAnswered": t("instruction answered"),
        "AppliedForClosing": t("closing applied for"),
        "SentBack": t("sent back"),
        "PutOnNotice": t("put on public notice"),
        "Verified": t("verified"),
        "ConclusionConfirmed": t("conclusion confirmed"),
        "StruckOff": t("struck off"),
        "Reopened": t("re-opened"),
    }
    return names[fact]


def _silent(t: Texts, digest: DigestContent) -> list[FormattedText]:
    if not digest.silent:
        return []
    names: Sequence[str] = [
        t.ngettext("{name} ({count} item)", "{name} ({count} items)", name=name, count=count)
        for name, count in digest.silent
    ]
    heading = bold(t("No answer to reminders from:"))
    return [joined("\n", ["", heading, fold_long(t.comma().join(names))])]
