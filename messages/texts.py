"""Languages: English sentences are the keys, the catalogs hold what is said.

`t("Recorded in the ledger. Receipt {number}", number=…)` says it in that person's language.
A sentence that changes with a number is written in its plural and calls that number {count}:
`t("{count} days left", count=1)` says "1 day left".
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po

LANGUAGES = ("zh_CN", "en")
DEFAULT = "zh_CN"
CATALOGS = Path(__file__).parent / "locale"

Translate = Callable[..., str]


class Texts:
    """One language. Calling it translates and fills in; a missing sentence is said in English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._said = _catalog(language)
        self._grammar = Locale.parse(language).plural_form

    def __call__(self, sentence: str, /, **values: object) -> str:
        forms = self._said.get(sentence, (sentence,))
        said = forms[0] if len(forms) == 1 else self._form(forms, values["count"])
        return said.format(**values) if values else said

    def _form(self, forms: tuple[str, ...], count: object) -> str:
        """The catalog has that for one first. A figure may come as it is written: "1", "1.5"."""
        return forms[0] if self._grammar(Decimal(str(count))) == "one" else forms[-1]

    def day(self, value: date) -> str:
        """`12月2日（周三）` or `2 December (Wed)`; the year is named by `full_day`."""
        pattern = "M月d日（EEE）" if self.language == "zh_CN" else "d MMMM (EEE)"
        return _written(value, pattern, self.language)

    def short_day(self, value: date) -> str:
        """`12月2日` or `2 December`."""
        pattern = "M月d日" if self.language == "zh_CN" else "d MMMM"
        return format_date(value, pattern, locale=self.language)

    def full_day(self, value: date) -> str:
        pattern = "y年M月d日（EEE）" if self.language == "zh_CN" else "d MMMM y (EEE)"
        return _written(value, pattern, self.language)

    def minute(self, value: datetime) -> str:
        """A local moment, to the minute."""
        return f"{value:%Y-%m-%d %H:%M}"

    def comma(self) -> str:
        return "、" if self.language == "zh_CN" else ", "

    def semicolon(self) -> str:
        return "；" if self.language == "zh_CN" else "; "


@lru_cache(maxsize=4096)
def _written(value: date, pattern: str, language: str) -> str:
    """The same days are named again and again, and naming one takes a while."""
    return format_date(value, pattern, locale=language)


@lru_cache
def texts(language: str | None) -> Texts:
    """The texts of a language; an unknown one gets the default."""
    return Texts(language if language in LANGUAGES else DEFAULT)


@lru_cache
def _catalog(language: str) -> dict[str, tuple[str, ...]]:
    """The forms of each sentence; most have one. Known by the plural where there is one."""
    path = CATALOGS / language / "LC_MESSAGES" / "taizhang.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    return {_forms(m.id)[-1]: _forms(m.string) for m in catalog if m.id and all(_forms(m.string))}


def _forms(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ("",))
