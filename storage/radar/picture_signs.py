"""Signs in pictures: the same one on two items or again later, and one older than its report."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from rules.policy.flags import FlagKind, FlagSide, NewFlag
from rules.policy.radar import (
    ComparedPicture,
    ComparedReport,
    PictureIndex,
    RadarRules,
    is_old_picture,
    may_be_shown_again,
)
from storage.db.engine import Tx
from storage.radar import compared


def of_pictures(tx: Tx, rules: RadarRules, zone: ZoneInfo) -> list[NewFlag]:
    """Return the signs in the pictures that were not compared yet, and note that they are now."""
    new = compared.pictures(tx, new=True)
    if not new:
        return []
    found = [*_shown_again(new, compared.pictures(tx), rules), *_older(tx, new, zone)]
    compared.note_compared(tx, [picture.id for picture in new])
    return found


def _shown_again(
    new: Iterable[ComparedPicture], every: Iterable[ComparedPicture], rules: RadarRules
) -> list[NewFlag]:
    """Return each new picture beside the first that is the same, of another item if there is one.

    Pictures of one report that were all shown with another are one flag.
    """
    index = PictureIndex(every)
    found: dict[str, NewFlag] = {}
    for picture in new:
        pairs = [_in_order(picture, one) for one in index.same_as(picture, rules.same_bits)]
        signs = [pair for pair in pairs if not may_be_shown_again(*pair)]
        if signs:
            later, earlier = min(signs, key=_of_one_item)
            flag = _same(later, earlier)
            found.setdefault(flag.pair, flag)
    return list(found.values())


def _in_order(
    one: ComparedPicture, other: ComparedPicture
) -> tuple[ComparedPicture, ComparedPicture]:
    """Return the later and the earlier of two pictures."""
    return (one, other) if one.id > other.id else (other, one)


def _of_one_item(pair: tuple[ComparedPicture, ComparedPicture]) -> bool:
    return pair[0].item_id == pair[1].item_id


def _same(later: ComparedPicture, earlier: ComparedPicture) -> NewFlag:
    pair = f"{earlier.home}-{later.home}"
    return NewFlag(
        FlagKind.SAME_PHOTO, pair, _side(later, later.name), _side(earlier, earlier.name)
    )


def _side(picture: ComparedPicture, words: str) -> FlagSide:
    return FlagSide(picture.item_id, picture.report_id, picture.id, words)


def _older(tx: Tx, new: Iterable[ComparedPicture], zone: ZoneInfo) -> list[NewFlag]:
    """Return the pictures taken before the report that went before theirs, one for each report."""
    found: dict[str, NewFlag] = {}
    for picture in new:
        before = _report_before(tx, picture, zone)
        if picture.taken is None or before is None or not is_old_picture(picture, before):
            continue
        this = _side(picture, picture.taken.isoformat(" ", "minutes"))
        other = FlagSide(before.item_id, before.id, words=before.words)
        pair = f"report:{before.id}-{picture.home}"
        found.setdefault(pair, NewFlag(FlagKind.OLD_PHOTO, pair, this, other))
    return list(found.values())


def _report_before(tx: Tx, picture: ComparedPicture, zone: ZoneInfo) -> ComparedReport | None:
    """Return the last report on the item before the picture's own; only for a dated picture."""
    if picture.taken is None or picture.chain is None:
        return None
    before = compared.history(tx, picture.item_id, picture.chain, zone)[:-1]
    return before[-1] if before else None
