"""Groups that read along: the whole city's, and a county's."""

from rules.policy.city import City
from tests.support.dialogue import Dialogue
from tests.support.small_city import GROUP, OFFICE

COUNTY = -1002
"""The group of 白水县."""

MASKED = "涉敏任务，详见个人消息"
"""What a group reads instead of a sensitive item's title."""


def two_groups_bound(talk: Dialogue) -> None:
    """Bind a group to the whole city and one to 白水县; item 3 is sensitive."""
    talk.city = City(masked_items=frozenset({"3"}))
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    talk.says(OFFICE, "/bind 白水县", chat=COUNTY)
