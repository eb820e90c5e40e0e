"""The check-up: what an operator wants to know before trusting an installation."""

import shutil
from datetime import UTC, datetime, timedelta

from bot.bootstrap import in_one_line, unwritable
from bot.clock import Clock
from bot.ops.backups import folder_of, newest_time
from bot.ops.finding import Finding
from bot.profile import city_of
from bot.settings import Settings
from bot.telegram.check_up import findings_of_telegram
from messages.dossier.document import can_be_made
from messages.papers import paper_texts
from messages.pictures import draws_chinese
from messages.texts import Texts, texts
from notices import mirrors
from rules.policy.city import City
from rules.policy.watching import LATE
from storage.db.backup import SPARE_BYTES
from storage.db.engine import DatabaseLost, Tx, Unreachable, is_missing, open_engine, reading
from storage.db.migrate import is_current
from storage.mail import backlog

STALE = timedelta(days=2)
"""A copy of the ledger is made every night that the bot runs."""


async def examine(given: Settings) -> list[Finding]:
    """Return everything, in the order an operator would mend it, in their language."""
    t = texts(given.language)
    city, settings_found = _settings(given, t)
    return [
        settings_found,
        _folder(given, t),
        _database(given, t),
        *_in_the_ledger(given, city, t),
        _backups(given, city, t),
        *await findings_of_telegram(given, t),
        _calendar(city, t),
        _font(t),
        _case_files(t),
        *_papers(city, t),
    ]


def _settings(given: Settings, t: Texts) -> tuple[City, Finding]:
    name = t("Settings")
    try:
        zone, folder = given.timezone, given.data_dir
        return city_of(given), Finding(
            name, True, t("time zone {zone}, data in {folder}", zone=zone, folder=folder)
        )
    except (OSError, ValueError) as error:
        words = t(
            "the profile {file} cannot be read, please mend it: {reason}",
            file=given.profile,
            reason=in_one_line(error),
        )
        return City(), Finding(name, False, words)


def _folder(given: Settings, t: Texts) -> Finding:
    name, trouble = t("Data folder"), unwritable(given.data_dir)
    if trouble:
        words = t("cannot be written, check TAIZHANG_DATA_DIR: {reason}", reason=trouble)
        return Finding(name, False, words)
    free = shutil.disk_usage(given.data_dir).free
    if free < SPARE_BYTES:
        words = t("only {megabytes} MB are left on the disk", megabytes=free // 2**20)
        return Finding(name, False, words)
    return Finding(name, True, t("{gigabytes} GB are left on the disk", gigabytes=_tenth(free)))


def _tenth(size: int) -> str:
    return f"{size / 2**30:.1f}"


def _database(given: Settings, t: Texts) -> Finding:
    name = t("Database")
    try:
        if is_missing(given.database_url):
            return Finding(name, True, t("no ledger yet; the first import or start makes one"))
        engine = open_engine(given.database_url)
    except Unreachable as error:
        words = t("cannot be opened, check TAIZHANG_DATABASE_URL: {reason}", reason=error)
        return Finding(name, False, words)
    try:
        current = is_current(engine)
    except DatabaseLost as error:
        return Finding(name, False, t("cannot be read: {reason}", reason=error.orig))
    finally:
        engine.dispose()
    later = t("reached; its tables are brought up to date at the next start")
    return Finding(name, True, t("reached, its tables are up to date") if current else later)


def _in_the_ledger(given: Settings, city: City, t: Texts) -> list[Finding]:
    """Report what only a ledger of this version tells; nothing where there is none."""
    try:
        if is_missing(given.database_url):
            return []
        engine = open_engine(given.database_url)
    except Unreachable:
        return []
    try:
        if not is_current(engine):
            return []
        with reading(engine) as tx:
            return [_waiting(tx, city, t), *_mirrors(tx, city, t)]
    except DatabaseLost:
        return []
    finally:
        engine.dispose()


def _waiting(tx: Tx, city: City, t: Texts) -> Finding:
    seen = backlog.measure(tx)
    late = seen.oldest is not None and Clock().now() - seen.oldest > LATE
    since = t.minute(seen.oldest.astimezone(city.zone)) if seen.oldest else "-"
    words = t(
        "waiting: {waiting}, the first since {moment}; given up: {parked} (taizhang inbox parked)",
        waiting=seen.heard,
        moment=since,
        parked=seen.parked,
    )
    return Finding(t("Inbox"), not late, words)


def _mirrors(tx: Tx, city: City, t: Texts) -> list[Finding]:
    """Report whether robots are told of units that there are; nothing is posted to try them."""
    if not city.mirrors:
        return []
    name, known = t("Group robots"), {mirror for mirror, _ in mirrors.of_city(tx, city)}
    wrong = [mirror.unit for mirror in city.mirrors if mirror not in known]
    if wrong:
        units = t.comma().join(wrong)
        return [
            Finding(name, False, t("the ledger has no unit of this name: {units}", units=units))
        ]
    groups = t.comma().join(mirror.name for mirror in city.mirrors)
    return [Finding(name, True, t("set up: {groups}", groups=groups))]


def _backups(given: Settings, city: City, t: Texts) -> Finding:
    name = t("Backups")
    made = newest_time(folder_of(given.data_dir))
    if not made:
        return Finding(name, True, t("none yet; made every night that the bot runs"))
    newest = datetime.fromtimestamp(made, UTC)
    day = f"{newest.astimezone(city.zone):%Y-%m-%d %H:%M}"
    if Clock().now() - newest > STALE:
        words = t("the newest is of {day}; look for no_backup in the log", day=day)
        return Finding(name, False, words)
    return Finding(name, True, t("the newest is of {day}", day=day))


def _calendar(city: City, t: Texts) -> Finding:
    name = t("Holidays")
    year = Clock().now().astimezone(city.zone).year
    if not city.calendar.is_published(year):
        words = t("those of {year} are unknown; add them to [workdays] of the profile", year=year)
        return Finding(name, False, words)
    if not city.calendar.is_published(year + 1):
        words = t("{year} is complete; add {following} once it is published",
                  year=year, following=year + 1)  # fmt: skip
        return Finding(name, True, words)
    return Finding(
        name, True, t("complete for {year} and {following}", year=year, following=year + 1)
    )


def _font(t: Texts) -> Finding:
    if draws_chinese():
        return Finding(t("Font"), True, t("pictures show Chinese"))
    return Finding(t("Font"), False, t("pictures cannot show Chinese; please run make setup again"))


def _case_files(t: Texts) -> Finding:
    """Report whether case files can be made; without them all else works."""
    name = t("Case files")
    if can_be_made():
        return Finding(name, True, t("can be made as PDF"))
    words = t("cannot be made; if you need them: pip install 'taizhang[pdf]'")
    return Finding(name, True, words)


def _papers(city: City, t: Texts) -> list[Finding]:
    """Report whether papers can be made from the city's own templates; nothing where it has none."""
    from messages.papers.templates import unfit  # noqa: PLC0415 - slow to import, rarely needed

    folder, name = city.papers.folder, t("Templates of papers")
    if folder is None:
        return []
    if not folder.is_dir():
        words = t("the folder {folder} of the profile is not there", folder=folder)
        return [Finding(name, False, words)]
    wrong = unfit(folder)
    if wrong:
        words = t.semicolon().join(paper_texts.template_fault(t, each) for each in wrong)
        return [Finding(name, False, words)]
    return [Finding(name, True, t("all of {folder} can be filled in", folder=folder))]
