"""Rows of projects: which entry each is about, and what contradicts itself across the sheets."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rules.policy.projects import Fund, MoneyFault, first_approval, is_approved, money_fault
from rules.policy.wording import Translator, amount
from storage.workbook.body import GridLine
from storage.workbook.cells import canonical_text, cell_text
from storage.workbook.grid import SheetLines
from storage.workbook.known import Known, KnownEntry, Values
from storage.workbook.loading import entry_keys
from storage.workbook.problems import Problem, Refused
from storage.workbook.project_sheets import FUNDS, PROJECTS, TARGETS

Keyed = list[tuple[GridLine, Values | None]]
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_OTHER_MEASURE = re.compile(r"(?<!万)元|亿|千元|美元")


def settle_funds(known: Known, keyed: Keyed, t: Translator) -> Iterator[tuple[GridLine, str]]:
    """Let the only row of a source be its only entry, whatever document is named now.

    Yield lines, with the reason, that may be any of several entries.
    """
    rows: dict[object, list[tuple[GridLine, Values]]] = defaultdict(list)
    for line, values in keyed:
        if values is not None:
            rows[_of_source(values)].append((line, values))
    there: dict[object, list[KnownEntry]] = defaultdict(list)
    for entry in known.sheets[FUNDS.name].entries:
        there[_of_source(entry.values)].append(entry)
    for source, of_it in rows.items():
        entries, unnamed = there[source], "批复文号" not in of_it[0][0].cells
        if unnamed and len(entries) > 1:
            yield of_it[0][0], t("Money of this source has several documents; please name each.")
        elif len(of_it) == 1 and len(entries) == 1:
            values = of_it[0][1]
            if unnamed:
                values["document"] = entries[0].values["document"]
            known.sheets[FUNDS.name].index(entries[0], entry_keys(FUNDS, values))


def _of_source(values: Values) -> object:
    return values["project_id"], canonical_text(values["source"])


def settle_target(line: GridLine, values: Values, t: Translator) -> None:
    """Let a target be of its project alone where both are named. Refuse one of neither."""
    item, project = values["item_id"], values["project_id"]
    if item is None and project is None:
        named = any(cell_text(line.cells.get(h, "")) for h in ("任务编号", "项目编号"))
        raise Refused("" if named else t("Please fill in 任务编号 or 项目编号."))
    if item is not None and project is not None:
        if project.values["item_id"] is not item:
            raise Refused(t("Project {project} is not of this item.", project=project.name))
        values["item_id"] = None


@dataclass(frozen=True, slots=True)
class ProjectCheck:
    """What is looked at once all sheets are read; problems stand under the workbook's own names."""

    known: Known
    drawn: dict[str, SheetLines]
    t: Translator

    def problems(self) -> Iterator[Problem]:
        """Yield what cannot be, in the order of the sheets."""
        for name in (PROJECTS.name, FUNDS.name):
            if name in self.drawn:
                yield from self._measures(self.drawn[name])
        if PROJECTS.name in self.drawn:
            yield from self._projects()
        if FUNDS.name in self.drawn:
            yield from self._funds()
        if TARGETS.name in self.drawn:
            yield from self._targets()

    def _measures(self, sheet: SheetLines) -> Iterator[Problem]:
        """Yield a problem for each column of money that is not in 10,000 yuan."""
        for header, title in sheet.titles.items():
            measure = "".join(_IN_BRACKETS.findall(canonical_text(title)))
            if header.endswith("（万元）") and _OTHER_MEASURE.search(measure):
                reason = self.t("Column {column} must be in 万元.", column=title)
                yield Problem(sheet.name, 0, title, reason)

    def _here(self, sheet: str) -> list[KnownEntry]:
        return [each for each in self.known.sheets[sheet].entries if each.row is not None]

    def _at(self, sheet: str, entry: KnownEntry, header: str, reason: str) -> Problem:
        drawn = self.drawn[sheet]
        return Problem(drawn.name, entry.row or 0, drawn.titles.get(header, header), reason)

    def _projects(self) -> Iterator[Problem]:
        funds: dict[KnownEntry, list[Fund]] = defaultdict(list)
        for fund in self.known.sheets[FUNDS.name].entries:
            if "approved" in fund.values:
                funds[fund.values["project_id"]].append(_fund(fund.values))
        for project in self._here(PROJECTS.name):
            for header, reason in self._wrong_days(project.values, funds[project]):
                yield self._at(PROJECTS.name, project, header, reason)

    def _wrong_days(self, values: Values, funds: list[Fund]) -> Iterator[tuple[str, str]]:
        started, finished = values.get("started_on"), values.get("finished_on")
        first, last = values.get("planned_start"), values.get("planned_finish")
        if first and last and first.on and last.on and last.on < first.on:
            yield "计划完工", self.t("It cannot be finished before it is started.")
        if finished and started is None:
            yield "实际完工", self.t("Please write when it was started, too.")
        if started and finished and finished < started:
            yield "实际完工", self.t("It cannot be finished before it is started.")
        if started and not is_approved(funds):
            yield "实际开工", self.t("It cannot be started before any of its money is approved.")
        elif started and (approved := first_approval(funds)) and started.year < approved:
            yield (
                "实际开工",
                self.t(
                    "It cannot be started before it is approved ({document}).",
                    document="、".join(fund.document for fund in funds if fund.document),
                ),
            )

    def _funds(self) -> Iterator[Problem]:
        for fund in self._here(FUNDS.name):
            values = fund.values
            amounts = (values.get(name) for name in ("approved", "received", "paid"))
            fault = money_fault(*amounts)
            if fault is not None:
                over = fault is MoneyFault.RECEIVED_OVER_APPROVED
                header = "到位（万元）" if over else "支付（万元）"
                yield self._at(FUNDS.name, fund, header, money_reason(fault, values, self.t))

    def _targets(self) -> Iterator[Problem]:
        """Yield a problem for the last target of what has more to do by them than in all."""
        of_it: dict[KnownEntry, list[KnownEntry]] = defaultdict(list)
        for target in self.known.sheets[TARGETS.name].entries:
            of_it[target.values["project_id"] or target.values["item_id"]].append(target)
        for what, targets in of_it.items():
            whole = what.values.get("size" if "size" in what.values else "total")
            planned = sum((each.values.get("target") or Decimal(0) for each in targets), Decimal(0))
            here = [each for each in targets if each.row is not None]
            if whole is not None and planned > whole and here:
                reason = self.t(
                    "The targets of all years come to {sum}, more than {whole} in all; "
                    "please write what is to be done in each year alone.",
                    sum=amount(planned),
                    whole=amount(whole),
                )
                yield self._at(TARGETS.name, here[-1], "目标量", reason)


def _fund(values: Values) -> Fund:
    return Fund(0, values["source"], values["document"] or "", values["approved"])


def money_reason(fault: MoneyFault, values: Values, t: Translator) -> str:
    """Say what is more than it can be."""
    if fault is MoneyFault.RECEIVED_OVER_APPROVED:
        return t(
            "More has arrived ({part}) than was approved ({whole}).",
            part=amount(values["received"]),
            whole=amount(values["approved"]),
        )
    return t(
        "More was paid ({part}) than has arrived ({whole}).",
        part=amount(values["paid"]),
        whole=amount(values["received"]),
    )
