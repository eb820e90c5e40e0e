"""Units and people as lists write them into one cell."""

import pytest

from storage.workbook.lists.people_cells import read_people
from storage.workbook.lists.unit_cells import kind_of, read_units

UNITS = [
    ("牵头：市住建局；配合：市财政局、市水务局", "市住建局", ["市财政局", "市水务局"]),
    ("牵头单位：市住建局\n配合单位：市财政局、市水务局等", "市住建局", ["市财政局", "市水务局"]),
    ("市住建局（牵头）、市财政局", "市住建局", ["市财政局"]),
    ("市住建局牵头，市财政局、市水务局配合", "市住建局", ["市财政局", "市水务局"]),
    ("市住建局 市财政局", "市住建局", ["市财政局"]),
    ("各县（市、区）人民政府", "各县（市、区）人民政府", []),
    ("市自然资源和规划局、市农业农村局", "市自然资源和规划局", ["市农业农村局"]),
    ("青山县和白水县", "青山县", ["白水县"]),
    ("青山县委、县政府", "青山县委县政府", []),
    ("市财政局（国资委、税务局）", "市财政局（国资委、税务局）", []),
    ("市住建局负责，各县区配合", "市住建局", ["各县区"]),
]


@pytest.mark.parametrize(("words", "lead", "support"), UNITS, ids=[u[0] for u in UNITS])
def test_units_of_a_cell(words: str, lead: str, support: list[str]) -> None:
    found = read_units(words, frozenset(), "lead")
    assert (found.lead, found.support) == ([lead], support)


KINDS = [
    ("青山县人民政府", "县区", False),
    ("高新区管委会", "县区", False),
    ("青山县住建局", "部门", False),
    ("自然保护区管理局", "部门", False),
    ("青山水务集团", "企业", False),
    ("市整改办", "整改办", False),
    ("云泽市人民政府", "县区", True),
    ("红旗农场", "部门", True),
]


@pytest.mark.parametrize(("name", "kind", "is_open"), KINDS, ids=[k[0] for k in KINDS])
def test_the_kind_of_a_unit_by_its_name(name: str, kind: str, *, is_open: bool) -> None:
    assert kind_of(name) == (kind, is_open)


PEOPLE = [
    ("张伟", [("张伟", "", "", "")]),
    ("李 敏", [("李敏", "", "", "")]),
    ("张伟（副县长）", [("张伟", "副县长", "", "")]),
    ("副县长张伟", [("张伟", "副县长", "", "")]),
    ("张伟副县长", [("张伟", "副县长", "", "")]),
    ("副县长 张伟 13900000001", [("张伟", "副县长", "13900000001", "")]),
    ("张伟\n13900000001", [("张伟", "", "13900000001", "")]),
    ("责任人：张伟 电话：13900000001", [("张伟", "", "13900000001", "")]),
    ("张伟 0554-6641234", [("张伟", "", "05546641234", "")]),
    ("张伟、李敏", [("张伟", "", "", ""), ("李敏", "", "", "")]),
    ("张伟 李敏", [("张伟", "", "", ""), ("李敏", "", "", "")]),
    ("县委书记王强、县长张伟", [("王强", "县委书记", "", ""), ("张伟", "县长", "", "")]),
    ("市委常委、副市长 李敏", [("李敏", "市委常委副市长", "", "")]),
    ("张伟（市住建局）", [("张伟", "", "", "市住建局")]),
    ("市住建局局长王强", [("王强", "局长", "", "市住建局")]),
    ("青山县主要负责人", [("", "主要负责人", "", "青山县")]),
    ("买买提·艾力", [("买买提·艾力", "", "", "")]),
    ("/", []),
]


@pytest.mark.parametrize(("words", "people"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_people_of_a_cell(words: str, people: list[tuple[str, str, str, str]]) -> None:
    found = read_people(words, frozenset(), {"市住建局", "青山县"})
    assert [(each.name, each.post, each.phone, each.unit) for each in found] == people
