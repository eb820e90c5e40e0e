"""What is said in groups about where an answer goes, and to groups that are not the city's."""

from messages.texts import Texts


def answered_in_private(t: Texts) -> str:
    return t("The answer was sent to your own chat.")


def how_to_ask(t: Texts, name: str) -> str:
    """Say what may be asked in a group; `name` is the bot's, empty where it is not known."""
    return t(
        "In a group please ask {name} a question, for example: overdue, state of the city. "
        "Reports are written in your own chat with this assistant.",
        name=f"@{name}" if name else t("this assistant"),
    )


def answered_aside(t: Texts) -> str:
    return t("You were answered alone; nobody else here sees it.")


def see_in_own_chat(t: Texts) -> str:
    return t("Go on in your own chat")


def open_own_chat(t: Texts) -> str:
    return t("Please open the chat with this assistant first; the answer is sent there.")


def bind_by_name(t: Texts) -> str:
    return t(
        "You write anonymously, so nobody can tell who you are: please turn off “remain anonymous” "
        "and send /bind again, or ask the office to send it."
    )


def leaving(t: Texts) -> str:
    return t(
        "This assistant serves the city's rectification office and only joins groups that officials "
        "add it to. It leaves this group now."
    )
