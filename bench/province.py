"""A day of a province, simulated: how long officials wait for an answer, hour by hour.

python -m bench.province                        16 cities with a bot each
python -m bench.province --cities 1             the same province with one bot
python -m bench.province --times 4              four times as many messages

A queueing model by a clock of its own, not a race: messages come by chance in a day's pattern, one
process a city deals with them one after the other, and Telegram takes 30 messages a second of each
bot, answers before the morning's prompts and boards. How long the process needs for a message is
given; the default follows docs/scale.md.
"""

import argparse
import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass

HOUR = 3600.0
PATTERN = {
    7: 0.02,
    8: 0.50,
    9: 0.12,
    10: 0.08,
    11: 0.05,
    13: 0.03,
    14: 0.07,
    15: 0.06,
    16: 0.05,
    17: 0.02,
}
"""Of the day's messages the share of each hour. The first hour of work has half."""

RUSH, RUSH_FROM, RUSH_UNTIL = 1 / 3, 8.5 * HOUR, (8 + 40 / 60) * HOUR
"""Of the messages of the first hour a third comes in the ten minutes after the digest."""

SLOT = 1.004 / 30
"""Seconds between two messages of a bot, where many leave. Source: bot/telegram/limits.py."""

DIGEST_AT, PROMPTS_AT = 8.5 * HOUR, 8 * HOUR


@dataclass(frozen=True, slots=True)
class City:
    """What one bot and its process have to do; seconds."""

    messages: int
    """A day, each answered by one."""
    prompts: int
    """Messages the bot begins by itself in the morning."""
    service: float
    digest: float
    """How long the day's first digest keeps the process."""


def arrivals(city: City, chance: random.Random) -> list[float]:
    """Return the seconds of the day at which messages come."""
    hours = chance.choices(list(PATTERN), list(PATTERN.values()), k=city.messages)
    return sorted(_moment(hour, chance) for hour in hours)


def _moment(hour: int, chance: random.Random) -> float:
    if hour == 8 and chance.random() < RUSH:
        return chance.uniform(RUSH_FROM, RUSH_UNTIL)
    return hour * HOUR + chance.random() * HOUR


def answered(city: City, come: list[float], chance: random.Random) -> Iterator[float]:
    """Yield when each answer is ready to leave: one after the other, the digest between them."""
    free, digest = 0.0, city.digest
    for moment in come:
        if digest and moment >= DIGEST_AT:
            free, digest = max(free, DIGEST_AT) + digest, 0.0
        # Some messages take several times as long as others: a card, a list, a receipt.
        free = max(free, moment) + chance.gammavariate(2.0, city.service / 2.0)
        yield free


def sent(ready: list[float], prompts: int) -> Iterator[float]:
    """Yield when each answer leaves; a prompt takes a slot only while no answer waits."""
    waiting = [(PROMPTS_AT, 1, 0)] * prompts
    heapq.heapify(waiting)
    slot, following = 0.0, 0
    while following < len(ready):
        if ready[following] <= slot or not waiting or waiting[0][0] > max(slot, ready[following]):
            slot = max(slot, ready[following])
            yield slot
            following += 1
        else:
            slot = max(slot, waiting[0][0])
            if ready[following] <= slot:
                continue
            heapq.heappop(waiting)
        slot += SLOT


def day(city: City, chance: random.Random) -> list[tuple[float, float]]:
    """Return for each message of a city when it came, and how long its answer took."""
    come = arrivals(city, chance)
    ready = list(answered(city, come, chance))
    return [(at, left - at) for at, left in zip(come, sent(ready, city.prompts), strict=True)]


def table(waits: list[tuple[float, float]], cities: int, service: float) -> Iterator[str]:
    """Yield a line for each hour: messages, how busy a process is, median, 99 %, longest wait."""
    yield "| hour | messages | process busy | median, s | 99 %, s | longest, s |"
    yield "|---|---:|---:|---:|---:|---:|"
    for hour in [*PATTERN, None]:
        of_hour = sorted(w for at, w in waits if hour is None or at // HOUR == hour)
        busy = len(of_hour) / cities * service / (HOUR if hour else 24 * HOUR)
        median, most = of_hour[len(of_hour) // 2], of_hour[len(of_hour) * 99 // 100]
        name = "the day" if hour is None else f"{hour:02}–{hour + 1:02}"
        yield (
            f"| {name} | {len(of_hour):,} | {busy:.1%} | {median:.3f} | {most:.3f} | {of_hour[-1]:.3f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cities", type=int, default=16)
    parser.add_argument("--officials", type=int, default=50_000)
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--each", type=float, default=4.0, help="messages of an official a day")
    parser.add_argument("--times", type=float, default=1.0, help="so many times as many")
    parser.add_argument("--service", type=float, default=8.4, help="ms for a message")
    parser.add_argument("--digest", type=float, default=5.5, help="s, of 100,000 items")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    city = City(
        messages=round(given.officials * given.each * given.times / given.cities),
        prompts=round(given.officials / given.cities),
        service=given.service / 1000,
        digest=given.digest * given.items / given.cities / 100_000,
    )
    chance = random.Random(given.seed)
    waits = [wait for _ in range(given.cities) for wait in day(city, chance)]
    print(f"{given.cities} bots; each {city}\n")
    print("\n".join(table(waits, given.cities, city.service)))


if __name__ == "__main__":
    main()
