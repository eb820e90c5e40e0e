"""Urgent notices in words: the card before one is sent, the letter, and what became of it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.outgoing import Button, ButtonRow, Tone
from messages.queries import list_texts
from messages.texts import Texts
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.urgent import UNSETTLED, UrgentNotice, UrgentState


def how_to(t: Texts) -> str:
    return t("Please write /urgent, the item's number and what has happened.")


def _item(t: Texts, code: str, title: str, number: int) -> FormattedText:
    return t.formatted("Item: {code} {title}", code=item_link(code, number), title=title)


def card(
    t: Texts,
    item: Item,
    words: str,
    details: str,
    told: Sequence[Person],
) -> FormattedText:
    """Show an urgent notice as it would be sent, and ask where it is and how many people."""
    lines: list[Words] = [
        bold(t("Urgent. Please check:")),
        _item(t, item.code, item.title, item.id),
        t("Happened: {words}", words=words),
    ]
    if details:
        lines.append(t("Place and people: {words}", words=details))
    else:
        lines.append(t("Where is it, and how many people? Write it here, or confirm at once."))
    lines += whom(t, told)
    return joined("\n", [*lines, "", t("Nothing is sent until you confirm.")])


def whom(t: Texts, told: Sequence[Person]) -> list[str]:
    """Name whom it goes to, and whom it cannot reach."""
    names = [person.name for person in told if person.can_be_told]
    deaf = [person.name for person in told if not person.can_be_told]
    lines = []
    if names:
        lines.append(t("Goes at once to: {names}", names=t.comma().join(names)))
    else:
        lines.append(t("Nobody who is to be told can be reached here: please telephone at once."))
    if deaf:
        lines.append(t("Cannot be reached here, please telephone: {names}",
                       names=t.comma().join(deaf)))  # fmt: skip
    return lines


def card_buttons(t: Texts, item: Item) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Confirm and send"), f"ug:{item.id}:send", tone=Tone.POSITIVE),
            Button(t("Cancel"), f"ug:{item.id}:drop", tone=Tone.NEGATIVE),
        ),
    )


def what_happened(t: Texts, item: Item) -> str:
    """Ask what has happened."""
    return t(
        "Item {code} {title}: what has happened, where, and how many people?",
        code=item.code,
        title=item.title,
    )


def _title(t: Texts, notice: UrgentNotice) -> str:
    return t("Urgent notice {number}", number=notice.id)


def sent(t: Texts, notice: UrgentNotice, told: Sequence[Person]) -> FormattedText:
    """Tell whoever sent it where it went."""
    lines: list[Words] = [
        bold(t("{notice}: sent", notice=_title(t, notice))),
        _item(t, notice.code, notice.title, notice.item_id),
        *whom(t, told),
    ]
    if any(person.can_be_told for person in told):
        lines.append(t("It is repeated until one of them has received it. What else you write "
                       "about it with /urgent goes the same way."))  # fmt: skip
    return joined("\n", lines)


def ask_details(t: Texts) -> str:
    """Ask the one question that everybody who comes to help has."""
    return t("Where is it, and how many people are there? What you answer is passed on at once.")


def letter(t: Texts, notice: UrgentNotice, zone: ZoneInfo) -> FormattedText:
    """Return the notice as those read it who are told, with what became of it."""
    lines: list[Words] = [
        bold(_heading(t, notice)),
        _item(t, notice.code, notice.title, notice.item_id),
        t("Happened: {words}", words=notice.words),
    ]
    if notice.details:
        lines.append(t("Place and people: {words}", words=notice.details))
    who = f"{notice.unit} {notice.person} {notice.phone}".strip()
    when = t.minute(notice.at.astimezone(zone))
    lines.append(t("Sent by {who}, {when}", who=who, when=when))
    return joined("\n", [*lines, *_became(t, notice, zone)])


def _heading(t: Texts, notice: UrgentNotice) -> str:
    if notice.state is UrgentState.OPEN and notice.repeats:
        return t("{notice}, repeated {count}: nobody has received it", notice=_title(t, notice),
                 count=notice.repeats)  # fmt: skip
    return _title(t, notice)


def _became(t: Texts, notice: UrgentNotice, zone: ZoneInfo) -> list[str]:
    lines = []
    if notice.received_at is not None:
        when = t.minute(notice.received_at.astimezone(zone))
        lines.append(t("Received by {name}, {when}", name=notice.receiver, when=when))
    if notice.state is UrgentState.SETTLED:
        lines.append(t("Settled: {words}", words=notice.ending))
    if notice.state is UrgentState.WITHDRAWN:
        lines.append(t("Withdrawn: {words}", words=notice.ending))
    return lines


def posted(t: Texts, notice: UrgentNotice, zone: ZoneInfo, *, masked: bool) -> FormattedText:
    """Return the notice as a group reads it: no telephone, of a sensitive item nothing but that it is."""
    when = t.minute(notice.at.astimezone(zone))
    if masked:
        title, words, who, became = list_texts.masked(t), [], notice.unit, _state(t, notice)
    else:
        title, words = notice.title, [t("Happened: {words}", words=notice.words)]
        if notice.details:
            words.append(t("Place and people: {words}", words=notice.details))
        who, became = f"{notice.unit} {notice.person}", _became(t, notice, zone)
    item = _item(t, notice.code, title, notice.item_id)
    sender = t("Sent by {who}, {when}", who=who, when=when)
    return joined("\n", [_title(t, notice), item, *words, sender, *became])


def _state(t: Texts, notice: UrgentNotice) -> list[str]:
    """Return what became of a notice, naming nobody."""
    match notice.state:
        case UrgentState.OPEN:
            return []
        case UrgentState.RECEIVED:
            return [t("Received by those responsible")]
        case UrgentState.SETTLED:
            return [t("Settled")]
        case UrgentState.WITHDRAWN:
            return [t("Withdrawn")]


def news(t: Texts, notice: UrgentNotice, zone: ZoneInfo) -> FormattedText:
    """Tell in a message of its own what is new of a notice."""
    lines: list[Words] = [
        bold(_title(t, notice)),
        _item(t, notice.code, notice.title, notice.item_id),
    ]
    became = _became(t, notice, zone)
    if notice.state in UNSETTLED and notice.details:
        became.append(t("Place and people: {words}", words=notice.details))
    return joined("\n", [*lines, *became])


def buttons(t: Texts, notice: UrgentNotice) -> tuple[ButtonRow, ...]:
    """Offer what comes next, to those who are told and to whoever sent it."""
    settle = Button(t("Settled"), f"un:{notice.id}:settle")
    if notice.state is UrgentState.OPEN:
        received = Button(t("I have received it"), f"un:{notice.id}:got", tone=Tone.POSITIVE)
        return ((received, settle),)
    return ((settle,),) if notice.state is UrgentState.RECEIVED else ()


def writers_buttons(t: Texts, notice: UrgentNotice) -> tuple[ButtonRow, ...]:
    """Offer to whoever sent it that it is settled, or to withdraw it."""
    return (
        (
            Button(t("Settled"), f"un:{notice.id}:settle"),
            Button(t("Withdraw"), f"un:{notice.id}:back", tone=Tone.NEGATIVE),
        ),
    )


def settle_question(t: Texts) -> str:
    """Ask how it was settled."""
    return t("How was it settled? Please write it.")


def withdraw_question(t: Texts) -> str:
    """Ask why it is withdrawn."""
    return t("Why is it withdrawn? Please write the reason.")


def over(t: Texts, notice: UrgentNotice) -> str:
    """Say that nothing is left to do."""
    if notice.state is UrgentState.WITHDRAWN:
        return t("This urgent notice was withdrawn.")
    return t("This urgent notice is settled.")


def received_before(t: Texts, notice: UrgentNotice) -> str:
    return t("{name} has received it already.", name=notice.receiver)


def unsettled(t: Texts, rows: Sequence[UrgentNotice], zone: ZoneInfo) -> Words:
    """List what is not settled."""
    if not rows:
        return t("No urgent notice waits to be settled.")
    lines: list[Words] = [bold(t("Urgent notices not settled: {count}", count=len(rows)))]
    for row in rows:
        lines += ["", letter(t, row, zone)]
    return joined("\n", lines)
