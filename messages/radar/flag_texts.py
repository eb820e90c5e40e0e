"""A flag: its two sides for the office and the verifier, and one neutral question for the owner."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.flags import Flag, FlagKind, FlagState
from rules.policy.items import Item
from rules.policy.reports import KeptReport

SHOWN = 60
"""Characters of what each side says."""


@dataclass(frozen=True, slots=True)
class FlagCase:
    """A flag with its item and report, and those of its other side."""

    flag: Flag
    item: Item
    other: Item | None
    report: KeptReport | None
    before: KeptReport | None
    explained_by: str = ""
    decided_by: str = ""


def kind_name(t: Texts, kind: FlagKind) -> str:
    return {
        FlagKind.FALLS: t("the reported figure falls"),
        FlagKind.SAME_WORDS: t("the same words as before"),
        FlagKind.SAME_PHOTO: t("the same picture as before"),
        FlagKind.OLD_PHOTO: t("a picture older than the report before"),
        FlagKind.EVE_JUMP: t("most of the work in the last days"),
        FlagKind.COPIED_GOAL: t("the same goal as another unit's"),
        FlagKind.VAGUE_CLOSING: t("an application that speaks of work going on"),
        FlagKind.OVER_MEASURED: t("more reported than measured"),
    }[kind]


def state_name(t: Texts, flag: Flag) -> str:
    """Return how far a flag has come; an explanation waits for the office's conclusion."""
    if flag.explanation and not flag.is_settled:
        return t("explained in writing, to be concluded")
    return {
        FlagState.OPEN: t("nobody could be asked yet"),
        FlagState.ASKED: t("the owner was asked to explain"),
        FlagState.EXPLAINED: t("Explained"),
        FlagState.CONFIRMED: t("True"),
        FlagState.FALSE: t("False"),
    }[flag.state]


def case_text(t: Texts, case: FlagCase, zone: ZoneInfo) -> str:
    """Return a flag with both pieces of evidence, for the office and the item's verifiers."""
    flag, item = case.flag, case.item
    lines = [
        t("Flag {number}: {what}", number=flag.id, what=kind_name(t, flag.kind)),
        t("Item: {code} {title}", code=item.code, title=item.title),
        t("Owner: {who}", who=f"{item.lead.name} {item.owner.name}"),
        t("This time: {words}", words=_cut(flag.words)),
        *_receipt(t, case.report, zone),
    ]
    if flag.other_item_id is not None:
        lines += _before(t, case, zone)
    lines.append(t("State: {state}", state=state_name(t, flag)))
    if flag.explanation:
        words = _cut(flag.explanation, 3 * SHOWN)
        lines.append(t("Explanation of {name}: {words}", name=case.explained_by, words=words))
    if case.decided_by:
        lines.append(t("Concluded by: {name}", name=case.decided_by))
    return "\n".join(lines)


def _before(t: Texts, case: FlagCase, zone: ZoneInfo) -> list[str]:
    """Return the other side; its item where that is another one."""
    said = t("Beside it: {words}", words=_cut(case.flag.other_words))
    other = case.other
    if other is None or other.id == case.item.id:
        return [said, *_receipt(t, case.before, zone)]
    item = t("Item: {code} {title}", code=other.code, title=other.title)
    who = t("Owner: {who}", who=f"{other.lead.name} {other.owner.name}")
    return [said, item, who, *_receipt(t, case.before, zone)]


def _receipt(t: Texts, report: KeptReport | None, zone: ZoneInfo) -> list[str]:
    if report is None:
        return []
    when = t.minute(report.at.astimezone(zone))
    return [f"{report.receipt} {when} {report.person}"]


def _cut(words: str, most: int = SHOWN) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[:most] + "…"


def case_buttons(t: Texts, flag: Flag, *, concludes: bool) -> tuple[ButtonRow, ...]:
    """Offer the pictures; to who may conclude also the three conclusions."""
    pictures: ButtonRow = (
        *((Button(t("See the picture"), f"rf:{flag.id}:this"),) if flag.evidence_id else ()),
        *(
            (Button(t("See the one beside it"), f"rf:{flag.id}:other"),)
            if flag.other_evidence_id
            else ()
        ),
    )
    rows = (pictures,) if pictures else ()
    if flag.is_settled or not concludes:
        return rows
    conclusions = (
        Button(t("Explained"), f"rf:{flag.id}:explained"),
        Button(t("True"), f"rf:{flag.id}:confirmed"),
        Button(t("False"), f"rf:{flag.id}:false"),
    )
    return (*rows, conclusions)


def question(t: Texts, case: FlagCase, zone: ZoneInfo) -> str:
    """Ask the owner to explain; of another item nothing is said, it may be none of theirs."""
    head = t("Item: {code} {title}", code=case.item.code, title=case.item.title)
    if case.flag.explanation:
        said = t("The explanation of {name} was passed on.", name=case.explained_by)
    elif case.flag.is_settled:
        said = t("An explanation is not needed any more.")
    else:
        said = _asked(t, case, zone)
    return f"{head}\n{said}"


def _asked(t: Texts, case: FlagCase, zone: ZoneInfo) -> str:
    flag = case.flag
    day, earlier = _day(t, case.report, zone), _day(t, case.before, zone)
    elsewhere = flag.other_item_id != flag.item_id
    match flag.kind:
        case FlagKind.FALLS:
            return t(
                "{before} was reported before, and less by the report of {day}: {figure}. "
                "Please explain this in writing.",
                day=day, figure=flag.words, before=flag.other_words,
            )  # fmt: skip
        case FlagKind.SAME_WORDS if elsewhere:
            return t(
                "The report of {day} has the same words as a report on another item. "
                "Please explain this in writing.",
                day=day,
            )
        case FlagKind.SAME_WORDS:
            return t(
                "The report of {day} has the same words as that of {before}. "
                "Please explain this in writing.",
                day=day, before=earlier,
            )  # fmt: skip
    return _of_pictures(t, case, day, earlier) or _of_the_rest(t, flag, day)


def _of_pictures(t: Texts, case: FlagCase, day: str, earlier: str) -> str:
    flag = case.flag
    match flag.kind:
        case FlagKind.SAME_PHOTO if flag.other_item_id != flag.item_id:
            return t(
                "A picture looks the same as one shown for another item: {name}. "
                "Please explain this in writing.",
                name=flag.words,
            )
        case FlagKind.SAME_PHOTO:
            return t(
                "A picture looks the same as one shown before: {name}. "
                "Please explain this in writing.",
                name=flag.words,
            )
        case FlagKind.OLD_PHOTO:
            return t(
                "A picture shown with the report of {day} was taken at {taken}, before the report "
                "of {before}. Please explain this in writing.",
                day=day, taken=flag.words, before=earlier,
            )  # fmt: skip
    return ""


def _of_the_rest(t: Texts, flag: Flag, day: str) -> str:
    match flag.kind:
        case FlagKind.EVE_JUMP:
            return t(
                "Most of the work was reported done within a few days, by the report of {day}. "
                "Please explain this in writing.",
                day=day,
            )
        case FlagKind.COPIED_GOAL:
            return t(
                "The goal is word for word that of an item of another unit. "
                "Please explain this in writing."
            )
        case FlagKind.VAGUE_CLOSING:
            return t(
                "The application to strike off says “{words}”. Please explain this in writing.",
                words=_cut(flag.words),
            )
        case _:
            return t(
                "{figure} was reported, {measured} was measured on site. "
                "Please explain this in writing.",
                figure=flag.words, measured=flag.other_words,
            )  # fmt: skip


def _day(t: Texts, report: KeptReport | None, zone: ZoneInfo) -> str:
    return "" if report is None else t.day(report.at.astimezone(zone).date())


def explain_button(t: Texts, flag: Flag) -> tuple[ButtonRow, ...]:
    """Offer to explain; nothing once it is explained or concluded."""
    if flag.explanation or flag.is_settled:
        return ()
    return ((Button(t("Explain in writing"), f"rf:{flag.id}:explain"),),)


def sure(t: Texts, flag: Flag, code: str) -> str:
    return t(
        "Flag {number} of item {code} would be concluded as false and counted for its unit. "
        "Is that so?",
        number=flag.id,
        code=code,
    )


def sure_buttons(t: Texts, flag: Flag) -> tuple[ButtonRow, ...]:
    return (
        (
            Button(t("Yes, false"), f"rf:{flag.id}:sure"),
            Button(t("Not yet"), f"rf:{flag.id}:keep"),
        ),
    )


def concluded_before(t: Texts, flag: Flag, by: str) -> str:
    return t("{name} has already concluded: {state}.", name=by, state=state_name(t, flag))


def many(t: Texts, count: int) -> str:
    return t.ngettext(
        "{count} new flag was found: /radar", "{count} new flags were found: /radar", count=count
    )
