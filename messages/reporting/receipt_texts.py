"""A receipt: as it is given, and looked up again."""

from zoneinfo import ZoneInfo

from messages.formatting import FormattedText, Words, bold, code, formatted, item_link, joined
from messages.reporting.card_texts import Card, item_line, light_line, understood, with_unit
from messages.texts import Texts
from rules.policy.reports import KeptReport
from rules.policy.wording import amount

SHOWN = 200
"""Characters of a report's words in one line."""


def receipt_given(t: Texts, card: Card, receipt: str) -> FormattedText:
    """Return what the card becomes when it was confirmed."""
    assert card.item is not None
    lines: list[Words] = [
        bold(t("Recorded in the ledger")),
        t.formatted("Receipt: {receipt}", receipt=code(receipt)),
        item_line(t, card.item),
        *understood(t, card),
        *light_line(t, card),
    ]
    return joined("\n", lines)


def in_a_line(t: Texts, report: KeptReport, zone: ZoneInfo) -> str:
    """Return when, who, and the words as they were written, cut where they are long."""
    words = report.words if len(report.words) <= SHOWN else report.words[:SHOWN] + "…"
    when = t.minute(report.at.astimezone(zone))
    return t("{when}, {who}: {words}", when=when, who=report.person, words=words)


def receipt_in_full(
    t: Texts, report: KeptReport, zone: ZoneInfo, instead_of: str = ""
) -> FormattedText:
    """Return a report as it was recorded; `instead_of` names the owner a deputy stood in for."""
    by = report.person
    if instead_of:
        by = t("{deputy} for {name}", deputy=by, name=instead_of)
    rows: list[tuple[str, Words]] = [
        (t("Item"), FormattedText.of(item_link(report.code, report.item_id), f" {report.title}")),
        (t("Reported by"), f"{report.unit} {by}"),
        (t("Time"), t.minute(report.at.astimezone(zone))),
        (t("Words"), report.words),
        (t("Done"), "" if report.done is None else with_unit(report.done, report.measure)),
        (
            t("Left"),
            "" if report.remaining is None else with_unit(report.remaining, report.measure),
        ),
        (t("Share"), "" if report.percent is None else f"{amount(report.percent)}%"),
        (t("Expected"), t.full_day(report.promised_on) if report.promised_on else ""),
        (t("To be coordinated"), report.blocker),
    ]
    lines = [
        t.formatted("{name}: {value}", name=name, value=value)
        for name, value in rows
        if formatted(value).text
    ]
    receipt = t.formatted("Receipt: {receipt}", receipt=code(report.receipt))
    return joined("\n", [receipt, *lines])
