"""Recognize words that want a list to be imported."""

import re

_TO_IMPORT = re.compile(r"导入|录入台账|\bimport\b", re.IGNORECASE)


def wants_import(words: str) -> bool:
    """Return whether words under a file want it to be imported."""
    return bool(_TO_IMPORT.search(words))
