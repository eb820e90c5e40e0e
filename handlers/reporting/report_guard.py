"""What cannot be reported: of an item that is closed, or another's. Said before there is a card."""

from functools import partial

from handlers.context import Desk
from messages.closing import closing as texts
from messages.follow_up.telling import letters
from messages.outgoing import Outgoing, Spoken
from notices import recipients
from rules.language.relapses import tells_of_relapse
from rules.policy.items import Item, is_open
from rules.policy.permissions import keeps_the_ledger, may_report_on
from storage.reporting import evidence
from storage.reporting.drafts import Draft


def why(desk: Desk, item: Item) -> str:
    """Empty when a report may stand."""
    if not is_open(item):
        return texts.closed(desk.t, item)
    if not may_report_on(desk.person, item):
        return desk.t("This item is not yours to report on.")
    return ""


def of_draft(desk: Desk, draft: Draft, item: Item) -> tuple[str, list[Outgoing]]:
    """What he hears of words that cannot be a report, and the office of those about a relapse."""
    if is_open(item) or not may_report_on(desk.person, item):
        return why(desk, item), []
    relapsed = tells_of_relapse(draft.words) or draft.reading["blocker"] != ""
    said, told = _of_closed(desk, item, draft.words if relapsed else "")
    if evidence.kept_with_item(desk.tx, draft.id, item.id):
        said += "\n" + desk.t("The file is kept as evidence of item {code}.", code=item.code)
    return said, told


def trouble(desk: Desk, item: Item, words: str) -> Spoken | None:
    """Trouble with an item of his that is closed, which can only be a relapse."""
    if is_open(item) or not may_report_on(desk.person, item):
        return None
    said, told = _of_closed(desk, item, words)
    spoken = desk.say(said, about=f"item:{item.id}")
    spoken.messages += told
    return spoken


def _of_closed(desk: Desk, item: Item, relapse: str) -> tuple[str, list[Outgoing]]:
    """`relapse`: the words that tell of one, if any do."""
    if keeps_the_ledger(desk.person):
        return f"{why(desk, item)}\n{texts.how_to_reopen(desk.t, item)}", []
    told = _to_the_office(desk, item, relapse) if relapse else []
    return texts.relapse_passed_on(desk.t, item) if told else why(desk, item), told


def _to_the_office(desk: Desk, item: Item, words: str) -> list[Outgoing]:
    relapse = partial(texts.relapse, item=item, by=desk.person.name, words=words)
    about = f"item:{item.id}"
    return letters(recipients.office(desk.tx), desk.city.language, relapse, about=about)
