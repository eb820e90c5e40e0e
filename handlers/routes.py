"""Who may claim a message: the order in which each list of claims looks at it.

`CLAIMS` is the list of a private chat: the first row whose predicate holds answers. Edited messages
and groups have lists of their own. Commands, buttons and answers: commands.py, presses.py, answers.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.accounts import absence, account
from handlers.answers import answer, take_place
from handlers.closing import clauses, closing_wish, objections, pasted_notice
from handlers.commands import by_name, command, is_named
from handlers.context import Context
from handlers.extensions import choose_item
from handlers.follow_up import agenda, instruction_cards, item_acts, raise_request, replies, signing
from handlers.message import Message
from handlers.pending import ask_or_report, confirmation, explaining, interruptions
from handlers.pending.classify import Kind
from handlers.projects import asking, project_reports
from handlers.queries import figures, in_parts, pictures, questions, silence, unanswered
from handlers.radar import explain
from handlers.reporting import albums, correct, edit, files, report
from handlers.workbooks import sent_lists
from messages.outgoing import Reply
from rules.language.interruptions import asks_for_help
from rules.language.naming import LONGEST
from rules.language.public_notice import mentions_notice, speaks_of_objection
from rules.language.question_parts import may_be_in_parts
from rules.language.questions import is_question
from rules.language.reading.normalization import normalize
from rules.language.reading.values import Intent
from rules.language.small_talk import is_greeting, is_off_duty
from rules.policy.people import Role
from rules.policy.permissions import sees_whole_city

May = Callable[[Message], bool]
Act = Callable[[Message, Context], Reply]


@dataclass(frozen=True, slots=True)
class MessageClaim:
    """Who may claim a message: `may` looks and changes nothing, `act` answers."""

    name: str
    may: May
    act: Act


def claims(*rows: tuple[str, May, Act] | MessageClaim) -> tuple[MessageClaim, ...]:
    """Return rows as claims, in their order."""
    return tuple(row if isinstance(row, MessageClaim) else MessageClaim(*row) for row in rows)


def always(_message: Message) -> bool:
    """Claim whatever is left."""
    return True


def silent(_message: Message, _ctx: Context) -> Reply:
    """Answer nothing."""
    return Reply()


def wants(intent: Intent) -> May:
    """Return whether the words of a message want this."""
    return lambda message: message.intent == intent


WISHES: dict[Intent, Act] = {
    "progress": report.reported,
    "done": report.reported,
    "problem": report.reported,
    "instruction": instruction_cards.offered,
    "extension": choose_item.wished,
    "correction": correct.corrected,
    "cancel": account.cancelled_in_words,
    "ack": account.acknowledged,
    "query_mine": questions.mine,
    "query_overdue": questions.overdue,
    "query_item": questions.one,
    "query_unit": questions.asked,
    "chart": pictures.asked,
}
"""Who answers plain words, by what they want."""


def first_of(table: tuple[MessageClaim, ...], message: Message, ctx: Context) -> Reply:
    """Let the first that may claim a message answer it."""
    claim = next(each for each in table if each.may(message))
    return claim.act(message, ctx)


def _is_to_the_question(kind: Kind) -> May:
    """Return whether a question is open to which a message is of this kind."""
    return lambda m: m.open_question is not None and interruptions.kind_of(m) is kind


def _surely_asks(message: Message) -> bool:
    """Return whether it is read as a question without a doubt."""
    return message.intent.startswith("query") and message.readings[0].instead is None


def _may_ask_or_report(message: Message) -> bool:
    """Return whether tables and classifier differ on it; a leader reports nothing."""
    if Role.CITY_LEADER in message.ctx.person.roles or message.file is not None:
        return False
    return len(message.readings) == 1 and message.readings[0].instead is not None


def _may_be_in_parts(message: Message) -> bool:
    """Return whether short words, of those who report a plain question, have parts of one."""
    words = normalize(message.text).strip().lower()
    if message.file is not None or len(words) > LONGEST or not may_be_in_parts(words):
        return False
    return sees_whole_city(message.ctx.person) or is_question(words, plainly=True)


UNASKED = claims(
    ("a number right after a list", item_acts.is_number_in_list, item_acts.by_number),
    (
        "a further picture of the clause that pictures answered just before",
        lambda m: m.is_bare_file and clauses.is_further_picture(m),
        clauses.add_picture,
    ),
    (
        "a clause to be done again",
        lambda m: m.clause_to_redo is not None and clauses.may_be_redone(m),
        clauses.redo,
    ),
    ("a list to be imported", sent_lists.is_for_import, sent_lists.received),
    (
        "a file without words, while a card is open",
        lambda m: m.is_bare_file and files.joins_card(m),
        files.join_card,
    ),
    ("a file without words", lambda m: m.is_bare_file, report.reported),
    ("more words than a card has room for", lambda m: m.is_too_long, report.too_long),
    (
        "a public notice that is pasted",
        lambda m: mentions_notice(m.text) and pasted_notice.is_pasted(m),
        pasted_notice.check,
    ),
    (
        "an objection to an item on public notice, written by the office",
        lambda m: speaks_of_objection(m.text) and objections.is_told(m),
        objections.confirm,
    ),
    ("a paper or a list by the name of its command", is_named, by_name),
    ("what waits, or their instructions", agenda.is_asked_for, agenda.asked),
    ("a word that would confirm", confirmation.would_confirm, confirmation.by_its_button),
    ("a greeting", lambda m: m.file is None and is_greeting(m.text), account.greeted),
    ("that they sign for what they were given", signing.is_said, signing.asked),
    ("who stands in while they are away", absence.is_wish, absence.shown),
    ("that they are off duty", lambda m: m.file is None and is_off_duty(m.text), absence.noted),
    ("a call for help", lambda m: asks_for_help(m.text), account.helped),
    (
        "a reply that answers an instruction or a blocker",
        lambda m: m.is_reply and replies.is_answer(m),
        replies.answer,
    ),
    (
        "a reply that explains a flag",
        lambda m: m.is_reply and explain.is_explanation(m),
        explain.replied,
    ),
    (
        "a reply that would decide what waits for its writer",
        lambda m: m.is_reply and replies.would_decide(m),
        replies.show_buttons,
    ),
    (
        "a leader's instruction, in reply to a message about an item",
        lambda m: m.is_reply and raise_request.is_instruction(m),
        raise_request.instruct,
    ),
    ("a question about projects and their money", asking.is_asked, asking.asked),
    ("a wish to have an item struck off", closing_wish.is_wish, closing_wish.begin),
    ("works begun, or money of a project", project_reports.is_told, project_reports.reported),
    ("a picture by its name", lambda m: m.picture_wish is not None, pictures.asked),
    (
        "a question whose clauses are answered one by one",
        lambda m: _may_be_in_parts(m) and in_parts.is_asked_for(m),
        in_parts.asked,
    ),
    (
        "sums, rankings, forecasts, who reported, what waits",
        lambda m: m.figure_question is not None and figures.is_asked_for(m),
        figures.asked,
    ),
    ("who has not reported or answered", silence.is_asked_for, silence.asked_in_words),
    ("a bare name", questions.is_bare_name, questions.stands),
    (
        "names and words that ask, whatever else they are like",
        lambda m: not _surely_asks(m) and questions.is_asked(m),
        questions.asked,
    ),
    (
        "a leader's question that nobody answers",
        lambda m: Role.CITY_LEADER in m.ctx.person.roles and unanswered.is_of_a_leader(m),
        unanswered.keep,
    ),
    ("words that may be a question or a report", _may_ask_or_report, ask_or_report.which),
    *((f"words that want: {intent}", wants(intent), WISHES[intent]) for intent in WISHES),
    ("a file with words that want nothing", lambda m: m.file is not None, report.reported),
    ("what nobody claimed: not understood", always, account.not_understood),
)
"""Who may claim a message while nothing is asked of its writer."""


def unasked(message: Message, ctx: Context) -> Reply:
    """Answer a message as if nothing were asked of its writer."""
    return first_of(UNASKED, message, ctx)


CLAIMS = claims(
    (
        "a file that is too large, without words",
        lambda m: m.is_too_large and m.is_bare_file,
        files.refuse_large,
    ),
    ("a file with nothing in it", lambda m: m.is_empty_file, files.refuse_empty),
    ("content that cannot be read", lambda m: bool(m.other), account.unreadable),
    (
        "a place that nobody asked for",
        lambda m: m.location is not None and not take_place(m),
        account.unreadable,
    ),
    (
        "a further picture of an album, without words",
        lambda m: m.is_bare_file and m.album is not None and albums.has_others(m),
        albums.join,
    ),
    ("a command that is forwarded", lambda m: m.is_forwarded_command, account.not_given),
    ("a command", lambda m: m.command is not None, command),
    ("a question how to answer", explaining.is_asked_for, explaining.explain),
    (
        "a further caption of an album that has answered a question",
        lambda m: m.is_caption and albums.answers_too(m),
        lambda m, ctx: albums.answer_as_one(m, ctx, answer),
    ),
    (
        "the answer to an open question",
        _is_to_the_question(Kind.ANSWER),
        lambda m, ctx: interruptions.answered(m, ctx, answer),
    ),
    (
        "words that may be the answer or about another item",
        _is_to_the_question(Kind.UNCLEAR),
        interruptions.which,
    ),
    (
        "a wish while a question is open",
        _is_to_the_question(Kind.WISH),
        lambda m, ctx: interruptions.in_passing(m, ctx, unasked),
    ),
    (
        "words about another item while a question is open",
        _is_to_the_question(Kind.OF_ANOTHER),
        lambda m, ctx: interruptions.of_another(m, ctx, unasked),
    ),
    *UNASKED,
)
"""Who may claim a message in a private chat, in order."""

EDITED_REPORT = claims(
    ("words of which no card was made", edit.has_no_card, edit.not_followed),
    ("a report without any words", lambda m: not m.as_reported.text, silent),
    (
        "a report that became a question",
        edit.became_question,
        lambda m, ctx: unasked(m.as_reported, ctx),
    ),
    ("a report", always, edit.followed),
)


def _edited_report(message: Message, ctx: Context) -> Reply:
    return first_of(EDITED_REPORT, message, ctx)


EDITED = claims(
    (
        "a caption of an album, on a card",
        lambda m: m.album is not None and bool(m.text) and albums.is_caption_of_card(m),
        lambda m, ctx: albums.caption_edited(m, ctx, _edited_report),
    ),
    (
        "words on a card that waits to be confirmed",
        confirmation.is_edited,
        lambda m, ctx: confirmation.edited(m, ctx, answer),
    ),
    *EDITED_REPORT,
)
"""Who may claim an edited message in a private chat, in order."""
