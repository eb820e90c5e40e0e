"""Items that somebody was given: the letter to be signed, who has not signed, and the trail of owners."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from messages.formatting import FormattedText, Words, bold, fold_rest, item_link, joined, shortened
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.assignments import Assignment, OwnerSpan
from rules.policy.items import own_code

LISTED, TITLE = 60, 40
"""Items listed in one letter, and characters of a title; the rest are counted, and signed for too."""

OWNERS, CODES = 40, 10
"""Owners of one list, and items named of each; the rest are counted."""


def to_sign(t: Texts, given: Sequence[Assignment]) -> FormattedText:
    """Ask an owner to sign for items that they were given."""
    heading = t("These items are your duty now. Please check and sign for them:")
    return joined("\n", [bold(heading), *_listed(t, given)])


def _listed(t: Texts, given: Sequence[Assignment]) -> list[Words]:
    lines = fold_rest([_line(t, one) for one in given[:LISTED]])
    return [*lines, *_more(t, len(given) - LISTED)]


def _more(t: Texts, count: int) -> list[Words]:
    return [t("… and {count} more", count=count)] if count > 0 else []


def _line(t: Texts, given: Assignment) -> FormattedText:
    due = given.deadline.isoformat() if given.deadline else t("no deadline")
    return FormattedText.of(
        item_link(given.code, given.item_id), f"｜{shortened(given.title, TITLE)}｜{due}"
    )


def sign_button(t: Texts, last: int) -> tuple[ButtonRow, ...]:
    return ((Button(t("Sign for them"), f"sg:{last}"),),)


def signed(t: Texts, given: Sequence[Assignment], day: date) -> FormattedText:
    """Return what the letter becomes once it is signed."""
    heading = t("Signed for on {day}; items: {count}", day=t.day(day), count=len(given))
    return joined("\n", [bold(heading), *_listed(t, given)])


def _owners(t: Texts, given: Sequence[Assignment], zone: ZoneInfo) -> list[FormattedText]:
    """List each owner with what they were told of, and with what they were not told of yet."""
    ordered = sorted(given, key=lambda one: (*_whose(one), one.id))
    return [_of_owner(t, list(of_one), zone) for _, of_one in groupby(ordered, key=_whose)]


def _whose(given: Assignment) -> tuple[str, str, int, bool]:
    return given.unit, given.owner, given.owner_id, given.told_at is None


def _of_owner(t: Texts, given: Sequence[Assignment], zone: ZoneInfo) -> FormattedText:
    first = given[0]
    codes = [item_link(own_code(one.code), one.item_id) for one in given[:CODES]]
    day = t.day(min(one.since for one in given).astimezone(zone).date())
    untold = first.told_at is None
    when = t("since {day}, not told yet", day=day) if untold else t("since {day}", day=day)
    return FormattedText.of(
        f"{first.unit} {first.owner}：",
        joined("、", [*codes, *_more(t, len(given) - CODES)]),
        f"（{when}）",
    )


def unsigned_list(t: Texts, given: Sequence[Assignment], zone: ZoneInfo) -> list[Words]:
    """Say who has not signed."""
    if not given:
        return [t("Every item that was given to somebody has been signed for.")]
    return [
        bold(t("Not signed for: {count}", count=len(given))),
        *fold_rest(_owners(t, given, zone)),
    ]


def trail(t: Texts, spans: Sequence[OwnerSpan], zone: ZoneInfo) -> list[Words]:
    """List an item's owners with their days."""
    return [bold(t("Owners:")), *(_span(t, span, zone) for span in spans)] if spans else []


def _span(t: Texts, span: OwnerSpan, zone: ZoneInfo) -> str:
    since = span.since.astimezone(zone).date().isoformat()
    line = t("· since {day}: {name}", day=since, name=span.owner)
    if span.signed_at is not None:
        day = span.signed_at.astimezone(zone).date().isoformat()
        return f"{line}｜{t('signed on {day}', day=day)}"
    return f"{line}｜{t('not signed')}" if span.asked else line
