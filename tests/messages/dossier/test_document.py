"""The case file as a PDF: nobody's words are read as markup, and the font goes with it."""

import re
import zlib

import pytest

from messages.dossier.document import CaseDocument, DocumentSection, pdf, thumbnail
from messages.texts import texts
from tests.support.exhibits import photo

T = texts("zh_CN")


def one_page(words: str) -> bytes:
    rows = DocumentSection("进展报告", [[words, words]], "listed", ["原文", "原文"], [1, 1])
    facts = DocumentSection(words or "无", [["名称", words]], "pairs")
    return pdf(T, CaseDocument(words, words, words, [facts, rows]))


@pytest.mark.parametrize(
    "words",
    [
        '#panic("out")',
        '#read("/etc/passwd")',
        '#import "@preview/nothing:1.0.0"',
        "#let x = [",
        "$ unclosed",
        '"); #panic("',
        "*粗* _斜_ `码` <标签> @引用 // 注 /* 注",
        "\\u{41} \\",
        "{{data}} ${data} %s",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "👍 淯鄠㎡",
        "第一行\n第二行\t\r\n",
        "",
    ],
)
def test_whatever_is_written_is_set_as_it_stands(words: str) -> None:
    assert one_page(words).startswith(b"%PDF-")


def test_the_font_that_ships_is_embedded() -> None:
    made = one_page("淯鄠两县")
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    unpacked = b"".join(_inflated(part) for part in parts) + made
    assert b"NotoSansSC" in unpacked


def _inflated(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return b""


def test_a_thumbnail_is_small() -> None:
    small = thumbnail(photo(10, (4000, 3000)))
    assert small is not None
    assert len(small) < 20_000


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", photo(1)[:300], b"\xff\xd8 the site at noon"]
)
def test_what_is_no_picture_has_no_thumbnail(content: bytes) -> None:
    assert thumbnail(content) is None
