"""`docs/permissions.md`, written from the tables of rules/policy/.

`python -m tests.support.permissions_page` writes it anew; tests/rules/policy/test_permissions.py
fails when it lags.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from rules.policy.acts import (
    BUTTONS,
    COMMANDS,
    GROUP_BUTTONS,
    GROUP_COMMANDS,
    GROUP_SHARE,
    GROUP_SHARE_BUTTONS,
    WHATEVER,
    Requirement,
)
from rules.policy.permissions import RIGHTS, Grant, Right
from rules.policy.relations import Relation

BEYOND_SIGHT: Mapping[str, Right] = {"lookback": Right.CHECK_AGAIN, "radar": Right.SEE_FLAG}
"""By the duty's name: the right on an item that lets somebody be told of it who does not see it."""

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"

HEAD = """\
# Who may do what

Written by `python -m tests.support.permissions_page` from the tables in `rules/policy/`; a test
holds it, and the program decides by the same tables. Whoever is not enrolled, or left, is nothing
of all this and may do nothing.

What somebody is to an item is worked out in `rules/policy/relations.py`. They may do what any of
it gives (●), unless something else that they are keeps them from it (✗). Columns without a mark in
any row give nothing.
"""

KNOWN = """
Before anything of what a button is about is looked at, its right is asked. Whoever lacks it and may
not even know of the thing (mostly: may not see the item) hears what they would hear if there were
no such thing.
"""

GROUPS = """
A group reads as a city leader where it is bound to the city, as a head where it is bound to a unit,
whoever writes or presses; evidence, names of reporters and histories are never shown there. One
that a stranger lets the bot into is left. A forwarded command is not carried out.
"""


def page() -> str:
    """Return the page as it should stand."""
    return "\n".join(
        [
            HEAD,
            *_matrix(),
            "\n## Commands\n",
            *(f"- `/{name}`: {_needs(act, Right.ANYTHING)}" for name, act in COMMANDS.items()),
            "\n## Buttons",
            KNOWN,
            *(f"- `{name}`: {_rows(rows)}" for name, rows in BUTTONS.items()),
            "\n## Duties\n",
            "Whoever is written to of an item may see it; by some duties also whoever may …\n",
            *(f"- `{name}`: {right.value}" for name, right in BEYOND_SIGHT.items()),
            "\n## The workbook\n",
            "Written on the command line alone, with all there is but the accountability register.",
            "\n## Groups",
            GROUPS,
            f"- commands: {_named(GROUP_COMMANDS)}; of its own share: {_named(GROUP_SHARE)}",
            f"- buttons: {_named(GROUP_BUTTONS)}; of its own share: {_named(GROUP_SHARE_BUTTONS)}",
            "",
        ]
    )


def _matrix() -> list[str]:
    heads = list(Relation)
    return [
        _row(["may …", *(relation.value for relation in heads)]),
        _row(["---"] * (len(heads) + 1)),
        *(_row([right.value, *_marks(RIGHTS[right])]) for right in Right),
    ]


def _marks(grant: Grant) -> list[str]:
    return [
        "✗" if relation in grant.never else "●" if relation in grant.to else ""
        for relation in Relation
    ]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows(rows: Mapping[str, Requirement]) -> str:
    return "; ".join(
        _needs(act, Right.SEE) if word == WHATEVER else f"`{word}` {_needs(act, Right.SEE)}"
        for word, act in rows.items()
    )


def _needs(act: Requirement, plain: Right) -> str:
    known = "" if act.known in (plain, act.right) else f" (known to who may {act.known.value})"
    return f"{act.right.value}{known}"


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
