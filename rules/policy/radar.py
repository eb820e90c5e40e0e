"""Signs that a report may not be true. Each leads to a question, never to a conclusion.

Source of the signs: 813 of 1,919 points checked in 2017 were falsely reported as done; papers made
on the eve of a visit; goals copied figure for figure from one plan into the next.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from unicodedata import normalize

from rules.policy.doubts import falls
from rules.policy.items import Item

WHOLE = Decimal(100)
AT_ONCE = "立行立改"
"""The type of item that is to be put right at once: nobody wonders that it was."""

_KEPT = re.compile(r"[^\W_]|%|(?<=\d)\.(?=\d)")
_DATES = re.compile(r"\d{1,4}\s*年|\d{1,2}\s*月|\d{1,2}\s*[日号]|20\d\d[-./]\d{1,2}([-./]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class RadarRules:
    """What a city sets. `same_bits`: differing bits of 128 up to which pictures look the same.

    Measured with copies that were recompressed, resized, brightened or watermarked: at most 12;
    between different scenes: at least 36.
    """

    same_bits: int = 12
    sentence: int = 8
    """Characters from which a sentence that is said again is noticed."""
    eve_days: int = 3
    eve_share: Decimal = Decimal(50)
    """Percent of the work; so much within the last days is a jump."""


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """A report as it is compared. `day` is the city's; `chain` the first report it corrects.

    `applies`: it was made by handing in an application.
    """

    id: int
    item_id: int
    day: date
    words: str
    done: Decimal | None
    percent: Decimal | None
    chain: int
    applies: bool

    @property
    def is_correction(self) -> bool:
        return self.chain != self.id


@dataclass(frozen=True, slots=True)
class ComparedPicture:
    """A picture as it is compared. `chain` is None where it came with no report.

    `look`: its difference hash, None where it has none. `taken`: as the camera says.
    """

    id: int
    item_id: int
    report_id: int | None
    chain: int | None
    person_id: int
    album: str | None
    message_id: int | None
    name: str
    at: datetime
    sha256: str
    look: int | None
    taken: datetime | None

    @property
    def home(self) -> str:
        """Return what a flag names it by: the report it belongs to, else itself."""
        return f"evidence:{self.id}" if self.chain is None else f"report:{self.chain}"


def standing(reports: Sequence[ComparedReport]) -> ComparedReport | None:
    """Return the figures that hold after these reports of an item, in their order.

    A correction stands where the report it corrects stands.
    """
    counted = [one for one in reports if one.done is not None or one.percent is not None]
    return max(counted, key=lambda report: (report.chain, report.id), default=None)


def figure_falls(report: ComparedReport, before: ComparedReport) -> bool:
    """Return whether a report has less done than what held before it."""
    if report.is_correction:
        return False
    if report.done is None or before.done is None:
        return falls(report.percent, before.percent)
    return falls(report.done, before.done)


def sentence_key(words: str, shortest: int) -> str:
    """Return words without blanks, marks, width and case; empty when they are too short to tell."""
    plain = normalize("NFKC", words).casefold()
    kept = "".join(_KEPT.findall(plain))
    return kept if len(kept) >= shortest else ""


def is_said_again(report: ComparedReport, before: ComparedReport, shortest: int) -> bool:
    """Return whether a report repeats an earlier one word for word.

    Not so for a correction, and for an application after the item was sent back.
    """
    of_one_item = report.item_id == before.item_id
    if report.is_correction or (report.applies and of_one_item):
        return False
    key = sentence_key(report.words, shortest)
    return bool(key) and key == sentence_key(before.words, shortest)


class PictureIndex:
    """Pictures by their content and by how they look."""

    def __init__(self, pictures: Iterable[ComparedPicture]) -> None:
        self._by_content: dict[str, list[ComparedPicture]] = {}
        self._looks: list[tuple[int, ComparedPicture]] = []
        for picture in pictures:
            self._by_content.setdefault(picture.sha256, []).append(picture)
            if picture.look is not None:
                self._looks.append((picture.look, picture))

    def same_as(self, picture: ComparedPicture, bits: int) -> list[ComparedPicture]:
        """Return the others with the same content, or whose looks differ in so many bits at most."""
        same = {one.id: one for one in self._by_content.get(picture.sha256, ())}
        look = picture.look
        if look is not None:
            same |= {p.id: p for other, p in self._looks if (other ^ look).bit_count() <= bits}
        same.pop(picture.id, None)
        return [same[number] for number in sorted(same)]


def may_be_shown_again(later: ComparedPicture, earlier: ComparedPicture) -> bool:
    """Return whether the same picture is no sign: sent again in good faith.

    Within one album, one message, or one report and its corrections; or on the same item with an
    answer that became no report.
    """
    if later.chain is None or earlier.chain is None:
        return later.item_id == earlier.item_id
    if later.chain == earlier.chain:
        return True
    if later.person_id != earlier.person_id:
        return False
    return _shared(later.album, earlier.album) or _shared(later.message_id, earlier.message_id)


def _shared(one: object, other: object) -> bool:
    return one is not None and one == other


def is_old_picture(picture: ComparedPicture, last_report: ComparedReport | None) -> bool:
    """Return whether a picture was taken on a day before the last report that went before it."""
    if picture.taken is None or last_report is None:
        return False
    return picture.taken.date() < last_report.day


def jump(
    reports: Sequence[ComparedReport], until: date, rules: RadarRules
) -> tuple[ComparedReport, ComparedReport | None] | None:
    """Return the report that finishes an item in the last days, and what held before them.

    `reports` up to the one that is looked at, `until` the deadline or the day of the application.
    None when the item was not finished then, or when most of it had been done before.
    """
    last = standing(reports)
    eve = until - timedelta(days=rules.eve_days)
    if last is None or last.percent is None or last.percent < WHOLE:
        return None
    if not eve <= last.day <= until:
        return None
    before = standing([report for report in reports if report.day < eve])
    share = Decimal(0) if before is None or before.percent is None else before.percent
    return (last, before) if last.percent - share >= rules.eve_share else None


def is_in_parts(item: Item) -> bool:
    """Return whether an item is done little by little: not a single thing, nor what is due at once."""
    return item.kind != AT_ONCE and (item.total is None or item.total > 1)


def goal_key(goal: str) -> str:
    """Return a goal as goals are compared; empty when it has no figure of its own but dates."""
    plain = normalize("NFKC", goal)
    has_figure = any(letter.isdecimal() for letter in _DATES.sub("", plain))
    return sentence_key(plain, 1) if has_figure else ""


def reported_over_measured(reported: Decimal | None, measured: Decimal | None) -> bool:
    """Return whether more was reported than the verifier measured, in the item's measure."""
    return falls(measured, reported)
