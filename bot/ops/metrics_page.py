"""The page Prometheus reads: the measures of this process, and what waits in the ledger it serves."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.clock import Clock
from bot.listen_address import host_and_port
from bot.ops.metrics import OF_THIS_PROCESS
from rules.policy.watching import LATE
from storage.db.engine import DatabaseLost, Engine, reading
from storage.mail import backlog
from storage.mail.backlog import Backlog


class BacklogCollector(Collector):
    """One look at the ledger's queues."""

    def __init__(self, seen: Backlog, now: datetime) -> None:
        self._seen = seen
        self._now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        seen = self._seen
        age = 0.0 if seen.oldest is None else (self._now - seen.oldest).total_seconds()
        yield _gauge("inbox_waiting", "Updates that wait.", seen.heard)
        yield _gauge("inbox_oldest_seconds", "How long the first of them has waited.", age)
        yield _gauge("inbox_parked", "Updates that were given up; see inbox parked.", seen.parked)
        yield _gauge("outbox_failed", "Messages that were given up.", seen.given_up)
        yield _gauge("evidence_waiting", "Files still to be fetched.", seen.to_fetch)
        yield _gauge("journal_entries", "Entries of the journal.", seen.entries)
        by_urgency = GaugeMetricFamily(
            "taizhang_outbox_waiting", "Messages to be sent.", labels=["urgency"]
        )
        for urgency, count in seen.to_send.items():
            by_urgency.add_metric([urgency.name.lower()], count)
        yield by_urgency


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"taizhang_{name}", meaning, value=value)


class Metrics:
    """Answers `GET /metrics` and `GET /health` at the address of TAIZHANG_METRICS_LISTEN."""

    def __init__(self, engine: Engine, clock: Clock, listen: str) -> None:
        self._engine = engine
        self._clock = clock
        self._host, self._port = host_and_port(listen)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen. Raises OSError when the address is taken."""
        app = web.Application()
        app.router.add_get("/metrics", self._answer)
        app.router.add_get("/health", self._health)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    @property
    def url(self) -> str:
        """Return the address of the page, with the port it really has."""
        assert self._runner is not None
        host, port = self._runner.addresses[0][:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/metrics"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        del request
        try:
            seen = await asyncio.to_thread(self._seen)
        except DatabaseLost as error:
            return web.Response(status=503, text=f"{error}\n")
        waiting = CollectorRegistry()
        waiting.register(BacklogCollector(seen, self._clock.now()))
        body = generate_latest(OF_THIS_PROCESS) + generate_latest(waiting)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _health(self, request: web.Request) -> web.Response:
        """Answer 200 while messages are dealt with; 503 and why not otherwise."""
        del request
        try:
            seen = await asyncio.to_thread(self._seen)
        except DatabaseLost as error:
            return web.Response(status=503, text=f"database: {error.orig}\n")
        late = seen.oldest is not None and self._clock.now() - seen.oldest > LATE
        if late:
            return web.Response(status=503, text=f"inbox: waiting since {seen.oldest}\n")
        return web.Response(text="well\n")

    def _seen(self) -> Backlog:
        with reading(self._engine) as tx:
            return backlog.measure(tx)
