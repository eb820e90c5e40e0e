"""The ready procedures of striking off, each a file beside this one with its sources."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from bot.profile_table import Table
from rules.policy.procedure import Actor, Procedure, ProcedureStep, StepKind, faults

HERE = Path(__file__).parent


class ProcedureStepSettings(Table):
    """One step, as a file writes it; a misspelt name is an error."""

    name: str = Field(min_length=1, max_length=20)
    kind: StepKind
    by: Actor
    days: int = Field(default=0, ge=0)
    calendar_days: bool = False
    evidence: str = ""
    then: str | None = None

    def as_step(self) -> ProcedureStep:
        return ProcedureStep(**self.model_dump())


class ProcedureFile(Table):
    """A file of this folder. `assumed`: what its sources do not say."""

    name: str
    sources: list[str] = Field(min_length=1)
    assumed: list[str]
    steps: list[ProcedureStepSettings]


@lru_cache(maxsize=1)
def files() -> tuple[ProcedureFile, ...]:
    """Return every file; raises ValueError for one that cannot be a procedure."""
    found = []
    for path in sorted(HERE.glob("*.toml")):
        read = ProcedureFile.model_validate(tomllib.loads(path.read_text("utf-8")))
        wrong = faults([step.as_step() for step in read.steps])
        if wrong:
            raise ValueError(f"{path.name}: {'；'.join(wrong)}")
        found.append(read)
    return tuple(found)


def names() -> list[str]:
    return [read.name for read in files()]


def named(name: str) -> Procedure:
    """Return the procedure of a name. Raises KeyError."""
    steps = {read.name: read.steps for read in files()}[name]
    return Procedure(name, tuple(step.as_step() for step in steps))
