"""通报: who reported in a round, who did not, and how the units rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messages.by_unit import grouped, is_long
from messages.formatting import FormattedText, Words, bold, fold_long, fold_rest, item_link
from messages.outgoing import Button, ButtonRow, Tone
from messages.texts import Texts
from rules.policy.rounds import (
    EntryAnswer,
    RoundAsk,
    RoundEntry,
    RoundStanding,
    by_place,
    is_silent,
)
from rules.policy.wording import amount


@dataclass(frozen=True, slots=True)
class Circular:
    """What a round came to. `opened`, `due` and `made` are local moments."""

    opened: datetime
    due: datetime
    made: datetime
    entries: Sequence[RoundEntry]
    ranking: list[tuple[int, RoundStanding]]
    late: bool
    masked: frozenset[int] = frozenset()
    """Items of which a group learns neither title nor people."""
    asks: RoundAsk = RoundAsk.PROGRESS
    unasked: frozenset[int] = frozenset()
    """Entries of owners whom nothing of the round reached: they are not ranked."""
    remarks: str = ""
    """What the office has to say in it."""

    @property
    def is_silent(self) -> bool:
        """Return whether nobody answered, and the units are not ranked."""
        return bool(self.ranking) and is_silent(self.ranking)


def title(t: Texts, circular: Circular) -> str:
    if circular.asks is RoundAsk.PLAN:
        return t("Circular on the plans")
    return t("Circular on the dispatch round")


def paragraphs(t: Texts, circular: Circular) -> list[str]:
    """Return the words, without the ranking."""
    entries = {
        kind: [e for e in circular.entries if e.current_answer == kind] for kind in EntryAnswer
    }
    lines = [
        t(
            "Opened {opened}, due {due}.",
            opened=t.minute(circular.opened),
            due=t.minute(circular.due),
        ),
        _counted(t, circular, entries),
    ]
    if circular.late:
        at = t.minute(circular.made)
        lines.append(
            t("This circular was due then; it was made on {at}: the service was down.", at=at)
        )
    return lines


def _counted(t: Texts, circular: Circular, entries: dict[EntryAnswer, list[RoundEntry]]) -> str:
    absent = len(entries[EntryAnswer.NONE])
    if circular.asks is RoundAsk.PLAN:
        return t.ngettext(
            "{count} item to plan: {done} handed in, {missing} missing.",
            "{count} items to plan: {done} handed in, {missing} missing.",
            count=len(circular.entries),
            done=len(circular.entries) - absent,
            missing=absent,
        )
    return t.ngettext(
        "{count} item to report: {reported} reported, {unchanged} unchanged with a reason, {missing} missing.",
        "{count} items to report: {reported} reported, {unchanged} unchanged with a reason, "
        "{missing} missing.",
        count=len(circular.entries),
        reported=len(entries[EntryAnswer.REPORTED]),
        unchanged=len(entries[EntryAnswer.UNCHANGED]),
        missing=absent,
    )


def nobody(t: Texts, circular: Circular) -> str:
    """Say what stands in the place of the ranking where nobody answered."""
    if circular.asks is RoundAsk.PLAN:
        return t("Nobody handed in a plan; the units are not ranked.")
    return t("Nobody reported in this round; the units are not ranked.")


def _of(circular: Circular, answer: EntryAnswer) -> list[RoundEntry]:
    found = (entry for entry in circular.entries if entry.current_answer == answer)
    return [entry for entry in found if entry.id not in circular.unasked]


def _with_unit(t: Texts, entry: RoundEntry, circular: Circular) -> FormattedText:
    parted = "" if entry.item_id in circular.masked else " "
    return FormattedText.of(f"{entry.unit}{parted}", _entry(t, entry, circular))


def _entry(t: Texts, entry: RoundEntry, circular: Circular) -> FormattedText:
    """Return what an item of a unit is, whose, and why nothing changed."""
    number = item_link(entry.code, entry.item_id)
    if entry.item_id in circular.masked:
        return FormattedText.of("：", number, f"｜{t('sensitive item')}")
    why = f"　{entry.reason}" if entry.current_answer is EntryAnswer.UNCHANGED else ""
    return FormattedText.of(f"{entry.owner}：", number, f"｜{entry.title}{why}")


def headings(t: Texts) -> tuple[str, str, str, str]:
    return (
        t("Missing:"),
        t("Nothing changed:"),
        t("Never reached, and not ranked:"),
        t("Ranking of units:"),
    )


def lines(t: Texts, circular: Circular) -> list[Words]:
    """Return the circular line by line; it may need several messages."""
    absent, same, unasked, ranking = headings(t)
    said: list[Words] = [bold(title(t, circular)), *paragraphs(t, circular)]
    for heading, body in (
        (absent, _of(circular, EntryAnswer.NONE)),
        (same, _of(circular, EntryAnswer.UNCHANGED)),
        (unasked, [e for e in circular.entries if e.id in circular.unasked]),
    ):
        if body:
            said += ["", bold(heading), *_listed(t, body, circular)]
    if circular.remarks:
        said += ["", bold(t("What is asked for:")), fold_long(circular.remarks)]
    if circular.is_silent:
        return [*said, "", nobody(t, circular)]
    if not circular.ranking:
        return said
    places = fold_rest([_place(t, *ranked) for ranked in by_place(circular.ranking)])
    return [*said, "", bold(ranking), how_ranked(t, circular), *places]


def how_ranked(t: Texts, circular: Circular) -> str:
    """Say how the points come about, or why there are none."""
    if circular.is_silent or not circular.ranking:
        return nobody(t, circular)
    return t("Points: share of what was answered in percent, less this month's points off.")


def no_remarks(t: Texts) -> str:
    """Return what a circular asks for where the office has written nothing."""
    return t("Whoever has not reported does so at once; the others keep to their plans.")


def draft(t: Texts, circular: Circular) -> str:
    """Say what the words and the file before it are, and what may be done with them."""
    return t(
        "{title}: a draft, seen by the office alone. "
        "It is numbered and goes to the groups of the whole city once you publish it.",
        title=title(t, circular),
    )


def draft_buttons(t: Texts, round_: int) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Publish"), f"cb:{round_}:publish", tone=Tone.POSITIVE),
            Button(t("Change what is asked for"), f"cb:{round_}:edit"),
        ),
    )


def sure(t: Texts, count: int) -> str:
    """Ask once more: what is published cannot be taken back."""
    return t.ngettext(
        "Publish the circular? It goes to {count} group and cannot be taken back.",
        "Publish the circular? It goes to {count} groups and cannot be taken back.",
        count=count,
    )


def sure_buttons(t: Texts, round_: int) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Confirm publishing"), f"cb:{round_}:yes", tone=Tone.POSITIVE),
            Button(t("Cancel"), f"cb:{round_}:no", tone=Tone.NEGATIVE),
        ),
    )


def published(t: Texts, number: str, by: str) -> str:
    return t("{number} was published by {name}.", number=number, name=by)


def ask_remarks(t: Texts) -> str:
    return t("Please write what the circular shall ask for; it replaces what stands there.")


def _listed(t: Texts, entries: list[RoundEntry], circular: Circular) -> list[Words]:
    """List entries one by one; many are counted by unit, with all of them folded below."""
    if not is_long(entries):
        return [_with_unit(t, entry, circular) for entry in entries]
    return grouped(t, [(entry.unit, _entry(t, entry, circular)) for entry in entries])


def _place(t: Texts, place: int, standings: list[RoundStanding]) -> Words:
    """Return a place in the ranking; units with the same points stand in it together."""
    first, *others = standings
    if not others:
        return _alone(t, place, first)
    units = t.comma().join(f"{each.unit}（{_share(t, each)}）" for each in standings)
    points = amount(first.points)
    return fold_long(
        t.ngettext(
            "{place}. {units}: {count} point each",
            "{place}. {units}: {count} points each",
            place=place,
            units=units,
            count=points,
        )
    )


def _answered(standing: RoundStanding) -> int:
    return standing.reported + standing.unchanged


def _share(t: Texts, standing: RoundStanding) -> str:
    """Return how many were answered of how many, and the points that the ladder took off."""
    share = f"{_answered(standing)}/{standing.expected}"
    return (
        t("{share}, {points} off", share=share, points=lost) if (lost := _lost(standing)) else share
    )


def _lost(standing: RoundStanding) -> str:
    return amount(standing.taken_off) if standing.taken_off else ""


def _alone(t: Texts, place: int, standing: RoundStanding) -> str:
    if standing.taken_off:
        return t.ngettext(
            "{place}. {unit}: {count} point ({answered} of {expected}, {lost} off)",
            "{place}. {unit}: {count} points ({answered} of {expected}, {lost} off)",
            place=place,
            unit=standing.unit,
            count=amount(standing.points),
            answered=_answered(standing),
            expected=standing.expected,
            lost=_lost(standing),
        )
    return t.ngettext(
        "{place}. {unit}: {count} point ({answered} of {expected})",
        "{place}. {unit}: {count} points ({answered} of {expected})",
        place=place,
        unit=standing.unit,
        count=amount(standing.points),
        answered=_answered(standing),
        expected=standing.expected,
    )
