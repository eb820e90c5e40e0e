"""The ready procedures, each drawn in the documents; and what a city may not write is refused."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.bootstrap import in_one_line
from bot.procedures import ready
from bot.profile import city_of
from bot.settings import Settings
from rules.policy.city import City
from rules.policy.procedure import ANHUI, Actor, StepKind, faults
from tests.support.procedures_page import PAGE, page


def written(folder: Path, words: str) -> City:
    path = folder / "profile.toml"
    path.write_text(words, encoding="utf-8")
    return city_of(Settings(profile=path))


def step(name: str, kind: str, by: str, more: str = "") -> str:
    return f'[[closing.steps]]\nname = "{name}"\nkind = "{kind}"\nby = "{by}"\n{more}'


APPLY, CHECK = step("申请", "application", "owner"), step("核查", "check", "verifier")
NOTICE = step("公示", "notice", "verifier", "days = 5\n")
END = step("销号", "strike_off", "office")


def test_the_page_draws_every_ready_procedure() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_the_default_stands_in_the_rules_as_in_its_file() -> None:
    assert ready.named("安徽") == ANHUI


def test_the_ready_ones() -> None:
    steps = {name: ready.named(name).order for name in ready.names()}
    assert {
        name: [(s.kind.value, s.by.value, s.days, s.calendar_days) for s in order if s.days]
        for name, order in steps.items()
    } == {
        "安徽": [("notice", "verifier", 10, False)],
        "江苏": [("notice", "verifier", 10, False)],
        "黑龙江": [("notice", "owner", 10, False)],
        "吉林": [("notice", "verifier", 7, True)],
        "海南": [],
    }
    assert steps["黑龙江"][0].kind is StepKind.NOTICE
    assert steps["江苏"][2].kind is StepKind.REVIEW
    assert steps["海南"][-1].by is Actor.LEAD


def test_a_city_names_one(tmp_path: Path) -> None:
    assert written(tmp_path, '[closing]\nprocedure = "吉林"\n').procedure == ready.named("吉林")


def test_a_city_changes_the_length_of_the_notice_only(tmp_path: Path) -> None:
    steps = written(tmp_path, "[closing]\nnotice_days = 5\n").procedure.steps
    assert [one.days for one in steps] == [0, 0, 5, 0]


def test_a_city_writes_its_own(tmp_path: Path) -> None:
    found = written(tmp_path, APPLY + CHECK + NOTICE + END).procedure
    assert [one.name for one in found.order] == ["申请", "核查", "公示", "销号"]


def test_the_order_may_be_said_by_name(tmp_path: Path) -> None:
    words = APPLY + 'then = "核查"\n' + END + CHECK + 'then = "销号"\n'
    with pytest.raises(ValidationError):
        written(tmp_path, words)
    first = step("申请", "application", "owner", 'then = "核查"\n')
    check = step("核查", "check", "verifier", 'then = "公示"\n')
    notice = step("公示", "notice", "verifier", 'days = 5\nthen = "销号"\n')
    assert [s.name for s in written(tmp_path, first + notice + check + END).procedure.order] == [
        "申请",
        "核查",
        "公示",
        "销号",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (APPLY + NOTICE + END, "缺少核查步骤 / there is no verifier step"),
        (CHECK + END, "缺少申请步骤 / there is no application step"),
        (APPLY + CHECK + NOTICE, "最后一步须为销号 / the last step must be striking off"),
        (
            APPLY + step("核查", "check", "verifier", 'then = "申请"\n') + END,
            "步骤“申请”循环 / step “申请” is reached again: a loop",
        ),
        (
            step("申请", "application", "owner", 'then = "核查"\n')
            + step("复核", "review", "office")
            + CHECK
            + END,
            "步骤“复核”无法到达 / step “复核” is never reached",
        ),
        (
            step("申请", "application", "owner", 'then = "会审"\n') + CHECK + END,
            "下一步“会审”没有定义 / the next step “会审” does not exist",
        ),
        (APPLY + APPLY + CHECK + END, "步骤“申请”出现两次 / step “申请” is named twice"),
        (
            APPLY + step("核查", "check", "lead") + END,
            "步骤“核查”不能由责任单位核查 / step “核查”: the lead unit cannot check itself",
        ),
        (
            step("申请", "application", "office") + CHECK + END,
            "步骤“申请”须由责任人办理 / step “申请” must be done by the owner",
        ),
        (
            APPLY + CHECK + step("销号", "strike_off", "owner"),
            "步骤“销号”不能由责任人或验收人办理 / "
            "step “销号” must be done by the office or lead unit",
        ),
        (
            CHECK + APPLY + END,
            "步骤“核查”顺序有误，应先申请、后核查、再销号 / "
            "step “核查” is out of order: apply, check, strike off",
        ),
        (
            APPLY + CHECK + step("公示", "notice", "verifier") + END,
            "公示步骤“公示”须写明天数，其他步骤不写 / "
            "notice “公示” needs days, no other step has any",
        ),
        (
            APPLY + CHECK + NOTICE + step("再公示", "notice", "verifier", "days = 3\n") + END,
            "公示步骤“公示”之后须为其他步骤 / notice “公示” must be followed by another step",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, words: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        written(tmp_path, words)
    assert in_one_line(caught.value) == f"closing.steps: {said}"


def test_an_unknown_name_or_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as caught:
        written(tmp_path, '[closing]\nprocedure = "云南"\n')
    assert "没有名为“云南”的程序" in in_one_line(caught.value)
    with pytest.raises(ValidationError) as caught:
        written(tmp_path, APPLY + step("会审", "meeting", "office") + CHECK + END)
    assert in_one_line(caught.value).startswith("closing.steps.1.kind")


def test_no_ready_one_has_a_fault() -> None:
    found = {name: faults(ready.named(name).steps) for name in ready.names()}
    assert found == {name: [] for name in ready.names()}
