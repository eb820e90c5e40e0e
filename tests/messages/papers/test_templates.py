"""Templates: what is filled in and how, what is refused, and those that come with the program."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from messages.papers import filling
from messages.papers.faults import TemplateFaults
from messages.papers.shipped import SHIPPED
from messages.papers.templates import template_of
from rules.policy.papers import FORMS, PaperFacts, PaperForm, PaperKind
from tests.support.paper_templates import TEMPLATES

FORM = PaperForm(("单位", "编号"), {"事项": ("序号", "名称")})


def saved(*paragraphs: str, row: tuple[str, ...] = ()) -> filling.Template:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if row:
        cells = document.add_table(rows=1, cols=len(row)).rows[0].cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    return read(document)


def read(document: object) -> filling.Template:
    kept = BytesIO()
    document.save(kept)  # type: ignore[attr-defined]
    template = filling.read(kept.getvalue())
    assert template is not None
    return template


def filled(template: filling.Template, facts: PaperFacts) -> tuple[list[str], list[list[str]]]:
    document = Document(BytesIO(filling.fill(template, facts)))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs], rows


def test_braces_of_both_widths_split_by_formatting_and_in_the_foot() -> None:
    document = Document()
    paragraph = document.add_paragraph("致{{单")
    paragraph.add_run("位}}：").bold = True
    document.add_paragraph("｛｛ 编号 ｝｝")
    document.sections[0].footer.paragraphs[0].text = "{{编号}}"
    facts = PaperFacts({"单位": "甲<乙>&{{编号}}", "编号": "1\n2"})
    content = filling.fill(read(document), facts)
    made = Document(BytesIO(content))
    assert [p.text for p in made.paragraphs] == ["致甲<乙>&{{编号}}：", "1\n2"]
    assert made.sections[0].footer.paragraphs[0].text == "1\n2"


def test_a_row_and_a_paragraph_are_repeated_for_each_entry() -> None:
    template = saved(
        "{{#事项}}{{序号}}. {{名称}}（{{单位}}）", row=("{{#事项}}{{序号}}", "{{名称}}")
    )
    entries = [{"序号": "1", "名称": "拆除"}, {"序号": "2", "名称": "截污"}]
    assert template.faults(FORM) == TemplateFaults()
    assert filled(template, PaperFacts({"单位": "甲县"}, {"事项": entries})) == (
        ["1. 拆除（甲县）", "2. 截污（甲县）"],
        [["1", "拆除"], ["2", "截污"]],
    )
    assert filled(template, PaperFacts({"单位": "甲县"})) == (["无"], [["无", ""]])


def test_all_that_is_unknown_is_named_at_once() -> None:
    template = saved("{{单位}}{{市长}}{{市长}}", "{{#名单}}{{姓名}}", "{{单位}", "}}")
    assert template.faults(FORM) == TemplateFaults(("市长", "#名单", "姓名"), ("{{单位}", "}}"))


def test_what_is_no_document_is_none() -> None:
    assert filling.read(b"PK no document") is None


def test_the_page_explains_every_placeholder() -> None:
    page = (Path(__file__).parents[3] / "docs" / "papers.md").read_text("utf-8")
    names = {name for form in FORMS.values() for name in form.facts}
    lists = {
        name
        for form in FORMS.values()
        for each in form.lists.items()
        for name in (f"#{each[0]}", *each[1])
    }
    assert [name for name in sorted(names | lists) if f"`{{{{{name}}}}}`" not in page] == []


@pytest.mark.parametrize("kind", FORMS)
def test_a_template_that_comes_along_is_as_it_is_set(kind: PaperKind, tmp_path: Path) -> None:
    TEMPLATES[kind]().save(str(tmp_path / "set.docx"))
    paths = (tmp_path / "set.docx", SHIPPED / f"{kind}.docx")
    one, other = (Document(str(path)).element.xml for path in paths)
    assert one == other
    assert template_of(kind, None).names
