"""Measures for Prometheus: what this process did."""

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

DELAYS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

OF_THIS_PROCESS = CollectorRegistry()
ProcessCollector(registry=OF_THIS_PROCESS)

TAKEN_IN = Counter(
    "taizhang_updates_taken_in",
    "Updates kept, repeated ones counted again.",
    registry=OF_THIS_PROCESS,
)
NOT_KEPT = Counter(
    "taizhang_updates_not_kept",
    "Updates that no database takes as they came; the log has each.",
    registry=OF_THIS_PROCESS,
)
WAITED = Histogram(
    "taizhang_update_wait_seconds",
    "From the moment an update was kept until it was taken up.",
    buckets=DELAYS,
    registry=OF_THIS_PROCESS,
)
SENT = Counter(
    "taizhang_messages_sent",
    "Calls that Telegram took.",
    ["urgency"],
    registry=OF_THIS_PROCESS,
)
NOT_SENT = Counter(
    "taizhang_messages_not_sent",
    "Calls that failed, by what became of the message.",
    ["fate"],
    registry=OF_THIS_PROCESS,
)
ANSWERED = Histogram(
    "taizhang_answer_delay_seconds",
    "From the moment an answer was written down until Telegram had taken it.",
    buckets=DELAYS,
    registry=OF_THIS_PROCESS,
)
BACKED_UP = Gauge(
    "taizhang_backup_time_seconds",
    "When the newest copy of the ledger was made, in seconds since 1970; 0: none was made here.",
    registry=OF_THIS_PROCESS,
)
HELD = Gauge(
    "taizhang_post_held",
    "1 while this process holds the post.",
    ["post"],
    registry=OF_THIS_PROCESS,
)
DUTY_DONE = Gauge(
    "taizhang_duty_time_seconds",
    "When each duty last came to its end here, in seconds since 1970.",
    ["duty"],
    registry=OF_THIS_PROCESS,
)
WORKED = Histogram(
    "taizhang_unit_of_work_seconds",
    "How long the database was busy with one piece of work, its commits among it.",
    buckets=DELAYS,
    registry=OF_THIS_PROCESS,
)


def duty_done(name: str, at: datetime) -> None:
    """Note that a duty came to its end."""
    DUTY_DONE.labels(name).set(at.timestamp())
