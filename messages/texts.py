"""Languages: English sentences are the keys, the catalogs hold what is said.

`t("Receipt: {receipt}", receipt=…)` says it in that person's language.
A sentence that changes with a number is written in both forms and calls that number {count}:
`t.ngettext("{count} day left", "{count} days left", count=1)` says "1 day left".
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from messages.formatting import FormattedText, Words

LANGUAGES = ("zh_CN", "en")
DEFAULT = "zh_CN"
CATALOGS = Path(__file__).parent / "locale"

Translate = Callable[..., str]


class Texts:
    """One language. Calling it translates and fills in; a missing sentence is said in English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalog = _catalog(language)

    def __call__(self, sentence: str, /, **values: object) -> str:
        words = self._catalog.gettext(sentence)
        return words.format(**values) if values else words

    def formatted(self, sentence: str, /, **values: Words) -> FormattedText:
        """Return a sentence whose values keep their formatting."""
        said = self._catalog.gettext(sentence)
        pieces: list[Words] = []
        for before, name, _, _ in Formatter().parse(said):
            pieces += [before, values[name]] if name else [before]
        return FormattedText.of(*pieces)

    def ngettext(self, one: str, many: str, /, *, count: object, **values: object) -> str:
        """Return the form for `count`, filled in. A figure may come as written: "1", "1.5"."""
        number = 1 if Decimal(str(count)) == 1 else 2
        words = self._catalog.ungettext(one, many, number)
        return str(words).format(count=count, **values)

    def day(self, value: date) -> str:
        """Return `12月2日（周三）` or `2 December (Wed)`; the year is named by `full_day`."""
        pattern = "M月d日（EEE）" if self.language == "zh_CN" else "d MMMM (EEE)"
        return _written(value, pattern, self.language)

    def short_day(self, value: date) -> str:
        """Return `12月2日` or `2 December`."""
        pattern = "M月d日" if self.language == "zh_CN" else "d MMMM"
        return format_date(value, pattern, locale=self.language)

    def full_day(self, value: date) -> str:
        pattern = "y年M月d日（EEE）" if self.language == "zh_CN" else "d MMMM y (EEE)"
        return _written(value, pattern, self.language)

    def minute(self, value: datetime) -> str:
        """Return a local moment, to the minute."""
        return f"{value:%Y-%m-%d %H:%M}"

    def comma(self) -> str:
        return "、" if self.language == "zh_CN" else ", "

    def colon(self) -> str:
        """Return the colon with the space after it that the language wants."""
        return "：" if self.language == "zh_CN" else ": "

    def semicolon(self) -> str:
        return "；" if self.language == "zh_CN" else "; "


@lru_cache(maxsize=4096)
def _written(value: date, pattern: str, language: str) -> str:
    """Return a day as written; kept, because the same days are named often."""
    return format_date(value, pattern, locale=language)


@lru_cache
def texts(language: str | None) -> Texts:
    """Return the texts of a language; an unknown one gets the default."""
    return Texts(language if language in LANGUAGES else DEFAULT)


@lru_cache
def _catalog(language: str) -> Translations:
    """Read a catalog; gettext itself reads only the compiled form."""
    path = CATALOGS / language / "LC_MESSAGES" / "taizhang.po"
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)
