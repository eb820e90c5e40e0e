"""The clauses of an application, as text: what was shown for each, and what is missing."""

from collections.abc import Sequence

from messages.texts import LANGUAGES, Texts, texts
from rules.policy.clauses import NEED_OF, ClauseRule, ClauseStanding, Lack, Need
from rules.policy.evidence import UnfitBecause, UnfitFile
from rules.policy.items import Item, own_code


def names_files_only(words: str) -> bool:
    """Whether the words were put in for files, in whatever language."""
    return any(words.startswith(_naming(texts(language))) for language in LANGUAGES)


def _naming(t: Texts) -> str:
    return t("see the file {name}", name="")


def without_files(words: str, names: Sequence[str]) -> str:
    """Return words that were put in for files without some of them; what somebody wrote stays."""
    if not names_files_only(words):
        return words
    t = next(t for t in map(texts, LANGUAGES) if words.startswith(_naming(t)))
    comma = t.comma()
    rest = words.removeprefix(_naming(t)) + comma
    for name in names:
        rest = rest.replace(name + comma, "", 1)
    rest = rest.removesuffix(comma)
    return _naming(t) + rest if rest else ""


def needed(t: Texts, rule: ClauseRule) -> list[str]:
    """Return the line that says what a clause must have; none where anything will do."""
    if not rule.needs:
        return []
    return [t("Required: {needs}.", needs=t.comma().join(_need(t, n, rule) for n in rule.needs))]


def _need(t: Texts, need: Need, rule: ClauseRule) -> str:
    match need:
        case Need.WORDS:
            return t.ngettext(
                "words of at least {count} character",
                "words of at least {count} characters",
                count=rule.min_length,
            )
        case Need.PHOTO:
            return t("a photo taken after the last report")
        case Need.DOCUMENT:
            return t("a document")
    return t("the households visited, satisfied and not satisfied")


def still_missing(t: Texts, standing: ClauseStanding, number: int, item: Item) -> str:
    """Say what a clause lacks, and how to go on another day."""
    lacks = missing(t, standing)
    return t(
        "Still missing in clause {number}: {lacks}. You can also go on later: /close {code}",
        number=number,
        lacks=lacks,
        code=own_code(item.code),
    )


def missing(t: Texts, standing: ClauseStanding) -> str:
    """Name what a clause lacks, in a few words each."""
    return t.comma().join(_lack(t, lack, standing) for lack in standing.lacks)


def _lack(t: Texts, lack: Lack, standing: ClauseStanding) -> str:
    if lack is Lack.ANYTHING:
        return t("words or files")
    return _need(t, NEED_OF[lack], standing.rule)


def refused_words(t: Texts, standing: ClauseStanding) -> str:
    """Say why words are not taken for a clause."""
    lack = standing.lacks[0]
    match lack:
        case Lack.SAME:
            return t(
                "These words already stand under another clause. "
                "Please write what this one asks for."
            )
        case Lack.VISITS:
            return t(
                "Please write how many households were visited, how many are satisfied and how "
                "many are not, for example: visited 30 households, 29 satisfied, 1 not satisfied."
            )
        case Lack.VISITS_DIFFER:
            return t(
                "The satisfied and the not satisfied are more than the households visited. "
                "Please check the figures and send them again."
            )
    return t.ngettext(
        "The words are too short: please write at least {count} character.",
        "The words are too short: please write at least {count} characters.",
        count=standing.rule.min_length,
    )


def shown(t: Texts, standing: ClauseStanding) -> str:
    """Say in brackets what a clause has and what it lacks; empty where anything would do."""
    if not standing.rule.needs:
        return ""
    there = [words for need in standing.rule.needs if (words := _there(t, need, standing))]
    parts = [t.comma().join(there)] if there else []
    if standing.lacks:
        parts.append(t("missing: {lacks}", lacks=missing(t, standing)))
    return t(" ({parts})", parts=t.semicolon().join(parts))


def _there(t: Texts, need: Need, standing: ClauseStanding) -> str:
    answer = standing.answer
    match need:
        case Need.WORDS:
            return t("words") if answer.words else ""
        case Need.PHOTO:
            count = answer.photos(None)
            return t.ngettext("{count} photo", "{count} photos", count=count) if count else ""
        case Need.DOCUMENT:
            count = answer.documents
            return t.ngettext("{count} document", "{count} documents", count=count) if count else ""
    visits = answer.visits
    if visits is None:
        return ""
    return t.ngettext(
        "{count} household visited", "{count} households visited", count=visits.households
    )


def unfit(t: Texts, file: UnfitFile, code: str) -> str:
    """Say why a file is not taken for the item `code`."""
    match file.why:
        case UnfitBecause.EMPTY:
            return t("The file {name} is empty and was not taken. Please send it again.",
                     name=file.name)  # fmt: skip
        case UnfitBecause.OF_ANOTHER:
            return t(
                "The file {name} was already sent for item {other} and was not taken for item "
                "{code}.",
                name=file.name,
                other=file.code,
                code=code,
            )
    day = t.full_day(file.day) if file.day else ""
    return t("The file {name} is of {day}, older than item {code}, and was not taken.",
             name=file.name, day=day, code=code)  # fmt: skip
