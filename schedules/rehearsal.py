"""What a duty would send at some time: played through, and undone."""

from datetime import datetime, time

from rules.city import City
from schedules.duties import DUTIES
from storage.database import Engine
from storage.rehearsing import WouldSay, rehearsed

NOON = time(12, 0)


def rehearse(engine: Engine, name: str, city: City, at: datetime) -> list[WouldSay]:
    """Every message in the order it would leave. Midnight, a day without a time, means its noon."""
    local = at.astimezone(city.zone)
    if local.time() == time(0, 0):
        local = city.moment(local.date(), NOON)
    return rehearsed(engine, lambda tx: DUTIES[name](tx, city, local))
