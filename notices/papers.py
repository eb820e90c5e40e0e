"""Official papers: filled in, numbered, kept with what was filled in, and given as a file."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from messages.outgoing import Attachment
from messages.papers.faults import FactsMissing
from messages.papers.letter_facts import LetterTo, paper_day
from notices import recipients
from rules.policy.city import City
from rules.policy.items import Item
from rules.policy.papers import NUMBER_FACT, PaperFacts, PaperKind, missing
from rules.policy.people import Person, UnitKind
from storage.db.engine import Tx
from storage.papers import issued
from storage.papers.issued import IssuedPaper, PaperAbout, PaperNumber, PaperSeries
from storage.people import units

if TYPE_CHECKING:
    from messages.papers.filling import Template

NO_TELEPHONE = "____________"
DRAFT = "（草稿）"


@dataclass(frozen=True, slots=True)
class PreparedPaper:
    """A paper for which everything is known but its number."""

    kind: PaperKind
    template: "Template"
    facts: PaperFacts


def prepare(tx: Tx, city: City, kind: PaperKind, facts: PaperFacts, today: date) -> PreparedPaper:
    """Return a paper that can be issued. Raises NoPaper."""
    from messages.papers.templates import template_of  # noqa: PLC0415 - slow to import, rarely needed

    template = template_of(kind, city.papers.folder)
    issuer = city.papers.issuer or "、".join(units.of_kind(tx, UnitKind.OFFICE))
    known = {
        "发文机关": issuer,
        "成文日期": paper_day(today),
        "联系电话": city.papers.telephone or NO_TELEPHONE,
    }
    whole = replace(facts, values={**known, **facts.values})
    lacks = missing(kind, whole, template.names)
    if lacks:
        raise FactsMissing(lacks)
    return PreparedPaper(kind, template, whole)


def draft_of(tx: Tx, city: City, kind: PaperKind, facts: PaperFacts, today: date) -> Attachment:
    """Return a paper as it would be, without a number. Raises NoPaper."""
    from messages.papers.filling import fill  # noqa: PLC0415 - slow to import, rarely needed

    paper = prepare(tx, city, kind, facts, today)
    whole = replace(paper.facts, values={**paper.facts.values, NUMBER_FACT: DRAFT})
    content = base64.b64encode(fill(paper.template, whole)).decode()
    return Attachment(f"{kind}{DRAFT}.docx", content=content)


def issued_about(tx: Tx, kind: PaperKind, about: PaperAbout) -> IssuedPaper | None:
    """Return the last paper of a kind about something."""
    return issued.latest(tx, kind, about)


def known(tx: Tx, paper: PreparedPaper, about: PaperAbout) -> IssuedPaper | None:
    """Return a paper that was issued with the very same facts, if there is one."""
    last = issued.latest(tx, paper.kind, about)
    if last is None:
        return None
    kept = last.facts["values"] | {NUMBER_FACT: ""}
    stands = issued.as_json(paper.facts)
    same = kept == {**stands["values"], NUMBER_FACT: ""} and last.facts["rows"] == stands["rows"]
    return last if same else None


def next_number(tx: Tx, city: City, kind: PaperKind, today: date) -> PaperNumber:
    """Return the next number of a kind in a day's year."""
    return issued.next_number(tx, PaperSeries(kind, city.papers.number, today))


def issue(
    tx: Tx, paper: PreparedPaper, number: PaperNumber, about: PaperAbout, by: int, now: datetime
) -> IssuedPaper:
    """Fill in a paper with its number, and keep it."""
    from messages.papers.filling import fill  # noqa: PLC0415 - slow to import, rarely needed

    facts = replace(paper.facts, values={**paper.facts.values, NUMBER_FACT: number.words})
    return issued.enter(tx, number, about, facts, fill(paper.template, facts), by, now)


def file_of(paper: IssuedPaper) -> Attachment:
    """Return the file of a paper that was issued."""
    return Attachment(f"{paper.number.replace('/', '-')}.docx", content=paper.content)


def addressed(tx: Tx, item: Item, today: date) -> tuple[LetterTo | None, list[Person]]:
    """Return to whom a letter about an item goes, and who may read it there; None: to nobody.

    An enterprise of which nobody has an account gets it through the unit above it.
    """
    readers = _in_office([*recipients.owner(tx, item, today), *recipients.heads(tx, item.lead.id)])
    its_own = [person for person in readers if person.unit_id == item.lead.id]
    if units.kind_of(tx, item.lead.id) != UnitKind.ENTERPRISE or _told(its_own):
        return (LetterTo(item.lead) if readers else None), readers
    above = units.above(tx, item.lead.id)
    if above is None:
        return None, []
    return LetterTo(item.lead, above), _in_office(recipients.heads(tx, above.id))


def _in_office(found: Iterable[Person]) -> list[Person]:
    return [person for person in {p.id: p for p in found}.values() if person.left_on is None]


def _told(found: Iterable[Person]) -> bool:
    return any(person.can_be_told for person in found)
