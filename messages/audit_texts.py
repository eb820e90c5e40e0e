"""What was tampered with, in one sentence."""

from datetime import datetime

from messages.texts import Texts


def sentence(
    t: Texts, seq: int, reason: str, table: str, row: int, columns: tuple[str, ...]
) -> str:
    """Name a row: its table in the city's words, its number, and the columns by their names."""
    words = t(reason)
    if table:
        where = f"{called(t, table)} {row}"
        named = t(" ({columns})", columns=t.comma().join(columns)) if columns else ""
        words = t("{reason}: {where}", reason=words, where=where + named)
    return t("Journal entry {seq} was tampered with: {reason}", seq=seq, reason=words)


def whole(t: Texts, count: int) -> str:
    """Say that nothing was found."""
    return t.ngettext(
        "The journal is whole: {count} entry.",
        "The journal is whole: {count} entries.",
        count=count,
    )


def being_verified(t: Texts) -> str:
    """Say that the answer comes later."""
    return t("The ledger is being held against its journal; the result follows in your own chat.")


def whole_at(t: Texts, count: int, head: str, at: datetime) -> str:
    """Say in one line that nothing was found."""
    return t(
        "The ledger is whole: journal entries {entries}, check code {head}…, verified {moment}.",
        entries=count,
        head=head,
        moment=t.minute(at),
    )


def not_verified(t: Texts) -> str:
    """Say that it could not be found out."""
    return t("The ledger could not be verified. Please have the operator look (taizhang verify).")


def called(t: Texts, table: str) -> str:
    """Return what a row of a table is called, before its number."""
    names = {
        "accountability_entries": t("sealed record no."),
        "board_reads": t("reading of a board no."),
        "boards": t("board no."),
        "blockers": t("matter for coordination no."),
        "check_claims": t("taking up of an application no."),
        "check_verdicts": t("verdicts of check on site no."),
        "closing_clauses": t("clauses of application for closing no."),
        "closing_steps": t("step of closing no."),
        "closings": t("application for closing no."),
        "assignments": t("receipt of a duty no."),
        "deputies": t("appointment of a deputy no."),
        "evidence": t("evidence no."),
        "extensions": t("request for extension no."),
        "findings": t("finding no."),
        "groups": t("group no."),
        "invites": t("invitation code no."),
        "instructions": t("instruction no."),
        "item_units": t("supporting units of item no."),
        "items": t("item no."),
        "kept_up_checks": t("answer on keeping up no."),
        "ladder_steps": t("step of the ladder no."),
        "lookback_checks": t("check of a closed item no."),
        "lookback_draws": t("draw of closed items no."),
        "milestones": t("milestone no."),
        "objections": t("objection to a public notice no."),
        "papers": t("official paper no."),
        "persons": t("person no."),
        "plan_steps": t("steps of plan no."),
        "plans": t("plan no."),
        "prompts": t("deadline prompt no."),
        "project_funds": t("money of a project no."),
        "project_reports": t("report of a project no."),
        "projects": t("project no."),
        "radar_flags": t("sign of a false report no."),
        "reports": t("report no."),
        "round_entries": t("entry of a reporting round no."),
        "site_checks": t("check on site no."),
        "rounds": t("reporting round no."),
        "strike_offs": t("striking off no."),
        "takeovers": t("item taken over no."),
        "units": t("unit no."),
        "urgent_notices": t("urgent notice no."),
        "year_targets": t("yearly target no."),
    }
    return names[table]
