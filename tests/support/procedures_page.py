"""`docs/procedures.md`: the ready procedures of striking off, drawn from their tables.

`python -m tests.support.procedures_page` writes it anew; tests/bot/test_procedures.py fails when it lags.
"""

import unicodedata
from pathlib import Path

from bot.procedures import ready
from bot.procedures.ready import ProcedureFile
from rules.policy.closing import transitions
from rules.policy.items import State
from rules.policy.procedure import Procedure, ProcedureStep, StepKind

PAGE = Path(__file__).parents[2] / "docs" / "procedures.md"

HEAD = """\
# Procedures of striking off

Written by `python -m tests.support.procedures_page` from the files in `bot/procedures/`; a test holds it.

A city names one in its profile (`procedure` in the table `[closing]`) or writes steps of its own
there, as `docs/profile.example.toml` shows. Steps without an application or a check by another unit,
a loop, a step that is never reached, and a next step that does not exist are refused at start, by
name.
"""

WHO = {
    "owner": "责任人",
    "verifier": "验收单位验收人",
    "office": "整改办",
    "lead": "牵头单位负责人",
}


def page() -> str:
    """Return the page as it should stand."""
    return "\n".join([HEAD, *(line for read in ready.files() for line in _section(read)), ""])


def _section(read: ProcedureFile) -> list[str]:
    procedure = ready.named(read.name)
    return [
        f"## {read.name}\n",
        "| 步骤 | 办理 | 期限 | 要件 |",
        "|---|---|---|---|",
        *(
            f"| {step.name} | {WHO[step.by]} | {_days(step)} | {step.evidence} |"
            for step in procedure.order
        ),
        "\n```",
        *drawing(procedure),
        "```\n",
        *(f"- 来源 {source}" for source in read.sources),
        *(f"- 假定：{assumed}" for assumed in read.assumed),
        "",
    ]


def _days(step: ProcedureStep) -> str:
    if step.kind is not StepKind.NOTICE:
        return ""
    return f"{step.days}个{'自然日' if step.calendar_days else '工作日'}"


def drawing(procedure: Procedure) -> list[str]:
    """Return a line for each change of state that can come about."""
    found, reached = [], {State.NOT_STARTED, State.KEPT_UP}
    for _ in State:
        for (was, _, _), move in transitions(procedure).items():
            if was in reached:
                reached.add(move.state)
    for was in State:
        for (at, _, _), move in transitions(procedure).items():
            if at == was and was in reached:
                found.append((was.value, f"--{move.fact}-->", move.state.value))
    wide = [max(_width(row[column]) for row in found) for column in (0, 1)]
    return [
        f"{was}{' ' * (wide[0] - _width(was))} {fact}{' ' * (wide[1] - _width(fact))} {now}"
        for was, fact, now in found
    ]


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
