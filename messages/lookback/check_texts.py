"""The check of a closed item, as text: the letter, the form, what it found."""

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import Item
from rules.policy.location import Location
from rules.policy.lookback import CheckOccasion, LookBackCheck, LookBackVerdict

DATA = {
    LookBackVerdict.KEPT: "kept",
    LookBackVerdict.SLIGHT: "slight",
    LookBackVerdict.RELAPSED: "relapsed",
}
"""What the button of each verdict carries."""


def _occasion(t: Texts, check: LookBackCheck) -> str:
    return {
        CheckOccasion.SAMPLE: t("drawn for the look-back"),
        CheckOccasion.EFFECT: t("check of the effect after closing"),
        CheckOccasion.FOLLOW_UP: t("check after a slight relapse"),
    }[check.occasion]


def letter(t: Texts, item: Item, check: LookBackCheck) -> str:
    """Ask the checker to see an item on site."""
    return "\n".join(
        [
            t("Look-back: {code} {title}", code=item.code, title=item.title),
            t("Occasion: {occasion}", occasion=_occasion(t, check)),
            t("Responsible: {unit}, {owner}", unit=item.lead.name, owner=item.owner.name),
            t("Goal: {goal}", goal=item.goal),
            t("Please check on site and choose what you found."),
        ]
    )


def verdict_buttons(t: Texts, check: LookBackCheck) -> tuple[ButtonRow, ...]:
    return (
        tuple(Button(t(verdict.value), f"lb:{check.id}:{word}") for verdict, word in DATA.items()),
    )


def question(t: Texts, item: Item, verdict: LookBackVerdict) -> str:
    return t(
        "Item {code}: {verdict}. Please describe what you saw; photos and the location may come "
        "with it or after. /cancel drops it.",
        code=item.code,
        verdict=t(verdict.value),
    )


def card(t: Texts, item: Item, verdict: LookBackVerdict, words: str, photos: int) -> str:
    """Show a finding as it would be entered."""
    lines = [
        t("Look-back: {code} {title}", code=item.code, title=item.title),
        t("Found: {verdict}", verdict=t(verdict.value)),
        t("On site: {words}", words=words),
        t("Photos and files: {count}", count=photos),
    ]
    if verdict is LookBackVerdict.RELAPSED:
        lines.append(t("When it is handed in, the item is re-opened under its number."))
    return "\n".join(lines)


def with_place(t: Texts, words: str, place: Location | None) -> str:
    """Return the words of a finding with where they were sent from."""
    return words if place is None else f"{words}\n{t('Location: {place}', place=place)}"


def card_buttons(t: Texts, check: LookBackCheck) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Hand in"), f"lb:{check.id}:submit"),
            Button(t("Choose again"), f"lb:{check.id}:again"),
        ),
    )


def entered(t: Texts, item: Item, verdict: LookBackVerdict, by: str, words: str) -> str:
    """Tell those concerned what a check found."""
    return "\n".join(
        [
            t("Look-back of item {code} {title}: {verdict}",
              code=item.code, title=item.title, verdict=t(verdict.value)),
            t("{name} on site: {words}", name=by, words=words),
        ]
    )  # fmt: skip


def to_correct(t: Texts, days: int) -> str:
    """Tell the owner of a slight relapse what follows."""
    return t.ngettext(
        "Please correct it; it is checked again in {count} day.",
        "Please correct it; it is checked again in {count} days.",
        count=days,
    )


def reopened(t: Texts, step: str) -> str:
    """Tell what a relapse led to: the item is re-opened and climbs the ladder."""
    return t("The item is re-opened under its number. Step: {step}", step=step)


def nobody_checks(t: Texts, item: Item) -> str:
    return t(
        "Item {code} {title} is to be checked again, but nobody is enrolled who neither did the "
        "work nor verified it. Please have a verifier of another unit enrol.",
        code=item.code,
        title=item.title,
    )
