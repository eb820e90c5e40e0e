"""The office is warned when the assistant itself is in trouble: of each kind once a day."""

from datetime import datetime
from functools import partial

from messages.letters import letters
from messages.operating_texts import warning
from notices import calendar_notices, mail, recipients
from rules.policy.city import City
from rules.policy.watching import NEARLY_FULL, Watched, year_to_ask_for
from storage.db.engine import Tx


def warn(tx: Tx, city: City, seen: Watched, now: datetime, nearly_full: int = NEARLY_FULL) -> None:
    """Tell everybody in the office what is wrong; at night nobody, and it waits for the morning."""
    if city.is_quiet(now):
        return
    today = city.today(now)
    for trouble in seen.troubles(now, nearly_full):
        told = letters(
            recipients.office(tx),
            city.language,
            partial(warning, trouble=trouble, seen=seen, zone=city.zone),
            dedup_key=f"watch:{trouble}:{today}",
        )
        mail.send_all(tx, told, now)
    years = year_to_ask_for(city.calendar, today.year, today.month)
    mail.send_all(tx, calendar_notices.of_years(tx, city, years), now)
