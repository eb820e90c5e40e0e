"""Read the names of those who were there."""

import re

from rules.language.reading.normalization import normalize

_PARTS = re.compile(r"[、,;/\n]|\band\b")
_AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})[和与及同](?=[\u4e00-\u9fff]{2})")
_LED_BY = re.compile(r"^(?:核查|到场|现场)?(?:人员|组)?[:：]?")


def find_names(text: str) -> tuple[str, ...]:
    """Return the names, in their order; a blank parts them too where they are Chinese."""
    words = _LED_BY.sub("", normalize(text).strip(" 。.")).strip()
    parts = [part.strip() for part in _PARTS.split(words) if part.strip()]
    if len(parts) == 1:
        parts = _AND.split(parts[0])
    if len(parts) == 1 and not parts[0].isascii():
        parts = parts[0].split()
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
