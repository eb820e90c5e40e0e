"""Finding the item a message means: by number, words, unit, place, abbreviation, sound."""

from rules.matching.index import ItemIndex
from rules.matching.values import Candidate, Entry, Match

__all__ = ["Candidate", "Entry", "ItemIndex", "Match"]
