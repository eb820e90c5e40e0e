"""An update that waits, and is not taken up for a day."""

from datetime import datetime, timedelta

from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from storage.db.engine import Engine, writing
from storage.mail import inbox
from storage.mail.inbox import NewUpdate
from storage.mail.tables import inbox as inbox_rows
from tests.support.small_city import OFFICIAL


def waits(engine: Engine, since: datetime) -> None:
    """Let an official's update wait that came at a moment."""
    chat = telegram_chat(OFFICIAL)
    late = NewUpdate(7, chat, in_group=False, account=chat, text="", raw="{}")
    with writing(engine) as tx:
        inbox.store(tx, [late], since)
        mine = update(inbox_rows).where(inbox_rows.c.update_id == late.update_id)
        tx.execute(mine.values(next_try_at=since + timedelta(days=1)))
