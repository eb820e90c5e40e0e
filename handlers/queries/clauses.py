"""What a clause of a question asks, held against the ledger: its names, its items, its conditions."""

from dataclasses import dataclass, field, replace

from handlers.context import Context
from handlers.queries import entities, meant_items
from handlers.queries.condition_filters import meeting
from handlers.queries.meant_items import MeantItems
from handlers.queries.name_filters import narrowed, own
from messages.queries import condition_texts, list_texts
from rules.language import asked_days
from rules.language.item_words import finding_number
from rules.language.question_grammar import DAY, NAME, TITLE
from rules.language.question_parts import ClauseParts, read_clause, said_of
from rules.language.questions import find_mine
from rules.policy.conditions import OF_AN_ITEM, ItemCondition, QuestionAsk
from rules.policy.permissions import sees_whole_city
from rules.policy.spans import Days
from storage.ledger.entities import EntityName
from storage.ledger.item_filter import ItemFilter

_PLAIN = frozenset(
    {
        QuestionAsk.COUNT,
        QuestionAsk.HOW_MUCH,
        QuestionAsk.WHICH,
        QuestionAsk.STANDING,
        QuestionAsk.TO_BE_DONE,
    }
)


_OF_DEADLINES = frozenset({QuestionAsk.EARLIEST, QuestionAsk.LATEST_DUE, QuestionAsk.DEADLINE})
"""What is asked of deadlines in words that would also name what falls due."""


@dataclass(frozen=True, slots=True)
class AskedClause:
    """What a clause asks of which items. `days`: something falls due in them; `of_days`: it names any."""

    text: str
    parts: ClauseParts
    names: tuple[EntityName, ...] = ()
    excluded: tuple[EntityName, ...] = ()
    meant: MeantItems = field(default_factory=MeantItems)
    days: Days | None = None
    of_days: bool = False
    mine: bool = False
    """It is about what whoever asks has."""
    inherited: bool = False
    """What it is about was said by the clause before."""

    @property
    def asks(self) -> frozenset[QuestionAsk]:
        return self.parts.asks

    @property
    def conditions(self) -> tuple[ItemCondition, ...]:
        return self.parts.conditions

    @property
    def conditions_of_ended(self) -> bool:
        """Return whether what it asks for has ended, of which nothing falls due any more."""
        return bool({ItemCondition.DONE, ItemCondition.CLOSED} & set(self.conditions))

    @property
    def in_full(self) -> str:
        """Return its words with what it is about, where the clause before said that."""
        if not self.inherited:
            return self.text
        names = [name.said for name in self.names]
        return said_of(names, self.meant.words, self.text, mine=self.mine)

    @property
    def says_anything(self) -> bool:
        """Return whether it is more than politeness."""
        return (
            bool(self.parts.found) or self.is_narrowed or self.of_days or bool(self.meant.missing)
        )

    @property
    def only_asks_more(self) -> bool:
        """Return whether it asks further of what was named before: 谁负责, 为什么."""
        asks = bool(self.asks) and self.asks <= OF_AN_ITEM | _PLAIN
        return asks and not (self.is_narrowed or self.of_days or self.meant.missing)

    def only_names(self, other: "AskedClause") -> bool:
        """Return whether it only names what another asks about: 什么时候到期, 渣土车."""
        return not (self.asks or other.names_something or self.meant.missing or self.of_days)

    @property
    def names_something(self) -> bool:
        """Return whether it names what it is about, and not only how that stands."""
        return bool(self.names or self.excluded or self.mine) or self.meant.ids is not None

    def joined(self, other: "AskedClause") -> "AskedClause":
        """Return both as one."""
        found, left = self.parts.found + other.parts.found, self.parts.left + other.parts.left
        return replace(
            self,
            text=f"{self.text},{other.text}",
            parts=ClauseParts(found, left),
            names=tuple(dict.fromkeys((*self.names, *other.names))),
            excluded=(*self.excluded, *other.excluded),
            meant=self.meant.joined(other.meant),
            days=self.days or other.days,
            of_days=self.of_days or other.of_days,
            mine=self.mine or other.mine,
        )

    def about(self, other: "AskedClause") -> "AskedClause":
        """Return it as a question about what another names."""
        return replace(
            self,
            names=other.names,
            excluded=other.excluded,
            meant=other.meant,
            mine=other.mine,
            inherited=True,
        )

    @property
    def is_narrowed(self) -> bool:
        """Return whether it is about less than everything."""
        return self.names_something or bool(self.conditions or self.days)


def read(ctx: Context, text: str) -> AskedClause | None:
    """Read a normalized clause in lower case; None where it names what whoever asks may not see."""
    found, rest = entities.names_in(ctx, text)
    if len(entities.seen(ctx, found.values())) < len(set(found.values())):
        return None
    marked = "".join(NAME if a != b else a for a, b in zip(text, rest, strict=True))
    mine = None if ctx.in_group else find_mine(marked)
    if mine:
        marked = _marked(marked, *mine, NAME)
    periods = asked_days.periods(marked)
    for start, end in periods:
        marked = _marked(marked, start, end, DAY)
    nowhere = finding_number(marked)
    titles = list(meant_items.title_parts(ctx, marked))
    for part in titles:
        marked = _marked(marked, part.start, part.end, TITLE)
    due = asked_days.due_period(text, ctx.today)
    parts = read_clause(marked, due=due is not None)
    spans = [(p.start, p.end) for p in parts.found if p.means is QuestionAsk.EXCEPT]
    places = {name: text.find(form) for form, name in found.items()}
    out = [n for n, at in places.items() if any(start <= at < end for start, end in spans)]
    kept = [n for n in places if n not in out]
    codes = [part.code for part in titles if part.code]
    titled = [text[part.start : part.end] for part in titles if not part.code]
    meant = meant_items.find(ctx, _of_names(ctx, kept, out), titled, codes, parts.left)
    meant = replace(meant, finding=nowhere)
    days = None if parts.asks & _OF_DEADLINES else due
    names = (*kept, *meant.names)
    return AskedClause(text, parts, names, tuple(out), meant, days, bool(periods), mine is not None)


def _marked(text: str, start: int, end: int, mark: str) -> str:
    return text[:start] + mark * (end - start) + text[end:]


def _of_names(
    ctx: Context,
    names: list[EntityName] | tuple[EntityName, ...],
    out: list[EntityName] | tuple[EntityName, ...],
) -> ItemFilter:
    found = ItemFilter()
    for name in names:
        found = narrowed(ctx, found, name)
    return replace(found, without=tuple(narrowed(ctx, ItemFilter(), name) for name in out))


def named_filter(ctx: Context, clause: AskedClause) -> ItemFilter:
    """Return the items that a clause names, however they stand."""
    found = _of_names(ctx, clause.names, clause.excluded)
    if clause.mine:
        found = replace(found, within=replace(own(ctx.person), open_only=False))
    return (
        found
        if clause.meant.ids is None
        else ItemFilter(ids=sorted(clause.meant.ids), within=found)
    )


def filter_of(ctx: Context, clause: AskedClause) -> ItemFilter:
    """Return the items that a clause is about."""
    found = named_filter(ctx, clause)
    if clause.days is not None:
        found = ItemFilter(due_from=clause.days[0], due_by=clause.days[1], within=found)
    return meeting(ctx, found, clause.conditions)


def named_scope(ctx: Context, clause: AskedClause) -> str:
    """Name what a clause is about, however it stands."""
    return _scope(ctx, clause) or _whole(ctx)


def said(ctx: Context, clause: AskedClause) -> str:
    """Name what a clause is about, and how that stands."""
    due = list_texts.days_named(ctx.t, clause.days, ctx.today) if clause.days else ""
    how = condition_texts.standing(ctx.t, clause.conditions, due)
    return "｜".join(filter(None, [_scope(ctx, clause), how])) or _whole(ctx)


def _scope(ctx: Context, clause: AskedClause) -> str:
    names = [name.said for name in clause.names]
    excluded = [name.said for name in clause.excluded]
    mine = [ctx.t("Mine")] if clause.mine else []
    return condition_texts.scope(ctx.t, [*mine, *names], excluded, clause.meant.said)


def _whole(ctx: Context) -> str:
    return (
        ctx.t("The whole city") if sees_whole_city(ctx.person) else ctx.t("Items that concern me")
    )
