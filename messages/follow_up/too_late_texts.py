"""To whoever wrote an answer to what another had answered meanwhile: who, with what, and where to add."""

from messages.texts import Texts


def answered_before(t: Texts, *, by: str, words: str, add: str) -> str:
    """Say who answered before. `add`: what became of their own words, and where they belong."""
    lines = [
        t("This was already answered by {name}.", name=by),
        t("Answer: {words}", words=words),
        add,
    ]
    return "\n".join(lines)


def in_a_report(t: Texts, code: str) -> str:
    """Tell whoever may report on the item."""
    return t(
        "Your words were not recorded. To add to what was said, write them after /report {code}.",
        code=code.split("、", maxsplit=1)[0],
    )


def by_telling(t: Texts, name: str) -> str:
    """Tell anybody else."""
    return t("Your words were not recorded. To add to the answer, please tell {name}.", name=name)
