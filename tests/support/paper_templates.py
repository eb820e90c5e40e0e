"""The templates that come with the program, set as official papers are (GB/T 9704).

`python -m tests.support.paper_templates` writes `messages/papers/templates/*.docx` anew;
tests/messages/papers/test_templates.py fails when one of them says something else.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from messages.papers.shipped import SHIPPED
from rules.policy.papers import PaperKind

BODY, TITLE, HEADING, SECOND = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
RED = RGBColor(0xD0, 0x10, 0x10)
THREE, TWO = Pt(16), Pt(22)
"""三号 and 二号, as points."""
CENTRE, RIGHT, LEFT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def _set(run: Run, font: str, size: Pt, *, red: bool = False, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = font, size, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if red:
        run.font.color.rgb = RED


def _paragraph(
    document: WordDocument,
    words: str,
    *,
    font: str = BODY,
    size: Pt = THREE,
    to: WD_ALIGN_PARAGRAPH = BOTH,
    indent: int = 2,
    red: bool = False,
) -> Paragraph:
    added = document.add_paragraph()
    _set(added.add_run(words), font, size, red=red)
    form = added.paragraph_format
    form.alignment, form.space_before, form.space_after = to, Pt(0), Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(29)
    if size > THREE:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.SINGLE, None
    form.first_line_indent = size * indent
    return added


def _blank() -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    for part in ("— ", "PAGE", " —"):
        run = foot.add_run("" if part == "PAGE" else part)
        _set(run, "宋体", Pt(14))
        if part == "PAGE":
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            run._element.addnext(field)
    document.core_properties.author = document.core_properties.title = ""
    return document


def _rule(paragraph: Paragraph) -> None:
    """Draw the red line below the number."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", "D01010")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._element.get_or_add_pPr().append(borders)


def _head(title: str) -> WordDocument:
    """Return a paper with its issuer, its number and its title."""
    document = _blank()
    _paragraph(document, "{{发文机关}}", font=TITLE, size=Pt(26), to=CENTRE, indent=0, red=True)
    _rule(_paragraph(document, "{{文号}}", to=CENTRE, indent=0))
    _paragraph(document, "", indent=0)
    _paragraph(document, title, font=TITLE, size=TWO, to=CENTRE, indent=0)
    _paragraph(document, "", indent=0)
    return document


def _foot(document: WordDocument, *, telephone: bool = True) -> None:
    """Add who issues it, where the seal goes, and the day; never alone on a page."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    if telephone:
        _paragraph(document, "联系电话：{{联系电话}}").paragraph_format.keep_with_next = True
    _paragraph(document, "", indent=0).paragraph_format.keep_with_next = True
    for words in ("{{发文机关}}（盖章）", "{{成文日期}}"):
        signed = _paragraph(document, words, to=RIGHT, indent=0)
        signed.paragraph_format.right_indent = THREE * 2
        signed.paragraph_format.keep_with_next = words.startswith("{{发文机关")


def _text(document: WordDocument, *paragraphs: str) -> None:
    """Add paragraphs; one that begins with a Chinese number and 、 is a heading."""
    for words in paragraphs:
        heading = words[:1] in "一二三四五六七八九十" and words[1:2] == "、" and len(words) < 20
        # Words of several lines would be spread over the page.
        alone = words.startswith("{{") and words.endswith("}}")
        added = _paragraph(
            document, words, font=HEADING if heading else BODY, to=LEFT if alone else BOTH
        )
        added.paragraph_format.keep_with_next = heading


def _table(document: WordDocument, head: Sequence[str], row: Sequence[str], *widths: int) -> None:
    """Add a table: the line of headings on every page, and one that is repeated. Widths in mm."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    table = document.add_table(rows=2, cols=len(head), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    on_every_page = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(on_every_page)
    for number, (words, font) in enumerate(((head, HEADING), (row, BODY))):
        whole = OxmlElement("w:cantSplit")
        table.rows[number]._tr.get_or_add_trPr().append(whole)
        for cell, name, width in zip(table.rows[number].cells, words, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.alignment = CENTRE if number == 0 else None
            paragraph.paragraph_format.keep_with_next = number == 0
            _set(paragraph.add_run(name), font, Pt(12))
    _paragraph(document, "", indent=0)


def _letter(title: str, *paragraphs: str) -> WordDocument:
    document = _head(title)
    _paragraph(document, "{{主送单位}}：", indent=0)
    _text(document, *paragraphs)
    _foot(document)
    return document


def reminder() -> WordDocument:
    return _letter(
        "关于做好“{{任务名称}}”整改工作的提醒函",
        "按照生态环境保护督察整改工作安排，由{{牵头单位}}牵头、{{责任人}}负责的第{{任务编号}}项整改任务"
        "“{{任务名称}}”，整改时限为{{整改时限}}。{{超期情况}}",
        "一、反馈问题",
        "{{反馈问题}}",
        "二、目前进展",
        "{{目前进展}}。{{最近报告}}。",
        "三、提醒事项",
        "{{事由}}。请高度重视，对照整改方案倒排工期，落实责任，加快推进，确保按期保质完成整改，并于{{反馈期限}}前"
        "将整改推进情况和下一步安排书面反馈我办。{{转送说明}}",
        "特此函告。",
    )


def supervision() -> WordDocument:
    return _letter(
        "关于督促落实“{{任务名称}}”整改任务的督办函",
        "由{{牵头单位}}牵头、{{责任人}}负责的第{{任务编号}}项整改任务“{{任务名称}}”，整改时限为{{整改时限}}。"
        "{{超期情况}}经研究，现予督办。",
        "一、反馈问题",
        "{{反馈问题}}",
        "二、整改目标和措施",
        "整改目标：{{整改目标}}",
        "整改措施：{{整改措施}}",
        "三、目前进展",
        "{{目前进展}}。{{最近报告}}。",
        "四、督办要求",
        "（一）督办事由：{{事由}}。",
        "（二）主要负责同志要亲自研究、亲自部署，逐项明确完成时限和责任人，采取有力措施加快整改。",
        "（三）请于{{反馈期限}}前将整改落实情况、未完成原因和完成时限书面报送我办，并附佐证材料。",
        "对整改不力、进展滞后的，将按规定程序约谈并提请问责。{{转送说明}}",
    )


def talk() -> WordDocument:
    return _letter(
        "关于约谈“{{任务名称}}”整改责任单位的通知",
        "由{{牵头单位}}牵头、{{责任人}}负责的第{{任务编号}}项整改任务“{{任务名称}}”，整改时限为{{整改时限}}。"
        "{{超期情况}}经研究，决定对你单位进行约谈。现将有关事项通知如下：",
        "一、约谈事由",
        "{{事由}}。目前进展：{{目前进展}}。{{最近报告}}。",
        "二、约谈时间",
        "{{约谈时间}}",
        "三、约谈地点",
        "{{约谈地点}}",
        "四、约谈对象",
        "{{牵头单位}}主要负责同志、{{责任人}}。",
        "五、有关要求",
        "请准备书面材料，说明整改进展、存在问题、原因分析和下一步措施，按时参加，不得无故缺席。约谈后请于"
        "{{反馈期限}}前报送整改落实情况。{{转送说明}}",
    )


_COUNTS = ("总数", "完成", "销号", "逾期", "完成率")
_COUNTED = tuple(f"{{{{{name}}}}}" for name in _COUNTS)


def bulletin() -> WordDocument:
    document = _head("关于{{年}}年{{月}}月生态环境保护督察整改工作情况的通报")
    _text(
        document,
        "现将{{起始日期}}至{{截止日期}}生态环境保护督察整改工作情况通报如下：",
        "一、总体情况",
        "截至{{截止日期}}，全市共有整改任务{{总数}}项，已完成{{完成}}项，完成率{{完成率}}；已销号{{销号}}项；逾期{{逾期}}项。"
        "{{较上月}}。本月完成{{本月完成}}项，销号{{本月销号}}项，同意延期{{本月延期}}项，收到进展报告{{本月报告}}份。",
        "二、分方面、分类别情况",
    )
    row = ("{{#分类情况}}{{方面}}", "{{类别}}", *_COUNTED)
    _table(document, ("方面", "类别", *_COUNTS), row, 38, 38, 16, 16, 16, 16, 16)
    _text(document, "三、各单位情况")
    row = ("{{#单位情况}}{{单位}}", *_COUNTED)
    _table(document, ("单位", *_COUNTS), row, 61, 19, 19, 19, 19, 19)
    _text(document, "四、本月完成的任务")
    row = ("{{#完成任务}}{{编号}}", "{{名称}}", "{{单位}}", "{{责任人}}", "{{日期}}")
    _table(document, ("编号", "任务", "单位", "责任人", "完成日期"), row, 16, 60, 30, 22, 28)
    _text(
        document,
        "五、红灯任务",
        "当前红灯任务{{红灯数}}项。凡列入红灯的，有关单位要逐项分析原因，限期赶上进度。",
    )
    row = ("{{#红灯任务}}{{编号}}", "{{名称}}", "{{单位}}", "{{责任人}}", "{{时限}}", "{{原因}}")
    _table(
        document, ("编号", "任务", "单位", "责任人", "时限", "原因"), row, 14, 46, 24, 18, 24, 30
    )
    _foot(document)
    return document


def province() -> WordDocument:
    document = _head("生态环境保护督察整改月报（{{年}}年{{月}}月）")
    sections = ("方案", "措施", "目标", "移交问责", "环境质量改善", "对外公开")
    named = (
        "方案制定情况",
        "措施落实情况",
        "目标完成情况",
        "移交问责情况",
        "环境质量改善情况",
        "对外公开情况",
    )
    for number, section, title in zip("一二三四五六", sections, named, strict=True):
        _text(document, f"{number}、{title}", f"{{{{{section}}}}}")
    _paragraph(document, "附：本月销号任务", to=BOTH, indent=2)
    row = ("{{#销号任务}}{{编号}}", "{{名称}}", "{{单位}}", "{{销号文号}}", "{{日期}}")
    _table(document, ("编号", "任务", "单位", "销号文号", "销号日期"), row, 14, 52, 26, 36, 28)
    _foot(document)
    return document


def circular() -> WordDocument:
    document = _head("{{标题}}")
    _text(
        document,
        "本次调度自{{开始时间}}开始，{{截止时间}}截止。应报{{应报}}项，已报{{已报}}项，零报告{{零报告}}项，未报{{未报}}项。"
        "现将有关情况通报如下：",
        "一、未报情况",
    )
    row = ("{{#未报情况}}{{单位}}", "{{责任人}}", "{{编号}}", "{{名称}}")
    _table(document, ("单位", "责任人", "编号", "任务"), row, 38, 28, 20, 70)
    _text(document, "二、零报告情况")
    row = ("{{#零报告情况}}{{单位}}", "{{责任人}}", "{{编号}}", "{{名称}}", "{{理由}}")
    _table(document, ("单位", "责任人", "编号", "任务", "理由"), row, 30, 22, 16, 44, 44)
    _text(document, "三、单位排名", "{{排名说明}}")
    names = ("名次", "单位", "应报", "已报", "零报告", "未报", "扣分", "得分")
    row = ("{{#排名}}{{名次}}", *(f"{{{{{name}}}}}" for name in names[1:]))
    _table(document, names, row, 15, 44, 16, 16, 18, 15, 15, 17)
    _text(document, "以下任务的责任人未能通知到，不参与排名：")
    row = ("{{#未能通知}}{{单位}}", "{{责任人}}", "{{编号}}", "{{名称}}")
    _table(document, ("单位", "责任人", "编号", "任务"), row, 38, 28, 20, 70)
    _text(document, "四、工作要求", "{{说明}}")
    _foot(document)
    return document


def _plain() -> WordDocument:
    """Return a paper without number that begins with its title."""
    document = _blank()
    _paragraph(document, "{{标题}}", font=TITLE, size=TWO, to=CENTRE, indent=0)
    _paragraph(document, "", indent=0)
    return document


def notice() -> WordDocument:
    document = _plain()
    _paragraph(document, "{{#段落}}{{内容}}", to=LEFT)
    _paragraph(document, "", indent=0)
    for words in ("{{验收单位}}", "{{公示日期}}"):
        signed = _paragraph(document, words, to=RIGHT, indent=0)
        signed.paragraph_format.right_indent = THREE * 2
    return document


def strike_off() -> WordDocument:
    document = _plain()
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cells = table.rows[0].cells
    for cell, words, width, font in zip(
        cells, ("{{#事项}}{{栏目}}", "{{内容}}"), (40, 116), (HEADING, BODY), strict=True
    ):
        cell.width = Mm(width)
        _set(cell.paragraphs[0].add_run(words), font, Pt(12))
    for column, width in zip(table.columns, (40, 116), strict=True):
        column.width = Mm(width)
    return document


def agenda() -> WordDocument:
    document = _plain()
    _paragraph(document, "{{日期}}", to=CENTRE, indent=0)
    head = ("序号", "任务", "提出人", "事项", "承办方", "时限")
    rest = ("{{任务}}", "{{提出人}}", "{{内容}}", "{{责任方}}", "{{期限}}")
    for heading, name in (("{{需协调标题}}", "需协调事项"), ("{{批示标题}}", "超期批示")):
        _paragraph(document, heading, font=HEADING, to=LEFT)
        _table(document, head, (f"{{{{#{name}}}}}{{{{序号}}}}", *rest), 12, 36, 28, 40, 24, 24)
    return document


TEMPLATES = {
    PaperKind.REMINDER: reminder,
    PaperKind.SUPERVISION: supervision,
    PaperKind.TALK: talk,
    PaperKind.CIRCULAR: circular,
    PaperKind.BULLETIN: bulletin,
    PaperKind.PROVINCE: province,
    PaperKind.NOTICE: notice,
    PaperKind.STRIKE_OFF: strike_off,
    PaperKind.AGENDA: agenda,
}
"""Who sets the template of each kind."""


def write(folder: Path) -> None:
    """Write every template into a folder."""
    folder.mkdir(exist_ok=True)
    for kind, made in TEMPLATES.items():
        made().save(folder / f"{kind}.docx")


if __name__ == "__main__":
    write(SHIPPED)
