"""The unit columns of a list: several units in a cell are divided, and new ones proposed."""

from itertools import combinations

from storage.workbook.body import GridLine
from storage.workbook.cells import canonical_text, cell_text
from storage.workbook.lists.names import ListNames
from storage.workbook.lists.splitting import NOTHING, plain, words_of
from storage.workbook.lists.unit_cells import (
    COLLECTIVE,
    NamedUnits,
    core_of,
    kind_of,
    parent_of,
    read_units,
)

ROLES = {
    "牵头单位": "lead",
    "配合单位": "support",
    "督导单位": "supervise",
    "验收单位": "verify",
}


def settle_units(line: GridLine, names: ListNames, titles: dict[str, str]) -> None:
    """Give each unit of a line's cells its column; what stands alone and is known stays as it is."""
    found = NamedUnits()
    for header, role in ROLES.items():
        words = words_of(line.cells.get(header, ""))
        if words and plain(words) in NOTHING:
            line.cells[header] = ""
        each = read_units(words, names.units, role)
        if header == "牵头单位" and each.first_leads:
            names.doubt(line.row, names.t("of several units the first leads, the others support"))
        if each.open_ended:
            names.doubt(line.row, names.t("“etc.” does not say which units"))
        for other in ROLES.values():
            found.add(other, getattr(each, other))
    found.support = [name for name in found.support if name not in found.lead]
    for header, role in ROLES.items():
        of_role: list[str] = getattr(found, role)
        faulty = cell_text(line.cells.get(header, "")) and not words_of(line.cells[header])
        if of_role and not faulty and (header in line.cells or role != "lead"):
            line.cells[header] = "、".join(of_role)
            titles.setdefault(header, titles.get("牵头单位", header))


def propose_units(line: GridLine, names: ListNames) -> None:
    """Propose the units of a line that are not known."""
    words = [words_of(line.cells.get(header, "")) for header in ROLES]
    for name in (each for cell in words for each in read_units(cell, names.units, "lead").every()):
        propose(name, line.row, names)


def propose(name: str, row: int, names: ListNames) -> None:
    """Propose one unit, of the kind its name says."""
    if not names.may_propose(name):
        return
    kind, is_open = kind_of(name)
    names.propose_unit(name, kind, "", row)
    if COLLECTIVE.search(name):
        names.doubt(row, names.t("{unit} stands for several units", unit=name))
    elif is_open:
        names.doubt(row, names.t("kind of {unit} by the name: {kind}", unit=name, kind=kind))


def settle_parents(names: ListNames) -> None:
    """Put new units under the county whose name theirs begins with; ask about those much alike."""
    for line in names.new_units.values():
        above = parent_of(str(line.cells["名称"]), names.units)
        line.cells["上级"] = names.units[canonical_text(above)] if above else ""
    for one, other in combinations(
        (str(each.cells["名称"]) for each in names.new_units.values()), 2
    ):
        if core_of(one) == core_of(other):
            names.questions.append(
                names.t(
                    "{one} and {other} may be one unit; they are entered as two.",
                    one=one,
                    other=other,
                )
            )
