"""English: the common ways of telling how much is done, by when, and what is asked."""

import re
from collections.abc import Iterator
from decimal import Decimal

from rules.reading.amounts import Amount
from rules.reading.figure_roles import Told
from rules.reading.folding import FIGURE, NAME, blank
from rules.reading.table import Row, first
from rules.reading.table import row as plain_row
from rules.reading.values import Figure, FigureRole


def row(pattern: str, example: str, reads: str) -> Row:
    """A row that does not mind capitals."""
    return plain_row(f"(?i){pattern}", example, reads)


_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_SMALL = "|".join((*_ONES, *_TENS))
WORDS = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(list(_ONES)[1:10])})|(?:{_SMALL})(?: hundred)?|a dozen|half a dozen)"
NUMBER = rf"(?:(?<![\d.])\d{{1,12}}(?:\.\d{{1,6}})?(?![\d.]*\d)(?: ?(?:million|thousand|k(?![A-Za-z])))?|\b{WORDS}\b)"
_SCALE = {"million": 1_000_000, "thousand": 1000, "k": 1000}


def value(written: str) -> Decimal | None:
    """What an English numeral says, in figures or in words."""
    said = written.lower().strip()
    digits = re.fullmatch(r"(\d+(?:\.\d+)?) ?(million|thousand|k)?", said)
    if digits:
        return Decimal(digits[1]) * _SCALE.get(digits[2] or "", 1)
    if said.endswith("dozen"):
        return Decimal(6 if said.startswith("half") else 12)
    total = sum(_ONES.get(word, _TENS.get(word, 0)) for word in re.split(r"[- ]", said))
    return Decimal(total * 100 if said.endswith("hundred") else total)


NAMES: tuple[Row, ...] = (
    row(
        r"\b(?:items?|tasks?|no\.?|number|phase|stage|section|lot|group|cluster|plant|site|village|building|point|"
        r"issue|finding|batch|round|class|grade|tier|route|road|document|doc|file|station|zone|block|unit|measure|"
        r"county|line|villa|project|pipeline|problem|area|level|part|step|annex|article|version|page|room)s? ?(?:no\.? ?)?#?\d+[a-z]?\b(?! ?(?:%|percent))",
        "item 32 is late",
        "item 32",
    ),
    row(r"#\d+", "#3 done", "#3"),
    row(r"\b(?!q[1-4]\b)[a-z]{1,6}-?\d+(?:\.\d+)?[a-z]?\b", "DN800 pipe", "DN800"),
    row(r"\b(?:dn|pm|ph|cod) \d+(?:\.\d+)?", "DN 800 pipe", "DN 800"),
    row(
        r"(?<!\d)1[3-9]\d{9}(?!\d)|\+?\d{2,4}[- ]\d{3,4}[- ]\d{4,}",
        "call 13800000000",
        "13800000000",
    ),
    row(
        r"\b\d{1,2}:\d{2}(?: ?[ap]m)?\b|\b\d{1,2} ?[ap]m\b|\b\d{1,2} o'clock",
        "at 3:30 pm",
        "3:30 pm",
    ),
    row(r"[〔\[(](?:19|20)\d\d[〕\])] ?(?:no\.? ?)?\d{1,4}", "[2026] No. 11", "[2026] No. 11"),
    row(rf"{NUMBER} ?(?:mm|inch(?:es)?)\b", "an 800 mm pipe", "800 mm"),
    row(r"(?:^|(?<=\n))\(?\d{1,2}[).](?!\d)", "1. villas", "1."),
    row(
        r"\bone (?:of|more thing|thing|day|another|problem|issue|question)\b|\b(?:no|any|some|this|that|the|which|every)[- ]?one\b",
        "one of them",
        "one of",
    ),
)
LENGTHS = row(
    rf"{NUMBER}[- ](?:more )?(?:working |business |calendar )?(?:days?|weeks?|months?|years?|hours?|minutes?)\b",
    "it took 3 weeks",
    "3 weeks",
)
_YEAR = row(r"(?<!\d)(?:19|20)\d\d(?!\d)", "since 2013", "2013")
_CORRECTED = (
    row(
        rf"\bnot ({NUMBER})[a-z ]{{0,12}},? ?(?:but|it'?s|rather)?(?=[^.;]{{0,12}}\d)",
        "not 23 but 21",
        "not 23 but ",
    ),
    row(rf"(?:,|;|-)? ?(?:and )?\bnot ({NUMBER})", "21, not 23", ", not 23"),
    row(
        rf"({NUMBER})[a-z ]{{0,10}}[,.;-]+ ?(?:sorry|no|correction|i mean|i meant|make that|oops|rather)[, ]+(?=[^.;]{{0,12}}\d)",
        "23 villas, sorry, 21",
        "23 villas, sorry, ",
    ),
    row(rf"\bfrom ({NUMBER} ?%?)[a-z ]{{0,12}} to (?={NUMBER})", "from 60% to 85%", "from 60% to "),
)
_FRACTIONS = {
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "half": 2,
    "halves": 2,
    "tenths": 10,
}
_SHARE = re.compile(
    rf"(?i)(?P<n>{NUMBER}) ?(?:%|per ?cent\b|pct\b)|\b(?P<above>one|two|three|four|a|\d) ?[- ](?P<below>thirds?|quarters?|fifths?|tenths)\b|\b(?P<half>(?:one )?half|halfway)\b(?! a dozen)"
)
_NOT_UNITS = (
    "of and to are is was were have has had left remaining remain remains done complete completed finished demolished "
    "by so in on at the now yet outstanding removed cleared more still out for already total connected signed built laid "
    "percent per with but as from still not today yesterday before after this that"
)
_UNIT = (
    rf"(?P<more>more )?(?:(?:new|illegal|old|remaining|other|large|small|polluting) )?(?P<u>(?:square|cubic) (?:met(?:er|re)s?|km|kilomet(?:er|re)s?)"
    rf"|(?:tons?|tonnes?|m3|cubic met(?:er|re)s?)(?:/| per | a )day|(?!(?:{'|'.join(_NOT_UNITS.split())})\b)(?:km2?|m[23]?|t|ha|[a-z]{{3,20}})\b)?"
)
_COUNTED = re.compile(
    rf"(?i)(?P<n>{NUMBER}) ?(?:of (?:the |our |all )?(?P<of>{NUMBER}) ?|/ ?(?P<slash>\d{{1,7}}) ?|out of (?:the |our )?(?P<out>{NUMBER}) ?)?{_UNIT}"
)

_BEFORE: tuple[tuple[FigureRole | None, Row], ...] = (
    (
        "remaining",
        row(
            r"\b(?:remaining|left|only|still(?: have)?|outstanding|to go|pending|another .{0,8}to go)\b",
            "remaining 33",
            "remaining",
        ),
    ),
    (
        "total",
        row(
            r"\b(?:total(?: of)?|in all|altogether|of the|out of|all|target|planned?|there are|has|have|must|need(?:s|ed)? to)\b",
            "a total of 45",
            "total of",
        ),
    ),
    (
        "step",
        row(
            r"\b(?:another|more|this week|today|yesterday|further|since (?:yesterday|last week)|additional)\b",
            "another 5",
            "another",
        ),
    ),
    (
        "done",
        row(
            r"\b(?:demolish(?:ed)?|complet(?:ed|e)|finish(?:ed)?|done|built|laid|cleared|removed|clean(?:ed)?|treated|so far|already|connected|signed|planted|closed|at|reached|is|are now)\b",
            "demolished 12",
            "demolished",
        ),
    ),
)
_AFTER: tuple[tuple[FigureRole | None, Row], ...] = (
    (
        "remaining",
        row(
            r"^[a-z ]{0,24}\b(?:left|remain(?:s|ing)?|to go|outstanding|pending|not (?:yet )?\w+|still|to be|unfinished|undone|to do)\b",
            " left",
            " left",
        ),
    ),
    (
        "total",
        row(r"^[a-z ]{0,12}\b(?:in total|altogether|in all|planned)\b", " in total", " in total"),
    ),
    ("step", row(r"^[a-z ]{0,16}\b(?:more|this week|today|yesterday)\b", " more", " more")),
    (
        "done",
        row(
            r"^[a-z ]{0,30}\b(?:demolished|completed?|finished|done|built|laid|cleared|removed|cleaned|treated|connected|signed|so far|already|planted|closed)\b",
            " demolished",
            " demolished",
        ),
    ),
)
_FUTURE = row(
    r"\b(?:will|plan(?:s|ning)? to|expect(?:s|ed)?|going to|aim|intend|hope|shall|to be)\b[^,;.]*$",
    "will demolish",
    "will demolish",
)
_WHOLE = row(
    r"\b(?:(?:all|fully|entirely|completely|everything|every \w+)\b[^,;.\ue003]{0,30}\b(?:done|complete[d]?|finished|demolished|removed|closed|cleared|connected|built|rectified)|(?:completed|finished|demolished|done) in full|fully complete)\b",
    "all villas demolished",
    "all villas demolished",
)
_DENIED = row(
    r"\b(?:not|n't|never|will|to be|yet to|expect\w*|plan\w*|should|must|by|before|going to|hope|aim)\b",
    "not all",
    "not",
)


def without_names(folded: str) -> str:
    """Corrected amounts and numbers that name something, blanked."""
    for each in _CORRECTED:
        for found in each.pattern.finditer(folded):
            folded = blank(folded, *found.span(1), NAME)
    for each in NAMES:
        for found in each.pattern.finditer(folded):
            folded = blank(folded, found.start(), found.end(), NAME)
    return folded


def without_lengths(text: str) -> str:
    for each in (LENGTHS, _YEAR):
        for found in each.pattern.finditer(text):
            text = blank(text, found.start(), found.end(), NAME)
    return text


def find_figures(text: str, folded: str) -> tuple[tuple[Figure, ...], str]:
    """The figures in reading order, and the text with them blanked."""
    amounts: list[Amount] = []
    for scan in (_shares, _counts):
        here = list(scan(text))
        for each in here:
            text = blank(text, each.start, each.end, FIGURE)
        amounts += here
    amounts.sort(key=lambda each: (each.start, each.part))
    read = [_figure(place, amounts, text, folded) for place in range(len(amounts))]
    figures = tuple(each for each in read if each is not None)
    return _with_unit(_and_whole(figures, text)), text


def _shares(text: str) -> Iterator[Amount]:
    for found in _SHARE.finditer(text):
        yield Amount(found.start(), found.end(), _percent(found), "%", False)


def _percent(found: re.Match[str]) -> Decimal:
    if found["half"]:
        return Decimal(50)
    if found["n"]:
        return value(found["n"]) or Decimal(0)
    above = Decimal(1) if found["above"].lower() == "a" else value(found["above"]) or Decimal(0)
    return (above * 100 / _FRACTIONS[found["below"].lower()]).quantize(Decimal("0.01"))


def _counts(text: str) -> Iterator[Amount]:
    for found in _COUNTED.finditer(text):
        number = value(found["n"])
        unit = (found["u"] or "").lower().replace(" per ", "/").replace(" a ", "/")
        whole = found["of"] or found["slash"] or found["out"]
        if number is None:
            continue
        if whole:
            yield Amount(found.start(), found.end(), number, unit, False, "done")
            yield Amount(
                found.start(), found.end(), value(whole) or Decimal(0), unit, False, "total"
            )
        else:
            yield Amount(
                found.start(), found.end(), number, unit, False, "step" if found["more"] else ""
            )


def _figure(place: int, amounts: list[Amount], text: str, folded: str) -> Figure | None:
    here = amounts[place]
    before, after = _around(here, text)
    role = _role(here, before, after)
    if role == "plan":
        return None
    return Figure(
        here.value, here.unit, role or "done", here.approximate, folded[here.start : here.end]
    )


def _around(here: Amount, text: str) -> tuple[str, str]:
    head = (
        max(text.rfind(edge, 0, here.start) for edge in (",", ";", ".", "\n", FIGURE, " and ")) + 1
    )
    tail = re.search(rf"[,;.\n{FIGURE}]| and ", text[here.end : here.end + 60])
    return text[head : here.start], text[here.end : here.end + (tail.start() if tail else 60)]


_PARTS: dict[str, FigureRole] = {"total": "total", "step": "step"}


def _role(here: Amount, before: str, after: str) -> Told:
    if here.part in ("total", "step"):
        return _PARTS[here.part]
    told = next((role for role, words in _AFTER if words.pattern.search(after)), None)
    if here.part and told == "remaining":
        return "remaining"
    if here.part:
        return "done"
    if told is None and _FUTURE.pattern.search(before) and not here.share:
        return "plan"
    return told or next((role for role, words in _BEFORE if words.pattern.search(before)), None)


def _with_unit(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    units = {each.unit for each in figures if each.unit and each.unit != "%"}
    if len(units) != 1:
        return figures
    unit = units.pop()
    return tuple(
        each if each.unit else Figure(each.value, unit, each.role, each.approximate, each.text)
        for each in figures
    )


def _and_whole(figures: tuple[Figure, ...], text: str) -> tuple[Figure, ...]:
    found = _WHOLE.pattern.search(text)
    if found is None or any(each.unit == "%" for each in figures):
        return figures
    clause = text[max(text.rfind(edge, 0, found.start()) for edge in ",;.\n") + 1 : found.end()]
    if first((_DENIED,), clause):
        return figures
    return (*figures, Figure(Decimal(100), "%", "done", False, found.group()))


ROWS: tuple[Row, ...] = (
    *NAMES,
    LENGTHS,
    _YEAR,
    *_CORRECTED,
    *(words for _, words in (*_BEFORE, *_AFTER)),
    _FUTURE,
    _WHOLE,
    _DENIED,
)
"""Every wording of this file, for the test that runs the examples."""
