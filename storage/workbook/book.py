"""All sheets of the workbook, in its order: an entry refers to sheets before its own."""

from storage.workbook.project_sheets import FUNDS, PROJECTS, TARGETS
from storage.workbook.sheets import FINDINGS, ITEMS, MILESTONES, PEOPLE, UNITS

OF_PROJECTS = (PROJECTS, FUNDS, TARGETS)
"""Sheets that a city without projects leaves empty."""
SHEETS = (UNITS, PEOPLE, FINDINGS, ITEMS, MILESTONES, *OF_PROJECTS)
