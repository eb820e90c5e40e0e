"""The words that the reader knows, as data: one file a language, one section a family."""

from rules.language.lexicon.loading import MalformedLexicon, load, parse

__all__ = ["MalformedLexicon", "load", "parse"]
