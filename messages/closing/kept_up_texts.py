"""Whether what is kept up for good still is: the question and its answers."""

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.items import Item


def question(t: Texts, item: Item) -> str:
    return t(
        "Item {code} {title} is done, to be kept up. Is it still kept up?",
        code=item.code,
        title=item.title,
    )


def buttons(t: Texts, check: int) -> tuple[ButtonRow, ...]:
    return (
        (Button(t("Still kept up"), f"ku:{check}:yes"), Button(t("Relapsed"), f"ku:{check}:no")),
    )


def kept(t: Texts, item: Item) -> str:
    return t("Recorded: item {code} {title} is still kept up.", code=item.code, title=item.title)


def what_relapsed(t: Texts, item: Item) -> str:
    return t("Item {code}: please write what has relapsed.", code=item.code)
