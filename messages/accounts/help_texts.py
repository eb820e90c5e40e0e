"""What a person can do here: only what their roles let them do."""

from collections.abc import Callable

from messages.formatting import FormattedText, Words, folded, joined
from messages.texts import Texts
from rules.policy.lookback import may_draw, may_see_readiness
from rules.policy.menus import menu_of
from rules.policy.objections import may_enter_objection
from rules.policy.people import Person, Role
from rules.policy.permissions import (
    is_office,
    may_ask_for_case_files,
    may_keep_register,
    may_unbind,
    may_use_radar,
    may_verify_ledger,
    sees_whole_city,
)

Line = Callable[[Texts], str]


def _reports(person: Person) -> bool:
    return bool(person.roles & {Role.OWNER, Role.UNIT_HEAD}) or is_office(person)


def _answers(person: Person) -> bool:
    """Whether they apply themselves: for owners and heads of units the office only reports."""
    return bool(person.roles & {Role.OWNER, Role.UNIT_HEAD})


def _leads(person: Person) -> bool:
    """Whether they may be guarantors: city leaders and heads of units."""
    return bool(person.roles & {Role.CITY_LEADER, Role.UNIT_HEAD})


def _reviews(person: Person) -> bool:
    return Role.VERIFIER in person.roles or is_office(person)


def _anybody(_person: Person) -> bool:
    return True


LINES: tuple[tuple[Callable[[Person], bool], Line], ...] = (
    (_anybody, lambda t: t("/my — my items")),
    (_anybody, lambda t: t("/item WORDS — one item in full")),
    (_anybody, lambda t: t("/overdue — what is overdue")),
    (_anybody, lambda t: t("/search WORDS — find items")),
    (_anybody, lambda t: t("/status — totals, with a picture")),
    (_anybody, lambda t: t("/digest — today's digest")),
    (_anybody, lambda t: t("/project WORDS — projects and their money")),
    (_reports, lambda t: t("/report NUMBER TEXT — report on an item by its number")),
    (_answers, lambda t: t("/close NUMBER — apply to have an item struck off")),
    (_answers, lambda t: t("/plan NUMBER — refine an item into dated steps")),
    (_answers, lambda t: t("/extend NUMBER — ask for a later deadline")),
    (_answers, lambda t: t("/blocker NUMBER TEXT — say what you need from others")),
    (_reports, lambda t: t("/urgent NUMBER TEXT — tell what cannot wait, at once")),
    (_answers, lambda t: t("/deputy NAME FIRST LAST — who stands in for you while you are away")),
    (_answers, lambda t: t("/deputy end — you are back: nobody stands in for you any more")),
    (_leads, lambda t: t("/instruct NUMBER TEXT — instruct the owner of an item you guarantee")),
    (_reviews, lambda t: t("/review — what waits for my decision")),
    (may_use_radar, lambda t: t("/radar WORDS — reports in doubt, by unit")),
    (is_office, lambda t: t("/blocker — what waits for coordination")),
    (
        is_office,
        lambda t: t("/round UNTIL — open a dispatch round; alone, to see and cancel the open ones"),
    ),
    (is_office, lambda t: t("/agenda — what the next dispatch meeting has before it")),
    (is_office, lambda t: t("/told NAME — who was reminded and who answered")),
    (is_office, lambda t: t("/reopen NUMBER REASON — re-open an item after a relapse")),
    (may_enter_objection, lambda t: t("/objection NUMBER TEXT — an objection to a public notice")),
    (may_draw, lambda t: t("/lookback NUMBER — draw closed items to be checked again")),
    (
        may_see_readiness,
        lambda t: t("/ready UNIT — what would not stand a look-back inspection"),
    ),
    (
        may_ask_for_case_files,
        lambda t: t("/dossier NUMBER — the case file of an item, with evidence"),
    ),
    (is_office, lambda t: t("Send a list (.xlsx, .xls, .docx) — try its import, then confirm")),
    (may_keep_register, lambda t: t("/accountability — the accountability register")),
    (may_verify_ledger, lambda t: t("/verify — whether the ledger was tampered with")),
    (is_office, lambda t: t("/bind SCOPE — in a group: send it the daily digest")),
    (is_office, lambda t: t("/letter NUMBER KIND — a letter about an item, as a file")),
    (is_office, lambda t: t("/circular — the draft of the last round's circular, to be published")),
    (is_office, lambda t: t("/monthly MONTH — the reports of a month, as files")),
    (may_unbind, lambda t: t("/unbind NAME — end the account of somebody who left")),
    (_anybody, lambda t: t("/export WORDS — a workbook of what I may see")),
    (_anybody, lambda t: t("/receipt NUMBER — look up a receipt")),
    (_anybody, lambda t: t("/workdays DAY NUMBER — count working days")),
    (_anybody, lambda t: t("/language — 中文 / English")),
    (_anybody, lambda t: t("/cancel — drop what was begun")),
)
"""In the order of use; the name after the slash is a command of handlers/commands.py."""


def help_text(t: Texts, person: Person) -> FormattedText:
    """Say what their menu offers, one line each; whatever else they may is folded."""
    lines: list[Words] = [t("What you can do here"), ""]
    if _reports(person):
        lines.append(
            t("Write progress as you always would; photos, videos and files become evidence.")
        )
    if sees_whole_city(person):
        lines.append(t("Ask in plain words, for example: state of the city, overdue, find villas."))
    told = [line(t) for may, line in LINES if may(person)]
    menu = menu_of(person)
    offered = [line for line in told if _name(line) in menu]
    offered.sort(key=lambda line: menu.index(_name(line)))
    rest = [line for line in told if line not in offered]
    pictures = t("Pictures by their names: board of lights, burn-down, overdue chart.")
    more = "\n".join([t("{name}: {value}", name=t("More"), value=""), pictures, *rest])
    return joined("\n", [*lines, *offered, folded(more)])


def _name(line: str) -> str:
    """Return the command that a line is about; empty where it is about none."""
    return line.split(maxsplit=1)[0].removeprefix("/") if line.startswith("/") else ""


def first_steps(t: Texts, person: Person) -> list[str]:
    """Tell the few things to know at the beginning."""
    lines = []
    if _answers(person):
        example = t("Villa group 1: 12 buildings demolished, 33 left, all down by month's end")
        lines.append(t("Report progress in one sentence, for example: {example}", example=example))
    if _answers(person) or Role.CITY_LEADER in person.roles:
        lines.append(t("Your items: /my"))
    if sees_whole_city(person):
        lines.append(t("The state of the whole city: /status. What is overdue: /overdue"))
    if _reviews(person):
        lines.append(t("What waits for your decision: /review"))
    return [*lines, t("Everything you can do here: /help")]
