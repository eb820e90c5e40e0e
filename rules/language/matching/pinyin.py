"""Pronunciation: syllables for typos and pinyin input, initials for abbreviations such as bsq."""

from functools import lru_cache

_USUAL = {
    "长": "chang",
    "重": "zhong",
    "都": "du",
    "绿": "lv",
    "率": "lv",
    "调": "diao",
    "曾": "zeng",
}
"""Readings usual in names where the dictionary's first reading is another one."""
_PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_MOST_WAYS = 8
_LONGEST_WORD = 40


@lru_cache(maxsize=1)
def _readings() -> dict[int, str]:
    """Return the dictionary, loaded when first needed: it takes 0.2 s."""
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - slow to import

    return pinyin_dict


@lru_cache(maxsize=30_000)
def syllable(token: str) -> str:
    """Return the toneless syllable of a character; any other token unchanged."""
    return _plain_syllable(token) if len(token) == 1 else token


def _plain_syllable(character: str) -> str:
    read = _readings().get(ord(character))
    return _USUAL.get(character) or (read.split(",")[0].translate(_PLAIN) if read else character)


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Return every toneless syllable; takes 40 ms at the first call."""
    common = range(0x4E00, 0x9FA6)
    return frozenset(_plain_syllable(chr(code)) for code in common) - {"n", "m", "ng", "hm"}


def pinyin_readings(word: str) -> list[list[str]]:
    """Return the splits of letters into syllables: fangan is fang an and fan gan; none for English."""
    if len(word) > _LONGEST_WORD:
        return []
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(word) + 1):
        ways.append(_ending_at(word, end, ways))
    return ways[-1]


def _ending_at(word: str, end: int, ways: list[list[list[str]]]) -> list[list[str]]:
    longest_first = range(max(0, end - 6), end)
    found = [
        [*before, word[start:end]]
        for start in longest_first
        if word[start:end] in syllables()
        for before in ways[start]
    ]
    return sorted(found, key=len)[:_MOST_WAYS]


def initials(found: list[str]) -> str:
    """Return the initials of the tokens; a number stays in front of its label: 2期 is 2q."""
    return "".join(_initial(token) for token in found)


@lru_cache(maxsize=30_000)
def _initial(token: str) -> str:
    if token[:1].isdigit():
        digits = "".join(c for c in token if c.isdigit())
        return digits + syllable(token[len(digits) :][:1])[:1]
    return syllable(token)[:1]
