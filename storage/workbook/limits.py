"""How large a workbook may be, found out where it can do no harm."""

import subprocess
import sys
from pathlib import Path

from rules.policy.wording import Translator
from storage.workbook.probe import BROKEN, FITS

LARGEST = 50 * 2**20
"""Bytes of the file; unpacked it may have ten times as many."""

CELLS = 5_000_000
"""In one sheet, from A1 to the last row and column in use: 200,000 items with 25 columns."""

MEMORY = 2 * 2**30
"""Bytes."""

SECONDS = 60
"""Of a processor; 5 million cells take ten."""

PROBE = Path(__file__).with_name("probe.py")


def why_unfit(file: Path, t: Translator) -> str:
    """Return the sentence for a file that cannot be read within the limits; empty when it can."""
    given = map(str, (MEMORY, SECONDS, LARGEST, CELLS))
    ended = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-I", PROBE, file, *given], capture_output=True, check=False
    )
    if ended.returncode == FITS:
        return ""
    if ended.returncode == BROKEN:
        return t(
            "The file is not a workbook or a document that can be read (.xlsx, .xls or .docx)."
        )
    return t(
        "The workbook is too large. A file may have up to {size} MB, and the cells of a sheet may "
        "number up to {cells}, those of empty rows and columns before the last one in use included. "
        "Please delete those that are not used.",
        size=LARGEST // 2**20,
        cells=f"{CELLS:,}",
    )
