"""What a digest tells, and in which order."""

from datetime import date
from decimal import Decimal

import pytest

from rules.policy.digests import Section, digest_entry, sorted_entries
from rules.policy.forecast import Forecast, Light, LightReason
from rules.policy.items import Item, State
from tests.support.items import TODAY, villa

BLUE, YELLOW, RED = (
    Forecast(Light.BLUE, LightReason.IN_TIME),
    Forecast(Light.YELLOW, LightReason.BEHIND),
    Forecast(Light.RED, LightReason.TOO_SLOW),
)


@pytest.mark.parametrize(
    ("item", "forecast", "section"),
    [
        pytest.param(villa(), BLUE, None, id="on_schedule"),
        pytest.param(villa(), YELLOW, Section.YELLOW, id="yellow"),
        pytest.param(villa(), RED, Section.RED, id="red"),
        pytest.param(villa(deadline=date(2026, 12, 1)), BLUE, Section.DUE_SOON, id="in_a_week"),
        pytest.param(villa(deadline=date(2026, 12, 2)), BLUE, None, id="in_eight_days"),
        pytest.param(villa(deadline=TODAY), BLUE, Section.DUE_SOON, id="today"),
        pytest.param(
            villa(deadline=date(2026, 12, 1)), YELLOW, Section.YELLOW, id="soon_and_yellow"
        ),
        pytest.param(villa(deadline=date(2026, 11, 23)), RED, Section.OVERDUE, id="yesterday"),
        pytest.param(villa(deadline=None), BLUE, None, id="no_deadline"),
        pytest.param(villa(deadline=TODAY, finished_on=TODAY), BLUE, None, id="finished"),
        pytest.param(villa(deadline=TODAY, state=State.STRUCK_OFF), BLUE, None, id="struck_off"),
    ],
)
def test_where_an_item_is_told(item: Item, forecast: Forecast, section: Section | None) -> None:
    entry = digest_entry(item, forecast, TODAY, soon=7)
    assert (entry.section if entry else None) == section


def test_the_order_of_a_digest() -> None:
    told = [
        (villa(id=1, deadline=date(2026, 11, 30)), BLUE),
        (villa(id=2, deadline=date(2026, 11, 20)), RED),
        (villa(id=3, deadline=date(2026, 12, 15)), YELLOW),
        (villa(id=4, deadline=date(2026, 10, 1)), RED),
        (villa(id=5, deadline=date(2026, 12, 20)), RED),
        (villa(id=6, deadline=date(2026, 11, 20), key=False), RED),
        (villa(id=7, deadline=date(2026, 11, 30), done=Decimal(1)), BLUE),
    ]
    entries = [digest_entry(item, forecast, TODAY, 7) for item, forecast in told]
    assert [e.item.id for e in sorted_entries(e for e in entries if e)] == [4, 2, 6, 5, 3, 1, 7]
