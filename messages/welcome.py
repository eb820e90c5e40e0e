"""First words: to strangers, to those who come with a code, and to whoever asks for help."""

from messages.texts import Texts
from rules.people import Person, Role
from rules.permissions import keeps_the_ledger, sees_whole_city


def who_are_you(t: Texts) -> str:
    return t(
        "This assistant serves the city's rectification office. Please open the invitation link "
        "you were given, or send /start and your invitation code."
    )


def bad_code(t: Texts) -> str:
    return t("This invitation code is unknown or has been used. Please ask the office for another.")


def greeting(t: Texts, person: Person) -> str:
    return "\n".join(
        [
            t("{name}, you are enrolled.", name=f"{person.unit} {person.name}"),
            "",
            *_what_now(t, person),
        ]
    )


def already(t: Texts, person: Person) -> str:
    return t("{name}, you are already enrolled.", name=f"{person.unit} {person.name}")


def _what_now(t: Texts, person: Person) -> list[str]:
    lines = []
    if Role.OWNER in person.roles:
        example = t("Villa group 1: 12 buildings demolished, 33 left, all down by month's end")
        lines.append(t("Report progress in one sentence, for example: {example}", example=example))
        lines.append(t("Your items: /my"))
    if sees_whole_city(person):
        lines.append(t("The state of the whole city: /status. What is overdue: /overdue"))
    lines.append(t("Everything you can do here: /help"))
    return lines


def help_text(t: Texts, person: Person) -> str:
    lines = [
        t("What you can do here"),
        "",
        t("Write progress as you always would; photos and files become evidence."),
        t("/my — my items"),
        t("/item WORDS — one item in full"),
        t("/report NUMBER TEXT — report on an item by its number"),
        t("/close NUMBER — apply to have an item struck off"),
        t("/extend NUMBER — ask for a later deadline"),
        t("/blocker NUMBER TEXT — say what you need from others"),
        t("/overdue — what is overdue"),
        t("/search WORDS — find items"),
        t("/receipt NUMBER — look up a receipt"),
        t("/language — 中文 / English"),
        t("/cancel — drop what was begun"),
    ]
    if sees_whole_city(person):
        lines.append(t("/status — totals, with a picture"))
    if person.roles & {Role.VERIFIER, Role.OFFICE, Role.ADMINISTRATOR}:
        lines.append(t("/review — what waits for my decision"))
    if keeps_the_ledger(person):
        lines.append(t("/bind SCOPE — in a group: send it the daily digest"))
        lines.append(t("/digest — today's digest"))
        lines.append(t("/reopen NUMBER REASON — re-open an item after a relapse"))
    return "\n".join(lines)
