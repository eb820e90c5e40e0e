"""What is done with a list that was sent, or a workbook that was asked for; see bot/ops/workbooks.

Each step is one unit of work: the ledger, what is said, and the state of the request.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from messages.outgoing import Attachment, OutgoingMessage
from messages.texts import Texts, texts
from messages.workbooks import workbook_texts
from notices import import_report, mail, workbook_notices
from notices.workbook_notices import Rehearsed
from rules.policy.delivery import Urgency
from rules.policy.people import Person
from rules.policy.permissions import is_office
from rules.policy.workbook_requests import WorkbookRequestState
from storage.db.engine import DatabaseLost, Engine, Tx, snapshot, writing, writing_late
from storage.dossier.packing import plain_name
from storage.ledger.campaigns import Campaign
from storage.people import people
from storage.workbook import Answers, ImportResult, import_workbook, requests
from storage.workbook.exporting import export_workbook, extent_of
from storage.workbook.requests import WorkbookRequest

AT_FIRST = 3
"""How often a list is read beside others who write, before they have to wait for it."""


class Order(BaseModel):
    """Which request is to be dealt with, and where; `largest` bytes of a file can be sent."""

    url: str
    folder: Path
    request: int
    now: datetime
    zone: str
    language: str
    largest: int
    campaign: str = ""
    started_on: date | None = None

    @property
    def today(self) -> date:
        """Return the city's day."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()


def carry_out(engine: Engine, order: Order) -> None:
    """Do what is due with a request: rehearse it, enter it, or make what was asked for."""
    with snapshot(engine) as tx:
        request = requests.by_id(tx, order.request)
        person = None if request is None else people.by_id(tx, request.person_id)
    if request is None or person is None:
        return
    work = _Work(engine, order, request, texts(person.language or order.language))
    match request.state:
        case WorkbookRequestState.TO_REHEARSE:
            work.rehearse()
        case WorkbookRequestState.TO_ENTER:
            work.enter()
        case WorkbookRequestState.TO_EXPORT:
            work.export()
        case _:
            return


class _Changed(Exception):
    """What an import would do now is not what was shown, or has been done."""


@dataclass(frozen=True, slots=True)
class _Work:
    engine: Engine
    order: Order
    request: WorkbookRequest
    t: Texts

    def rehearse(self) -> None:
        """Show what an import would do."""
        content = self._content()
        if content is None:
            return
        with snapshot(self.engine) as tx:
            plain = self._import(tx, content, dry_run=True)
            asks = workbook_notices.asks(plain)
            accepting = self._import(tx, content, dry_run=True, accepts=True) if asks else None
        found = workbook_notices.rehearsed(self.t, self.request, plain, accepting)
        with writing(self.engine) as tx:
            self._show(tx, found)

    def enter(self) -> None:
        """Import once what was confirmed; show it again where that is not what would be imported."""
        content = self._content()
        if content is None:
            return
        try:
            self._enter_late(content)
        except _Changed:
            with writing(self.engine) as tx:
                again = WorkbookRequestState.TO_REHEARSE
                requests.advance(tx, self.request.id, WorkbookRequestState.TO_ENTER, again)
            self.rehearse()

    def _enter_late(self, content: bytes) -> None:
        """Read and check the list before anybody has to wait; where others write, do it alone."""
        for begin in (*[writing_late] * AT_FIRST, writing):
            try:
                with begin(self.engine) as tx:
                    self._enter(tx, content)
                return
            except DatabaseLost:
                if begin is writing:
                    raise

    def export(self) -> None:
        """Make the workbook of what whoever asked may see now, and send it."""
        name = workbook_texts.export_name(self.t, self.request.name, self.order.today)
        made = self._folder() / f"{plain_name(name)}.xlsx"
        with snapshot(self.engine) as tx:
            person = people.by_id(tx, self.request.person_id)
            extent = extent_of(tx, person, self.request.item_ids)
            zone = ZoneInfo(self.order.zone)
            export_workbook(tx, made, now=self.order.now, zone=zone, extent=extent)
        fits = made.stat().st_size <= self.order.largest
        with writing(self.engine) as tx:
            if person.account != self.request.chat:
                self._ends(tx, WorkbookRequestState.REFUSED)
            elif not fits:
                self._ends(
                    tx, WorkbookRequestState.REFUSED, workbook_texts.too_large_to_send(self.t)
                )
            elif self._ends(tx, WorkbookRequestState.DONE):
                self._say(tx, workbook_texts.exported(self.t, self.request.name), file=made)

    def _content(self) -> bytes | None:
        """Return the file; None, and said so, where it is no longer kept."""
        try:
            return (self.order.folder / self.request.path).read_bytes()
        except FileNotFoundError:
            gone = workbook_texts.gone(self.t, self.request.name)
            with writing(self.engine) as tx:
                self._ends(tx, WorkbookRequestState.REFUSED, gone)
            return None

    def _import(
        self, tx: Tx, content: bytes, *, dry_run: bool, accepts: bool = False
    ) -> ImportResult:
        return import_workbook(
            tx,
            content,
            name=Path(self.request.name).stem,
            now=self.order.now,
            today=self.order.today,
            dry_run=dry_run,
            answers=Answers(accepts),
            campaign=self._campaign(),
            by=self.request.person_id,
            t=self.t,
        )

    def _campaign(self) -> Campaign:
        name = self.order.campaign or Path(self.request.name).stem
        return Campaign(name, self.order.started_on or self.order.today)

    def _show(self, tx: Tx, found: Rehearsed) -> None:
        after = WorkbookRequestState.SHOWN if found.is_offered else WorkbookRequestState.REFUSED
        values = {
            "shown": found.text,
            "plain_digest": found.plain_digest,
            "accepting_digest": found.accepting_digest,
        }
        if not requests.advance(
            tx, self.request.id, WorkbookRequestState.TO_REHEARSE, after, **values
        ):
            return
        if found.remarks:
            name = workbook_texts.remarks_name(self.t, plain_name(Path(self.request.name).stem))
            file = self._folder() / name
            # With its mark, as without it an editor on a phone may take it for another encoding.
            file.write_text(found.remarks, "utf-8-sig")
            self._say(tx, workbook_texts.remarks(self.t, self.request.name), file=file)
        message = OutgoingMessage(self.request.chat, found.text, found.buttons)
        mail.send(tx, message, self.order.now)

    def _enter(self, tx: Tx, content: bytes) -> None:
        """Raises _Changed where it would not be what was shown, or was done meanwhile."""
        person = people.by_id(tx, self.request.person_id)
        if not _may_import(person, self.request):
            self._ends(
                tx, WorkbookRequestState.DONE, workbook_texts.no_longer(self.t, self.request.name)
            )
            return
        result = self._import(tx, content, dry_run=False, accepts=self.request.accepts)
        if import_report.digest(result, self.t) != self.request.digest:
            raise _Changed
        # Last, as until its first write it holds up nobody.
        if not self._ends(tx, WorkbookRequestState.DONE):
            raise _Changed
        self._say(tx, workbook_notices.imported(self.t, self.request, result))
        others = workbook_notices.leaving(tx, result, self.order.language, but=person.id)
        mail.send_all(tx, others, self.order.now)

    def _ends(self, tx: Tx, after: WorkbookRequestState, words: str = "") -> bool:
        """End the request and say why; False where it has ended already."""
        ended = requests.advance(tx, self.request.id, self.request.state, after)
        if ended and words:
            self._say(tx, words)
        return ended

    def _say(self, tx: Tx, words: str, file: Path | None = None) -> None:
        path = "" if file is None else str(file.relative_to(self.order.folder))
        sent = None if file is None else Attachment(file.name, path=path)
        message = OutgoingMessage(self.request.chat, words, attachment=sent, urgency=Urgency.NOTICE)
        mail.send(tx, message, self.order.now)

    def _folder(self) -> Path:
        folder = folder_of(self.order.folder, self.request.id)
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def folder_of(data_dir: Path, request: int) -> Path:
    """Return where the files of a request are kept."""
    return data_dir / "workbooks" / str(request)


def _may_import(person: Person, request: WorkbookRequest) -> bool:
    return person.account == request.chat and is_office(person)
