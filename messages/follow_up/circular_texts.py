"""通报: who reported in a round, who did not, and how the units rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messages.formatting import FormattedText, Words, bold, fold_rest, item_link
from messages.texts import Texts
from rules.policy.rounds import EntryAnswer, RoundEntry, RoundStanding
from rules.policy.wording import amount


@dataclass(frozen=True, slots=True)
class Circular:
    """What a round came to. `opened`, `due` and `made` are local moments."""

    opened: datetime
    due: datetime
    made: datetime
    entries: Sequence[RoundEntry]
    ranking: Sequence[tuple[int, RoundStanding]]
    late: bool
    masked: frozenset[int] = frozenset()
    """Items of which a group learns neither title nor people."""


def title(t: Texts) -> str:
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
        t.ngettext(
            "{count} item to report: {reported} reported, {unchanged} unchanged with a reason, {missing} missing.",
            "{count} items to report: {reported} reported, {unchanged} unchanged with a reason, "
            "{missing} missing.",
            count=len(circular.entries),
            reported=len(entries[EntryAnswer.REPORTED]),
            unchanged=len(entries[EntryAnswer.UNCHANGED]),
            missing=len(entries[EntryAnswer.NONE]),
        ),
    ]
    if circular.late:
        at = t.minute(circular.made)
        lines.append(
            t("This circular was due then; it was made on {at}: the service was down.", at=at)
        )
    return lines


def missing(t: Texts, circular: Circular) -> list[FormattedText]:
    """List who is missing, a line each."""
    return [_entry(t, e, circular) for e in circular.entries if not e.current_answer]


def unchanged(t: Texts, circular: Circular) -> list[FormattedText]:
    """List the answers 零报告, each with its reason."""
    return [
        FormattedText.of(
            _entry(t, e, circular), "" if e.item_id in circular.masked else f"　{e.reason}"
        )
        for e in circular.entries
        if e.current_answer is EntryAnswer.UNCHANGED
    ]


def _entry(t: Texts, entry: RoundEntry, circular: Circular) -> FormattedText:
    number = item_link(entry.code, entry.item_id)
    if entry.item_id in circular.masked:
        return FormattedText.of(f"{entry.unit}：", number, f"｜{t('sensitive item')}")
    return FormattedText.of(f"{entry.unit} {entry.owner}：", number, f"｜{entry.title}")


def headings(t: Texts) -> tuple[str, str, str]:
    return t("Missing:"), t("Nothing changed:"), t("Ranking of units:")


def columns(t: Texts) -> tuple[str, ...]:
    return (
        t("Place"),
        t("Unit"),
        t("To report"),
        t("Reported"),
        t("Unchanged"),
        t("Missing"),
        t("Points"),
    )


def row(place: int, standing: RoundStanding) -> tuple[str, ...]:
    counts = (standing.expected, standing.reported, standing.unchanged, standing.missing)
    return (str(place), standing.unit, *(str(c) for c in counts), amount(standing.points))


def lines(t: Texts, circular: Circular) -> list[Words]:
    """Return the circular line by line; it may need several messages."""
    absent, same, ranking = headings(t)
    said: list[Words] = [bold(title(t)), *paragraphs(t, circular)]
    for heading, body in ((absent, missing(t, circular)), (same, unchanged(t, circular))):
        if body:
            said += ["", bold(heading), *fold_rest(body)]
    places = fold_rest([_place(t, *ranked) for ranked in circular.ranking])
    return [*said, "", bold(ranking), *places]


def _place(t: Texts, place: int, standing: RoundStanding) -> str:
    return t.ngettext(
        "{place}. {unit}: {count} point ({answered} of {expected})",
        "{place}. {unit}: {count} points ({answered} of {expected})",
        place=place,
        unit=standing.unit,
        count=amount(standing.points),
        answered=standing.reported + standing.unchanged,
        expected=standing.expected,
    )
