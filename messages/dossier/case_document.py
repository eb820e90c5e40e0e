"""What a case file says, section by section."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from messages.dossier.document import CaseDocument, DocumentSection
from messages.queries.list_texts import figures
from messages.texts import Texts
from rules.policy.dossier import (
    CaseFile,
    CaseMatter,
    FileCondition,
    FiledEvidence,
    MatterKind,
    SiteCheckResult,
)
from rules.policy.extensions import ExtensionState
from rules.policy.items import Milestone, NamedRef
from rules.policy.lookback import LookBackVerdict
from rules.policy.objections import ObjectionState
from rules.policy.plans import PlanState
from rules.policy.reports import KeptReport
from rules.policy.requests import RequestState
from rules.policy.wording import amount

Rows = Sequence[Sequence[str]]


def document(
    t: Texts,
    case: CaseFile,
    filed: Sequence[FiledEvidence],
    pictures: dict[int, bytes],
    made: datetime,
    zone: ZoneInfo,
) -> CaseDocument:
    """Return the document, times in `zone`; `pictures` by number of their piece."""
    code, moment = case.item.code, t.minute(made.astimezone(zone))
    return CaseDocument(
        title=t("Case file of item {code}", code=code),
        subtitle=case.item.title,
        footer=t("Case file of item {code}, made {moment}", code=code, moment=moment),
        sections=[
            DocumentSection(t("The item"), _facts(t, case), "pairs"),
            _milestones(t, case.milestones),
            _reports(t, case, zone),
            _matters(t, t("Extensions, coordination, instructions, supervision"), case.matters, zone),
            _matters(t, t("Checks, objections, striking off"), case.found, zone),
            _clauses(t, case),
            _signed(t, case, zone),
            _evidence(t, case, filed, zone),
            DocumentSection(t("Missing or altered files"), faults(t, filed), "listed",
                    (t("No."), t("What is wrong")), (1, 9)),
            DocumentSection(t("Pictures"), _pictures(t, filed, pictures), "pictures"),
            _journal(t, case, zone),
        ],
        pictures={_file(number): content for number, content in pictures.items()},
    )  # fmt: skip


def _facts(t: Texts, case: CaseFile) -> Rows:
    item = case.item
    rows = [
        (t("Number"), item.code),
        (t("Finding"), f"{item.aspect}｜{item.category}｜{item.finding}"),
        (t("Type"), item.kind),
        (t("State"), item.state),
        (t("Goal"), item.goal),
        (t("Measures"), item.measures),
        (t("Lead unit"), item.lead.name),
        (t("Supporting units"), t.comma().join(case.supporting)),
        (t("Owner"), item.owner.name),
        (t("Guarantors"), t.comma().join(_names(item.city_leader, item.duty_leader))),
        (t("Supervising unit"), t.comma().join(_names(item.supervising))),
        (t("Verifying unit"), t.comma().join(_names(item.verifying))),
        (t("Deadline"), t.full_day(item.deadline) if item.deadline else item.deadline_words),
        (t("Progress"), figures(t, item)),
    ]
    return [row for row in rows if row[1]]


def _names(*named: NamedRef | None) -> list[str]:
    return [one.name for one in named if one is not None]


def _milestones(t: Texts, steps: Sequence[Milestone]) -> DocumentSection:
    rows = [
        (
            step.name,
            step.unit.name if step.unit else "",
            step.due.isoformat() if step.due else step.due_words,
            amount(step.target) if step.target is not None else "",
            step.reached_on.isoformat() if step.reached_on else t("not reached"),
        )
        for step in steps
    ]
    columns = (t("Milestone"), t("Unit"), t("Deadline"), t("Target"), t("Reached on"))
    return DocumentSection(t("Milestones"), rows, "listed", columns, (4, 3, 2, 1.5, 2))


def _reports(t: Texts, case: CaseFile, zone: ZoneInfo) -> DocumentSection:
    receipts = {report.id: report.receipt for report in case.reports}
    rows = [
        (
            t.minute(report.at.astimezone(zone)),
            _reporter(t, case, report),
            report.words,
            _how_far(t, report, receipts),
            report.receipt,
        )
        for report in case.reports
    ]
    columns = (t("Time"), t("Reported by"), t("Words"), t("Figures"), t("Receipt"))
    return DocumentSection(t("Reports"), rows, "listed", columns, (2.4, 2.4, 5, 2.6, 2.8))


def _reporter(t: Texts, case: CaseFile, report: KeptReport) -> str:
    owner = case.stood_in_for.get(report.id)
    by = t("{deputy} for {name}", deputy=report.person, name=owner) if owner else report.person
    return f"{report.unit} {by}"


def _how_far(t: Texts, report: KeptReport, receipts: dict[int, str]) -> str:
    counted = [
        t("done {amount} {measure}", amount=amount(report.done), measure=report.measure)
        if report.done is not None
        else "",
        t("left {amount} {measure}", amount=amount(report.remaining), measure=report.measure)
        if report.remaining is not None
        else "",
        f"{amount(report.percent)}%" if report.percent is not None else "",
        t("promised {day}", day=report.promised_on.isoformat()) if report.promised_on else "",
        t("corrects {receipt}", receipt=receipts.get(report.corrects_id, ""))
        if report.corrects_id
        else "",
    ]
    return t.semicolon().join(filter(None, counted))


def _matters(
    t: Texts, heading: str, matters: Sequence[CaseMatter], zone: ZoneInfo
) -> DocumentSection:
    rows = [
        (
            t.minute(each.at.astimezone(zone)),
            _kind(t, each),
            each.by,
            each.words,
            t.semicolon().join(filter(None, (_state(t, each), each.answered_by, each.answer))),
        )
        for each in matters
    ]
    columns = (t("Time"), t("Matter"), t("By"), t("Words"), t("What came of it"))
    return DocumentSection(heading, rows, "listed", columns, (2.4, 2, 1.8, 5, 4))


def _kind(t: Texts, matter: CaseMatter) -> str:
    names = {
        MatterKind.EXTENSION: t("Extension"),
        MatterKind.PLAN: t("Plan"),
        MatterKind.BLOCKER: t("Coordination"),
        MatterKind.INSTRUCTION: t("Instruction"),
        MatterKind.LADDER: t("Supervision"),
        MatterKind.SITE_CHECK: t("Check on site"),
        MatterKind.OBJECTION: t("Objection"),
        MatterKind.LOOKBACK: t("Look-back"),
        MatterKind.STRIKE_OFF: t("Strike off"),
    }
    name = names[matter.kind]
    return f"{name} {matter.deadline.isoformat()}" if matter.deadline else name


def _state(t: Texts, matter: CaseMatter) -> str:
    names: dict[str, str] = {
        ExtensionState.ASKED: t("not decided"),
        ExtensionState.GRANTED: t("granted"),
        ExtensionState.REFUSED: t("refused"),
        ExtensionState.WITHDRAWN: t("withdrawn"),
        PlanState.AGREED: t("agreed"),
        PlanState.RETURNED: t("returned"),
        RequestState.OPEN: t("not answered"),
        RequestState.ANSWERED: t("answered"),
        SiteCheckResult.PASSED: t("passes"),
        SiteCheckResult.SENT_BACK: t("sent back"),
        ObjectionState.DISMISSED: t("does not hold"),
        ObjectionState.UPHELD: t("upheld"),
        **{verdict: t(verdict) for verdict in LookBackVerdict},
    }
    return names.get(matter.state, "")


def _clauses(t: Texts, case: CaseFile) -> DocumentSection:
    rows = [
        (str(each.application), f"{each.number + 1}. {each.clause}", each.words, each.by)
        for each in case.clauses
    ]
    columns = (t("Application"), t("Clause"), t("Words"), t("By"))
    return DocumentSection(t("Clauses of closing"), rows, "listed", columns, (1.3, 4, 7, 2))


def _signed(t: Texts, case: CaseFile, zone: ZoneInfo) -> DocumentSection:
    rows = [
        (step.fact, step.by, t.minute(step.at.astimezone(zone)), step.words) for step in case.steps
    ]
    columns = (t("Step"), t("Signed by"), t("Time"), t("Words"))
    return DocumentSection(
        t("Steps of closing and who signed them"), rows, "listed", columns, (2, 2, 3, 7)
    )


def _evidence(
    t: Texts, case: CaseFile, filed: Sequence[FiledEvidence], zone: ZoneInfo
) -> DocumentSection:
    rows = [
        (
            str(one.piece.id),
            f"{one.piece.name}\n{one.piece.caption}".strip(),
            f"{case.senders[one.piece.person_id]} {t.minute(one.piece.at.astimezone(zone))}",
            condition(t, one.condition),
            one.piece.sha256 or "",
        )
        for one in filed
    ]
    columns = (t("No."), t("File"), t("Sent by"), t("On the disk"), "SHA-256")
    return DocumentSection(t("Evidence"), rows, "listed", columns, (1, 4, 2.8, 1.8, 5))


def condition(t: Texts, found: FileCondition) -> str:
    """Say how a file stands on the disk."""
    names = {
        FileCondition.INTACT: t("intact"),
        FileCondition.MISSING: t("missing"),
        FileCondition.ALTERED: t("altered"),
        FileCondition.NOT_FETCHED: t("never received"),
    }
    return names[found]


def faults(t: Texts, filed: Sequence[FiledEvidence]) -> Rows:
    """Return number and trouble of each file that is not as the ledger knows it."""
    return [(str(one.piece.id), _fault(t, one)) for one in filed if _is_faulty(one)]


def _is_faulty(one: FiledEvidence) -> bool:
    return one.condition is not FileCondition.INTACT


def _fault(t: Texts, one: FiledEvidence) -> str:
    said = f"{one.piece.name}{t.comma()}{condition(t, one.condition)}"
    if one.condition is FileCondition.ALTERED:
        expected, found = one.piece.sha256 or "", one.found
        said += "\n" + t("in the ledger: {sha256}", sha256=expected)
        said += "\n" + t("on the disk: {sha256}", sha256=found)
    return said


def _pictures(t: Texts, filed: Sequence[FiledEvidence], pictures: dict[int, bytes]) -> Rows:
    return [
        (_file(one.piece.id), f"{one.piece.id} {one.piece.name}"
         + (f"{t.comma()}{condition(t, one.condition)}" if _is_faulty(one) else ""))
        for one in filed
        if one.piece.id in pictures
    ]  # fmt: skip


def _file(number: int) -> str:
    return f"{number}.jpg"


def _journal(t: Texts, case: CaseFile, zone: ZoneInfo) -> DocumentSection:
    rows = [
        (str(e.seq), t.minute(e.at.astimezone(zone)), e.by, e.fact, e.words, e.hash)
        for e in case.events
    ]
    columns = (t("No."), t("Time"), t("By"), t("Fact"), t("Words and hash (SHA-256)"))
    return DocumentSection(
        t("Timeline by the journal"), rows, "journal", columns, (1, 2.2, 1.7, 2, 8)
    )
