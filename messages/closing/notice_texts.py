"""The public notice of an item: its text, in the form of published notices, and what is wrong with one.

Source of the form: notices of 绵阳, 濮阳, 宿马园区 and 东安: the finding, the goal, the measures,
how it was completed, the days of the notice, where to object.
"""

from dataclasses import dataclass
from datetime import date

from messages import calendar_texts
from messages.queries.list_texts import figures
from messages.texts import Texts
from rules.policy.items import Item, own_code
from rules.policy.notice_check import NoticeCheck, NoticeVerdict


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """What a notice states: `days` from `first` to `last`, `working` ones or calendar days.

    `hotline` is empty while none is set.
    """

    item: Item
    first: date
    last: date
    days: int
    working: bool
    hotline: str

    @property
    def number(self) -> str:
        """Return the item's own number, without those of other lists."""
        return own_code(self.item.code)


def title(t: Texts, notice: PublicNotice) -> str:
    return t(
        "Public notice on the completion of item {code} “{title}”",
        code=notice.number,
        title=notice.item.title,
    )


def paragraphs(t: Texts, notice: PublicNotice) -> list[str]:
    """Return the notice's text, one string a paragraph; what the ledger does not have is left out."""
    item = notice.item
    verifying = item.verifying.name if item.verifying else ""
    lines = [
        t("The item has been completed by {lead} and verified by {verifying}. "
          "It is hereby made public:", lead=item.lead.name, verifying=verifying),
        _part(t("Finding"), item.finding),
        _part(t("Goal"), item.goal),
        _part(t("Measures"), item.measures),
        _part(t("Completion"), figures(t, item)),
        _days(t, notice),
        t("Objections may be sent to {verifying} in writing or by telephone during these days.",
          verifying=verifying),
        t("Telephone: {number}", number=notice.hotline or "____________"),
    ]  # fmt: skip
    return [line for line in lines if line]


def _part(name: str, words: str) -> str:
    return f"{name}：{words.rstrip('。')}。" if words else ""


def _days(t: Texts, notice: PublicNotice) -> str:
    return t(
        "Days of the notice: from {first} to {last} ({days}).",
        days=days_of_notice(t, notice.days, working=notice.working),
        first=t.full_day(notice.first),
        last=t.full_day(notice.last),
    )


def covering(t: Texts, notice: PublicNotice) -> str:
    """Tell the office that the notice is ready, and what is left to fill in."""
    lines = [
        t("The public notice of item {code} is ready to be published:", code=notice.number),
        title(t, notice),
        _days(t, notice),
    ]
    if not notice.hotline:
        lines.append(t("The telephone number is not set; please fill it in before publishing."))
    lines.append(t("An objection is entered with /objection {code} TEXT.", code=notice.number))
    return "\n".join(lines)


def checked(t: Texts, check: NoticeCheck, required: int) -> str:
    """Say whether a notice that somebody wrote holds its days. `required` are the city's."""
    counted = _counted(t, check)
    match check.verdict:
        case NoticeVerdict.RIGHT:
            verdict = t("That is as it must be.")
        case NoticeVerdict.SHORT:
            verdict = t("That is too short: {needed} end on {day}.",
                        needed=days_of_notice(t, check.needed, working=check.working),
                        day=t.full_day(check.until))  # fmt: skip
        case NoticeVerdict.LONGER:
            verdict = t("That is more than {needed}, which end on {day}.",
                        needed=days_of_notice(t, check.needed, working=check.working),
                        day=t.full_day(check.until))  # fmt: skip
    lines = [counted, verdict]
    if check.working and check.needed < required:
        lines.append(t("The city's procedure asks for {needed}.",
                       needed=days_of_notice(t, required, working=True)))  # fmt: skip
    caution = calendar_texts.unpublished(t, check.estimated)
    return "\n".join([*lines, caution] if caution else lines)


def _counted(t: Texts, check: NoticeCheck) -> str:
    return t(
        "The notice runs from {first} to {last}: {days}.",
        first=t.full_day(check.first),
        last=t.full_day(check.last),
        days=days_of_notice(t, check.counted, working=check.working),
    )


def days_of_notice(t: Texts, count: int, *, working: bool) -> str:
    """Count days of a public notice, in the words of its calendar."""
    if working:
        return t.ngettext("{count} working day", "{count} working days", count=count)
    return t.ngettext("{count} calendar day", "{count} calendar days", count=count)
