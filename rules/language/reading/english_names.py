"""English numbers that are no figures: names, telephones, durations, retracted amounts."""

from rules.language.reading.english_words import NUMBER, row
from rules.language.reading.normalization import NAME, blank
from rules.language.reading.table import Row

NAMES: tuple[Row, ...] = (
    row(
        r"\b(?:items?|tasks?|no\.?|number|phase|stage|section|lot|group|cluster|plant|"
        r"site|village|building|point|"
        r"issue|finding|batch|round|class|grade|tier|route|road|document|doc|file|"
        r"station|zone|block|unit|measure|"
        r"county|line|villa|project|pipeline|problem|area|level|part|step|annex|article|"
        r"version|page|room)s? ?(?:no\.? ?)?#?\d+[a-z]?\b(?! ?(?:%|percent))",
        "item 32 is late",
        "item 32",
    ),
    row(
        r"\b(?:tank|pump|pool|basin|reactor|well|boiler|pond|lane|bridge|train|unit|phase|stage|"
        r"step|furnace|kiln|pump station) (?:one|two|three|four|five|six)\b",
        "tank two starts up",
        "tank two",
    ),
    row(r"\(\d{1,3}\)", "landfill leachate (39)", "(39)"),
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
        (
            r"\bone (?:of|more thing|thing|day|another|problem|issue|question)\b|\b(?:no|"
            r"any|some|this|that|the|which|every)[- ]?one\b"
        ),
        "one of them",
        "one of",
    ),
)
LENGTHS = row(
    (
        rf"{NUMBER}[- ](?:more )?(?:working |business |calendar )?(?:days?|weeks?|"
        r"months?|years?|hours?|minutes?)\b"
    ),
    "it took 3 weeks",
    "3 weeks",
)
YEAR = row(
    r"(?<!\d)(?:19|20)\d\d(?!\d)(?! (?:[a-z]{3,12} ){0,2}(?!(?:works|has|was|is|this|villas)\b)[a-z]{2,}s\b)"
    r"|(?<=since )(?:19|20)\d\d|(?<=in )20\d\d",
    "since 2013",
    "2013",
)
CORRECTED = (
    row(
        rf"\bnot ({NUMBER})[a-z ]{{0,12}},? ?(?:but|it'?s|rather)?(?=[^.;]{{0,12}}\d)",
        "not 23 but 21",
        "not 23 but ",
    ),
    row(rf"(?:,|;|-)? ?(?:and )?\b(not {NUMBER})", "21, not 23", ", not 23"),
    row(
        (
            rf"({NUMBER})[a-z ]{{0,10}}[,.;-]+ ?(?:sorry|no|correction|i mean|i meant|"
            r"make that|oops|rather)[, ]+(?=[^.;]{0,12}\d)"
        ),
        "23 villas, sorry, 21",
        "23 villas, sorry, ",
    ),
    row(rf"\bfrom ({NUMBER} ?%?)[a-z ]{{0,12}} to (?={NUMBER})", "from 60% to 85%", "from 60% to "),
)


def without_names(normalized: str) -> str:
    """Return the text with retracted amounts and naming numbers blanked."""
    for each in CORRECTED:
        for found in each.pattern.finditer(normalized):
            normalized = blank(normalized, *found.span(1), NAME)
    for each in NAMES:
        for found in each.pattern.finditer(normalized):
            normalized = blank(normalized, found.start(), found.end(), NAME)
    return normalized


def without_durations(text: str) -> str:
    """Return the text with durations and years blanked."""
    for each in (LENGTHS, YEAR):
        for found in each.pattern.finditer(text):
            text = blank(text, found.start(), found.end(), NAME)
    return text
