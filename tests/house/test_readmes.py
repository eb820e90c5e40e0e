"""Both READMEs say the same: a command, setting, link or picture of one stands in the other."""

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
HEAD = re.compile(r"^#+ ", re.MULTILINE)
LINK = re.compile(r"\]\(([^)]+)\)")
NAMED = re.compile(r"`(taizhang [a-z]+|TAIZHANG_[A-Z_]+|make [a-z-]+)")
OWN = {"README.md", "README.zh-CN.md", "docs/conversation.en.png", "docs/conversation.zh-CN.png"}


def said(name: str) -> tuple[int, set[str], set[str]]:
    words = (HOUSE / name).read_text("utf-8")
    return len(HEAD.findall(words)), set(NAMED.findall(words)), set(LINK.findall(words)) - OWN


def test_both_readmes_have_the_same_parts_commands_settings_and_links() -> None:
    assert said("README.zh-CN.md") == said("README.md")
