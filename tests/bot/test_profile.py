"""The city's profile: the example holds every default, and a mistake is named."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.profile import Profile, city_of, read_profile
from bot.settings import Settings
from rules.policy.city import City, RoundPlan
from rules.policy.clauses import ClauseRule, Need
from rules.policy.ladder import Addressee, Rung, Step
from rules.policy.mirrors import Mirror, RobotKind
from rules.policy.radar import RadarRules

EXAMPLE = Path(__file__).parents[2] / "docs" / "profile.example.toml"


def written(folder: Path, words: str) -> City:
    path = folder / "profile.toml"
    path.write_text(words, encoding="utf-8")
    return city_of(Settings(profile=path))


def mirror(**given: str) -> str:
    values = {"name": "工作群", "kind": "wecom", "url": "https://w.cn/send?key=k3y-geheim", **given}
    return "[[mirrors]]\n" + "".join(f'{name} = "{value}"\n' for name, value in values.items())


def test_the_example_holds_every_default() -> None:
    assert read_profile(EXAMPLE) == Profile()


def test_the_example_leaves_out_no_table() -> None:
    words = EXAMPLE.read_text(encoding="utf-8")
    assert [name for name in Profile.model_fields if f"[{name}]" not in words] == []


def test_without_a_profile_the_rules_have_their_own_defaults() -> None:
    assert city_of(Settings()) == City()


def test_a_fortnightly_round(tmp_path: Path) -> None:
    city = written(tmp_path, "[[rounds]]\non = 1\ndue_after = 4\ninterval = 2\n")
    assert city.rounds == (RoundPlan("week", 1, time(9), 4, time(12), 2),)


def test_a_round_of_every_month(tmp_path: Path) -> None:
    city = written(tmp_path, '[[rounds]]\nevery = "month"\non = 25\n')
    assert city.rounds == (RoundPlan("month", 25, time(9), 2, time(12), 1),)


def test_a_ladder_of_ones_own(tmp_path: Path) -> None:
    city = written(
        tmp_path, '[[ladder.rungs]]\nstep = "督办"\npoints = 1.5\nred = true\nto = ["office"]\n'
    )
    rung = Rung(Step.SUPERVISE, Decimal("1.5"), 0, True, 0, frozenset({Addressee.OFFICE}))
    assert city.ladder.rungs == (rung,)


def test_the_new_years_make_up_days(tmp_path: Path) -> None:
    city = written(tmp_path, "[workdays]\noff = [2027-02-12]\nwork = [2027-02-07]\n")
    days = (date(2027, 2, 7), date(2027, 2, 12))
    assert [city.calendar.is_working_day(day) for day in days] == [True, False]
    assert city.calendar.is_published(2027)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("[prompt]\nat = 08:00:00\n", ("prompt",)),
        ("[prompts]\nsilent_after = 0\n", ("prompts", "silent_after")),
        ('[[ladder.rungs]]\nstep = "罚款"\n', ("ladder", "rungs", 0, "step")),
        ("[[rounds]]\non = 0\n", ("rounds", 0, "on")),
        ("[[rounds]]\non = 8\n", ("rounds", 0, "on")),
        ('[[rounds]]\non = 8\nevery = "week"\n', ("rounds", 0, "on")),
        ('[[rounds]]\nevery = "month"\non = 0\n', ("rounds", 0, "on")),
        ('[[rounds]]\nevery = "month"\non = 31\n', ("rounds", 0, "on")),
        ("[[rounds]]\ninterval = 0\n", ("rounds", 0, "interval")),
        ("[[rounds]]\ndue_after = -1\n", ("rounds", 0, "due_after")),
        ("[[rounds]]\ndue_after = 0\ndue = 08:00:00\n", ("rounds", 0, "due")),
        ("[closing]\nclauses = []\n", ("closing", "clauses")),
        ("[closing]\nnotice_days = 0\n", ("closing", "notice_days")),
        ("[closing]\nclaim_days = 0\n", ("closing", "claim_days")),
        (
            '[[closing.clauses]]\nname = "某条"\nevidence = ""\nneeds = ["video"]\n',
            ("closing", "clauses", 0, "needs", 0),
        ),
        (
            '[[closing.clauses]]\nname = "某条"\nevidence = ""\nmin_length = 0\n',
            ("closing", "clauses", 0, "min_length"),
        ),
        ("[digest]\ndue_soon_days = -1\n", ("digest", "due_soon_days")),
        ("[prompts]\nask_again_after = 0\n", ("prompts", "ask_again_after")),
        ("[ladder]\ngrace = -1\n", ("ladder", "grace")),
        (mirror(kind="qq"), ("mirrors", 0, "kind")),
        (mirror(url="https://qyapi.weixin.qq.com/send?token=k3y-geheim"), ("mirrors", 0, "url")),
        (mirror(url="http://qyapi.weixin.qq.com/send?key=k3y-geheim"), ("mirrors", 0, "url")),
        (mirror(url="https://[/send?key=k3y-geheim"), ("mirrors", 0, "url")),
        (mirror(secret="SEC-k3y-geheim"), ("mirrors", 0, "secret")),
        (
            mirror(kind="dingtalk", url="https://d.cn/?access_token=k3y-geheim"),
            ("mirrors", 0, "secret"),
        ),
        (mirror() * 2, ("mirrors",)),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, words: str, where: tuple[object, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        written(tmp_path, words)
    assert [error["loc"] for error in caught.value.errors()] == [where]
    assert "geheim" not in str(caught.value)


def test_mirrors_hold_nothing_secret(tmp_path: Path) -> None:
    words = mirror() + mirror(name="白水群", scope="白水县")
    known = (Mirror("工作群", RobotKind.WECOM), Mirror("白水群", RobotKind.WECOM, "白水县"))
    assert written(tmp_path, words).mirrors == known


def test_signs_of_ones_own(tmp_path: Path) -> None:
    city = written(tmp_path, "[radar]\neve_days = 5\neve_share = 66.5\n")
    assert city.radar == RadarRules(eve_days=5, eve_share=Decimal("66.5"))


def test_a_citys_own_clause_asks_for_words_unless_it_says_otherwise(tmp_path: Path) -> None:
    plain = '[[closing.clauses]]\nname = "不查清不放过"\nevidence = "清单"\n'
    named = '[[closing.clauses]]\nname = "不满意不放过"\nevidence = "回访"\nneeds = ["visits"]\n'
    assert written(tmp_path, plain + named).clauses == (
        ClauseRule("不查清不放过", "清单", (Need.WORDS,), 10),
        ClauseRule("不满意不放过", "回访", (Need.VISITS,), 10),
    )
