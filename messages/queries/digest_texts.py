"""The daily digest: a summary; folded below it what is overdue, red, yellow, due soon and changed."""

from collections.abc import Sequence
from datetime import date

from messages.calendar_texts import unpublished
from messages.formatting import (
    FormattedText,
    Words,
    bold,
    folded,
    formatted,
    item_link,
    joined,
)
from messages.queries.digest_summary import fact_name, summary
from messages.queries.list_texts import how_far, masked
from messages.queries.pages import in_parts, numbered
from messages.reporting.light_texts import icon, is_without_figures, reason
from messages.texts import Texts
from rules.policy.digests import DigestContent, DigestEntry, ItemChanges, Section, in_section
from rules.policy.items import days_left


def digest_parts(t: Texts, digest: DigestContent) -> list[FormattedText]:
    """Return the messages of a digest: its summary, and folded below it every item, never cut."""
    head, *details = digest_blocks(t, digest)
    if not details:
        return [head]
    first, *rest = details
    below = [first.cut(1), *rest]
    return numbered(in_parts([head, "", *map(folded, below)]))


def digest_blocks(t: Texts, digest: DigestContent) -> list[FormattedText]:
    """Return a digest as blocks that stay whole: its summary, then every item."""
    return [
        _head(t, digest),
        *_sections(t, digest),
        *_changes(t, digest),
        *_silent(t, digest),
        *_incomplete(t, digest),
    ]


def _head(t: Texts, digest: DigestContent) -> FormattedText:
    title = t("Digest of {scope}, {day}", scope=digest.scope, day=t.day(digest.day))
    lines: list[Words] = [bold(title)]
    if digest.late:
        lines.append(t("This digest comes late: the service was down."))
    if digest.unpublished:
        lines.append(unpublished(t, digest.unpublished))
    return joined("\n", [*lines, *summary(t, digest)])


def _sections(t: Texts, digest: DigestContent) -> list[FormattedText]:
    """Return a block for each item; a section's heading stands in its first block."""
    blocks: list[FormattedText] = []
    for section in Section:
        of_it = in_section(digest.entries, section)
        if of_it:
            blocks += _section(t, section, of_it, digest)
    return blocks


def _section(
    t: Texts, section: Section, of_it: Sequence[DigestEntry], digest: DigestContent
) -> list[FormattedText]:
    """Return a section's blocks; that there are no figures is said once, with how many it is of."""
    told = {e.item.id: e for e in of_it if _is_told_why(e, digest)}
    unknown = [n for n, e in told.items() if is_without_figures(e.forecast, e.item)]
    heading = _heading(t, section, len(of_it))
    if len(unknown) > 1:
        heading += t(", of which without figures to judge by: {count}", count=len(unknown))
        for number in unknown:
            del told[number]
    why = {n: reason(t, e.forecast, e.item) for n, e in told.items()}
    entries = [joined("\n", _entry(t, e, why.get(e.item.id, ""), digest)) for e in of_it]
    return _below(heading, entries)


def _is_told_why(entry: DigestEntry, digest: DigestContent) -> bool:
    """Whether to say why an item has its light: its section does not, and it is not sensitive."""
    return entry.section is not Section.OVERDUE and entry.item.id not in digest.masked


def _below(heading: str, entries: Sequence[Words]) -> list[FormattedText]:
    """Return a block for each entry; the heading stands in the first."""
    first, *rest = entries
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


def _entry(t: Texts, entry: DigestEntry, why: str, digest: DigestContent) -> list[Words]:
    item = entry.item
    head = FormattedText.of(icon(entry.forecast), item_link(item.code, item.id))
    when = _when(t, entry, digest.day)
    if item.id in digest.masked:
        return [FormattedText.of(head, f"｜{masked(t)}｜{item.lead.name}｜{when}")]
    who = t("{unit}, {owner}", unit=item.lead.name, owner=item.owner.name)
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


def _silent(t: Texts, digest: DigestContent) -> list[FormattedText]:
    if not digest.silent:
        return []
    names: Sequence[str] = [
        t.ngettext("{name} ({count} item)", "{name} ({count} items)", name=name, count=count)
        for name, count in digest.silent
    ]
    heading = bold(t("No answer to reminders from:"))
    return [joined("\n", ["", heading, t.comma().join(names)])]


def _incomplete(t: Texts, digest: DigestContent) -> list[FormattedText]:
    if not digest.incomplete:
        return []
    return [joined("\n", ["", bold(t("Plans incomplete: {count}", count=digest.incomplete))])]
