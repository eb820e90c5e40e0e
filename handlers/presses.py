"""The buttons: who answers a press, by the name that its data begins with."""

from collections.abc import Callable

from handlers.accountability import press_register
from handlers.accounts import absence, account, unbinding
from handlers.answers import answer, confirmed
from handlers.boards import acknowledge
from handlers.closing import (
    apply,
    check_answers,
    check_form,
    evidence_files,
    kept_up,
    objections,
    queue,
    review,
    strike_off,
)
from handlers.context import Context
from handlers.extensions import choose_item, decide, request, withdraw
from handlers.follow_up import (
    answer_request,
    instruction_cards,
    item_acts,
    prompt_answers,
    prompts,
    rounds,
    signing,
)
from handlers.lookback import check
from handlers.papers import circular, letters
from handlers.pending import ask_or_report, confirmation, interruptions
from handlers.plans import past, plan_decisions, refine
from handlers.projects import asking
from handlers.queries import digest, drill, lists, pictures, unanswered
from handlers.radar import flag_buttons, flag_list
from handlers.reporting import cards
from handlers.routes import unasked
from handlers.urgent import following, raising
from handlers.workbooks import sent_lists
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from messages.queries.offer_texts import ItemAct
from messages.texts import LANGUAGES
from rules.policy.pictures import PictureKind
from rules.policy.standing import PATH

Press = Callable[[ButtonPress, Context, list[str]], Reply]

N = r"\d{1,9}"
PRESSES: dict[str, tuple[str, Press]] = {
    "p": (f"{N}:(show|done|on_schedule|extension|blocker)", prompts.pressed),
    "pz": (f"{N}:(hours|morning)", prompts.put_off),
    "x": (f"{N}:(ok|no)", decide.pressed),
    "xd": (N, request.day_taken),
    "as": (
        "answer|new",
        lambda pressed, ctx, _words: interruptions.chosen(pressed, ctx, answer, unasked),
    ),
    "wi": (
        "|".join(ask_or_report.CHOICES),
        lambda pressed, ctx, words: ask_or_report.chosen(pressed, ctx, words, unasked),
    ),
    "wc": (
        f"{N}:(ok|ed|no)",
        lambda pressed, ctx, words: confirmation.pressed(pressed, ctx, words, confirmed),
    ),
    "dp": (rf"{N}:(no|{N}:\d{{8}}:\d{{8}})", absence.pressed),
    "xw": (N, withdraw.pressed),
    "xi": (N, choose_item.chosen),
    "b": (f"{N}:(answer|back)", answer_request.blocker_pressed),
    "n": (f"{N}:(answer|back)", answer_request.instruction_pressed),
    "pl": (f"{N}:(ok|ed|no)", refine.pressed),
    "pi": (N, refine.chosen),
    "pd": (f"{N}:(ok|no)", plan_decisions.pressed),
    "pw": (N, plan_decisions.withdrawn),
    "sg": (N, signing.pressed),
    "hi": (N, past.pressed),
    "ig": (rf"(give|report|item|drop):{N}:\d{{1,8}}", instruction_cards.pressed),
    "r": (f"{N}:(report|same)", rounds.pressed),
    "rc": (N, rounds.cancelled),
    "d": (f"{N}:(ok|no|ed|calm|sw|sw:{N}|item:{N}|p[jfa]:{N})", cards.pressed),
    "it": (f"({'|'.join(ItemAct)}):{N}", item_acts.pressed),
    "ca": (N, apply.pressed_to_begin),
    "ms": (f"{N}:{N}", prompt_answers.step_pressed),
    "cl": (f"{N}:(submit|drop|again:{N})", apply.pressed),
    "cq": (f"{N}:(take|back)", queue.pressed),
    "cf": (N, check_form.begin),
    "ck": (
        f"{N}:(today|yesterday|shown|submit|(pass|fail):{N}"
        rf"|edit:(seen_on|seen_by|measured|evidence|verdict\.{N}))",
        check_answers.pressed,
    ),
    "ob": (f"{N}:(answer|dismiss|uphold)", objections.pressed),
    "oe": (N, objections.confirmed),
    "lb": (f"{N}:(kept|slight|relapsed|submit|again)", check.pressed),
    "cv": (f"{N}:(pass|back|strike|apply)(:{N})?", review.pressed),
    "so": (f"{N}:{N}:(yes|no)", strike_off.pressed),
    "ku": (f"{N}:(yes|no)", kept_up.pressed),
    "ug": (f"{N}:(send|drop)", raising.pressed),
    "un": (f"{N}:(got|settle|back)", following.pressed),
    "cb": (f"{N}:(publish|yes|no|edit)", circular.pressed),
    "lt": (f"{N}(:(remind|supervise|talk))?", letters.pressed),
    "lw": (N, letters.delivered),
    "wb": (f"{N}:(in|ac|no)", sent_lists.pressed),
    "ev": (f"{N}:{N}", evidence_files.pressed),
    "ac": (
        f"new|stats|(item|show|fix|void|ok|no|ed):{N}|(f|m|none):{N}:{N}",
        press_register.pressed,
    ),
    "rf": (
        f"{N}:(show|this|other|explain|explained|confirmed|false|sure|keep)",
        flag_buttons.pressed,
    ),
    "rl": (N, flag_list.turned),
    "ub": (f"{N}(:{N}:(ok|no))?", unbinding.pressed),
    "l": (N, lists.turned),
    "pc": ("|".join(PictureKind), pictures.pressed),
    "pb": (N, pictures.turned),
    "pg": (N, pictures.item_pressed),
    "pj": (N, asking.pressed),
    "br": (N, acknowledge.pressed),
    "st": (PATH, drill.whole_shown),
    "sn": (PATH, drill.asked_anew),
    "sd": (f"{PATH}:[nuacgk]:{N}", drill.values_shown),
    "si": (f"{PATH}:{N}", drill.items_shown),
    "sc": (f"{PATH}:{N}:{N}", drill.card_shown),
    "sh": (f"{PATH}:{N}:{N}:[ws]", drill.history_shown),
    "dg": (f"(overdue|red|week|silent):(city|own|{N})", digest.pressed),
    "qs": (f"{N}:{N}", unanswered.chosen),
    "lang": ("|".join(LANGUAGES), account.language_chosen),
}
"""Button data is `name:word:word…`: by its name the words it may carry, and who answers it."""
