"""How items are struck off: the clauses and the procedure, as the profile has them."""

from dataclasses import replace

from pydantic import Field, field_validator

from bot.procedures import ready
from bot.procedures.ready import ProcedureStepSettings
from bot.profile_table import Table, series_of
from bot.settings import BY_DEFAULT
from rules.policy.clauses import CLAUSES, MIN_LENGTH, ClauseRule, Need
from rules.policy.closing import KEPT_UP_DAYS, STRIKE_OFF_NUMBER
from rules.policy.procedure import Procedure, StepKind, faults


class ClauseWords(Table):
    """One of the clauses that are never let go."""

    name: str = Field(min_length=1)
    evidence: str
    needs: list[Need] = Field(default=[Need.WORDS])
    min_length: int = Field(default=MIN_LENGTH, ge=1)

    @classmethod
    def of(cls, rule: ClauseRule) -> "ClauseWords":
        return cls(
            name=rule.name,
            evidence=rule.evidence,
            needs=list(rule.needs),
            min_length=rule.min_length,
        )

    def as_rule(self) -> ClauseRule:
        needs = tuple(dict.fromkeys(self.needs))
        return ClauseRule(self.name, self.evidence, needs, self.min_length)


class ClosingSettings(Table):
    """How items are struck off. Steps of its own go before the name of a ready procedure.

    `notice_days` changes only the length of the notice.
    """

    procedure: str = BY_DEFAULT.procedure.name
    steps: list[ProcedureStepSettings] = Field(default=[])
    notice_days: int | None = Field(default=None, ge=1)
    number: str = Field(default=STRIKE_OFF_NUMBER, max_length=60)
    kept_up_days: int = Field(default=KEPT_UP_DAYS, ge=1)
    notice_hotline: str = ""
    claim_days: int = Field(default=BY_DEFAULT.claim_days, ge=1)
    clauses: list[ClauseWords] = Field(
        default=[ClauseWords.of(rule) for rule in CLAUSES], min_length=1
    )

    @field_validator("procedure")
    @classmethod
    def _is_ready(cls, value: str) -> str:
        names = ready.names()
        if value not in names:
            known = "、".join(names)
            raise ValueError(
                f"没有名为“{value}”的程序，可选 / no such procedure, there are: {known}"
            )
        return value

    @field_validator("number")
    @classmethod
    def _has_places(cls, value: str) -> str:
        return series_of(value, "year", "number")

    @field_validator("steps")
    @classmethod
    def _possible(cls, value: list[ProcedureStepSettings]) -> list[ProcedureStepSettings]:
        wrong = faults([step.as_step() for step in value]) if value else []
        if wrong:
            raise ValueError("；".join(wrong))
        return value

    def as_procedure(self) -> Procedure:
        chosen = ready.named(self.procedure)
        if self.steps:
            chosen = Procedure("本市", tuple(step.as_step() for step in self.steps))
        if self.notice_days is None:
            return chosen
        days = {StepKind.NOTICE: self.notice_days}
        steps = (replace(step, days=days.get(step.kind, 0)) for step in chosen.steps)
        return replace(chosen, steps=tuple(steps))
