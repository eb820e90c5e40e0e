"""First words: to strangers, to those who come with a code, and to whoever asks for help."""

from messages.accounts.help_texts import first_steps
from messages.texts import Texts
from rules.policy.people import Person


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
            *first_steps(t, person),
        ]
    )


def hello(t: Texts, person: Person) -> str:
    """Answer a greeting with the first steps."""
    return "\n".join([t("Hello, {name}.", name=person.name), "", *first_steps(t, person)])


def already(t: Texts, person: Person) -> str:
    return "\n".join(
        [
            t("{name}, you are already enrolled.", name=f"{person.unit} {person.name}"),
            "",
            *first_steps(t, person),
        ]
    )
