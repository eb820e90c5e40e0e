"""Questions that are offered in place of one that was not understood."""

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


def about(t: Texts, topic: Topic, scope: str = "") -> str:
    """Ask a question about a topic of a part of the city; of an empty scope, of the whole."""
    if topic is Topic.WAITING:
        return t("what is waiting for me?")
    if topic is Topic.KEY:
        return t("how are the key issues?")
    return _of_a_part(t, scope or t("the whole city"))[topic]


def _of_a_part(t: Texts, scope: str) -> dict[Topic, str]:
    return {
        Topic.ASPECTS: t("{scope}: which aspect is worst?", scope=scope),
        Topic.CATEGORIES: t("{scope}: which category is worst?", scope=scope),
        Topic.COUNTIES: t("{scope}: which county is worst?", scope=scope),
        Topic.GUARANTORS: t("{scope}: which leader is worst?", scope=scope),
        Topic.RANKING: t("{scope}: which unit is worst?", scope=scope),
        Topic.SILENT: t("{scope}: who has not reported?", scope=scope),
        Topic.REPORTED: t("{scope}: who reported today?", scope=scope),
        Topic.AT_DOOR: t("{scope}: items under check", scope=scope),
        Topic.BLOCKED: t("{scope}: blocked items", scope=scope),
        Topic.UNSTARTED: t("{scope}: items not started", scope=scope),
        Topic.CHANGE: t("{scope}: what has changed since last week?", scope=scope),
        Topic.FORECAST: t("{scope}: can it finish by the half-year mark?", scope=scope),
        Topic.OVERDUE: t("{scope}: overdue items", scope=scope),
        Topic.RED: t("{scope}: red items", scope=scope),
        Topic.BLUE: t("{scope}: blue items", scope=scope),
        Topic.DUE: t("{scope}: items due this week", scope=scope),
        Topic.YEAR_END: t("{scope}: items due this year", scope=scope),
        Topic.CLOSED: t("{scope}: items struck off", scope=scope),
        Topic.DONE: t("{scope}: items done", scope=scope),
        Topic.STANDING: t("{scope}: how does it stand?", scope=scope),
    }
