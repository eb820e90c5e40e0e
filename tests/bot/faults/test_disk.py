"""Files of ours that the disk does not give: a disk may come back, and so may a shared folder."""

from pathlib import Path

import pytest
from sqlalchemy import update

from bot.delivery import AN_HOUR_OF_TRIES
from bot.telegram.addresses import telegram_chat
from messages.outgoing import Attachment, OutgoingMessage
from messages.pictures import png
from storage.db.engine import writing
from storage.mail.tables import outbox as mail
from tests.bot.faults.conftest import Post
from tests.support.small_city import OFFICE, OFFICIAL, OTHER

SITE = png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
PATH = "evidence/ab/ab.jpg"


def picture(*, is_photo: bool = False) -> OutgoingMessage:
    return OutgoingMessage(
        telegram_chat(OFFICIAL), "现场", attachment=Attachment("现场.jpg", PATH, is_photo=is_photo)
    )


@pytest.mark.parametrize("is_photo", [True, False], ids=["photo", "document"])
@pytest.mark.parametrize("there", [False, True], ids=["missing", "a_folder"])
async def test_a_file_the_disk_does_not_give_is_sent_when_it_does(
    post: Post, tmp_path: Path, is_photo: bool, there: bool
) -> None:
    file = tmp_path / PATH
    file.parent.mkdir(parents=True)
    if there:
        file.mkdir()
    await post.sends(picture(is_photo=is_photo), OutgoingMessage(telegram_chat(OTHER), "三"))
    await post.after(2)
    assert (post.stands(OFFICIAL), post.stands(OTHER)) == ([], ["三"])
    if there:
        file.rmdir()
    file.write_bytes(SITE)
    await post.after(32)
    assert (post.stands(OFFICIAL), post.stands(OFFICE)) == (["现场"], [])
    assert post.states() == ["sent", "sent"]


async def test_a_file_the_disk_does_not_give_for_an_hour_is_given_up(post: Post) -> None:
    post.writes(picture(), OutgoingMessage(telegram_chat(OFFICIAL), "二"))
    with writing(post.engine) as tx:
        tx.execute(update(mail).where(mail.c.id == 1).values(attempts=AN_HOUR_OF_TRIES))
    await post.after(5)
    assert post.stands(OFFICIAL) == ["二"]
    assert post.stands(OFFICE) == [
        "近 24 小时有 1 条消息未能送达，最近一条发给青山县 张伟：附件文件无法从磁盘读取"
    ]
