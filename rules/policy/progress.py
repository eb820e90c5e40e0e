"""The progress that the figures of a report mean for an item."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from rules.policy.figures import Figure
from rules.policy.gaps import is_counted, is_reached
from rules.policy.items import Item, Milestone
from rules.policy.measures import convert_to

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress in the item's measure; `percent` from 0 to 100 with two decimals. None: not known."""

    done: Decimal | None = None
    remaining: Decimal | None = None
    percent: Decimal | None = None

    @property
    def has_figures(self) -> bool:
        return (self.done, self.remaining, self.percent) != (None, None, None)


def progress_of(figures: Iterable[Figure], item: Item) -> Progress:
    """Return done, remaining and percent, each as stated or derived from the others and the total."""
    stated = {role: _said(figures, role, item.measure) for role in ("done", "remaining", "step")}
    percent = next((f.value for f in figures if f.unit == "%" and f.role == "done"), None)
    done = stated["done"]
    if done is None:
        done = _beside(stated["remaining"], item.total)
    if done is None and stated["step"] is not None:
        done = (item.done or Decimal(0)) + stated["step"]
    if done is None and percent == HUNDRED:
        done = item.total
    return _completed(done, stated["remaining"], percent, item.total)


def _beside(remaining: Decimal | None, total: Decimal | None) -> Decimal | None:
    """Return what is done given what remains; None when more remains than the total."""
    if remaining is None or total is None or remaining > total:
        return None
    return total - remaining


def is_finished_by(item: Item, figures: Progress, words: bool | None) -> bool | None:
    """Return whether a report finishes an item as it stood before; None when that is not known.

    Figures take precedence over words. Where work is counted, words alone do not finish an item
    that still has work left.
    """
    if item.total is not None and figures.done is not None:
        return figures.done >= item.total and not figures.remaining
    if figures.percent is not None:
        return figures.percent >= HUNDRED
    return None if words and item.left else words


def _completed(
    done: Decimal | None, remaining: Decimal | None, percent: Decimal | None, total: Decimal | None
) -> Progress:
    if done is not None and total:
        remaining = max(total - done, Decimal(0)) if remaining is None else remaining
        share = min(done / total * HUNDRED, HUNDRED)
        percent = share.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return Progress(done, remaining, percent)


def _said(figures: Iterable[Figure], role: str, measure: str) -> Decimal | None:
    """Return the first amount of a role, or the sum of its parts where they alone are stated."""
    counted = [
        (figure.part, value)
        for figure in figures
        if figure.role == role and (value := _counted(figure, measure)) is not None
    ]
    whole = [value for part, value in counted if not part]
    if whole or not counted:
        return whole[0] if whole else None
    return sum((value for _, value in counted), Decimal(0))


def added_up(figures: Iterable[Figure], item: Item) -> list[Figure]:
    """Return the parts that what is done is the sum of; none where it is another amount."""
    stated = tuple(figures)
    parts = [each for each in stated if each.part and _counted(each, item.measure) is not None]
    total = sum((_counted(each, item.measure) or Decimal(0) for each in parts), Decimal(0))
    return parts if total == progress_of(stated, item).done else []


def not_used(figures: Iterable[Figure], item: Item) -> list[Figure]:
    """Return the figures in the item's measure, or shares, that its progress does not come from."""
    stated = tuple(figures)
    progress, parts = progress_of(stated, item), added_up(stated, item)
    stepped = _said(stated, "done", item.measure) is None
    return [
        figure
        for figure in stated
        if not _agrees(figure, progress, item)
        and figure not in parts
        and not (stepped and figure.role == "step")
    ]


def _agrees(figure: Figure, progress: Progress, item: Item) -> bool:
    """Return whether a figure says what the progress says, or is in another measure."""
    if figure.unit == "%":
        return figure.role == "done" and _is_about(figure.value, progress.percent)
    value = _counted(figure, item.measure)
    known = {"done": progress.done, "remaining": progress.remaining, "total": item.total}
    return value is None or value == known.get(figure.role)


def _is_about(stated: Decimal, share: Decimal | None) -> bool:
    return share is not None and abs(stated - share) < 1


def may_reach(step: Milestone, item: Item, stated: Progress) -> bool:
    """Return whether the figures are consistent with a milestone reported as reached."""
    done = item.done if stated.done is None else stated.done
    if is_counted(step, item):
        return is_reached(step, replace(item, done=done))
    return stated.done is not None or stated.percent is None or stated.percent >= HUNDRED


def in_other_measures(figures: Iterable[Figure], item: Item) -> list[Figure]:
    """Return the amounts not convertible to the item's measure: 签约30户 where 栋 are counted."""
    return [f for f in figures if f.unit != "%" and _counted(f, item.measure) is None]


def _counted(figure: Figure, measure: str) -> Decimal | None:
    return convert_to(figure.value, figure.unit, measure)
