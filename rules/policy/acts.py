"""Which right every command, button, picture, duty and group needs: the rows of docs/permissions.md.

The program decides by these tables: a command does not exist for whoever has not its `known`
right, and a button is refused before anything of what it is about is looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.policy.permissions import Right


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an act needs. To whoever has neither right, what it is about does not exist."""

    right: Right
    known: Right


def _button(right: Right, known: Right = Right.SEE) -> Requirement:
    return Requirement(right, known)


def _command(right: Right = Right.ANYTHING, known: Right = Right.ANYTHING) -> Requirement:
    return Requirement(right, known)


ANYBODY = _command()
"""Shows what whoever asks may see, and changes nothing but what is their own."""

_HIDDEN = Right.OFFICE

COMMANDS: Mapping[str, Requirement] = {
    "start": ANYBODY,
    "help": ANYBODY,
    "my": ANYBODY,
    "item": ANYBODY,
    "report": _command(Right.REPORT),
    "extend": _command(Right.REPORT),
    "plan": _command(Right.REPORT),
    "blocker": _command(Right.REPORT),
    "urgent": _command(Right.REPORT),
    "instruct": _command(Right.INSTRUCT),
    "round": _command(Right.OFFICE),
    "agenda": _command(Right.OFFICE, _HIDDEN),
    "workdays": ANYBODY,
    "deputy": ANYBODY,
    "told": _command(Right.SEE_CITY),
    "digest": ANYBODY,
    "overdue": ANYBODY,
    "project": ANYBODY,
    "search": ANYBODY,
    "status": ANYBODY,
    "close": _command(Right.APPLY),
    "review": ANYBODY,
    "reopen": _command(Right.STRIKE_OFF),
    "objection": _command(Right.OFFICE, _HIDDEN),
    "lookback": _command(Right.OFFICE, _HIDDEN),
    "ready": _command(Right.SEE_READINESS, Right.SEE_READINESS),
    "export": ANYBODY,
    "dossier": _command(Right.SEE_CASE_FILE, Right.ASK_FOR_CASE_FILES),
    "accountability": _command(Right.KEEP_REGISTER, Right.KEEP_REGISTER),
    "radar": _command(Right.USE_RADAR, Right.USE_RADAR),
    "letter": _command(Right.OFFICE, _HIDDEN),
    "circular": _command(Right.OFFICE, _HIDDEN),
    "monthly": _command(Right.OFFICE, _HIDDEN),
    "bind": _command(Right.BIND_GROUP),
    "unbind": _command(Right.UNBIND, Right.UNBIND),
    "verify": _command(Right.VERIFY_LEDGER, Right.VERIFY_LEDGER),
    "receipt": _command(Right.SEE),
    "language": ANYBODY,
    "cancel": ANYBODY,
}
"""By the command's name."""

WHATEVER = ""
"""Stands for every word of a button that has no row of its own."""

_OF_FLAG = _button(Right.SEE_FLAG, Right.SEE_FLAG)
_CONCLUDES = _button(Right.CONCLUDE_FLAG, Right.SEE_FLAG)

BUTTONS: Mapping[str, Mapping[str, Requirement]] = {
    "p": {WHATEVER: _button(Right.REPORT)},
    "pz": {WHATEVER: _button(Right.PUT_OFF)},
    "x": {WHATEVER: _button(Right.DECIDE_EXTENSION)},
    "xd": {WHATEVER: _button(Right.REPORT)},
    "as": {WHATEVER: ANYBODY},
    "xw": {WHATEVER: _button(Right.WITHDRAW_EXTENSION)},
    "xi": {WHATEVER: _button(Right.REPORT)},
    "b": {"back": _button(Right.SEND_BACK_ANSWER), WHATEVER: _button(Right.ANSWER_BLOCKER)},
    "n": {"back": _button(Right.SEND_BACK_ANSWER), WHATEVER: _button(Right.ANSWER_INSTRUCTION)},
    "pl": {WHATEVER: _button(Right.REPORT)},
    "pi": {WHATEVER: _button(Right.REPORT)},
    "pd": {WHATEVER: _button(Right.DECIDE_PLAN)},
    "pw": {WHATEVER: _button(Right.WITHDRAW_PLAN)},
    "sg": {WHATEVER: _button(Right.SIGN)},
    "hi": {WHATEVER: _button(Right.SEE)},
    "ig": {
        "give": _button(Right.INSTRUCT),
        "item": _button(Right.INSTRUCT),
        "report": _button(Right.REPORT),
        "drop": ANYBODY,
    },
    "r": {WHATEVER: _button(Right.REPORT)},
    "rc": {WHATEVER: _button(Right.OFFICE)},
    "d": {WHATEVER: _button(Right.OWN)},
    "it": {
        "item": _button(Right.SEE),
        "close": _button(Right.APPLY),
        WHATEVER: _button(Right.REPORT),
    },
    "ca": {WHATEVER: _button(Right.APPLY)},
    "ms": {WHATEVER: _button(Right.REPORT)},
    "cl": {WHATEVER: _button(Right.APPLY)},
    "cq": {WHATEVER: _button(Right.REVIEW)},
    "cf": {WHATEVER: _button(Right.REVIEW)},
    "ck": {WHATEVER: _button(Right.OWN)},
    "ob": {
        "answer": _button(Right.ANSWER_FOR),
        "dismiss": _button(Right.DECIDE_OBJECTION),
        "uphold": _button(Right.DECIDE_OBJECTION),
    },
    "oe": {WHATEVER: _button(Right.OFFICE)},
    "lb": {WHATEVER: _button(Right.CHECK_AGAIN)},
    "cv": {WHATEVER: _button(Right.REVIEW), "apply": _button(Right.APPLY)},
    "so": {WHATEVER: _button(Right.REVIEW)},
    "ku": {WHATEVER: _button(Right.ANSWER_FOR)},
    "ug": {WHATEVER: _button(Right.REPORT)},
    "un": {
        "got": _button(Right.RECEIVE_URGENT),
        "settle": _button(Right.SETTLE_URGENT),
        "back": _button(Right.WITHDRAW_URGENT),
    },
    "cb": {WHATEVER: _button(Right.OFFICE)},
    "lt": {WHATEVER: _button(Right.OFFICE)},
    "lw": {WHATEVER: _button(Right.OFFICE)},
    "wb": {WHATEVER: _button(Right.OFFICE)},
    "ev": {WHATEVER: _button(Right.SEE)},
    "ac": {WHATEVER: _button(Right.KEEP_REGISTER)},
    "rf": {
        "show": _OF_FLAG,
        "this": _OF_FLAG,
        "other": _OF_FLAG,
        "explain": _button(Right.ANSWER_FOR, Right.SEE_FLAG),
        WHATEVER: _CONCLUDES,
    },
    "rl": {WHATEVER: _button(Right.USE_RADAR)},
    "ub": {WHATEVER: _button(Right.UNBIND)},
    "l": {WHATEVER: ANYBODY},
    "pc": {WHATEVER: ANYBODY},
    "pb": {WHATEVER: ANYBODY},
    "pg": {WHATEVER: _button(Right.SEE)},
    "pj": {WHATEVER: _button(Right.SEE)},
    "br": {WHATEVER: _button(Right.OWN)},
    "st": {WHATEVER: ANYBODY},
    "sn": {WHATEVER: ANYBODY},
    "sd": {WHATEVER: ANYBODY},
    "si": {WHATEVER: ANYBODY},
    "sc": {WHATEVER: _button(Right.SEE)},
    "sh": {"w": _button(Right.SEE), "s": _button(Right.SEE_SUPERVISION)},
    "dg": {WHATEVER: ANYBODY},
    "qs": {WHATEVER: ANYBODY},
    "lang": {WHATEVER: ANYBODY},
    "wi": {WHATEVER: ANYBODY},
    "wc": {WHATEVER: ANYBODY},
    "dp": {WHATEVER: ANYBODY},
}
"""By the button's name, and by the word of its data that has a row."""


def act_of_button(name: str, words: list[str]) -> Requirement:
    """Return what pressing a button with these words is."""
    rows = BUTTONS[name]
    return next((rows[word] for word in words if word in rows), None) or rows[WHATEVER]


GROUP_SHARE = frozenset({"overdue", "status", "item", "search"})
"""Commands that show a group its own share, whoever asks."""

GROUP_PERSONAL = frozenset({"my"})
"""Commands that are written in a group and answered in the writer's own chat."""

GROUP_COMMANDS = GROUP_SHARE | GROUP_PERSONAL | {"bind", "help", "digest", "workdays"}
"""Commands that are answered when they are written in a group."""

GROUP_SHARE_BUTTONS = frozenset({"l", "pc", "pb", "pg", "st", "sn", "sd", "si", "sc", "sh"})
"""Buttons that show a group its own share, whoever presses."""

GROUP_BUTTONS = GROUP_SHARE_BUTTONS | {"dg"}
"""Buttons that work in a group. `dg` is answered in the presser's own chat."""
