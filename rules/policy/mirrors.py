"""Mirrors: group chats at other messengers whose robots repeat what the bot's own groups read."""

from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from rules.policy.chats import ChatAddress

ROBOT = "robot"
"""What addresses of mirrors begin with."""


class RobotKind(StrEnum):
    """Whose robot it is."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


ROOM = {RobotKind.WECOM: 2048, RobotKind.DINGTALK: 15_000, RobotKind.FEISHU: 15_000}
"""Bytes of UTF-8 in one post. DingTalk and Feishu count 20,000 with everything around the words."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """One group chat. `name` is the city's own name for it; `unit` is empty for the whole city."""

    name: str
    kind: RobotKind
    unit: str = ""

    @property
    def chat(self) -> ChatAddress:
        """Return its address, which stays when the robot is replaced or the profile reordered."""
        return ChatAddress(ROBOT, crc32(self.name.encode()))

    @property
    def room(self) -> int:
        """Return how many bytes of UTF-8 one post may have."""
        return ROOM[self.kind]
