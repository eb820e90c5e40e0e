"""Items called alike: what speaks for one of them alone, and what only says the same in short."""

import pytest

from rules.language.matching import IndexEntry, ItemIndex

ITEMS = ItemIndex.build(
    [
        IndexEntry("6", ("6",), "青棠河沿线雨污分流改造二期", "云杉区", measure="公里"),
        IndexEntry("10", ("10",), "市第二污水处理厂扩建二期", "青棠水务集团", measure="吨/日"),
        IndexEntry("16", ("16",), "墨岭县城污水管网空白区建设", "墨岭县", measure="公里"),
        IndexEntry("30", ("30",), "“散乱污”企业分类整治", "市工信局", measure="家"),
        IndexEntry("35", ("35",), "汽修喷漆废气治理", "市交通局", aliases=("汽修",), measure="家"),
        IndexEntry("47", ("47",), "规模养殖场粪污设施配套", "榆川县", measure="家"),
        IndexEntry(
            "48", ("48",), "雁回县禁养区养殖场退出", "雁回县", aliases=("禁养区退出",), measure="家"
        ),
        IndexEntry("49", ("49",), "墨岭县禁养区养殖场退出", "墨岭县", measure="家"),
        IndexEntry("93", ("93",), "雨水管网错混接改造", "市住建局", measure="处"),
        IndexEntry("100", ("100",), "松洛县畜禽粪污资源化利用", "松洛县", aliases=("粪污利用",)),
        IndexEntry("101", ("101",), "榆川县畜禽粪污资源化利用", "榆川县"),
    ]
)


def found(text: str) -> tuple[str, bool]:
    match = ITEMS.find(text)
    return match.candidates[0].code, match.sure


@pytest.mark.parametrize("text", ["禁养区退出了11家", "禁养区退出12家，剩4家"])
def test_a_short_name_of_one_is_how_the_other_is_said_in_short(text: str) -> None:
    match = ITEMS.find(text)
    assert ([each.code for each in match.candidates[:2]], match.sure) == (["48", "49"], False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("雁回禁养区退出15家", "48"),
        ("墨岭禁养区养殖场退出13家", "49"),
        ("松洛粪污利用率八成四", "100"),
        ("榆川的畜禽粪污利用率上到81%了", "101"),
    ],
)
def test_its_place_tells_it_apart(text: str, code: str) -> None:
    assert found(text) == (code, True)


@pytest.mark.parametrize("text", ["汽修63家装好", "汽修装完73家"])
def test_a_name_that_ends_like_a_verb_is_a_name(text: str) -> None:
    assert found(text) == ("35", True)


def test_the_phase_and_the_measure_put_an_item_first() -> None:
    assert found("二期管网铺了6公里")[0] == "6"
