"""What of each table the journal answers for, and what not: with the reason, for the documentation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Table

from rules.policy.closing import ClosingState, KeptUpAnswer
from rules.policy.evidence import EvidenceState
from rules.policy.prompts import PromptState
from rules.policy.rounds import EntryAnswer
from storage.accountability.tables import (
    accountability_drafts,
    accountability_entries,
    accountability_persons,
)
from storage.audit.claim import Cells
from storage.boards.tables import board_reads, boards
from storage.closing.check_tables import check_claims, check_forms, check_verdicts, site_checks
from storage.closing.tables import (
    closing_clauses,
    closing_steps,
    closings,
    kept_up_checks,
    objections,
    strike_offs,
    takeovers,
)
from storage.dossier.tables import case_file_requests
from storage.follow_up.tables import (
    assignments,
    blockers,
    circular_drafts,
    deputies,
    duty_marks,
    extensions,
    instructions,
    ladder_steps,
    light_marks,
    prompt_lines,
    prompt_sheets,
    prompts,
    round_entries,
    rounds,
)
from storage.ledger.tables import (
    campaigns,
    evidence,
    findings,
    groups,
    invites,
    item_units,
    items,
    journal,
    journal_head,
    milestones,
    persons,
    reports,
    units,
)
from storage.lookback.tables import lookback_checks, lookback_draws
from storage.mail.tables import (
    awaiting,
    drafts,
    inbox,
    outbox,
)
from storage.papers.tables import papers
from storage.plans.tables import plan_steps, plans
from storage.projects.tables import project_funds, project_reports, projects, year_targets
from storage.queries.tables import daily_totals, shown_lists, unanswered_questions
from storage.radar.tables import radar_flags
from storage.urgent.tables import urgent_notices
from storage.workbook.tables import workbook_requests


def _none(_: Cells) -> bool:
    return False


Free = Mapping[str, str]
"""Columns that no entry answers for → why."""


@dataclass(frozen=True, slots=True)
class Held:
    """A table that the journal answers for, but for the columns in `free`.

    `told`: which rows an entry has to tell of, in words as `rows`. `whole`: the rows of something,
    which an entry states together: one that is put in or taken away changes what stands there.
    """

    free: Free = field(default_factory=dict)
    rows: str = "every row"
    told: Callable[[Cells], bool] = lambda _: True
    after_import: bool = False
    whole: bool = False

    @property
    def tells_of_rows(self) -> bool:
        """Whether there are rows that an entry has to tell of one by one."""
        return self.told is not _none


ORDER = "only the order in lists"
MESSENGER = "what the messenger says of the chat"
CARD = "the card it was collected on"

HELD: dict[Table, Held] = {
    units: Held(rows="every row, after the first import", after_import=True),
    persons: Held(
        {"phone": "private: nothing can be removed from the journal", "lost_at": MESSENGER},
        rows="every row, after the first import",
        after_import=True,
    ),
    invites: Held(rows="every code since the first that an entry tells of"),
    findings: Held(
        {"position": ORDER}, rows="every row, after the first import", after_import=True
    ),
    items: Held({"position": ORDER}, rows="every row, after the first import", after_import=True),
    item_units: Held(
        {"position": "their order is held"},
        rows="all of an item together",
        told=_none,
        whole=True,
    ),
    milestones: Held(
        {"position": ORDER}, rows="every row, after the first import", after_import=True
    ),
    groups: Held({"lost_at": MESSENGER}),
    reports: Held(),
    evidence: Held(
        {
            "draft_id": CARD,
            "caption": "the words are held with the report",
            **dict.fromkeys(("album", "message_id", "answered"), "how it came"),
            **dict.fromkeys(
                ("messenger", "file_id", "attempts", "next_try_at", "last_error"),
                "how it is fetched",
            ),
            "compared": "whether the radar has looked at it",
        },
        rows="every file that was fetched",
        told=lambda cells: cells["state"] == EvidenceState.KEPT,
    ),
    extensions: Held(),
    plans: Held(),
    plan_steps: Held(rows="all of a plan together", whole=True),
    blockers: Held(),
    instructions: Held(),
    assignments: Held({"told_at": "when it was put to them"}),
    deputies: Held(),
    ladder_steps: Held(),
    prompts: Held(
        {
            "step_id": "told by the subject",
            **dict.fromkeys(
                ("called_on", "made_at", "late", "snoozed_until"), "a question is no fact"
            ),
        },
        rows="every prompt that was answered",
        told=lambda cells: cells["state"] == PromptState.ANSWERED,
    ),
    rounds: Held(),
    round_entries: Held(
        dict.fromkeys(
            ("owner_id", "unit_id"),
            "follow the item while the round runs, and are held from then on",
        ),
        rows="every entry, by one sum over a round; each answer that nothing changed by itself",
        told=lambda cells: (
            cells["answer"] == EntryAnswer.UNCHANGED
            or (cells["answer"] != EntryAnswer.NONE and not cells["over"])
        ),
        whole=True,
    ),
    closings: Held(
        {"draft_id": CARD},
        rows="every application that was handed in",
        told=lambda cells: cells["state"] == ClosingState.APPLIED or cells["report_id"] is not None,
    ),
    closing_clauses: Held(
        rows="all of an application that was handed in, together",
        told=_none,
        whole=True,
    ),
    closing_steps: Held(),
    strike_offs: Held(),
    takeovers: Held(),
    kept_up_checks: Held(
        rows="every answer", told=lambda cells: cells["answer"] != KeptUpAnswer.NONE
    ),
    objections: Held(),
    check_claims: Held(),
    site_checks: Held(),
    check_verdicts: Held(rows="all of a check together", whole=True),
    lookback_draws: Held(),
    lookback_checks: Held({"asked": "whether the checker was written to"}),
    radar_flags: Held(),
    projects: Held({"position": ORDER}),
    project_funds: Held(),
    project_reports: Held(),
    year_targets: Held(),
    urgent_notices: Held({"repeats": "how often it was told"}),
    papers: Held(),
    accountability_entries: Held(rows="every row, by one salted hash"),
    accountability_persons: Held(
        rows="all of an entry, by its salted hash", told=_none, whole=True
    ),
    boards: Held(
        {"made_at": "a board is a message"},
        rows="every board that was read",
        told=_none,
    ),
    board_reads: Held(),
}

NOT_HELD: dict[Table, str] = {
    journal: "the chain itself: each entry by its hash",
    journal_head: "the chain itself",
    campaigns: "its name and days: only the countdown reads them",
    prompt_sheets: "which message put a prompt to whom, and what the messenger said of it",
    prompt_lines: "which message put a prompt to whom",
    light_marks: "derived: the worst light of a month; each step that follows is held",
    duty_marks: "how far a duty has come, and who waits for what it does",
    circular_drafts: "a draft; what is published is held as a paper",
    check_forms: "a form that is being filled in; what is handed in is held",
    accountability_drafts: "a card that is not confirmed",
    case_file_requests: "a case file on its way",
    workbook_requests: "a list or a workbook on its way; what is imported is held",
    inbox: "the mail, which is swept",
    outbox: "the mail, which is swept",
    drafts: "a card; what is confirmed is held as a report",
    awaiting: "a question that is open",
    shown_lists: "a list that was shown",
    daily_totals: "derived from the journal",
    unanswered_questions: "a question that was not understood",
}
