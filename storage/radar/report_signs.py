"""Signs in what a report or an application says, beside what was said before."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from rules.language.no_change import reports_no_change
from rules.language.vague_progress import vague_sentence
from rules.policy.flags import NO_SIDE, FlagKind, FlagSide, NewFlag
from rules.policy.items import Item
from rules.policy.progress import Progress
from rules.policy.radar import (
    ComparedReport,
    RadarRules,
    figure_falls,
    is_in_parts,
    is_said_again,
    jump,
    reported_over_measured,
    sentence_key,
    standing,
)
from rules.policy.refs import Ref
from rules.policy.wording import amount
from storage.closing import closings
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.radar import compared


def of_report(tx: Tx, item: int, number: int, rules: RadarRules, zone: ZoneInfo) -> list[NewFlag]:
    """Return the signs in a report: a figure that falls, the same words, a jump on the eve."""
    known = item_store.by_id(tx, item)
    reports = compared.history(tx, item, number, zone)
    if not reports or reports[-1].id != number:
        return []
    found = [*_falls(reports, known), *_again(tx, reports[-1], known, rules, zone)]
    if known.deadline is not None:
        found += _jumps(reports, known, known.deadline, rules)
    return found


def of_application(
    tx: Tx, item: int, closing: int, report: int, rules: RadarRules, zone: ZoneInfo
) -> list[NewFlag]:
    """Return the signs in an application: work that is going on, a jump just before it."""
    known = item_store.by_id(tx, item)
    reports = compared.history(tx, item, report, zone)
    said = [vague_sentence(row.words) for row in closings.answers(tx, closing)]
    vague = next((sentence for sentence in said if sentence), "")
    found = [_alone(FlagKind.VAGUE_CLOSING, item, report, vague)] if vague else []
    return found + (_jumps(reports, known, reports[-1].day, rules) if reports else [])


def over_measured(tx: Tx, item: int, measured: Decimal) -> NewFlag | None:
    """Return the sign that more was reported of an item than its verifier measured on site."""
    known = item_store.by_id(tx, item)
    if not reported_over_measured(known.done, measured):
        return None
    said = [] if known.done is None else [f"{amount(known.done)}{known.measure}"]
    this = FlagSide(item, words="".join(said))
    other = FlagSide(item, words=f"{amount(measured)}{known.measure}")
    pair = f"{Ref.item(item)}-{amount(known.done or measured)}-{amount(measured)}"
    return NewFlag(FlagKind.OVER_MEASURED, pair, this, other)


def _falls(reports: list[ComparedReport], item: Item) -> list[NewFlag]:
    report, before = reports[-1], standing(reports[:-1])
    if before is None or not figure_falls(report, before):
        return []
    return [_both(FlagKind.FALLS, (report, _figure(report, item)), (before, _figure(before, item)))]


def _again(
    tx: Tx, report: ComparedReport, item: Item, rules: RadarRules, zone: ZoneInfo
) -> list[NewFlag]:
    """Return the same words said before: of another item, else of this one the first time.

    That nothing changed may be said again.
    """
    if report.is_correction or not sentence_key(report.words, rules.sentence):
        return []
    if reports_no_change(report.words, Progress(), item):
        return []
    said = compared.of_owner(tx, item.owner.id, report.id, zone)
    earlier = (one for one in said if one.id < report.id)
    same = [one for one in earlier if is_said_again(report, one, rules.sentence)]
    before = min(same, key=lambda one: (one.item_id == item.id, one.id), default=None)
    if before is None:
        return []
    return [_both(FlagKind.SAME_WORDS, (report, report.words), (before, before.words))]


def _jumps(
    reports: list[ComparedReport], item: Item, until: date, rules: RadarRules
) -> list[NewFlag]:
    found = jump(reports, until, rules) if is_in_parts(item) else None
    if found is None:
        return []
    last, before = found
    this = FlagSide(item.id, last.id, words=_figure(last, item))
    other = NO_SIDE if before is None else FlagSide(item.id, before.id, words=_figure(before, item))
    return [NewFlag(FlagKind.EVE_JUMP, f"report:{last.id}", this, other)]


def _both(
    kind: FlagKind, this: tuple[ComparedReport, str], other: tuple[ComparedReport, str]
) -> NewFlag:
    report, before = this[0], other[0]
    pair = f"report:{before.id}-report:{report.id}"
    sides = (FlagSide(one.item_id, one.id, words=words) for one, words in (this, other))
    return NewFlag(kind, pair, *sides)


def _alone(kind: FlagKind, item: int, report: int, words: str) -> NewFlag:
    return NewFlag(kind, f"report:{report}", FlagSide(item, report, words=words))


def _figure(report: ComparedReport, item: Item) -> str:
    if report.done is not None:
        return f"{amount(report.done)}{item.measure}"
    return "" if report.percent is None else f"{amount(report.percent)}%"
