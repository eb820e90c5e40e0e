"""Find the item a message means: by number, words, unit, place, abbreviation or pronunciation."""

from rules.language.matching.index import ItemIndex
from rules.language.matching.values import Candidate, IndexEntry, Match

__all__ = ["Candidate", "IndexEntry", "ItemIndex", "Match"]
