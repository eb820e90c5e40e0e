"""A later deadline: asked for, refused at once, decided, told."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from messages.calendar_texts import unpublished
from messages.closing import closing_texts
from messages.outgoing import Button, ButtonRow, Tone
from messages.texts import Texts
from rules.policy.calendar import WorkCalendar
from rules.policy.city import City
from rules.policy.extensions import Extension, ExtensionState, Obstacle
from rules.policy.holiday_names import holiday_on
from rules.policy.items import Item
from rules.policy.spans import unpublished_years


def question(t: Texts, item: Item, example: date) -> str:
    lines = [
        t("Item: {code} {title}", code=item.code, title=item.title),
        t("Present deadline: {day}", day=t.full_day(item.deadline) if item.deadline else ""),
        t("Please write the new deadline and the reason, for example:"),
        t("{day}, because the pipes have to be moved first", day=t.day(example)),
    ]
    return "\n".join(lines)


def with_its_year(t: Texts, day: date) -> str:
    return t(
        "The new deadline would be {day}. If so, please write it with its year; "
        "otherwise write another day.",
        day=t.full_day(day),
    )


def item_buttons(items: Sequence[Item]) -> tuple[ButtonRow, ...]:
    return tuple((Button(f"{i.code} {i.title}"[:60], f"xi:{i.id}"),) for i in items)


def obstacle(t: Texts, why: Obstacle, item: Item, limit: int) -> str:
    """Say why nothing can be asked for."""
    match why:
        case Obstacle.CLOSED:
            return closing_texts.closed(t, item)
        case Obstacle.NO_DEADLINE:
            return t("Item {code} has no deadline that could be extended.", code=item.code)
        case Obstacle.WAITING:
            return t("An extension of item {code} is already being decided.", code=item.code)
        case _:
            return t.ngettext(
                "Item {code} has been extended {count} time, which is the limit. Please speak to the office.",
                "Item {code} has been extended {count} times, which is the limit. "
                "Please speak to the office.",
                code=item.code,
                count=limit,
            )


def wrong_day(t: Texts, why: Obstacle, item: Item, day: date, calendar: WorkCalendar) -> str:
    """Say what is wrong with the day, and what to do about it."""
    words = t.full_day(day)
    match why:
        case Obstacle.NOT_LATER:
            known = t.full_day(item.deadline) if item.deadline else ""
            return t(
                "The new deadline {day} is not later than the present one, {known}. "
                "Please name a later day.",
                day=words,
                known=known,
            )
        case Obstacle.PASSED:
            return t("The day {day} has already passed. Please name a later day.", day=words)
    feast = holiday_on(calendar, day)
    kind = _feast(t, feast) if feast else t("a day of rest")
    next_day = t.full_day(calendar.next_working_day(day))
    return t(
        "{day} is {kind}. The next working day is {following}.",
        day=words,
        kind=kind,
        following=next_day,
    )


def _feast(t: Texts, feast: str) -> str:
    names = {
        "元旦": t("New Year's holiday"),
        "春节": t("the Spring Festival"),
        "清明": t("the Tomb-Sweeping holiday"),
        "劳动节": t("the Labour Day holiday"),
        "端午": t("the Dragon Boat holiday"),
        "中秋": t("the Mid-Autumn holiday"),
        "国庆": t("the National Day holiday"),
    }
    return names[feast]


def next_day_button(t: Texts, item: int, day: date) -> ButtonRow:
    return (Button(t("Take {day}", day=t.day(day)), f"xd:{item}"),)


def handed_in(t: Texts, item: Item, day: date, reason: str, city: City) -> str:
    """Say what was handed in."""
    told = t("The request has gone to the office. You will hear its decision.")
    return f"{told}\n{as_asked(t, item, day, reason, city)}"


def as_asked(t: Texts, item: Item, day: date, reason: str, city: City) -> str:
    """Return what is asked for."""
    lines = [
        t("Item: {code} {title}", code=item.code, title=item.title),
        t("New deadline: {day}", day=t.full_day(day)),
        t("Reason: {words}", words=reason),
    ]
    return "\n".join([*lines, *_caution(t, day, city)])


def _caution(t: Texts, day: date, city: City) -> list[str]:
    """Whether the new day is a working day is not known yet."""
    caution = unpublished(t, unpublished_years(city.calendar, day, day))
    return [caution] if caution else []


def to_decide(t: Texts, request: Extension, history: Sequence[Extension], city: City) -> str:
    """Return what the office sees; `history`: every request on the item, this one among them."""
    lines = [
        t("Request for a later deadline"),
        t("Item: {code} {title}", code=request.code, title=request.title),
        t("Asked by: {who}", who=f"{request.unit} {request.person}"),
        t("Present deadline: {day}", day=_before(t, request)),
        t("New deadline: {day}", day=t.full_day(request.new_deadline)),
        t("Reason: {words}", words=request.reason),
    ]
    before = [row for row in history if row.id != request.id]
    granted = sum(row.state is ExtensionState.GRANTED for row in before)
    limit = city.extension_limit
    lines.append(t("Extended so far: {granted} of {limit}", granted=granted, limit=limit))
    lines += [_past(t, row, city.zone) for row in before]
    return "\n".join([*lines, *_caution(t, request.new_deadline, city)])


def _past(t: Texts, row: Extension, zone: ZoneInfo) -> str:
    asked = row.asked_at.astimezone(zone).date().isoformat()
    outcomes = {
        ExtensionState.GRANTED: t("granted"),
        ExtensionState.REFUSED: t("refused"),
        ExtensionState.WITHDRAWN: t("withdrawn"),
    }
    return f"· {asked} → {row.new_deadline.isoformat()} {outcomes[row.state]}"


def _before(t: Texts, request: Extension) -> str:
    """Return the deadline that stood when this was asked."""
    return t.full_day(request.old_deadline) if request.old_deadline else ""


def decision_buttons(t: Texts, request: int) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Grant"), f"x:{request}:ok", tone=Tone.POSITIVE),
            Button(t("Refuse"), f"x:{request}:no", tone=Tone.NEGATIVE),
        ),
    )


def withdraw_button(t: Texts, request: int) -> ButtonRow:
    return (Button(t("Withdraw the request"), f"xw:{request}"),)


def to_withdraw(t: Texts, request: Extension) -> str:
    return t(
        "The extension of item {code} has been asked for and is not yet decided. "
        "To withdraw it, press the button.",
        code=request.code,
    )


def withdrawn(t: Texts, request: Extension, *, by: str) -> str:
    """Return what the request's message becomes, for the office and for whoever asked."""
    return "\n".join(
        [
            t("The request for a later deadline was withdrawn."),
            t("Item: {code} {title}", code=request.code, title=request.title),
            t("The deadline stays {day}", day=_before(t, request)),
            t("Withdrawn by: {name}", name=by),
        ]
    )


def decided(t: Texts, request: Extension, *, by: str) -> str:
    """Return what the request's message becomes, and what the official is told."""
    item = t("Item: {code} {title}", code=request.code, title=request.title)
    if request.state is ExtensionState.GRANTED:
        lines = [
            t("The extension was granted."),
            item,
            t("New deadline: {day}", day=t.full_day(request.new_deadline)),
        ]
    else:
        lines = [
            t("The extension was refused."),
            item,
            t("The deadline stays {day}", day=_before(t, request)),
            t("Reason: {words}", words=request.decision),
        ]
    return "\n".join([*lines, t("Decided by: {name}", name=by)])
