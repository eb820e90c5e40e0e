"""The card: what was understood of a report, before anything is written."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.outgoing import Button, ButtonRow, Tone
from messages.texts import Texts
from rules.policy.figures import Figure
from rules.policy.items import Item
from rules.policy.progress import Progress
from rules.policy.wording import amount


@dataclass(frozen=True, slots=True)
class Card:
    """A report as understood. `doubts` are sentences that ask the official to look again."""

    draft: int
    words: str
    item: Item | None = None
    progress: Progress = field(default_factory=Progress)
    promised_on: date | None = None
    blocker: str = ""
    evidence: int = 0
    loose: int = 0
    """Pictures among them that stand without a caption in an album of several captions."""
    others: tuple[Figure, ...] = ()
    parts: tuple[Figure, ...] = ()
    """What was added up to what is done."""
    unused: tuple[Figure, ...] = ()
    """Figures that the progress does not come from."""
    aside: tuple[str, ...] = ()
    """Words of amounts that are only meant to be done."""
    other_days: tuple[date, ...] = ()
    """Days that were promised beside the one that is taken."""
    corrects: str = ""
    doubts: tuple[str, ...] = ()
    reporter: str = ""
    """Both names, when a deputy reports."""
    light: str = ""
    """The item's light once this stands in the ledger, with its reason."""
    urgent: str = ""
    """The word for which it is told at once; empty where it can wait."""
    unchanged: str | None = None
    """Why nothing changed, where a round counts it so; empty while that is not said."""
    works: tuple[str, ...] = ()
    """What it tells of a project, a line each."""
    choices: tuple[ButtonRow, ...] = ()
    """Buttons by which the project and its money are chosen."""
    refusal: str = ""
    """Why what it tells of a project cannot be."""


def card_text(t: Texts, card: Card) -> FormattedText:
    """Return the card with an item chosen."""
    assert card.item is not None
    heading = (
        t("Correction of receipt {receipt}. Please check:", receipt=card.corrects)
        if card.corrects
        else t("Please check what was understood:")
    )
    lines: list[Words] = [bold(heading), item_line(t, card.item)]
    lines += understood(t, card) + light_line(t, card)
    lines += [t("Please note: {doubt}", doubt=doubt) for doubt in card.doubts]
    if card.urgent:
        lines.append(t("Urgent (“{word}”): told at once when you confirm.", word=card.urgent))
    lines += ["", t("Nothing is in the ledger until you confirm.")]
    return joined("\n", lines)


def item_line(t: Texts, item: Item) -> FormattedText:
    """Name an item in a line of its own; its number opens its card."""
    number = item_link(item.code, item.id)
    return t.formatted("Item: {code} {title}", code=number, title=item.title)


def understood(t: Texts, card: Card) -> list[str]:
    """List figures, dates and trouble, a line each; the words themselves when there are none."""
    lines = list(card.works)
    lines += _figures(t, card.progress, card.item) + _others(t, card) + _unused(t, card)
    lines += _unchanged(t, card)
    if card.promised_on:
        lines.append(t("Expected: {day}", day=t.full_day(card.promised_on)))
    if card.other_days:
        days = t.comma().join(map(t.full_day, card.other_days))
        lines.append(t("Dates not taken: {days}", days=days))
    if card.blocker:
        lines.append(t("To be coordinated: {words}", words=card.blocker))
    if not lines and card.words:
        lines.append(t("Progress: {words}", words=card.words))
    if card.reporter:
        lines.append(t("{name}: {value}", name=t("Reported by"), value=card.reporter))
    if card.evidence:
        lines.append(t("Evidence: {count}", count=card.evidence))
    if card.loose:
        lines.append(
            t(
                "Of an album with several captions, {count} without one: kept with the caption "
                "before it, or the first one.",
                count=card.loose,
            )
        )
    return lines


def _figures(t: Texts, progress: Progress, item: Item | None) -> list[str]:
    measure = item.measure if item else ""
    lines = []
    if progress.done is not None:
        done = with_unit(progress.done, measure)
        if item and item.total:
            done = t("{done} of {total}", done=done, total=with_unit(item.total, measure))
        lines.append(t("Done: {done}", done=done))
    if progress.remaining is not None:
        lines.append(t("Left: {left}", left=with_unit(progress.remaining, measure)))
    if progress.percent is not None:
        lines.append(t("Share: {percent}%", percent=amount(progress.percent)))
    return lines


def _unchanged(t: Texts, card: Card) -> list[str]:
    if card.unchanged is None:
        return []
    if not card.unchanged:
        return [t("In this round: nothing changed; the reason is asked for.")]
    return [t("In this round: nothing changed, because: {reason}", reason=card.unchanged)]


def _others(t: Texts, card: Card) -> list[str]:
    """List amounts the ledger does not count: the words keep them, and they are seen to be read."""
    if not card.others:
        return []
    figures = t.comma().join(_said(t, figure) for figure in card.others)
    if card.item is None or not card.item.measure:
        return [t("Figures: {figures}", figures=figures)]
    return [t("Not counted in {measure}: {figures}", measure=card.item.measure, figures=figures)]


def _unused(t: Texts, card: Card) -> list[str]:
    """Name what was added up, and every amount that was read and is not counted."""
    lines = []
    if card.parts:
        parts = t.comma().join(with_unit(each.value, each.unit) for each in card.parts)
        lines.append(t("Added up from: {figures}", figures=parts))
    if card.unused:
        figures = t.comma().join(_said(t, figure) for figure in card.unused)
        lines.append(t("Figures not counted: {figures}", figures=figures))
    if card.aside:
        lines.append(t("Only planned: {figures}", figures=t.comma().join(card.aside)))
    return lines


def _said(t: Texts, figure: Figure) -> str:
    value = with_unit(figure.value, figure.unit).replace(" %", "%")
    match figure.role:
        case "remaining":
            return t("{value} left", value=value)
        case "total":
            return t("{value} in all", value=value)
        case "step":
            return t("{value} this time", value=value)
    return t("{value} done", value=value)


def with_unit(value: Decimal, measure: str) -> str:
    return f"{amount(value)} {measure}".strip()


def card_buttons(t: Texts, draft: int, *, urgent: bool) -> tuple[ButtonRow, ...]:
    """Offer what can be done with a card; of an urgent one also that it can wait."""
    calm = ((Button(t("Not urgent"), f"d:{draft}:calm"),),) if urgent else ()
    return (
        (
            Button(t("Confirm"), f"d:{draft}:ok", tone=Tone.POSITIVE),
            Button(t("Another item"), f"d:{draft}:sw"),
        ),
        (
            Button(t("Change"), f"d:{draft}:ed"),
            Button(t("Cancel"), f"d:{draft}:no", tone=Tone.NEGATIVE),
        ),
        *calm,
    )


def choice_text(t: Texts, card: Card, *, found: bool, any_: bool) -> str:
    """Ask rather than guess; `any_`: there is something to choose from."""
    if not any_:
        asked = t("Which item is this about? Please write it as /report NUMBER TEXT.")
    elif found:
        asked = t("Which item is this about? Please choose.")
    else:
        asked = t("No item of yours fits these words. Please choose, or write /report NUMBER TEXT.")
    words = understood(t, card)
    return "\n".join([asked, *words])


def choice_buttons(
    t: Texts, draft: int, items: list[Item], page: int, pages: int
) -> tuple[ButtonRow, ...]:
    rows: list[ButtonRow] = [
        (Button(f"{item.code} {item.title}"[:60], f"d:{draft}:item:{item.id}"),) for item in items
    ]
    if pages > 1:
        rows.append((Button(t("More"), f"d:{draft}:sw:{(page + 1) % pages}"),))
    rows.append((Button(t("Cancel"), f"d:{draft}:no"),))
    return tuple(rows)


def light_line(t: Texts, card: Card) -> list[str]:
    """Return the item's light in a line of its own; no line where the card has none."""
    return [t("{name}: {value}", name=t("Light"), value=card.light)] if card.light else []
