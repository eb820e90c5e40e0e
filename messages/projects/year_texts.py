"""Yearly targets in words: this year's, what earlier years left, what is done and left."""

from collections.abc import Sequence

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.projects.project_texts import MOST
from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.items import Item, own_code
from rules.policy.year_targets import YearStanding


def standing(t: Texts, found: YearStanding, measure: str) -> str:
    """Say how the present year stands."""
    parts = [t("{year}: {target}", year=found.year, target=with_unit(found.target, measure))]
    if found.carried:
        parts.append(t("carried over {amount}", amount=with_unit(found.carried, measure)))
    if found.done is None:
        parts.append(t("no figures yet"))
    else:
        parts.append(t("done this year {amount}", amount=with_unit(found.done, measure)))
        left = with_unit(found.left, measure)
        parts.append(t("{amount} to go", amount=left) if found.left else t("target reached"))
    return t.semicolon().join(parts)


def listed(
    t: Texts, scope: str, year: int, found: Sequence[tuple[Item, YearStanding]]
) -> FormattedText:
    """List how the year of each item stands."""
    reached = sum(not standing.left for _, standing in found)
    heading = t(
        "{scope}｜targets of {year}: items {count}, reached {reached}",
        scope=scope,
        year=year,
        count=len(found),
        reached=reached,
    )
    lines: list[Words] = [bold(heading)]
    lines += [
        FormattedText.of(
            item_link(own_code(item.code), item.id),
            f"｜{item.title}｜{item.lead.name}｜{standing(t, found_of, item.measure)}",
        )
        for item, found_of in found[:MOST]
    ]
    if len(found) > MOST:
        lines.append(t("… and {count} more", count=len(found) - MOST))
    return joined("\n", lines)
