"""The workbook: import of a city's plan into the ledger, and export of the ledger."""

from storage.workbook.build import workbook_from_csv
from storage.workbook.days import RECALLED
from storage.workbook.exporting import export_workbook
from storage.workbook.importing import import_workbook
from storage.workbook.problems import (
    AbsentPerson,
    Change,
    KeptValue,
    Problem,
    Proposal,
)
from storage.workbook.questions import Answers, PersonDoubt, Question
from storage.workbook.results import ImportResult, SheetResult

__all__ = [
    "RECALLED",
    "AbsentPerson",
    "Answers",
    "Change",
    "ImportResult",
    "KeptValue",
    "PersonDoubt",
    "Problem",
    "Proposal",
    "Question",
    "SheetResult",
    "export_workbook",
    "import_workbook",
    "workbook_from_csv",
]
