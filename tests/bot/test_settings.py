"""Settings: from the environment, with working defaults; a bad value is named."""

from datetime import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.profile import city_of
from bot.settings import Settings
from rules.policy.city import City


def from_environment(**values: str) -> Settings:
    """As the environment would give them; nothing is read from a file."""
    return Settings(_env_file=None, **values)  # type: ignore[call-arg, arg-type]


def test_the_defaults_are_the_citys_defaults() -> None:
    assert city_of(from_environment()) == City()


def test_lists_and_spans_are_written_as_words() -> None:
    settings = from_environment(prompt_days="14, 2,0", quiet_hours="22:00-06:30")
    assert settings.prompt_days == (14, 2, 0)
    assert settings.quiet_hours == (time(22), time(6, 30))


@pytest.mark.parametrize(
    "wrong",
    [
        {"timezone": "Asia/Nowhere"},
        {"digest_time": "half past eight"},
        {"prompt_days": "soon"},
        {"prompt_days": "7,-1"},
        {"quiet_hours": "at night"},
        {"language": "fr"},
        {"metrics_listen": "9100"},
    ],
)
def test_a_bad_value_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refused:
        from_environment(**wrong)
    assert {str(error["loc"][0]) for error in refused.value.errors()} == set(wrong)


def test_a_profile_with_an_unknown_word_is_refused(tmp_path: Path) -> None:
    profile = tmp_path / "city.toml"
    profile.write_text("[wrokdays]\noff = []\n", "utf-8")
    with pytest.raises(ValidationError):
        city_of(from_environment(profile=str(profile)))


def test_the_citys_own_days_win(tmp_path: Path) -> None:
    profile = tmp_path / "city.toml"
    profile.write_text("[workdays]\noff = [2026-11-24]\nwork = [2026-11-28]\n", "utf-8")
    calendar = city_of(from_environment(profile=str(profile))).calendar
    assert [day.isoformat() for day in sorted(calendar.off | calendar.work)] == [
        "2026-11-24",
        "2026-11-28",
    ]
    assert not calendar.is_working_day(min(calendar.off))
    assert calendar.is_working_day(min(calendar.work))
