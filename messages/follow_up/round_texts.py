"""A dispatch round: what owners get, what the groups see while it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messages.formatting import FormattedText, Words, bold, formatted, item_link, joined, width
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import Item, own_code
from rules.policy.rounds import EntryAnswer, Round, RoundAsk, RoundEntry

LINES = 20
"""Items with buttons in one message: two rows each, and a message has 100 buttons at most."""

ROOM = 3800
REASON = 40
"""Characters of a reason shown to others."""


@dataclass(frozen=True, slots=True)
class Times:
    """Of a round, local: until when, and for when it was planned if it opened late; and what it asks."""

    due: datetime
    planned: datetime | None = None
    asks: RoundAsk = RoundAsk.PROGRESS

    @property
    def for_plans(self) -> bool:
        return self.asks is RoundAsk.PLAN


def opened(t: Texts, times: Times, items: int, people: int) -> str:
    """Tell the office that a round is open."""
    counted = {
        "items": t.ngettext("{count} item", "{count} items", count=items),
        "officials": t.ngettext("{count} official", "{count} officials", count=people),
        "due": t.minute(times.due),
    }
    if times.for_plans:
        return t("The round for plans is open: {items}, {officials}, until {due}.", **counted)
    return t("The round is open: {items}, {officials}, until {due}.", **counted)


def missed(t: Texts, opened: datetime, due: datetime) -> str:
    """Tell the office of a round that was not opened; both moments are local."""
    return t(
        "The dispatch round planned for {opened}, due {due}, was not opened: the service was down. "
        "To open one now: /round and until when.",
        opened=t.minute(opened),
        due=t.minute(due),
    )


Running = tuple[Round, Sequence[RoundEntry], Times]
"""An open round, its entries, its times."""


def running(t: Texts, rounds: Sequence[Running], now: datetime) -> str:
    """Tell the office of each open round: when it ends, and how it stands."""
    return "\n\n".join(
        f"{_heading(t, times, over=times.due < now)}\n{_count(t, entries, times)}"
        for _, entries, times in rounds
    )


def reason_card(t: Texts, item: Item, why: str) -> FormattedText:
    """Show 零报告 as it would be entered."""
    number = item_link(item.code, item.id)
    heading = t.formatted("Item: {code} {title}", code=number, title=item.title)
    return joined("\n", [heading, t("Nothing changed, because: {words}", words=why)])


def cancel_buttons(t: Texts, rounds: Sequence[Running]) -> tuple[ButtonRow, ...]:
    return tuple(
        (Button(t("Cancel the round until {due}", due=t.minute(times.due)), f"rc:{round_.id}"),)
        for round_, _, times in rounds
    )


def cancelled(t: Texts, times: Times) -> str:
    """Say that a round is cancelled."""
    due = times.due
    if times.for_plans:
        return t("The round for plans until {due} is cancelled.", due=t.minute(due))
    return t(
        "The dispatch round until {due} is cancelled; nothing is to be reported.",
        due=t.minute(due),
    )


def _late(t: Texts, times: Times) -> list[str]:
    if times.planned is None:
        return []
    return [t("It was planned for {planned} and opens late.", planned=t.minute(times.planned))]


def to_owner(
    t: Texts, entries: Sequence[RoundEntry], times: Times, *, instead_of: str = ""
) -> FormattedText:
    """Ask an owner, or their deputy `instead_of` them, to report every item."""
    until = t.minute(times.due)
    asked = (
        t("Plans: please hand in a plan for every item until {due}.", due=until)
        if times.for_plans
        else t("Dispatch round: please report every item until {due}.", due=until)
    )
    lines: list[Words] = [bold(asked)]
    lines += _late(t, times)
    if instead_of:
        lines.append(t("You stand in for {name}.", name=instead_of))
    return joined("\n", [*lines, "", *(_line(t, entry) for entry in entries)])


def taken_over(t: Texts, entries: Sequence[RoundEntry], times: Times) -> FormattedText:
    """Tell to whom items were given while the round is open."""
    until = t.minute(times.due)
    heading = (
        t("These items are yours now: please hand in a plan for each until {due}.", due=until)
        if times.for_plans
        else t("These items are yours now: please report each until {due}.", due=until)
    )
    return joined("\n", [bold(heading), *(_line(t, entry) for entry in entries)])


def released(t: Texts, times: Times) -> str:
    """Tell to whom none of a round's items belongs any more."""
    until = t.minute(times.due)
    return t(
        "Dispatch round until {due}: your items went to others, nothing is asked of you any more.",
        due=until,
    )


def _line(t: Texts, entry: RoundEntry) -> FormattedText:
    answer = f"：{_said(t, entry)}" if entry.current_answer else ""
    number = item_link(entry.code, entry.item_id)
    return FormattedText.of(number, f"｜{entry.title}{answer}")


def _said(t: Texts, entry: RoundEntry) -> str:
    if entry.current_answer is EntryAnswer.REPORTED:
        return t("plan handed in") if entry.asks is RoundAsk.PLAN else t("reported")
    reason = entry.reason if len(entry.reason) <= REASON else entry.reason[:REASON] + "…"
    return t("nothing changed ({reason})", reason=reason)


def owner_buttons(t: Texts, entries: Sequence[RoundEntry]) -> tuple[ButtonRow, ...]:
    waiting = [entry for entry in entries if not entry.current_answer]
    rows: list[ButtonRow] = []
    for entry in waiting[:LINES]:
        if len(entries) > 1:
            rows.append((Button(f"{entry.code}｜{entry.title}"[:30], f"r:{entry.id}:report"),))
        if entry.asks is RoundAsk.PLAN:
            rows.append((Button(t("Write the plan"), f"r:{entry.id}:report"),))
            continue
        rows.append(
            (
                Button(t("Report progress"), f"r:{entry.id}:report"),
                Button(t("Nothing changed"), f"r:{entry.id}:same"),
            )
        )
    return tuple(rows)


def live(
    t: Texts, entries: Sequence[RoundEntry], times: Times, *, over: bool, masked: frozenset[int]
) -> FormattedText:
    """Say in a group who has reported and who has not."""
    done = [entry for entry in entries if entry.current_answer]
    return _with_room(
        [
            bold(_heading(t, times, over=over)),
            *_late(t, times),
            _count(t, entries, times),
            *_named(t, _done(t, times), done, masked),
            *_not_yet(t, entries, times, masked),
        ],
        t,
    )


def missing(
    t: Texts, entries: Sequence[RoundEntry], times: Times, *, over: bool, unasked: int
) -> FormattedText:
    """List whose items of a round are missing, to whoever may see them all.

    `unasked`: people whom the message that asks did not reach.
    """
    never = [t("Not reached by the round: {count}", count=unasked)] if unasked else []
    lines: list[Words] = [bold(_heading(t, times, over=over)), _count(t, entries, times), *never]
    return _with_room([*lines, *_not_yet(t, entries, times, frozenset())], t)


def _heading(t: Texts, times: Times, *, over: bool) -> str:
    until = t.minute(times.due)
    if times.for_plans:
        if over:
            return t("The round for plans until {due} is over.", due=until)
        return t("Round for plans until {due}", due=until)
    if over:
        return t("The round until {due} is over.", due=until)
    return t("Dispatch round until {due}", due=until)


def _count(t: Texts, entries: Sequence[RoundEntry], times: Times) -> str:
    done = sum(bool(entry.current_answer) for entry in entries)
    if times.for_plans:
        return t("Plans handed in: {done} of {total}", done=done, total=len(entries))
    return t("Reported: {done} of {total}", done=done, total=len(entries))


def _done(t: Texts, times: Times) -> str:
    return t("Plans handed in so far:") if times.for_plans else t("Reported so far:")


def _not_yet(
    t: Texts, entries: Sequence[RoundEntry], times: Times, masked: frozenset[int]
) -> list[Words]:
    heading = t("No plan yet:") if times.for_plans else t("Not reported yet:")
    return _named(t, heading, [e for e in entries if not e.current_answer], masked)


def _named(
    t: Texts, heading: str, entries: Sequence[RoundEntry], masked: frozenset[int]
) -> list[Words]:
    by_person: dict[str, list[Words]] = {}
    for entry in entries:
        sensitive = entry.item_id in masked
        who = t("sensitive item") if sensitive else entry.owner
        by_person.setdefault(f"{entry.unit} {who}", []).append(
            item_link(own_code(entry.code), entry.item_id)
        )
    lines = [FormattedText.of(f"{who}：", joined("、", codes)) for who, codes in by_person.items()]
    return ["", bold(heading), *lines] if lines else []


def _with_room(lines: Sequence[Words], t: Texts) -> FormattedText:
    """Keep as many lines as one message holds, and say how many are left out."""
    kept: list[Words] = []
    room = ROOM
    for number, line in enumerate(lines):
        room -= width(formatted(line).text) + 1
        if room < 0:
            return joined("\n", [*kept, t("… and {count} more", count=len(lines) - number)])
        kept.append(line)
    return joined("\n", kept)
