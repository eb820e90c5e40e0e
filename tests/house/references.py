"""Finds references and names of live messages that are put together or taken apart by hand.

Their text is made and read where their types stand; everywhere else they are values.
"""

import ast
from collections.abc import Iterator
from typing import TypeGuard

from rules.policy.live_keys import OfficeNotice
from rules.policy.refs import RefKind

OWN = frozenset({"rules/policy/refs.py", "rules/policy/live_keys.py", "storage/db/column_types.py"})
READ_OTHER_WORDS = {
    "handlers/dispatcher.py": "the data of a pressed button",
    "bot/listen_address.py": "host and port",
    "bot/settings.py": "host and port",
    "rules/policy/chats.py": "the address of a chat",
    "messages/queries/digest_summary.py": "a fact with the step of the ladder",
}
PREFIXES = tuple(f"{word}:" for word in (*RefKind, "digest", "explained", *OfficeNotice))
TAKES_APART = frozenset({"partition", "rpartition", "split", "rsplit"})
HELD_BY = frozenset({"about", "live_key", "stranger"})
"""Arguments whose value is a reference."""


def by_hand(path: str, tree: ast.AST) -> list[str]:
    """Return the places of a file, each as `path:line`."""
    found = {node.lineno for node in ast.walk(tree) if _builds(node) and path not in OWN}
    if path not in OWN and path not in READ_OTHER_WORDS:
        found |= {node.lineno for node in ast.walk(tree) if _takes_apart(node)}
    found |= {node.lineno for node in _given_as_text(tree)}
    return [f"{path}:{line}" for line in sorted(found)]


def _builds(node: ast.AST) -> TypeGuard[ast.JoinedStr]:
    """Whether it is a string such as f"item:{number}" or f"{request.kind}:{request.id}"."""
    if not isinstance(node, ast.JoinedStr):
        return False
    match node.values:
        case [ast.Constant(value=str(first)), *_]:
            return first.startswith(PREFIXES)
        case [ast.FormattedValue(value=first), ast.Constant(value=str(then)), *_]:
            return then.startswith(":") and ast.unparse(first).lower().endswith(("kind", "held"))
    return False


def _takes_apart(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether it is a call such as `about.partition(":")`."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=":"), *_]):
            return name in TAKES_APART
    return False


def _given_as_text(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg in HELD_BY and _is_text(keyword.value):
                yield keyword.value


def _is_text(value: ast.expr) -> bool:
    match value:
        case ast.JoinedStr() | ast.Constant(value=str()):
            return True
        case ast.Call(func=ast.Name(id="str")):
            return True
    return False
