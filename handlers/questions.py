"""Plain questions about others: who is silent, what is red, what somebody has, how it stands."""

import re

from handlers import lists, proofs, status
from handlers.desk import Desk
from handlers.heard import Said
from messages.outgoing import Spoken
from rules.forecast import Light
from storage import people

SILENT = re.compile(r"[没未](?:有)?(?:报|回复|答复|反馈|回应|回的)|(?:has|have) not answered")
LIGHTS = {
    Light.RED: re.compile(r"红[灯牌色的]|亮红|\bred\b", re.IGNORECASE),
    Light.YELLOW: re.compile(r"黄[灯牌色的]|亮黄|\byellow\b", re.IGNORECASE),
}


def asked(said: Said, desk: Desk) -> Spoken:
    """Who has not answered; the items of a light or of a person; else the totals."""
    if SILENT.search(said.text):
        return proofs.told(desk, "")
    for light, words in LIGHTS.items():
        if words.search(said.text):
            return lists.show(desk, lists.Asked("light", light))
    person = people.mentioned(desk.tx, said.text)
    if person is not None:
        return lists.show(desk, lists.Asked("person", person.name))
    return status.wished(desk, lists.subject_of(said.text))
