"""Every pattern the house compiles: those its modules hold, and those its functions write out."""

import ast
import importlib
import itertools
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from handlers import presses
from rules.language.lexicon import load
from rules.language.matching import english
from rules.language.productions import Grammar
from rules.language.reading.table import Wording
from tests.support.pumping import words_of

ROOMS = ("rules", "handlers", "messages", "schedules", "notices", "storage", "bot")
OF_WORDS = ("rules.", "handlers.")
BUILT: dict[str, Callable[[], list[str]]] = {
    "rules.language.matching.english._named": lambda: [
        each.pattern for each, _ in english._named()
    ],
    "rules.language.questions._listed": list,
    "rules.language.reading.table.pattern": list,
    "rules.language.productions.compiled": list,
    "rules.language.tokens._plain": list,
    "handlers.queries.unanswerable._missing": lambda: [r"水.{0,6}?的.{0,6}?水"],
    "handlers.group_routes._said": lambda: [re.escape("@taizhang_bot")],
    "handlers.dispatcher._press": lambda: [shape for shape, _ in presses.PRESSES.values()],
}
"""Functions that are handed what they compile: where it is kept, unless in a table found anyway."""
SAID = {"match": {"u": "栋"}}
"""What a function that looks for a unit may be told by a message."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
TAKES_A_PATTERN = {"compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer"}


@cache
def every_pattern() -> dict[str, re.Pattern[str]]:
    """Return them by the first place each was found in."""
    found: dict[tuple[str, int], str] = {}
    for module in _modules():
        for where, pattern in (*_held(module), *_written(module)):
            if isinstance(pattern.pattern, str):
                found.setdefault((pattern.pattern, pattern.flags), where)
    return {where: re.compile(*written) for written, where in found.items()}


@cache
def every_grammar() -> dict[str, Grammar[Any]]:
    """Return the tables of productions that the modules of the house hold."""
    return {
        f"{module.__name__}.{name}": value
        for module in _modules()
        for name, value in vars(module).items()
        if isinstance(value, Grammar)
    }


@cache
def lexicon() -> list[str]:
    """Return every word that stands in a pattern of the rules and the handlers, or in a lexicon."""
    patterns = [each for where, each in every_pattern().items() if where.startswith(OF_WORDS)]
    listed = (load(each) for each in ("zh", "en"))
    classes = (each.values() for sections in listed for each in sections.values())
    words = (word for pattern in patterns for word in words_of(pattern))
    every = itertools.chain(words, *itertools.chain.from_iterable(classes))
    return [word for word in dict.fromkeys(every) if not word.isspace()]


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield package
        for each in pkgutil.walk_packages(package.__path__, f"{room}."):
            if ".migrations." not in each.name:
                yield importlib.import_module(each.name)


def _held(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns in a module's names, however deep in tables and rows."""
    for name, value in vars(module).items():
        if not name.startswith("__"):
            for number, pattern in enumerate(_inside(value)):
                yield f"{module.__name__}.{name}[{number}]", pattern


def _inside(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Wording):
        yield value.pattern
    elif isinstance(value, Grammar):
        yield from value.patterns
    elif isinstance(value, dict):
        yield from _inside(tuple(itertools.chain(value.keys(), value.values())))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from itertools.chain.from_iterable(map(_inside, value))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _inside([getattr(value, each.name) for each in fields(value)])


def _written(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns written out in a module's functions."""
    for function in ast.walk(_source(module)):
        if isinstance(function, Function):
            where = f"{module.__name__}.{function.name}"
            names = _names_in(function, vars(module) | SAID)
            for argument in _arguments(function):
                made = _evaluated(argument, names)
                written = BUILT.get(where, list)() if made is None else [made]
                yield from ((where, re.compile(each)) for each in written)


def built_of_what_they_are_handed() -> set[str]:
    """Return the functions whose patterns cannot be known from where they stand."""
    return {
        f"{module.__name__}.{function.name}"
        for module in _modules()
        for function in ast.walk(_source(module))
        if isinstance(function, Function)
        for names in [_names_in(function, vars(module) | SAID)]
        if any(_evaluated(argument, names) is None for argument in _arguments(function))
    }


def _source(module: ModuleType) -> ast.Module:
    return ast.parse(Path(str(module.__file__)).read_text("utf-8"))


def _names_in(function: Function, known: dict[str, Any]) -> dict[str, Any]:
    """Return what a function's names stand for, as far as it writes that out itself."""
    names = dict(known)
    for each in ast.walk(function):
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant | ast.JoinedStr):
            made = _evaluated(each.value, names)
            names |= {target.id: made for target in each.targets if isinstance(target, ast.Name)}
    return names


def _arguments(function: Function) -> Iterator[ast.expr]:
    """Yield what `re` is called with."""
    for call in ast.walk(function):
        match call:
            case ast.Call(ast.Attribute(ast.Name("re"), name), [first, *_]):
                if name in TAKES_A_PATTERN:
                    yield first


def _evaluated(written: ast.expr, names: dict[str, Any]) -> str | None:
    try:
        made = eval(compile(ast.Expression(written), "", "eval"), dict(names))
    except (NameError, AttributeError):
        return None
    return made if isinstance(made, str) else None
