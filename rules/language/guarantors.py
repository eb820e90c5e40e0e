"""Questions of what a leader guarantees (包保), by their name or their post."""

import re

from rules.policy.people import Person

_ASKED = re.compile(
    r"(?P<who>\S{1,20}?)(?:同志)?\s*(?:所|的)?(?:双包保|包保|包联|包抓|包案)"
    r"(?:了?哪些|的)?(?:任务|事项|问题|清单|项目)?(?:情况|怎么样|如何)?[?？。]?",
)
_ENGLISH = re.compile(r"(?:items )?guaranteed by (?P<who>.{1,40})", re.IGNORECASE)


def guarantor_meant(words: str) -> str:
    """Return by whom something is guaranteed, as written; empty where the words ask something else."""
    text = words.strip()
    found = _ASKED.fullmatch(text) or _ENGLISH.fullmatch(text)
    return found["who"].strip() if found else ""


def is_called(person: Person, who: str) -> bool:
    """Whether a person is called so: by name, by post, or by surname and post (李市长)."""
    post = person.post
    spoken = post.replace("副", "") if post else ""
    surnames = {person.name[:1], person.name[:2]} if len(person.name) > 1 else set()
    ways = {person.name, f"{post}{person.name}", f"{person.name}{post}"}
    if post:
        ways |= {post} | {f"{surname}{each}" for surname in surnames for each in (post, spoken)}
    return who in ways
