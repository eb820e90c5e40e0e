"""The pace: no sliding window on the server ever holds one message too many."""

import heapq
import random
from collections import defaultdict, deque
from itertools import count

import pytest

from bot.rate_limits import RateLimiter
from bot.telegram.addresses import is_group, telegram_chat
from bot.telegram.limits import PUBLISHED

GROUP = -1
SOMEBODY, THE_GROUP = telegram_chat(7), telegram_chat(GROUP)


def served(
    pacer: RateLimiter, waiting: dict[int, int], round_trip: tuple[float, float], seed: int = 1
) -> dict[int, list[float]]:
    """Send everything that waits (chat → how many), on a simulated clock.

    When each chat's messages reached the server, half a round trip after they left.
    """
    chance = random.Random(seed)
    now, order = 0.0, count()
    arrivals: dict[int, list[float]] = defaultdict(list)
    answers: list[tuple[float, int, int]] = []
    queue = deque(waiting)
    while any(waiting.values()) or answers:
        held = {chat.id for chat in pacer.held(now, waited_for=False)}
        room = pacer.room(now)
        for chat in [c for c in queue if waiting[c] and c not in held][: max(room, 0)]:
            waiting[chat] -= 1
            pacer.left(telegram_chat(chat))
            trip = chance.uniform(*round_trip)
            arrivals[chat].append(now + trip * chance.uniform(0.1, 0.9))
            heapq.heappush(answers, (now + trip, next(order), chat))
        change = now + pacer.next_change(now)
        if answers and answers[0][0] <= change:
            now, _, chat = heapq.heappop(answers)
            pacer.answered(telegram_chat(chat), now)
        else:
            now = change
    return arrivals


def most_in(times: list[float], seconds: float) -> int:
    """The fullest half-open window of that length."""
    times = sorted(times)
    start = fullest = 0
    for end, moment in enumerate(times):
        while moment - times[start] >= seconds:
            start += 1
        fullest = max(fullest, end - start + 1)
    return fullest


@pytest.mark.slow
@pytest.mark.parametrize("round_trip", [(0.01, 0.01), (0.05, 0.05), (0.02, 0.2)])
def test_three_thousand_prompts_and_sixty_groups_within_every_limit(
    round_trip: tuple[float, float],
) -> None:
    waiting = dict.fromkeys([-n for n in range(1, 61)], 1) | dict.fromkeys(range(1, 3001), 1)
    arrivals = served(RateLimiter(PUBLISHED, is_group), waiting, round_trip)
    every = [moment for times in arrivals.values() for moment in times]
    assert len(every) == 3060
    assert most_in(every, 1.0) <= 30
    theory = 3060 / 30 * (1 + sum(round_trip) / 2)
    assert max(every) <= 1.06 * theory


def test_sixty_posts_to_one_group_among_three_thousand_prompts() -> None:
    waiting = {GROUP: 60} | dict.fromkeys(range(1, 3001), 1)
    arrivals = served(RateLimiter(PUBLISHED, is_group), waiting, (0.05, 0.05))
    assert most_in(arrivals[GROUP], 60.0) <= 20
    two_full_minutes_and_twenty_seconds = 139
    assert max(arrivals[GROUP]) <= 1.05 * two_full_minutes_and_twenty_seconds
    assert most_in([m for times in arrivals.values() for m in times], 1.0) <= 30


def test_one_chat_gets_one_a_second() -> None:
    arrivals = served(RateLimiter(PUBLISHED, is_group), {7: 5}, (0.05, 0.05))
    assert most_in(arrivals[7], 1.0) == 1


def test_an_answer_may_use_the_burst_while_a_notice_waits() -> None:
    pacer = RateLimiter(PUBLISHED, is_group)
    pacer.left(SOMEBODY)
    pacer.answered(SOMEBODY, 0.1)
    assert pacer.held(0.2, waited_for=False) == [SOMEBODY]
    assert pacer.held(0.2, waited_for=True) == []


def test_told_to_wait_a_group_waits_alone() -> None:
    pacer = RateLimiter(PUBLISHED, is_group)
    pacer.told_to_wait(THE_GROUP, until=40.0)
    assert (pacer.room(39.9), pacer.held(39.9, waited_for=True)) == (30, [THE_GROUP])
    assert pacer.held(40.0, waited_for=True) == []


def test_told_to_wait_by_a_person_everybody_waits() -> None:
    pacer = RateLimiter(PUBLISHED, is_group)
    pacer.told_to_wait(SOMEBODY, until=5.0)
    assert (pacer.room(4.9), pacer.room(5.0)) == (0, 30)


def test_nothing_is_remembered_for_ever() -> None:
    pacer = RateLimiter(PUBLISHED, is_group)
    for chat in map(telegram_chat, range(1000)):
        pacer.left(chat)
        pacer.answered(chat, 1.0)
    pacer.held(100.0, waited_for=False)
    assert pacer._chats == {}
