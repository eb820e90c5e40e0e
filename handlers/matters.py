"""What a button is about, and to whom it is whose own: looked up before its conversation begins.

For every button whose right depends on an item or on a person. Nothing is said or changed here.
"""

from collections.abc import Callable
from typing import TypeVar

from handlers.context import Context
from messages import refusal_texts
from notices import request_notices, urgent_notices
from rules.policy.acts import act_of_button
from rules.policy.permissions import Right, may
from rules.policy.relations import NOTHING, Matter
from rules.policy.requests import RequestKind
from storage.boards import boards
from storage.closing import check_forms, closings, kept_up, objections
from storage.db.engine import NotThere
from storage.follow_up import assignments, extensions, prompt_messages, prompts, requests, rounds
from storage.ledger import item_store
from storage.lookback import candidates, checks
from storage.papers import issued
from storage.people import people
from storage.plans import plans
from storage.projects import projects
from storage.radar import flags
from storage.reporting import drafts
from storage.urgent import notices

Found = TypeVar("Found")

Find = Callable[[Context, list[str]], Matter]
"""Finds what a button with these words is about. Raises `NotThere`."""


def _item(place: int) -> Find:
    """Return a look-up of the item whose number stands at a place of the words."""
    return lambda ctx, words: Matter(item_store.by_id(ctx.tx, int(words[place])))


def _of_city(_ctx: Context, _words: list[str]) -> Matter:
    return NOTHING


def _there(found: Found | None) -> Found:
    if found is None:
        raise NotThere("nothing of this number")
    return found


def _of_prompt(ctx: Context, words: list[str]) -> Matter:
    prompt = _there(prompts.by_id(ctx.tx, int(words[0])))
    return Matter(item_store.by_id(ctx.tx, prompt.item_id))


def _put_to(ctx: Context, words: list[str]) -> Matter:
    prompt = _there(prompts.by_id(ctx.tx, int(words[0])))
    sheet = prompt_messages.of_prompt(ctx.tx, prompt.id, ctx.person.id)
    makers = frozenset() if sheet is None else frozenset({sheet.for_id})
    return Matter(item_store.by_id(ctx.tx, prompt.item_id), makers=makers)


def _of_extension(ctx: Context, words: list[str]) -> Matter:
    request = _there(extensions.by_id(ctx.tx, int(words[0])))
    item = item_store.by_id(ctx.tx, request.item_id)
    return Matter(item, makers=frozenset({request.person_id}))


def _of_plan(ctx: Context, words: list[str]) -> Matter:
    plan = _there(plans.by_id(ctx.tx, int(words[0])))
    return Matter(item_store.by_id(ctx.tx, plan.item_id), makers=frozenset({plan.person_id}))


def _of_assignment(ctx: Context, words: list[str]) -> Matter:
    owner = _there(assignments.owner_of(ctx.tx, int(words[0])))
    return Matter(makers=frozenset({owner}))


def _of_request(kind: RequestKind) -> Find:
    """Return a look-up of a request of this kind, and of who is asked to answer it."""

    def find(ctx: Context, words: list[str]) -> Matter:
        request = _there(requests.by_id(ctx.tx, kind, int(words[0])))
        asked = request_notices.asked_to_answer(ctx.tx, request, ctx.today)
        item = item_store.by_id(ctx.tx, request.item_id)
        makers = frozenset({request.raiser_id})
        return Matter(item, makers=makers, asked=frozenset(person.id for person in asked))

    return find


def _of_urgent(ctx: Context, words: list[str]) -> Matter:
    notice = _there(notices.by_id(ctx.tx, int(words[0])))
    item = item_store.by_id(ctx.tx, notice.item_id)
    told = urgent_notices.told(ctx.tx, ctx.city, item, notice.person_id, ctx.today)
    asked = frozenset(person.id for person in told)
    return Matter(item, makers=frozenset({notice.person_id}), asked=asked)


def _of_entry(ctx: Context, words: list[str]) -> Matter:
    entry = _there(rounds.entry(ctx.tx, int(words[0])))
    return Matter(item_store.by_id(ctx.tx, entry.item_id))


def _of_draft(ctx: Context, words: list[str]) -> Matter:
    draft = _there(drafts.by_id(ctx.tx, int(words[0])))
    item = None if draft.item_id is None else item_store.by_id(ctx.tx, draft.item_id)
    return Matter(item, makers=frozenset({draft.person_id}))


def _of_closing(ctx: Context, words: list[str]) -> Matter:
    return Matter(item_store.by_id(ctx.tx, closings.by_id(ctx.tx, int(words[0])).item_id))


def _of_form(ctx: Context, words: list[str]) -> Matter:
    form = check_forms.by_id(ctx.tx, int(words[0]))
    item = item_store.by_id(ctx.tx, closings.by_id(ctx.tx, form.closing_id).item_id)
    return Matter(item, makers=frozenset({form.person_id}))


def _of_objection(ctx: Context, words: list[str]) -> Matter:
    objection = _there(objections.by_id(ctx.tx, int(words[0])))
    item = item_store.by_id(ctx.tx, objection.item_id)
    if objection.closing_id is None:
        return Matter(item)
    closing = closings.by_id(ctx.tx, objection.closing_id)
    return Matter(item, people.by_id(ctx.tx, closing.person_id))


def _of_check(ctx: Context, words: list[str]) -> Matter:
    check = _there(checks.by_id(ctx.tx, int(words[0])))
    item = item_store.by_id(ctx.tx, check.item_id)
    decided = candidates.deciders(ctx.tx, item.id)
    return Matter(item, deciders=decided, chosen=check.checker_id)


def _kept_up(ctx: Context, words: list[str]) -> Matter:
    check = _there(kept_up.by_id(ctx.tx, int(words[0])))
    return Matter(item_store.by_id(ctx.tx, check.item_id))


def _of_flag(ctx: Context, words: list[str]) -> Matter:
    flag = _there(flags.by_id(ctx.tx, int(words[0])))
    return Matter(item_store.by_id(ctx.tx, flag.item_id))


def _of_project(ctx: Context, words: list[str]) -> Matter:
    project = projects.by_id(ctx.tx, int(words[0]))
    return Matter(item_store.by_id(ctx.tx, project.item_id))


def _of_board(ctx: Context, words: list[str]) -> Matter:
    own = boards.is_of(ctx.tx, int(words[0]), ctx.person.id)
    return Matter(makers=frozenset({ctx.person.id} if own else ()))


def _of_paper(ctx: Context, words: list[str]) -> Matter:
    paper = _there(issued.by_id(ctx.tx, int(words[0])))
    return NOTHING if paper.item_id is None else Matter(item_store.by_id(ctx.tx, paper.item_id))


ABOUT: dict[str, Find] = {
    "p": _of_prompt,
    "pz": _put_to,
    "x": _of_extension,
    "xd": _item(0),
    "xw": _of_extension,
    "xi": _item(0),
    "pl": _item(0),
    "pi": _item(0),
    "pd": _of_plan,
    "pw": _of_plan,
    "sg": _of_assignment,
    "hi": _item(0),
    "b": _of_request(RequestKind.BLOCKER),
    "n": _of_request(RequestKind.INSTRUCTION),
    "ig": _item(1),
    "r": _of_entry,
    "rc": _of_city,
    "d": _of_draft,
    "it": _item(1),
    "ca": _item(0),
    "ms": _item(0),
    "cl": _of_closing,
    "cq": _item(0),
    "cf": _item(0),
    "ck": _of_form,
    "ob": _of_objection,
    "oe": _item(0),
    "lb": _of_check,
    "cv": _item(0),
    "so": _item(0),
    "ku": _kept_up,
    "ug": _item(0),
    "un": _of_urgent,
    "cb": _of_city,
    "lt": _item(0),
    "lw": _of_paper,
    "wb": _of_city,
    "ev": _item(0),
    "ac": _of_city,
    "rf": _of_flag,
    "rl": _of_city,
    "ub": _of_city,
    "pg": _item(0),
    "pj": _of_project,
    "br": _of_board,
    "sc": _item(2),
    "sh": _item(2),
}
"""By the button's name; one without a row is for anybody."""


def refusal(ctx: Context, name: str, words: list[str]) -> str:
    """Return why this person may not press a button with these words; empty when they may.

    Raises `NotThere` where there is no such thing; to whom a thing is not known hears the same.
    """
    act = act_of_button(name, words)
    if act.right is Right.ANYTHING:
        return ""
    matter = ABOUT[name](ctx, words)
    if may(ctx.person, act.right, matter):
        return ""
    if matter.item is None or not may(ctx.person, act.known, matter):
        return refusal_texts.gone(ctx.t)
    return refusal_texts.refused(ctx.t, act.right, matter.item)
