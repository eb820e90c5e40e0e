"""What the menu says of each command."""

from collections.abc import Callable, Iterable

from messages.outgoing import MenuEntry
from messages.texts import Texts

COMMANDS: dict[str, Callable[[Texts], str]] = {
    "my": lambda t: t("my items"),
    "report": lambda t: t("report progress: number and text"),
    "item": lambda t: t("one item in full"),
    "overdue": lambda t: t("what is overdue"),
    "search": lambda t: t("find items"),
    "status": lambda t: t("the state as a whole, with a picture"),
    "close": lambda t: t("apply to have an item struck off"),
    "extend": lambda t: t("ask for a later deadline"),
    "blocker": lambda t: t("say what you need from others"),
    "urgent": lambda t: t("tell what cannot wait"),
    "instruct": lambda t: t("instruct the owner of an item"),
    "round": lambda t: t("open a dispatch round"),
    "agenda": lambda t: t("what the next dispatch meeting has before it"),
    "workdays": lambda t: t("count working days"),
    "deputy": lambda t: t("name who stands in for you"),
    "told": lambda t: t("who was reminded and who answered"),
    "review": lambda t: t("what waits for my decision"),
    "digest": lambda t: t("today's digest"),
    "export": lambda t: t("a workbook of what I may see"),
    "letter": lambda t: t("write a letter about an item"),
    "circular": lambda t: t("the circular of the last round, to be published"),
    "bind": lambda t: t("send this group the daily digest"),
    "language": lambda t: t("中文 / English"),
    "help": lambda t: t("what can be done here"),
    "start": lambda t: t("enrol with an invitation code"),
}


def entries(t: Texts, names: Iterable[str]) -> tuple[MenuEntry, ...]:
    """Return commands with what the menu says of them."""
    return tuple(MenuEntry(name, COMMANDS[name](t)) for name in names)
