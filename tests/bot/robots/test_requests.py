"""One post to one robot: taken where it is right, and every failure sorted and free of secrets."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery import AN_HOUR_OF_TRIES, DeliveryFailure, DeliveryOutcome, Receipt
from bot.robots.messenger import Robots
from bot.settings import Settings
from messages.outgoing import OutgoingMessage, content_of
from rules.policy.delivery import Urgency
from rules.policy.mirrors import Mirror, RobotKind
from storage.mail.due import OutboxRow
from tests.support.hand_clock import HandClock
from tests.support.robot_receiver import KEY, SECRET, RobotReceiver
from tests.support.small_city import MORNING

KINDS = list(RobotKind)
WORDS = '整改日报 "甲<乙>&丙" %25 + 全市\n🔴3｜白水县污水处理厂二期'


@pytest.fixture
async def receiver() -> AsyncIterator[RobotReceiver]:
    async with RobotReceiver(HandClock()) as running:
        yield running


async def sent(
    folder: Path,
    receiver: RobotReceiver,
    kind: RobotKind,
    words: str = WORDS,
    attempts: int = 0,
    **wrong: str,
) -> Receipt | DeliveryFailure:
    """Send words to a robot that is set up as it should be, or wrong in something."""
    path = folder / "profile.toml"
    path.write_text(receiver.profile(kind, **wrong), encoding="utf-8")
    robots = Robots(Settings(profile=path), receiver.clock)
    await robots.greet()
    chat = Mirror(f"{kind}工作群", kind).chat
    content = content_of(OutgoingMessage(chat, words))
    row = OutboxRow(1, chat, Urgency.BROADCAST, content, None, attempts, MORNING)
    try:
        return await robots.send(row)
    finally:
        await robots.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_it_is_signed_and_read_as_it_was_written(
    receiver: RobotReceiver, tmp_path: Path, kind: RobotKind
) -> None:
    assert await sent(tmp_path, receiver, kind) == Receipt()
    assert receiver.posts == {kind: [WORDS]}


@pytest.mark.parametrize(
    ("kind", "wrong", "reason"),
    [
        (RobotKind.WECOM, {"url_key": "another"}, "93000 invalid webhook url"),
        (RobotKind.DINGTALK, {"secret": "another"}, "310000 sign not match"),
        (RobotKind.FEISHU, {"secret": "another"}, "19021 sign match fail"),
    ],
)
async def test_an_error_inside_a_200_is_a_refusal(
    receiver: RobotReceiver, tmp_path: Path, kind: RobotKind, wrong: dict[str, str], reason: str
) -> None:
    if "url_key" in wrong:
        wrong = {"url": receiver.url(kind, wrong["url_key"])}
    expected = DeliveryFailure(DeliveryOutcome.REFUSED, reason, called=f"{kind}工作群")
    assert await sent(tmp_path, receiver, kind, **wrong) == expected
    assert receiver.posts == {}


async def test_nobody_in_feishu_is_called_by_what_somebody_wrote(
    receiver: RobotReceiver, tmp_path: Path
) -> None:
    await sent(tmp_path, receiver, RobotKind.FEISHU, '<at user_id="all">')
    assert receiver.posts == {"feishu": ['＜at user_id="all">']}


@pytest.mark.parametrize(
    ("answer", "wait", "counts"),
    [
        ((200, '{"errcode": 130101, "errmsg": "send too fast"}'), 600.0, False),
        ((200, '{"errcode": 45009, "errmsg": "freq out of limit"}'), 60.0, False),
        ((200, '{"code": 9499, "msg": "too many request"}'), 60.0, False),
        ((429, ""), 60.0, False),
        ((200, '{"errcode": -1, "errmsg": "system busy"}'), 4.0, True),
        ((502, "<html>"), 4.0, True),
        ((200, "<html>sign in to the network</html>"), 4.0, True),
    ],
)
async def test_what_passes_is_tried_again(
    receiver: RobotReceiver, tmp_path: Path, answer: tuple[int, str], wait: float, counts: bool
) -> None:
    receiver.faults.append(answer)
    failure = await sent(tmp_path, receiver, RobotKind.DINGTALK, attempts=2)
    assert isinstance(failure, DeliveryFailure)
    assert (failure.outcome, failure.wait, failure.counts, failure.flood) == (
        DeliveryOutcome.AGAIN, wait, counts, not counts
    )  # fmt: skip


async def test_a_robot_out_of_reach_for_an_hour_is_given_up(
    receiver: RobotReceiver, tmp_path: Path
) -> None:
    address = f"http://127.0.0.1:9/robot/send?access_token={KEY}"
    again = await sent(tmp_path, receiver, RobotKind.DINGTALK, url=address)
    assert isinstance(again, DeliveryFailure)
    assert again.outcome is DeliveryOutcome.AGAIN
    ended = await sent(
        tmp_path, receiver, RobotKind.DINGTALK, attempts=AN_HOUR_OF_TRIES, url=address
    )
    reason = "the robot cannot be reached: ClientConnectorError"
    assert ended == DeliveryFailure(DeliveryOutcome.REFUSED, reason, called="dingtalk工作群")


@pytest.mark.parametrize("kind", [RobotKind.DINGTALK, RobotKind.FEISHU])
async def test_what_a_server_repeats_of_key_and_secret_is_left_out(
    receiver: RobotReceiver, tmp_path: Path, kind: RobotKind
) -> None:
    echo = f"no {receiver.url(kind)} nor {KEY} nor {SECRET}"
    receiver.faults.append((200, f'{{"errcode": 400, "errmsg": "{echo}"}}'))
    failure = await sent(tmp_path, receiver, kind)
    assert isinstance(failure, DeliveryFailure)
    assert failure.reason == "400 no … nor … nor …"
