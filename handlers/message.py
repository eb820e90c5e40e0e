"""A message as the conversations see it: what it says is read once, when it is first asked for."""

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cached_property

from handlers.context import Context
from handlers.queries import entities
from handlers.queries.entities import QuerySubject
from messages.formatting import width
from messages.incoming import CommandLine, IncomingMessage, first_word
from rules.language.clause_edits import stated_clause
from rules.language.figures import FigureQuestion, find_figure_question
from rules.language.matching import ItemIndex
from rules.language.naming import LONGEST as LONGEST_QUESTION
from rules.language.picture_wishes import PictureWish, parse_picture_wish
from rules.language.reading import Setting, read, read_all
from rules.language.reading.normalization import normalize
from rules.language.reading.values import Intent, Reading
from rules.policy.city import City
from rules.policy.conversations import SUBJECT_HOLDS_FOR
from rules.policy.items import Item, own_code
from rules.policy.people import Person, Role
from rules.policy.permissions import is_responsible_for, may_instruct, may_report_on
from rules.policy.refs import Ref
from storage.db.engine import Tx
from storage.ledger import item_store, search_index
from storage.mail import sent
from storage.reporting import albums, open_questions
from storage.reporting.open_questions import OpenQuestion

REPORTS = frozenset({"progress", "done", "problem", "correction", "extension"})
LONGEST = 4000
"""UTF-16 units of a report: a message of the full 4,096 has no room left for its card."""


@dataclass(frozen=True, eq=False)
class Message(IncomingMessage):
    """An incoming message in its context.

    Every reading of it is a cached property: it is made once, and only if somebody asks for it.
    A message with other words (`with_text`) is another message and is read anew.
    """

    ctx: Context = field(kw_only=True)
    wants: Intent | None = field(default=None, kw_only=True)
    """What its writer has said that it wants."""

    @classmethod
    def of(cls, incoming: IncomingMessage, ctx: Context) -> "Message":
        """Return an incoming message in its context."""
        values = {each.name: getattr(incoming, each.name) for each in fields(IncomingMessage)}
        return cls(**values, ctx=ctx)

    @property
    def writer(self) -> "Writer":
        """Return who wrote it, and when."""
        return Writer(self.ctx.tx, self.ctx.city, self.ctx.person, self.at)

    @property
    def is_bare_file(self) -> bool:
        """Whether it is a file without a word."""
        return self.file is not None and not self.text

    @property
    def is_caption(self) -> bool:
        """Whether its words stand under a picture of an album."""
        return self.file is not None and self.album is not None and bool(self.text)

    @property
    def is_reply(self) -> bool:
        """Whether it replies to another message."""
        return self.reply_to is not None

    @property
    def is_too_large(self) -> bool:
        """Whether the messenger would not hand its file over."""
        return self.file is not None and self.file.is_too_large

    @property
    def is_empty_file(self) -> bool:
        """Whether its file has nothing in it."""
        return self.file is not None and self.file.size == 0

    @property
    def is_too_long(self) -> bool:
        """Whether its words have no room left for a card."""
        return width(self.text) > LONGEST

    @cached_property
    def command(self) -> CommandLine | None:
        """Return the command that it is; None when it is none, as one that is forwarded."""
        if self.is_forwarded_command or not self.text.startswith("/"):
            return None
        return CommandLine.of(self.text)

    @cached_property
    def as_reported(self) -> "Message":
        """Return the same without a command and the number of an item before the words."""
        if not self.text.startswith("/"):
            return self
        words = first_word(self.text)[1].strip()
        code, rest = first_word(words)
        known = item_store.by_code(self.ctx.tx, code) is not None
        return self.with_text(rest.strip() if known else words)

    @cached_property
    def open_question(self) -> OpenQuestion | None:
        """Return the question that its writer had not answered when it came."""
        return open_questions.current(self.ctx.tx, self.ctx.chat, self.ctx.person.id, self.ctx.now)

    @cached_property
    def item_replied_to(self) -> Item | None:
        """Return the item of the message of ours that it replies to."""
        return item_store.spoken_of(
            self.ctx.tx, sent.about(self.ctx.tx, self.ctx.chat, self.reply_to)
        )

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Return what the words say in their conversation, one reading for each item."""
        return self.read_in(replace(setting_of(self.writer, self), wants=self.wants))

    @property
    def intent(self) -> str:
        """Return what the words want; where they are about several items, of the first."""
        return self.readings[0].intent

    @cached_property
    def item_named(self) -> Item | None:
        """Return the one item of the writer's that the words name by themselves."""
        found = self.read_in(Setting())
        return item_meant(self.ctx, found[0]) if len(found) == 1 else None

    @cached_property
    def subject(self) -> QuerySubject:
        """Return what the words would be about if they were a question for a list."""
        return entities.listed(self.ctx, self.text)

    @cached_property
    def picture_wish(self) -> PictureWish | None:
        """Return the picture it names, and besides, at most, of what: 作战图已上墙 is a report."""
        if self.file is not None or len(self.text) > LONGEST_QUESTION:
            return None
        wish = parse_picture_wish(self.text)
        of_what = entities.listed(self.ctx, wish.rest) if wish else None
        if of_what is None or not (of_what.beyond or set(of_what.left) <= {of_what.unknown}):
            return None
        return wish

    @cached_property
    def figure_question(self) -> FigureQuestion | None:
        """Return the question for figures that short words ask, whoever may ask it."""
        if len(self.text) > LONGEST_QUESTION:
            return None
        return find_figure_question(normalize(self.text).strip().lower(), self.ctx.today)

    @cached_property
    def clause_to_redo(self) -> int | None:
        """Return the clause, counted from 0, that the words would fill in again."""
        if self.file is not None:
            return None
        return stated_clause(self.text, len(self.ctx.city.clauses))

    @cached_property
    def _readings(self) -> dict[Setting, tuple[Reading, ...]]:
        return {}

    def read_in(self, setting: Setting) -> tuple[Reading, ...]:
        """Return what the words say in a setting; the same setting is read once."""
        if setting not in self._readings:
            self._readings[setting] = understood(self.writer, self.text, setting)
        return self._readings[setting]

    def read_about(self, item: Item, *, instructs: bool = False) -> Reading:
        """Return what all the words say about an item that is known already."""
        return read(
            self.text,
            now=self.at.astimezone(self.ctx.city.zone),
            calendar=self.ctx.city.calendar,
            index=search_index.index_for(self.ctx.tx, self.ctx.person),
            setting=Setting(
                item=own_code(item.code),
                chosen=True,
                deadline=item.deadline,
                instructs=instructs,
            ),
        )


def item_meant(ctx: Context, reading: Reading) -> Item | None:
    """Return the item that is surely meant and that the person may report on."""
    if not reading.sure or not reading.candidates:
        return None
    item = item_store.by_code(ctx.tx, reading.candidates[0].code)
    return item if item is not None and may_report_on(ctx.person, item) else None


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and when."""

    tx: Tx
    city: City
    person: Person
    at: datetime


def understood(writer: Writer, text: str, setting: Setting) -> tuple[Reading, ...]:
    """Return one reading for each item the words are about.

    Words that urge others are an instruction from whoever may instruct on the item; from anybody
    else they are read as what else they are.
    """
    leads = True if Role.CITY_LEADER in writer.person.roles else None
    found = _read(writer, text, replace(setting, instructs=leads))
    if all(one.intent != "instruction" or _may_instruct(writer, one) for one in found):
        return found
    return _read(writer, text, replace(setting, instructs=False))


def _may_instruct(writer: Writer, one: Reading) -> bool:
    """Return whether the writer may instruct on any of the items that may be meant, or on every one."""
    items = (item_store.by_code(writer.tx, each.code) for each in one.candidates)
    known = [item for item in items if item is not None]
    if not known:
        return may_instruct(writer.person)
    return any(may_instruct(writer.person, item) for item in known)


def _read(writer: Writer, text: str, setting: Setting) -> tuple[Reading, ...]:
    """Return one reading for each item.

    Where two items are alike and the writer may report on one of them, that one is meant.
    """
    now, calendar = writer.at.astimezone(writer.city.zone), writer.city.calendar
    every = search_index.index_for(writer.tx, writer.person)
    found = read_all(text, now=now, calendar=calendar, index=every, setting=setting)
    if not all(one.sure or one.intent not in REPORTS for one in found):
        own = search_index.own_index(writer.tx, writer.person)
        found = tuple(
            _clearer(one, read(one.text, now=now, calendar=calendar, index=own, setting=setting))
            for one in found
        )
    return tuple(_doubted(one, every, setting) for one in found)


def _doubted(one: Reading, every: ItemIndex, setting: Setting) -> Reading:
    """Make an item of the conversation unsure when the words name another one."""
    of_setting = one.sure and one.intent in REPORTS and one.candidates[0].code == setting.item
    doubted = of_setting and every.names_another(one.text, one.candidates[0].code)
    return replace(one, sure=False) if doubted else one


def _clearer(of_every: Reading, of_own: Reading) -> Reading:
    """Take the writer's own item where it is clear among their own and possible among all."""
    if of_every.sure or of_every.intent not in REPORTS or not of_own.sure:
        return of_every
    possible = {candidate.code for candidate in of_every.candidates}
    return of_own if of_own.candidates[0].code in possible else of_every


def setting_of(writer: Writer, message: IncomingMessage) -> Setting:
    """Return the item that a message stands under.

    That of the message it replies to, else of its album, else of the last prompt or card, else
    the only one its writer has.
    """
    replied = _item_of(writer, sent.about(writer.tx, message.chat.address, message.reply_to))
    of_album = replied or _item_of_album(writer, message)
    if of_album is not None:
        return of_album
    last = sent.last_about(writer.tx, message.chat.address, writer.at - SUBJECT_HOLDS_FOR)
    return _item_of(writer, last, own=True) or only_item(writer)


def _item_of_album(writer: Writer, message: IncomingMessage) -> Setting | None:
    """Return what the caption before, or after, is about, whatever was spoken of meanwhile."""
    if message.album is None:
        return None
    rows = albums.pictures(writer.tx, writer.person.id, message.album)
    near = albums.caption_of(rows, message.message_id)
    return _item_of(writer, Ref.item(near.about), own=True) if near and near.about else None


def only_item(writer: Writer) -> Setting:
    """Return the one open item of whoever has one; they mean it unless they name another."""
    code = item_store.only_open_code(writer.tx, writer.person.covers | {writer.person.id})
    return Setting(item=own_code(code)) if code is not None else Setting()


def _item_of(writer: Writer, about: Ref | None, *, own: bool = False) -> Setting | None:
    item = item_store.spoken_of(writer.tx, about)
    if item is None or (own and not is_responsible_for(writer.person, item)):
        return None
    return Setting(item=own_code(item.code), deadline=item.deadline)
