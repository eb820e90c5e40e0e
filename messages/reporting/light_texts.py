"""Lights with their reason, for cards, lists and digests."""

from decimal import ROUND_HALF_UP, Decimal

from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.forecast import Forecast, Light, LightReason
from rules.policy.items import Item
from rules.policy.wording import amount

ICONS = {Light.BLUE: "🔵", Light.YELLOW: "🟡", Light.RED: "🔴"}


def icon(forecast: Forecast) -> str:
    return ICONS[forecast.light]


def line(t: Texts, forecast: Forecast, item: Item) -> str:
    """Return the light as it shines, its name and why, in one line."""
    return f"{icon(forecast)} {in_words(t, forecast, item)}"


def in_words(t: Texts, forecast: Forecast, item: Item) -> str:
    """Return the light by name, and why."""
    words = reason(t, forecast, item) or t("nothing speaks against it so far")
    return t("{light} light, {reason}", light=called(t, forecast.light), reason=words)


def called(t: Texts, light: Light) -> str:
    names = {Light.BLUE: t("blue"), Light.YELLOW: t("yellow"), Light.RED: t("red")}
    return names[light]


def reason(t: Texts, forecast: Forecast, item: Item) -> str:
    """Say why; empty where the light needs no reason."""
    match forecast.why:
        case LightReason.IN_TIME | LightReason.BEHIND | LightReason.TOO_SLOW:
            return _by_rate(t, forecast, item)
        case LightReason.STANDING_STILL:
            return t(
                "no progress between the reports, {needed} a day would be needed",
                needed=_rate(forecast.needed, item),
            )
        case LightReason.NO_FIGURES:
            return _too_few(t, forecast, item)
        case LightReason.YEAR_MISSED | LightReason.YEAR_BEHIND:
            return _by_year(t, forecast, item)
        case _:
            return _by_date(t, forecast)


def is_without_figures(forecast: Forecast, item: Item) -> bool:
    """Whether the reason of a light is that the item has no figures at all."""
    none = forecast.left is None or (item.done is None and item.percent is None)
    return forecast.why is LightReason.NO_FIGURES and none


def _too_few(t: Texts, forecast: Forecast, item: Item) -> str:
    """Say that no rate follows: there are no figures, or none of two different days."""
    if forecast.left is None or is_without_figures(forecast, item):
        return t("no figures to judge by")
    measure = item.measure if item.total is not None else "%"
    return t("{left} left, too few figures for a rate", left=with_unit(forecast.left, measure))


def _by_date(t: Texts, forecast: Forecast) -> str:
    match forecast.why:
        case LightReason.OVERDUE:
            return t.ngettext("{count} day overdue", "{count} days overdue", count=forecast.days)
        case LightReason.PROMISED_LATE if forecast.ends_on is not None:
            return t.ngettext(
                "promised for {day}, {count} day after the deadline",
                "promised for {day}, {count} days after the deadline",
                day=forecast.ends_on.isoformat(),
                count=forecast.days,
            )
        case LightReason.MILESTONE_MISSED:
            return t.ngettext(
                "milestone “{name}” missed by {count} day",
                "milestone “{name}” missed by {count} days",
                name=forecast.milestone,
                count=forecast.days,
            )
        case LightReason.DONE:
            return t("all done")
    return ""


def _by_year(t: Texts, forecast: Forecast, item: Item) -> str:
    left = with_unit(forecast.left or Decimal(0), item.measure)
    if forecast.why is LightReason.YEAR_MISSED:
        return t("{left} left undone of earlier years, carried to this year", left=left)
    return t(
        "{left} left of this year's target; at the present rate ({rate} a day) it is missed, "
        "{needed} a day would be needed",
        left=left,
        rate=_rate(forecast.rate, item),
        needed=_rate(forecast.needed, item),
    )


def _by_rate(t: Texts, forecast: Forecast, item: Item) -> str:
    ends_on = forecast.ends_on.isoformat() if forecast.ends_on else ""
    if forecast.why is LightReason.IN_TIME:
        return t("at the present rate done by {day}", day=ends_on)
    return t(
        "at the present rate ({rate} a day) done by {day}; {needed} a day would be needed",
        rate=_rate(forecast.rate, item),
        day=ends_on,
        needed=_rate(forecast.needed, item),
    )


def _rate(value: Decimal | None, item: Item) -> str:
    """Return a rate to one decimal, a small one to two."""
    if value is None:
        return ""
    step = Decimal("0.1") if value >= 1 else Decimal("0.01")
    rounded = value.quantize(step, ROUND_HALF_UP)
    return f"{amount(rounded)}%" if item.total is None else with_unit(rounded, item.measure)
