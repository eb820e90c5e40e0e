"""`/told NAME` names every kind of reminder there is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from messages.follow_up import delivery_texts
from messages.texts import texts
from rules.policy.delivery_proofs import ReminderProof
from rules.policy.people import Person, Role
from rules.policy.prompts import AfterDeadline, DaysBefore, PromptAnswer, PromptKind

OWNER = Person(1, "张伟", 1, "青山县", "", frozenset({Role.OWNER}))
QUEUED = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
SAID: dict[PromptKind, str] = {
    DaysBefore(30): "1｜到期前30天提醒（时限 2026-12-01）",
    DaysBefore(1): "1｜到期前1天提醒（时限 2026-12-01）",
    DaysBefore(0): "1｜到期当日提醒（时限 2026-12-01）",
    AfterDeadline.OVERDUE: "1｜逾期提醒（时限 2026-12-01）",
}


@pytest.mark.parametrize(
    "kind", [DaysBefore(0), DaysBefore(1), DaysBefore(30), *AfterDeadline], ids=str
)
def test_each_kind_of_reminder_has_its_words(kind: PromptKind) -> None:
    row = ReminderProof(
        "1", "张伟", kind, date(2026, 12, 1), QUEUED, None, "", PromptAnswer.NONE, None
    )
    said = delivery_texts.record(texts("zh_CN"), OWNER, [row], ZoneInfo("Asia/Shanghai"))
    assert said.splitlines()[2] == SAID[kind]
