"""Case files: document and packages of an item, made apart from the ledger's thread."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.due_work import work_when_due
from bot.wakeups import Wakeups
from messages.dossier import case_document, dossier_texts
from messages.dossier.document import pdf, thumbnail
from messages.outgoing import Attachment, OutgoingMessage
from messages.texts import Texts, texts
from notices import mail
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.dossier import CaseFile, FiledEvidence
from rules.policy.permissions import may_see_case_file
from storage.db.column_types import storable
from storage.db.engine import DatabaseLost, Tx
from storage.dossier import case_files, packing, requests
from storage.dossier.packing import Member
from storage.dossier.requests import CaseFileRequest
from storage.ledger import item_store
from storage.people import people

KEPT = timedelta(days=7)
"""Packages are needed until they are sent, which is tried for a day."""

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class CaseFileOrder:
    """What to make of an item's case file, where, and how large one package may be in bytes."""

    case: CaseFile
    made: datetime
    zone: ZoneInfo
    folder: Path
    data_dir: Path
    limit: int


def make(t: Texts, order: CaseFileOrder) -> list[Path]:
    """Write document and evidence into packages and return them. Raises OSError.

    A missing or altered file is named inside; it stops nothing.
    """
    filed = packing.look(order.case.evidence, order.data_dir)
    pictures = _thumbnails(filed, order.data_dir)
    document = case_document.document(t, order.case, filed, pictures, order.made, order.zone)
    name = packing.plain_name(dossier_texts.file_name(t, order.case.item))
    members = [Member(f"{name}.pdf", pdf(t, document))]
    faults = dossier_texts.faults(t, filed)
    if faults:
        members.append(Member(dossier_texts.faults_name(t), faults.encode()))
    members += packing.members_of(filed, order.data_dir)
    return packing.pack(order.folder, name, members, order.limit)


def _thumbnails(filed: list[FiledEvidence], data_dir: Path) -> dict[int, bytes]:
    found = {
        one.piece.id: thumbnail((data_dir / (one.piece.path or "")).read_bytes())
        for one in filed
        if one.name and (one.piece.kind == "photo" or one.name.lower().endswith(PICTURES))
    }
    return {number: small for number, small in found.items() if small is not None}


class CaseFileMaker:
    """Makes what was asked for in the chat, and puts the packages into the outbox."""

    def __init__(
        self,
        ledger: DatabaseThread,
        clock: Clock,
        wakeups: Wakeups,
        city: City,
        data_dir: Path,
        limit: int,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._wakeups = wakeups
        self._city = city
        self._data_dir = data_dir
        self._limit = limit
        self._next_try: datetime | None = None

    async def run(self) -> None:
        """Make what is due, until cancelled; an error is logged and the rest goes on."""
        await work_when_due(
            self.make_next,
            self.until_next_try,
            self._wakeups.case_files,
            failure="case_file_failed",
        )

    def until_next_try(self) -> float:
        """Return seconds until one that was not made is due again; inf when there is none."""
        return self._clock.until(self._next_try)

    async def make_next(self) -> bool:
        """Make the oldest one that is due; return whether there was one."""
        now = self._clock.now()
        request, self._next_try = await self._ledger.write(
            lambda tx: (requests.next_due(tx, now), requests.next_try(tx, now))
        )
        if request is None:
            return False
        try:
            await self._make(request, now)
        except DatabaseLost:
            raise
        except Exception as error:
            log.warning("case_file_not_made", request=request.id, exc_info=error)
            reason = storable(repr(error))
            await self._ledger.write(lambda tx: self._failed(tx, request, reason))
        self._wakeups.outbox.ring()
        return True

    async def _make(self, request: CaseFileRequest, now: datetime) -> None:
        case = await self._ledger.write(lambda tx: _case_for(tx, request))
        packages: list[Path] = []
        if case is not None:
            packages = await asyncio.to_thread(self._packages, request, case, now)
        await self._ledger.write(lambda tx: self._sent(tx, request, packages))

    def _packages(self, request: CaseFileRequest, found: "Found", now: datetime) -> list[Path]:
        folder = self._data_dir / "dossiers"
        packing.forget_older(folder, now - KEPT)
        zone, target = self._city.zone, folder / str(request.id)
        order = CaseFileOrder(found.case, now, zone, target, self._data_dir, self._limit)
        return make(self._texts(found.language), order)

    def _texts(self, language: str | None) -> Texts:
        return texts(language or self._city.language)

    def _sent(self, tx: Tx, request: CaseFileRequest, packages: list[Path]) -> None:
        item = item_store.by_id(tx, request.item_id)
        t = self._texts(people.by_id(tx, request.person_id).language)
        for number, package in enumerate(packages, 1):
            file = Attachment(package.name, path=str(package.relative_to(self._data_dir)))
            words = dossier_texts.part(t, item, number, len(packages))
            key = f"dossier:{request.id}:{number}"
            message = OutgoingMessage(
                request.chat, words, attachment=file, dedup_key=key, urgency=Urgency.NOTICE
            )
            mail.send(tx, message, self._clock.now())
        requests.sent(tx, request.id)

    def _failed(self, tx: Tx, request: CaseFileRequest, reason: str) -> None:
        now = self._clock.now()
        if requests.failed(tx, request, reason, now):
            t = self._texts(people.by_id(tx, request.person_id).language)
            words = dossier_texts.failed(t, item_store.by_id(tx, request.item_id))
            mail.send(tx, OutgoingMessage(request.chat, words), now)


@dataclass(frozen=True, slots=True)
class Found:
    """What was gathered for somebody, and their language."""

    case: CaseFile
    language: str | None


def _case_for(tx: Tx, request: CaseFileRequest) -> Found | None:
    """Return what was asked for; None when they may no longer see it."""
    person = people.by_id(tx, request.person_id)
    item = item_store.by_id(tx, request.item_id)
    if person.account != request.chat or not may_see_case_file(person, item):
        return None
    return Found(case_files.gather(tx, item), person.language)
