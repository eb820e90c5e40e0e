"""A dispatch round that the office of the small city has opened."""

from datetime import timedelta

from rules.policy.city import City
from storage.db.engine import Engine
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import GROUP, MORNING, OFFICE, settle

FRIDAY_NOON = MORNING + timedelta(days=3, hours=3)


def opened(
    engine: Engine, city: City | None = None, *, duties: tuple[str, ...] = ("rounds",)
) -> Dialogue:
    """Bind the whole city's group, and open a round until Friday noon as the office."""
    settle(engine)
    talk = Dialogue(engine, city=city or City())
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    talk.says(OFFICE, "/round 周五12:00")
    tick(talk, MORNING + timedelta(minutes=1), *duties)
    return talk


def published(talk: Dialogue) -> None:
    """Publish the circular that was drafted last."""
    talk.presses(OFFICE, "发布")
    talk.presses(OFFICE, "确认发布")
