"""What `taizhang init` asks, in which order, with its proposals and what an answer must be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ValidationError

from bot.closing_profile import ClosingSettings
from bot.procedures import ready
from bot.profile import SUNDAY
from bot.settings import BY_DEFAULT, Settings
from bot.startup_errors import SHAPES
from messages.texts import LANGUAGES, Texts, texts
from rules.language.reading.days.calendar import add_months
from rules.policy.closing import STRIKE_OFF_NUMBER

Given = Mapping[str, str]
"""What was answered so far, by the question's key."""

TOKEN = re.compile(r"\d{5,15}:[A-Za-z0-9_-]{20,64}")
NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class SetupQuestion:
    """`proposed`: what Enter means, shown unless empty. `wrong`: what an answer should have been."""

    key: str
    words: Callable[[Texts], str]
    proposed: Callable[[Given], str]
    wrong: Callable[[Texts, Given, str], str | None]
    hidden: bool = False


def _name(t: Texts, _: Given, answer: str) -> str | None:
    if answer and answer.isprintable() and len(answer) <= NAME_LIMIT:
        return None
    return t("One line of words is expected (characters at most: {limit}).", limit=NAME_LIMIT)


def _day(t: Texts, _: Given, answer: str) -> str | None:
    try:
        return None if date.fromisoformat(answer).year > 2000 else _a_day(t)
    except ValueError:
        return _a_day(t)


def _a_day(t: Texts) -> str:
    return t("A day is expected, for example 2026-09-20.")


def _later_day(t: Texts, given: Given, answer: str) -> str | None:
    if not answer:
        return None
    if _day(t, given, answer) is not None:
        return _a_day(t)
    started_on = given["started_on"]
    if date.fromisoformat(answer) > date.fromisoformat(started_on):
        return None
    return t("A day after the beginning of the campaign, {day}, is expected.", day=started_on)


def _campaign(given: Given) -> str:
    return texts(given["language"])("{city}: rectification", city=given["city"])


def _half_year(given: Given) -> str:
    return add_months(date.fromisoformat(given["started_on"]), 6).isoformat()


def _procedure(t: Texts, _: Given, answer: str) -> str | None:
    names = ready.names()
    return (
        None
        if answer in names
        else t("One of these is expected: {names}", names=t.comma().join(names))
    )


def _number(t: Texts, _: Given, answer: str) -> str | None:
    if answer.isprintable() and _fits(ClosingSettings, "number", answer):
        return None
    return t("{{year}} and {{number}} must stand in it (characters at most: {limit}).", limit=60)


def _weekday(t: Texts, _: Given, answer: str) -> str | None:
    if not answer or (answer.isdecimal() and 1 <= int(answer) <= SUNDAY):
        return None
    return t("A weekday is expected, from 1 (Monday) to 7, or Enter for none.")


def _telephone(t: Texts, _: Given, answer: str) -> str | None:
    if re.fullmatch(r"[0-9+() -]{0,30}", answer):
        return None
    return t("A telephone number is expected, or Enter for none.")


def _token(t: Texts, _: Given, answer: str) -> str | None:
    if not answer or TOKEN.fullmatch(answer):
        return None
    return t("A token as @BotFather gives it is expected: digits, a colon, letters.")


def _setting(field: str) -> Callable[[Texts, Given, str], str | None]:
    def wrong(t: Texts, _: Given, answer: str) -> str | None:
        fits = answer.isprintable() and _fits(Settings, field, answer)
        return None if fits else t("Not possible: {shape}", shape=SHAPES[field](t))

    return wrong


def _fits(model: type[BaseModel], field: str, answer: str) -> bool:
    try:
        model(**{field: answer})
    except ValidationError as error:
        return all(each["loc"][0] != field for each in error.errors())
    return True


def _always(answer: str) -> Callable[[Given], str]:
    return lambda _: answer


def questions(today: date, language: str) -> tuple[SetupQuestion, ...]:
    """Return the questions of a day; the first is in which language the rest is asked."""
    return (
        SetupQuestion("language", lambda t: t("Language ({known})", known="/".join(LANGUAGES)),
                 _always(language), _setting("language")),
        SetupQuestion("city", lambda t: t("Name of the city"), _always(""), _name),
        SetupQuestion("campaign", lambda t: t("Name of the campaign"),
                 _campaign, _name),
        SetupQuestion("started_on", lambda t: t("Beginning of the campaign"),
                 _always(today.isoformat()), _day),
        SetupQuestion("half_year_on", lambda t: t("Half-year mark"), _half_year, _later_day),
        SetupQuestion("look_back_on", lambda t: t("Expected look-back inspection (Enter: not known)"),
                 _always(""), _later_day),
        SetupQuestion("procedure", lambda t: t("Procedure of striking off ({known})",
                                          known="/".join(ready.names())),
                 _always(BY_DEFAULT.procedure.name), _procedure),
        SetupQuestion("number", lambda t: t("Numbers of striking off"),
                 lambda given: f"{given['city']}{STRIKE_OFF_NUMBER}", _number),
        SetupQuestion("notice_hotline", lambda t: t("Telephone of the office for objections to public "
                                               "notices (Enter: none)"), _always(""), _telephone),
        SetupQuestion("round_on", lambda t: t("Weekday on which a reporting round opens, 1 to 7 "
                                         "(Enter: none by itself)"), _always(""), _weekday),
        SetupQuestion("digest_time", lambda t: t("Hour of the daily digest"),
                 _always(f"{BY_DEFAULT.digest_time:%H:%M}"), _setting("digest_time")),
        SetupQuestion("prompt_days", lambda t: t("Days before a deadline on which its owner is asked"),
                 _always(",".join(map(str, BY_DEFAULT.prompt_days))), _setting("prompt_days")),
        SetupQuestion("quiet_hours", lambda t: t("Hours in which nobody is written to first"),
                 _always(f"{BY_DEFAULT.quiet_from:%H:%M}-{BY_DEFAULT.quiet_until:%H:%M}"),
                 _setting("quiet_hours")),
        SetupQuestion("proxy_url", lambda t: t("HTTP proxy for Telegram (Enter: none)"), _always(""),
                 _setting("proxy_url")),
        SetupQuestion("bot_token", lambda t: t("The bot's token, not shown (Enter: later, in .env)"),
                 _always(""), _token, hidden=True),
    )  # fmt: skip
