"""`/letter NUMBER KIND`: a letter about an item, from its facts, as a file."""

from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from handlers.papers import sheets, talks
from messages.follow_up import ladder_texts
from messages.follow_up.ladder_texts import Taken
from messages.incoming import ButtonPress, first_word
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from messages.papers import letter_facts, letter_texts, paper_texts
from messages.papers.faults import NoPaper
from messages.papers.letter_facts import NO_TALK, LetterMatter, LetterTo, TalkAt
from messages.texts import texts
from notices import papers
from rules.policy.items import Item, is_done, is_open
from rules.policy.ladder import DueStep, LadderFacts, step_of_letter
from rules.policy.papers import STEP_OF_LETTER, PaperKind
from rules.policy.people import Person
from rules.policy.permissions import is_office
from rules.policy.refs import Ref
from rules.policy.requests import RequestKind
from storage.follow_up import requests
from storage.ledger import item_store, ladder, lights
from storage.ledger.city_entries import entries_of_city
from storage.papers import issued
from storage.papers.issued import IssuedPaper, PaperAbout, PaperNumber
from storage.people import people
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind

OFFERED = 8
"""Items to choose from: what is overdue first."""


def by_number(message: Message, ctx: Context, words: str) -> Reply:
    """Take `/letter NUMBER KIND`; without a kind, or alone, offer what there is."""
    code, rest = first_word(_number_first(words))
    if not code:
        offered = [entry.item for entry in entries_of_city(ctx.tx, ctx.city, ctx.today)][:OFFERED]
        buttons = letter_texts.item_buttons(offered)
        return ctx.say(letter_texts.which_item(ctx.t, offered), *buttons)
    item = item_store.by_code(ctx.tx, code)
    if item is None:
        return ctx.say(letter_texts.unknown_item(ctx.t, code))
    named, details = first_word(rest)
    if named == PaperKind.STRIKE_OFF or (not named and not is_open(item)):
        return sheets.again(ctx, item)
    if not named:
        return _kinds(ctx, item)
    kind = _kind(named)
    if kind is None:
        return ctx.say(letter_texts.unknown_kind(ctx.t, named), *letter_texts.kind_buttons(item))
    talk = talks.named(message, ctx, details) if kind is PaperKind.TALK else NO_TALK
    return _wanted(ctx, item, kind, talk)


def _number_first(words: str) -> str:
    """Return the words of a command whose kind was written before its number in their order."""
    named, rest = first_word(words)
    if _kind(named) is None and named != PaperKind.STRIKE_OFF:
        return words
    code, details = first_word(rest)
    return f"{code} {named} {details}".strip() if code else ""


def _kind(words: str) -> PaperKind | None:
    """Return the letter of a name, or of the step that it is: 督办函, 督办."""
    if len(words) < 2:
        return None
    return next((kind for kind in STEP_OF_LETTER if kind.startswith(words)), None)


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take `lt:<item>`, which offers the kinds, or `lt:<item>:<kind>`."""
    item = item_store.by_id(ctx.tx, int(words[0]))
    if len(words) == 1:
        return _kinds(ctx, item, press.message_id)
    kind = next(kind for kind, word in letter_texts.WORD_OF_KIND.items() if word == words[1])
    return _wanted(ctx, item, kind, NO_TALK)


def _kinds(ctx: Context, item: Item, edits: int | None = None) -> Reply:
    written = [(paper.number, paper.day) for paper in issued.of_item(ctx.tx, item.id)]
    text = letter_texts.which_kind(ctx.t, item, written)
    return ctx.say(text, *letter_texts.kind_buttons(item), about=Ref.item(item.id), edits=edits)


def _wanted(ctx: Context, item: Item, kind: PaperKind, talk: TalkAt) -> Reply:
    """Make the letter, or ask for what of a talk is not known."""
    if kind is not PaperKind.TALK or (talk.when is not None and talk.where):
        return _made(ctx, item, kind, talk)
    question = OpenQuestion(QuestionKind.TALK, Ref.item(item.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    return ctx.say(letter_texts.when_and_where(ctx.t, item), about=Ref.item(item.id))


def talk_named(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words for when and where a talk is; without both of them ask again."""
    if not is_office(ctx.person):
        return Reply()
    item = item_store.by_id(ctx.tx, asked.about.id)
    return _wanted(ctx, item, PaperKind.TALK, talks.named(message, ctx, message.text))


def _made(ctx: Context, item: Item, kind: PaperKind, talk: TalkAt) -> Reply:
    if is_done(item):
        return ctx.say(letter_texts.needs_none(ctx.t, item))
    if talk.when is not None and talk.when <= ctx.now:
        return ctx.say(letter_texts.talk_is_over(ctx.t))
    to, readers = papers.addressed(ctx.tx, item, ctx.today)
    if to is None:
        return ctx.say(letter_texts.to_nobody(ctx.t, item))
    matter = _matter(ctx, item, to, talk)
    try:
        paper = papers.prepare(ctx.tx, ctx.city, kind, letter_facts.facts_of(matter), ctx.today)
    except NoPaper as why:
        return ctx.say(paper_texts.not_made(ctx.t, why), about=Ref.item(item.id))
    last = papers.known(ctx.tx, paper, PaperAbout(item.id))
    if last is not None:
        again = letter_texts.issued_before(ctx.t)
        return _shown(ctx, matter, last, readers, again)
    number = papers.next_number(ctx.tx, ctx.city, kind, ctx.today)
    due, step, before = _step(ctx, matter, kind, number)
    about = PaperAbout(item.id, unit=to.first.id, step=step)
    letter = papers.issue(ctx.tx, paper, number, about, ctx.person.id, ctx.now)
    blockers = requests.unanswered(ctx.tx, RequestKind.BLOCKER)
    waiting = letter_texts.blocked(ctx.t, sum(each.item_id == item.id for each in blockers))
    taken = letter_texts.step_taken(ctx.t, due, before=before)
    return _shown(ctx, matter, letter, readers, taken, waiting)


def _shown(
    ctx: Context, matter: LetterMatter, letter: IssuedPaper, readers: list[Person], *remarks: str
) -> Reply:
    """Give the file of a letter, with whom it is for and a button that sends it there."""
    item, to = matter.item, matter.to
    about_it = (
        letter_texts.talk(ctx.t, matter.talk),
        letter_texts.through(ctx.t, to),
        *remarks,
        letter_texts.unreached(ctx.t, readers),
    )
    text = letter_texts.made(ctx.t, item, letter.number, to, *filter(None, about_it))
    reached = [person for person in readers if person.can_be_told]
    buttons = letter_texts.deliver_buttons(ctx.t, letter.id, reached)
    said = OutgoingMessage.of(ctx.chat, text, buttons, about=Ref.item(item.id))
    return Reply.of(replace(said, attachment=papers.file_of(letter)))


def delivered(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take `lw:<paper>`: send a letter to those it is for whom the bot reaches."""
    del press
    letter = issued.by_id(ctx.tx, int(words[0]))
    if letter is None or letter.item_id is None:
        return Reply(toast=ctx.t("This button no longer works."))
    item = item_store.by_id(ctx.tx, letter.item_id)
    to, readers = papers.addressed(ctx.tx, item, ctx.today)
    reached = [person for person in readers if person.can_be_told]
    if to is None or not reached:
        return Reply(toast=letter_texts.unreached(ctx.t, readers))
    sent = letters(
        reached,
        ctx.city.language,
        lambda t: letter_texts.to_reader(t, item, letter.number, to),
        about=Ref.item(item.id),
        dedup_key=f"paper:{letter.id}",
    )
    file = papers.file_of(letter)
    told = ctx.say(letter_texts.delivered(ctx.t, letter.number, reached), about=Ref.item(item.id))
    return Reply([*told.messages, *(replace(each, attachment=file) for each in sent)])


def _matter(ctx: Context, item: Item, to: LetterTo, talk: TalkAt) -> LetterMatter:
    reported = item.reported_at
    return LetterMatter(
        item,
        lights.of_item(ctx.tx, ctx.city, item, ctx.today),
        to,
        people.by_id(ctx.tx, item.owner.id).post,
        ctx.today,
        ctx.city.calendar.add_working_days(ctx.today, ctx.city.papers.reply_days),
        None if reported is None else ctx.city.today(reported),
        talk,
    )


def _step(
    ctx: Context, matter: LetterMatter, kind: PaperKind, number: PaperNumber
) -> tuple[DueStep, int, bool]:
    """Enter the step of the ladder that a letter is; return it, its number, and if it was there."""
    item, known = matter.item, ladder.of_item(ctx.tx, matter.item.id)
    facts = LadderFacts(matter.seen, item.deadline, {}, dict.fromkeys(known, ctx.today))
    calendar, rungs = ctx.city.calendar, ctx.city.ladder
    letter = f"{kind}-{number.series.day.year}-{number.serial}"
    due = step_of_letter(STEP_OF_LETTER[kind], facts, ctx.today, calendar, rungs, letter)
    before = known.get((due.rung.step, due.occasion))
    if before is not None:
        return due, before, True
    words = ladder_texts.cause(texts(ctx.city.language), Taken(item, due, matter.seen))
    step = ladder.take(ctx.tx, item.id, due, f"{words}（{number.words}）", ctx.today, ctx.now)
    return due, step, False
