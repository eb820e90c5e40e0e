"""English words that give a figure its role: done, remaining, total, or this time's step."""

from rules.language.reading.english_words import row
from rules.language.reading.table import Row
from rules.policy.figures import FigureRole

PARTICIPLE = (
    r"(?!need|plan|expect|requir|schedul|affect|locat|involv|list|propos|assign|target|register|"
    r"relat|concern|identif|pollut|abandon|intend|delay|stall|block|refus|suspend|halt|remain|"
    r"order|allow|ask|report|promis|mix)[a-z]{3,18}ed\b"
)
"""Any participle, for verbs that no list contains."""
BEFORE: tuple[tuple[FigureRole | None, Row], ...] = (
    (
        "remaining",
        row(
            (
                r"\b(?:remaining|left|only|still(?: have)?|outstanding|to go|pending|gap of|shortfall of|short of|"
                r"another .{0,8}to go)\b"
            ),
            "remaining 33",
            "remaining",
        ),
    ),
    (
        "total",
        row(
            (
                r"\b(?:total(?: of)?|in all|altogether|of the|out of|all|target|planned?|"
                r"there are|(?:has|have)(?! [a-z]+(?:ed|t|n|d)\b)|must|need(?:s|ed)? to)\b"
            ),
            "a total of 45",
            "total of",
        ),
    ),
    (
        "step",
        row(
            (
                r"\b(?:another|more|this week|today|yesterday|further|since (?:yesterday|"
                r"last week)|additional)\b"
            ),
            "another 5",
            "another",
        ),
    ),
    (
        "done",
        row(
            (
                r"\b(?:demolish(?:ed)?|complet(?:ed|e)|finish(?:ed)?|done|built|laid|cleared|"
                r"removed|clean(?:ed)?|treated|so far|already|connected|signed|planted|closed|"
                r"at|reached|is|are now)\b"
            ),
            "demolished 12",
            "demolished",
        ),
    ),
)
AFTER: tuple[tuple[FigureRole | None, Row], ...] = (
    (
        "remaining",
        row(
            (
                r"^[a-z ]{0,24}\b(?:left|remain(?:s|ing)?|to go|outstanding|pending|"
                r"(?:has |have |is |are )?not (?:yet )?\w+|still|to be|unfinished|undone|"
                r"to (?:do|lay|build|install|clear|remove|demolish|move|finish|fix|repair|treat|"
                r"plant|dredge|close|connect|convert))\b"
            ),
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
            (
                r"^[a-z ]{0,30}\b(?:demolished|completed?|finished|done|built|laid|cleared|"
                r"removed|cleaned|treated|connected|signed|so far|already|planted|closed|scrapped|"
                r"converted|retrofitted|relocated|replaced|shut|moved|approved|installed|"
                rf"renovated|repaired|rectified|inspected|upgraded|dredged|poured|sealed|dug|cut|shut|{PARTICIPLE})\b"
            ),
            " demolished",
            " demolished",
        ),
    ),
)
STEP_DAY = row(
    r"(?i)\b(?:today|yesterday|tonight|this (?:week|month|morning|afternoon)|last week)\b",
    "removed today",
    "today",
)
FUTURE = row(
    r"\b(?:will|plan(?:s|ning)? to|expect(?:s|ed)?|going to|aim|intend|hope|shall|to be)\b[^,;.]*$",
    "will demolish",
    "will demolish",
)
WHOLE = row(
    (
        r"\b(?:(?:all|fully|entirely|completely|everything|every \w+)"
        r"\b[^,;.]{0,40}\b(?:done|complete[d]?|finished|demolished|removed|closed|"
        r"cleared|connected|built|rectified|replaced|converted|retrofitted|installed|scrapped|"
        rf"relocated|shut|treated|(?:(?<=been )|(?<=were )|(?<=are ))(?:{PARTICIPLE}))|"
        r"(?:completed|finished|demolished|done)"
        r" in full|fully complete)\b"
    ),
    "all villas demolished",
    "all villas demolished",
)
DENIED = row(
    (
        r"\b(?:not|n't|never|will|to be|yet to|expect\w*|plan\w*|should|must|by|before|"
        r"going to|hope|aim)\b"
    ),
    "not all",
    "not",
)


OF_WHICH = row(
    r"(?:^|\b)(?<!gap )(?<!shortfall )(?<!short )(?:out )?of (?:the |our )?$|\ball (?:of )?(?:the |our )?$",
    "all the ",
    "all the ",
)

ROWS: tuple[Row, ...] = (
    *(words for _, words in (*BEFORE, *AFTER)),
    FUTURE,
    OF_WHICH,
    STEP_DAY,
    WHOLE,
    DENIED,
)
"""Every row of this module, for the test of the examples."""
