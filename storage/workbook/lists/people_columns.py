"""The columns of people of a list: who is meant, and who is proposed."""

from rules.policy.people import Role
from storage.workbook.body import Cells, GridLine
from storage.workbook.cells import canonical_text, cell_text
from storage.workbook.lists import unit_columns
from storage.workbook.lists.names import ListNames
from storage.workbook.lists.people_cells import NamedPerson, is_name, read_people
from storage.workbook.lists.splitting import words_of
from storage.workbook.sheets import PEOPLE

HEAD = NamedPerson("", "主要负责人")
"""Who answers where a list names nobody: the head of the lead unit."""
OFFICE = "整改办"
ROLES = {
    "责任人": Role.OWNER,
    "包保市领导": Role.CITY_LEADER,
    "包保责任人": Role.OWNER,
}


def settle_people(line: GridLine, names: ListNames) -> None:
    """Let each cell name one person as the sheet of people does; propose those that are new."""
    new = names.item(line) is None
    for header, role in ROLES.items():
        words = words_of(line.cells.get(header, ""))
        found = read_people(words, names.people, names.units)
        empty = not cell_text(line.cells.get(header, ""))
        if (
            header == "责任人"
            and not found
            and (empty or words)
            and new
            and names.lacks(PEOPLE.name)
        ):
            found = [HEAD]
            names.doubt(line.row, names.t("no one is named: the head of the unit is entered"))
        if header != "责任人" and words and not found:
            line.cells[header] = ""
        if len(found) > 1 and not names.lacks(PEOPLE.name):
            continue  # The sheet of people decides: one person may stand here.
        called = [_settle(each, header, role, line, names) for each in found]
        if called and called[0]:
            line.cells[header] = called[0]
        if len(found) > 1:
            _tell_others(header, found, line, names)


def _tell_others(header: str, found: list[NamedPerson], line: GridLine, names: ListNames) -> None:
    others = "、".join(each.called for each in found[1:])
    first = found[0].called
    said = names.t(
        "{column}: of several people {name} is entered, these are not: {others}",
        column=header,
        name=first,
        others=others,
    )
    names.doubt(line.row, said)


def _settle(person: NamedPerson, header: str, role: Role, line: GridLine, names: ListNames) -> str:
    """Return how the cell names a person; empty where it is left as it is, to be refused."""
    lead = cell_text(line.cells.get("牵头单位", ""))
    unit = person.unit or _unit_for(role, lead, names)
    known = names.people.get(canonical_text(person.name), []) if person.name else []
    if known:
        return _known(person, known)
    head = _head(person, unit, names) if not person.name else ""
    if head:
        return f"{head}（{unit}）"
    if not names.lacks(PEOPLE.name) or not unit:
        return ""
    _propose(person, header, role, unit, line, names)
    return person.called if unit == lead else f"{person.called}（{unit}）"


def _known(person: NamedPerson, places: list[tuple[str, str]]) -> str:
    """Return a known name, with the unit or the post where several bear it."""
    if len(places) == 1:
        return places[0][0]
    hint = person.unit or person.post
    return f"{places[0][0]}（{hint}）" if hint else places[0][0]


def _head(person: NamedPerson, unit: str, names: ListNames) -> str:
    """Return who holds the post in the unit, where that is one known person."""
    heads = list(dict.fromkeys(names.heads(unit))) if person.is_head else []
    return heads[0] if len(heads) == 1 else ""


def _unit_for(role: Role, lead: str, names: ListNames) -> str:
    """Return the unit of a person whose cell names none: leaders of the city stand at the office."""
    if role is not Role.CITY_LEADER:
        return lead
    return names.office() or OFFICE


def _propose(
    person: NamedPerson, header: str, role: Role, unit: str, line: GridLine, names: ListNames
) -> None:
    unit_columns.propose(unit, line.row, names)
    post, phone = person.post, person.phone
    if header == "责任人":
        post = post or cell_text(line.more.get("职务", ""))
        phone = phone or _phone(cell_text(line.more.get("联系电话", "")))
    roles = {role, Role.UNIT_HEAD} if person.is_head else {role}
    key = canonical_text(person.called), canonical_text(unit)
    before = names.new_people.get(key)
    if before is None:
        _doubt_name(person, unit, line, names)
        names.new_people[key] = GridLine(line.row, _cells(person.called, unit, post, roles, phone))
        return
    roles |= {Role(each) for each in str(before.cells["角色"]).split("、")}
    before.cells |= _cells(
        person.called,
        unit,
        str(before.cells["职务"]) or post,
        roles,
        str(before.cells["联系电话"]) or phone,
    )


def _cells(name: str, unit: str, post: str, roles: set[Role], phone: str) -> Cells:
    said = "、".join(each for each in Role if each in roles)
    return {"姓名": name, "单位": unit, "职务": post, "角色": said, "联系电话": phone}


def _phone(words: str) -> str:
    """Return the number of a cell that holds one alone."""
    plain = "".join(words.split())
    return plain if plain.replace("-", "").isdigit() else ""


def _doubt_name(person: NamedPerson, unit: str, line: GridLine, names: ListNames) -> None:
    elsewhere = [
        str(each.cells["单位"])
        for (name, _), each in names.new_people.items()
        if name == canonical_text(person.name)
    ]
    if not person.name and person != HEAD:
        said = names.t(
            "{post} of {unit} has no name and is entered by the post", post=person.post, unit=unit
        )
        names.doubt(line.row, said)
    elif person.name and not is_name(person.name):
        names.doubt(line.row, names.t("perhaps not a name: {name}", name=person.name))
    if elsewhere:
        names.doubt(
            line.row,
            names.t(
                "{name} is entered twice: at {unit} and at {other}",
                name=person.name,
                unit=unit,
                other=names.t.comma().join(elsewhere),
            ),
        )
