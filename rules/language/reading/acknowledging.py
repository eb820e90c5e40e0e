"""Messages that only acknowledge: nothing but words of a class, one after the other (好的，马上落实)."""

from rules.language.productions import Grammar, Production
from rules.language.tokens import vocabulary

WORDS = vocabulary("zh", "civilities")
ONLY = Grammar(
    WORDS,
    (
        Production(
            r"^(?:[{acknowledgement|title}]|[\u4e00-\u9fff]{title}|(?<=.)[ ,;。.!~、]|\[[^\]]{1,4}\])+$",
            True,
            "好的,张主任,马上落实[强]",
            "好的,张主任,马上落实[强]",
        ),
    ),
)


def only_acknowledges(text: str) -> bool:
    """Return whether the text is nothing but such words."""
    return ONLY.first(WORDS.read(text)) is not None
