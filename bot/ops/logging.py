"""Logs: one line an event, for people or for machines. The token is never part of one."""

import logging

import structlog

from bot.settings import Settings


def set_up_logging(settings: Settings) -> None:
    """Set the log's format: `console` for people, `json` for machines; Chinese is readable in both."""
    if settings.log_format == "json":
        show: structlog.typing.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
        trace: structlog.typing.Processor = structlog.processors.dict_tracebacks
    else:
        show = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        trace = structlog.processors.StackInfoRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            trace,
            show,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    # The scheduler tells of every tick, and of a tick that ends because we stop; failures are told
    # by the duties themselves.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
