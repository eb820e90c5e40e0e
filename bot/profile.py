"""The city's own settings: environment and one TOML file become the City that the rules see.

docs/profile.example.toml holds every default with its meaning.
"""

import tomllib
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from bot.closing_profile import ClosingSettings
from bot.mirror_profile import MirrorSettings, named_once
from bot.profile_table import Table, series_of
from bot.settings import BY_DEFAULT, Settings
from rules.policy.calendar import WorkCalendar
from rules.policy.chats import BotProfile
from rules.policy.city import City, RoundPlan
from rules.policy.forecast import Assessment
from rules.policy.ladder import DEFAULT, Addressee, Ladder, Rung, Step
from rules.policy.papers import PAPER_NUMBER, PaperRules
from rules.policy.radar import RadarRules
from rules.policy.urgent import UrgentRules

SUNDAY = 7


class WorkdaySettings(Table):
    """Days off and make-up workdays that the published calendar does not have yet."""

    off: list[date] = Field(default=[])
    work: list[date] = Field(default=[])


class CampaignSettings(Table):
    name: str = BY_DEFAULT.campaign
    started_on: date | None = None
    half_year_on: date | None = None
    look_back_on: date | None = None


class PromptSettings(Table):
    at: time = BY_DEFAULT.prompt_time
    ask_again_after: int = Field(default=BY_DEFAULT.ask_again_after, ge=1)
    import_grace: int = Field(default=BY_DEFAULT.import_grace, ge=0)
    silent_after: int = Field(default=BY_DEFAULT.silent_after, ge=1)
    instruction_after: int = Field(default=BY_DEFAULT.instruction_after, ge=1)


class ExtensionSettings(Table):
    limit: int = Field(default=BY_DEFAULT.extension_limit, ge=0)


class RequestSettings(Table):
    """How many working days there are to answer and to decide."""

    blocker_days: int = Field(default=BY_DEFAULT.blocker_days, ge=1)
    decision_days: int = Field(default=BY_DEFAULT.decision_days, ge=1)
    coordinators: dict[str, str] = Field(default={})


class DigestSettings(Table):
    due_soon_days: int = Field(default=BY_DEFAULT.due_soon_days, ge=0)


class BoardSettings(Table):
    at: time = BY_DEFAULT.board_time


class GroupSettings(Table):
    masked_items: list[str] = Field(default=[])
    masked_categories: list[str] = Field(default=[])


class LightSettings(Table):
    steeper: Decimal = Field(default=BY_DEFAULT.assessment.steeper, ge=1)
    figures_by: int = Field(default=BY_DEFAULT.assessment.figures_by, ge=0)


class RungOfLadder(Table):
    """One step of the ladder; the names of the fields are those of Rung in rules/policy/ladder.py."""

    step: Step
    points: Decimal = Field(default=Decimal(0), ge=0)
    yellows: int = Field(default=0, ge=0)
    red: bool = False
    overdue_days: int = Field(default=0, ge=0)
    to: list[Addressee] = Field(default=list(Addressee))

    @classmethod
    def of(cls, rung: Rung) -> "RungOfLadder":
        return cls(
            step=rung.step,
            points=rung.points,
            yellows=rung.yellows,
            red=rung.red,
            overdue_days=rung.overdue_days,
            to=sorted(rung.to),
        )

    def as_rung(self) -> Rung:
        return Rung(
            self.step, self.points, self.yellows, self.red, self.overdue_days, frozenset(self.to)
        )


class LadderTable(Table):
    grace: int = Field(default=BY_DEFAULT.ladder.grace, ge=0)
    rungs: list[RungOfLadder] = Field(default=[RungOfLadder.of(rung) for rung in DEFAULT])


class RoundSettings(Table):
    """A dispatch that is repeated. `on`: the weekday from 1, Monday, or the day of the month.

    Not every month has a 29th.
    """

    every: Literal["week", "month"] = "week"
    on: int = Field(default=3, ge=1, le=28)
    opens: time = time(9, 0)
    due_after: int = Field(default=2, ge=0)
    due: time = time(12, 0)
    interval: int = Field(default=1, ge=1)

    @field_validator("on")
    @classmethod
    def _weekday(cls, value: int, info: ValidationInfo) -> int:
        if info.data.get("every") == "week" and value > SUNDAY:
            raise ValueError("a week has the days 1 to 7")
        return value

    @field_validator("due")
    @classmethod
    def _ends_after_it_opens(cls, value: time, info: ValidationInfo) -> time:
        if info.data.get("due_after") == 0 and value <= info.data.get("opens", time.min):
            raise ValueError("a round of one day ends after it opens")
        return value


class LookBackSettings(Table):
    """How closed items are checked again."""

    effect_months: int = Field(default=BY_DEFAULT.effect_months, ge=1)
    recheck_days: int = Field(default=BY_DEFAULT.recheck_days, ge=1)
    check_days: int = Field(default=BY_DEFAULT.check_days, ge=1)


class RadarSettings(Table):
    """What is a sign of a report that may not be true."""

    same_bits: int = Field(default=BY_DEFAULT.radar.same_bits, ge=0, le=21)
    sentence: int = Field(default=BY_DEFAULT.radar.sentence, ge=1)
    eve_days: int = Field(default=BY_DEFAULT.radar.eve_days, ge=0)
    eve_share: Decimal = Field(default=BY_DEFAULT.radar.eve_share, gt=0, le=100)


class UrgentSettings(Table):
    """Who is told of an urgent notice, and how often until one of them has received it."""

    to: list[Addressee] = Field(default=sorted(BY_DEFAULT.urgent.to))
    people: list[str] = Field(default=[])
    repeat_minutes: int = Field(default=BY_DEFAULT.urgent.repeat_minutes, ge=1)

    def as_rules(self) -> UrgentRules:
        return UrgentRules(frozenset(self.to), tuple(self.people), self.repeat_minutes)


class PaperSettings(Table):
    """How official papers are written, and where the city's own templates lie."""

    templates: Path | None = None
    issuer: str = ""
    number: str = Field(default=PAPER_NUMBER, max_length=60)
    telephone: str = ""
    reply_days: int = Field(default=BY_DEFAULT.papers.reply_days, ge=1)

    @field_validator("number")
    @classmethod
    def _has_places(cls, value: str) -> str:
        return series_of(value, "kind", "year", "number")

    def as_rules(self) -> PaperRules:
        return PaperRules(self.templates, self.issuer, self.number, self.telephone, self.reply_days)


class ProofSettings(Table):
    """Where the head of the journal's chain is written each day, outside of the ledger."""

    head_file: Path | None = None


class Profile(Table):
    """The TOML file named by `TAIZHANG_PROFILE`; every table has working defaults."""

    workdays: WorkdaySettings = WorkdaySettings()
    campaign: CampaignSettings = CampaignSettings()
    prompts: PromptSettings = PromptSettings()
    extensions: ExtensionSettings = ExtensionSettings()
    requests: RequestSettings = RequestSettings()
    digest: DigestSettings = DigestSettings()
    board: BoardSettings = BoardSettings()
    groups: GroupSettings = GroupSettings()
    lights: LightSettings = LightSettings()
    ladder: LadderTable = LadderTable()
    rounds: list[RoundSettings] = Field(default=[])
    closing: ClosingSettings = ClosingSettings()
    lookback: LookBackSettings = LookBackSettings()
    radar: RadarSettings = RadarSettings()
    urgent: UrgentSettings = UrgentSettings()
    papers: PaperSettings = PaperSettings()
    proof: ProofSettings = ProofSettings()
    mirrors: Annotated[list[MirrorSettings], AfterValidator(named_once)] = Field(default=[])


def city_of(settings: Settings, bots: Sequence[BotProfile] = ()) -> City:
    """Return the city of the settings and their profile.

    Raises OSError, tomllib.TOMLDecodeError and ValueError for a profile that cannot be read.
    """
    profile = read_profile(settings.profile)
    days = profile.workdays
    return City(
        zone=ZoneInfo(settings.timezone),
        language=settings.language,
        calendar=WorkCalendar.china(off=days.off, work=days.work),
        prompt_days=settings.prompt_days,
        prompt_time=profile.prompts.at,
        ask_again_after=profile.prompts.ask_again_after,
        import_grace=profile.prompts.import_grace,
        silent_after=profile.prompts.silent_after,
        instruction_after=profile.prompts.instruction_after,
        extension_limit=profile.extensions.limit,
        blocker_days=profile.requests.blocker_days,
        decision_days=profile.requests.decision_days,
        coordinators=tuple(profile.requests.coordinators.items()),
        assessment=Assessment(profile.lights.steeper, profile.lights.figures_by),
        ladder=Ladder(tuple(r.as_rung() for r in profile.ladder.rungs), profile.ladder.grace),
        board_time=profile.board.at,
        digest_time=settings.digest_time,
        due_soon_days=profile.digest.due_soon_days,
        quiet_from=settings.quiet_hours[0],
        quiet_until=settings.quiet_hours[1],
        rounds=tuple(RoundPlan(**round_.model_dump()) for round_ in profile.rounds),
        masked_items=frozenset(profile.groups.masked_items),
        masked_categories=frozenset(profile.groups.masked_categories),
        campaign=profile.campaign.name,
        started_on=profile.campaign.started_on,
        half_year_on=profile.campaign.half_year_on,
        look_back_on=profile.campaign.look_back_on,
        clauses=tuple(clause.as_rule() for clause in profile.closing.clauses),
        procedure=profile.closing.as_procedure(),
        strike_off_number=profile.closing.number,
        kept_up_days=profile.closing.kept_up_days,
        notice_hotline=profile.closing.notice_hotline,
        effect_months=profile.lookback.effect_months,
        recheck_days=profile.lookback.recheck_days,
        check_days=profile.lookback.check_days,
        claim_days=profile.closing.claim_days,
        radar=RadarRules(**profile.radar.model_dump()),
        urgent=profile.urgent.as_rules(),
        papers=profile.papers.as_rules(),
        mirrors=tuple(mirror.as_mirror() for mirror in profile.mirrors),
        bots=tuple(bots),
    )


def read_profile(path: Path | None) -> Profile:
    """Read a profile; return the defaults where there is none. Raises as `city_of` does."""
    if path is None:
        return Profile()
    with path.open("rb") as file:
        return Profile.model_validate(tomllib.load(file))
