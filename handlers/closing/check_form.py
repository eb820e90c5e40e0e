"""The form of a check on site: asked step by step, changed before it is handed in."""

from dataclasses import dataclass, replace

from handlers.closing import in_hand
from handlers.context import Context
from messages.closing import check_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.policy.checks import CheckFindings, CheckPlace, CheckStep, next_place
from rules.policy.items import Item
from rules.policy.refs import Ref, RefKind
from storage.closing import check_forms, closings
from storage.closing.check_forms import CheckForm
from storage.closing.closings import Closing, KeptAnswer
from storage.ledger import item_store
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind


@dataclass(frozen=True, slots=True)
class FormInHand:
    """A form with the application and the item it is about."""

    form: CheckForm
    closing: Closing
    item: Item
    answers: list[KeptAnswer]

    @property
    def clauses(self) -> list[str]:
        """Return the names of the application's clauses."""
        return [answer.clause for answer in self.answers]

    def next_place(self, findings: CheckFindings) -> CheckPlace:
        """Return what is open in the form with these findings."""
        return next_place(findings, self.item, len(self.answers))


def opened(ctx: Context, number: int) -> FormInHand:
    """Return a form as it stands once nobody else can decide on its item."""
    closing = closings.by_id(ctx.tx, check_forms.by_id(ctx.tx, number).closing_id)
    item = item_store.held(ctx.tx, closing.item_id)
    form = check_forms.by_id(ctx.tx, number)
    return FormInHand(form, closing, item, closings.answers(ctx.tx, closing.id))


def begin(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`填写核查表`: from the first step on, or where it was left."""
    del press
    item = item_store.held(ctx.tx, int(words[0]))
    why = in_hand.form_refusal(ctx, item)
    closing = closings.latest(ctx.tx, item.id)
    if why or closing is None:
        return Reply(toast=why)
    form = check_forms.begin(ctx.tx, closing.id, ctx.person.id, ctx.now)
    return go_on(ctx, opened(ctx, form.id))


def refusal(ctx: Context, here: FormInHand) -> str:
    """Return why nothing of a form may be filled in now; empty when it may."""
    if here.form.handed_in_at is not None:
        return ctx.t("This card has already been dealt with.")
    return in_hand.form_refusal(ctx, here.item)


def taken(ctx: Context, here: FormInHand, findings: CheckFindings, before: str = "") -> Reply:
    """Keep what was answered and ask what is open next."""
    form = replace(here.form, findings=findings)
    return go_on(ctx, replace(here, form=form), before)


def go_on(ctx: Context, here: FormInHand, before: str = "") -> Reply:
    """Ask what is open next; when nothing is, show the summary."""
    return ask(ctx, here, here.next_place(here.form.findings), before)


def ask(ctx: Context, here: FormInHand, place: CheckPlace, before: str = "") -> Reply:
    """Ask for one place of the form."""
    form = replace(here.form, place=place)
    check_forms.save(ctx.tx, form)
    if place.step is CheckStep.SUMMARY:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
        text = check_texts.summary(ctx.t, here.item, form.findings, here.clauses)
        buttons = check_texts.summary_buttons(ctx.t, form.id, here.item, form.findings)
    else:
        wait_for(ctx, here)
        text = check_texts.question(ctx.t, here.item, place, _clause(here, place))
        buttons = check_texts.buttons(ctx.t, form.id, place)
    words = f"{before}\n{text}" if before else text
    return ctx.say(words, *buttons, about=Ref.item(here.item.id))


def wait_for(ctx: Context, here: FormInHand) -> None:
    """Let the next words answer what the form asks."""
    asked = OpenQuestion(QuestionKind.CHECK, Ref(RefKind.CHECK, here.form.id))
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)


def _clause(here: FormInHand, place: CheckPlace) -> tuple[str, str]:
    if place.clause is None:
        return "", ""
    answer = here.answers[place.clause]
    return answer.clause, answer.words


def left(ctx: Context, asked: OpenQuestion) -> Reply | None:
    """Leave a form as it was; None when it is no such question."""
    if asked.question != QuestionKind.CHECK:
        return None
    form = check_forms.by_id(ctx.tx, asked.about.id)
    item = item_store.by_id(ctx.tx, closings.by_id(ctx.tx, form.closing_id).item_id)
    return ctx.say(check_texts.kept(ctx.t, item), about=Ref.item(item.id))
