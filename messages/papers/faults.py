"""Why a paper is not made: what is wrong with its template, or which facts are not known."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateFaults:
    """What is wrong with a template. `unknown`: names; `broken`: paragraphs whose braces do not fit."""

    unknown: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    unreadable: bool = False

    def __bool__(self) -> bool:
        return bool(self.unknown or self.broken or self.unreadable)


class NoPaper(Exception):
    """No paper is made, and why."""


class UnfitTemplate(NoPaper):
    """A template that no paper is made from: the name of its file, and what is wrong with it."""

    def __init__(self, file: str, faults: TemplateFaults) -> None:
        super().__init__(file)
        self.file, self.faults = file, faults


class FactsMissing(NoPaper):
    """Facts that a template names and that nobody knows, by their names."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("、".join(names))
        self.names = tuple(names)
