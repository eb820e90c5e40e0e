"""Measures over HTTP: what a running city tells an operator."""

import asyncio
from datetime import timedelta

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from schedules.duties import DUTIES
from tests.stories.conftest import RunningCity
from tests.support.late_updates import waits
from tests.support.small_city import OFFICIAL

WITHIN_SECONDS = 5
Measures = dict[tuple[str, str], float]


async def measures(city: RunningCity) -> Measures:
    """By name and the value of its one label; buckets left out."""
    async with aiohttp.ClientSession() as http, http.get(city.program.metrics.url) as answer:
        assert answer.status == 200
        text = await answer.text()
    return {
        (sample.name, "".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if "le" not in sample.labels
    }


def sent(found: Measures) -> float:
    return found.get(("taizhang_messages_sent_total", "reply"), 0.0)


async def once_answered(city: RunningCity) -> Measures:
    """The measures as soon as they count one more answer."""
    before = await measures(city)
    await city.hears(OFFICIAL, "/my")
    after = await measures(city)
    async with asyncio.timeout(WITHIN_SECONDS):
        while sent(after) == sent(before):
            after = await measures(city)
    return after


def grown(before: Measures, after: Measures) -> dict[str, float]:
    """What this process counted in between: the counters are the process's, not the test's."""
    return {
        f"{name}{{{label}}}" if label else name: value - before.get((name, label), 0.0)
        for (name, label), value in after.items()
        if name.startswith("taizhang_") and name.endswith(("_total", "_count"))
        if name != "taizhang_unit_of_work_seconds_count"
        if value != before.get((name, label), 0.0)
    }


def standing(found: Measures) -> dict[str, float]:
    return {
        f"{name}{{{label}}}" if label else name: value
        for (name, label), value in found.items()
        if name.startswith("taizhang_") and not name.endswith(("_total", "_count", "_sum"))
        if not name.endswith("_created") and name != "taizhang_duty_time_seconds"
    }


async def menus_are_set(city: RunningCity) -> None:
    """Those of everybody, in both languages and for groups, and then of each of the five enrolled."""
    await city.sandbox.called("setMyCommands", 4 + 5)


async def test_a_message_and_its_answer_are_counted(city: RunningCity) -> None:
    await menus_are_set(city)
    before = await once_answered(city)
    after = await once_answered(city)
    assert grown(before, after) == {
        "taizhang_updates_taken_in_total": 1.0,
        "taizhang_update_wait_seconds_count": 1.0,
        "taizhang_messages_sent_total{reply}": 1.0,
        "taizhang_answer_delay_seconds_count": 1.0,
    }


async def test_what_waits_is_told(city: RunningCity) -> None:
    await menus_are_set(city)
    await city.hears(OFFICIAL, "/my")
    await city.sandbox.fault("sendMessage", "502")
    await city.sandbox.say(OFFICIAL, "/my")
    await city.sandbox.called("sendMessage", 2)
    found = standing(await measures(city))
    assert found == {
        "taizhang_backup_time_seconds": 0.0,
        "taizhang_post_held{intake}": 1.0,
        "taizhang_post_held{sender}": 1.0,
        "taizhang_post_held{clock}": 1.0,
        "taizhang_inbox_waiting": 0.0,
        "taizhang_inbox_oldest_seconds": 0.0,
        "taizhang_inbox_parked": 0.0,
        "taizhang_outbox_failed": 0.0,
        "taizhang_evidence_waiting": 0.0,
        "taizhang_journal_entries": 0.0,
        "taizhang_outbox_waiting{press}": 0.0,
        "taizhang_outbox_waiting{reply}": 1.0,
        "taizhang_outbox_waiting{notice}": 0.0,
        "taizhang_outbox_waiting{broadcast}": 0.0,
        "taizhang_outbox_waiting{stranger}": 0.0,
    }


async def test_when_each_duty_was_last_done_is_told(city: RunningCity) -> None:
    """In seconds since 1970; the process has measured other cities before."""
    begun = city.program.clock.now().timestamp() - WITHIN_SECONDS
    async with asyncio.timeout(WITHIN_SECONDS):
        while set(done(await measures(city), begun)) != set(DUTIES):
            pass


def done(found: Measures, since: float) -> list[str]:
    return [
        duty
        for (name, duty), at in found.items()
        if name == "taizhang_duty_time_seconds" and at > since
    ]


async def test_the_time_of_each_unit_of_work_is_told(city: RunningCity) -> None:
    name = ("taizhang_unit_of_work_seconds_count", "")
    before = await once_answered(city)
    assert (await once_answered(city))[name] > before[name]


async def health(city: RunningCity) -> tuple[int, str]:
    address = city.program.metrics.url.removesuffix("/metrics") + "/health"
    async with aiohttp.ClientSession() as http, http.get(address) as answer:
        return answer.status, await answer.text()


async def test_it_is_well_until_somebody_waits_too_long(city: RunningCity) -> None:
    assert await health(city) == (200, "well\n")
    waits(city.program.ledger.engine, city.program.clock.now() - timedelta(minutes=11))
    status, words = await health(city)
    assert (status, words.split(" since")[0]) == (503, "inbox: waiting")


async def test_only_the_measures_are_served(city: RunningCity) -> None:
    elsewhere = city.program.metrics.url.removesuffix("/metrics") + "/"
    async with aiohttp.ClientSession() as http, http.get(elsewhere) as answer:
        assert answer.status == 404
