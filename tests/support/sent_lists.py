"""Lists sent in a dialogue: their files on a shelf, fetched and dealt with as by the program."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.list_work import Order, carry_out
from bot.telegram.addresses import NAME
from bot.wakeups import Wakeups
from bot.workbooks import ListDesk
from messages.outgoing import message_from
from storage.db.engine import reading
from storage.mail.tables import outbox
from tests.support.dialogue import Dialogue
from tests.support.lines_messenger import LinesMessenger
from tests.support.workbooks import Plan, as_file


class Shelf(LinesMessenger):
    """Hands over what lies on it."""

    def __init__(self) -> None:
        super().__init__(NAME)
        self.files: dict[str, bytes] = {}

    async def download(self, file_id: str) -> bytes:
        return self.files[file_id]


class At(Clock):
    """The clock of a dialogue."""

    def __init__(self, talk: Dialogue) -> None:
        super().__init__()
        self._talk = talk

    def now(self) -> datetime:
        return self._talk.now


@dataclass
class Desk:
    """Who sends lists, and what is dealt with in this process."""

    talk: Dialogue
    folder: Path
    shelf: Shelf = field(default_factory=Shelf)

    def sends(self, who: int, name: str, file: Plan | bytes, text: str = "") -> str:
        """Send a list; return what is heard at once."""
        content = file if isinstance(file, bytes) else as_file(file)
        self.shelf.files[f"file-{name}"] = content
        return self.talk.sends(who, name, text, size=len(content))

    async def works(self, who: int) -> str:
        """Let everything due be dealt with; return what its chat hears."""
        ledger = DatabaseThread(self.talk.engine)
        desk = ListDesk(
            [self.shelf],
            ledger,
            At(self.talk),
            Wakeups(),
            self.talk.city,
            self.folder,
            self.carry_out,
        )
        try:
            while await desk.do_next():
                pass
        finally:
            ledger.close()
        return "\n\n".join(self.talk.deliver().get(who, []))

    def carry_out(self, order: Order) -> None:
        """Do it here: a process of its own takes a second to begin."""
        carry_out(self.talk.engine, order)

    def attached(self) -> list[Path]:
        """Return the files that lie in the outbox, in order."""
        with reading(self.talk.engine) as tx:
            rows = tx.execute(select(outbox.c.chat, outbox.c.content).order_by(outbox.c.id)).all()
        messages = [message_from(row.chat, row.content) for row in rows if "text" in row.content]
        return [self.folder / m.attachment.path for m in messages if m.attachment is not None]
