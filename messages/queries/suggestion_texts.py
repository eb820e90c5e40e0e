"""Questions that are offered in place of one that was not understood."""

from collections.abc import Callable

from messages.texts import Texts
from rules.policy.topics import Topic


def of_item(t: Texts, code: str, title: str) -> str:
    """Name an item that is asked for."""
    return t("Item {code}: {title}", code=code, title=title)


def of_sum(t: Texts, scope: str, measure: str) -> str:
    """Ask how many buildings were pulled down; of an empty scope, of the whole."""
    return t(
        "{scope}: {measure} pulled down so far", scope=scope or t("the whole city"), measure=measure
    )


_OF_A_PART: dict[Topic, Callable[[Texts, str], str]] = {
    Topic.ASPECTS: lambda t, scope: t("{scope}: which aspect is worst?", scope=scope),
    Topic.CATEGORIES: lambda t, scope: t("{scope}: which category is worst?", scope=scope),
    Topic.COUNTIES: lambda t, scope: t("{scope}: which county is worst?", scope=scope),
    Topic.GUARANTORS: lambda t, scope: t("{scope}: which leader is worst?", scope=scope),
    Topic.RANKING: lambda t, scope: t("{scope}: which unit is worst?", scope=scope),
    Topic.SILENT: lambda t, scope: t("{scope}: who has not reported?", scope=scope),
    Topic.REPORTED: lambda t, scope: t("{scope}: who reported today?", scope=scope),
    Topic.AT_DOOR: lambda t, scope: t("{scope}: items under check", scope=scope),
    Topic.BLOCKED: lambda t, scope: t("{scope}: blocked items", scope=scope),
    Topic.UNSTARTED: lambda t, scope: t("{scope}: items not started", scope=scope),
    Topic.CHANGE: lambda t, scope: t("{scope}: what has changed since last week?", scope=scope),
    Topic.FORECAST: lambda t, scope: t(
        "{scope}: can it finish by the half-year mark?", scope=scope
    ),
    Topic.OVERDUE: lambda t, scope: t("{scope}: overdue items", scope=scope),
    Topic.RED: lambda t, scope: t("{scope}: red items", scope=scope),
    Topic.BLUE: lambda t, scope: t("{scope}: blue items", scope=scope),
    Topic.DUE: lambda t, scope: t("{scope}: items due this week", scope=scope),
    Topic.YEAR_END: lambda t, scope: t("{scope}: items due this year", scope=scope),
    Topic.CLOSED: lambda t, scope: t("{scope}: items struck off", scope=scope),
    Topic.DONE: lambda t, scope: t("{scope}: items done", scope=scope),
    Topic.STANDING: lambda t, scope: t("{scope}: how does it stand?", scope=scope),
}
"""How a question about a part of the city, or the whole, is put."""


def about(t: Texts, topic: Topic, scope: str = "") -> str:
    """Ask a question about a topic of a part of the city; of an empty scope, of the whole."""
    if topic is Topic.WAITING:
        return t("what is waiting for me?")
    if topic is Topic.KEY:
        return t("how are the key issues?")
    return _OF_A_PART[topic](t, scope or t("the whole city"))
