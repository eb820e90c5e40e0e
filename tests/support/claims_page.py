"""`docs/claims.md`, written from the tables in handlers/.

`python -m tests.support.claims_page` writes it anew; tests/handlers/test_routes.py fails when it lags.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from handlers.answers import ANSWERS
from handlers.commands import COMMANDS
from handlers.group_routes import IN_A_GROUP
from handlers.presses import PRESSES
from handlers.routes import CLAIMS, EDITED

PAGE = Path(__file__).parents[2] / "docs" / "claims.md"

HEAD = """\
# Who takes a message

Written by `python -m tests.support.claims_page` from the tables in `handlers/`; a test holds it.

A message is looked at from the top of its list: the first row whose predicate holds answers it,
and no row after it sees the message. A predicate looks and changes nothing; its act is apart from
it. To add one, put a row where it belongs: above everything that would take its words for less,
below everything that must not lose words to it.
"""


def page() -> str:
    """Return the page as it should stand."""
    return "\n".join(
        [
            HEAD,
            "## In a private chat\n",
            *_in_order(claim.name for claim in CLAIMS),
            "\n## An edited message, in a private chat\n",
            *_in_order(claim.name for claim in EDITED),
            "\n## In a group\n",
            *_in_order(claim.name for claim in IN_A_GROUP),
            "\nA stranger is asked for a code and learns nothing (`handlers/accounts/enrol.py`).",
            "\n## Commands\n",
            *_named(COMMANDS, "/{}"),
            "\n## Buttons\n\nA button carries `name:word:word…`; the words have to be of this form.\n",
            *(f"- `{name}:{words}` → {_home(act)}" for name, (words, act) in PRESSES.items()),
            "\n## Answers to open questions\n",
            *_named(ANSWERS, "{}"),
            "",
        ]
    )


def _in_order(names: Iterable[str]) -> list[str]:
    return [f"{number}. {name}" for number, name in enumerate(names, 1)]


def _named(table: Mapping[str, object], form: str) -> list[str]:
    return [f"- `{form.format(name)}` → {_home(act)}" for name, act in table.items()]


def _home(act: object) -> str:
    """Return the file that takes it: of a lambda, the one of the function it calls."""
    called = act.__code__.co_names[:1] if _is_lambda(act) else ()
    module = act.__globals__[called[0]] if called else act
    place = getattr(module, "__module__", None) or module.__name__
    return f"`{place.replace('.', '/')}.py`"


def _is_lambda(act: object) -> bool:
    return getattr(act, "__name__", "") == "<lambda>"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
