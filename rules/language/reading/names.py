"""Numbers that name something and might be taken for days: items, documents, phones, hours.

They are never figures; `numbers.py` has the others. Each row has an example and the words blanked.
"""

from rules.language.reading.normalization import NAME, blank
from rules.language.reading.numerals import NUMBER
from rules.language.reading.table import Row, row
from rules.policy.units import UNIT

_D = r"\d(?<![\d.]\d)\d{0,7}(?:\.\d{1,4})?"

BEFORE_DATES: tuple[Row, ...] = (
    row(r"《[^》\n]{1,80}》", "印发《2026年整改方案》", "《2026年整改方案》"),
    row(
        r"[〔\[(【](?:19|20)\d\d[〕\])】]第?\d{1,5}号?(?:文件?|令)?",
        "按〔2026〕11号文",
        "〔2026〕11号文",
    ),
    row(r"1(?<!\d1)[3-9]\d{9}(?!\d)", "电话13800000000", "13800000000"),
    row(r"0(?<!\d0)\d{2,3}[- ]?\d{7,8}(?!\d)", "0555-8888888", "0555-8888888"),
    row(
        r"(?:电话|热线|联系方式|手机|座机|QQ|微信)号?(?:是|为|:)?[\d\- ]{5,20}",
        "联系电话:8866123",
        "电话:8866123",
    ),
    row(r"1(?<!\d1)[23]\d{3}(?=热线|平台|工单|投诉)", "12345热线", "12345"),
    row(
        r"\d(?<!\d\d)\d{5,7}-\d{1,3}(?:-[A-Z0-9]{1,6}){1,5}(?!\d)",
        "图斑202302-43-N1-007",
        "202302-43-N1-007",
    ),
    row(
        (
            rf"第{NUMBER}(?!季|个?工作日|[天日周]|个月)(?:标段|方面|部分|"
            r"[项号条个件点类轮批期次组步章节位阶层块段包])?"
        ),
        "第32项进展",
        "第32项",
    ),
    row(
        r"(?:序号|编号|项目号|清单号|No\.?|NO\.?|№)(?:为|是|:)? ?#?\d{1,4}", "编号32进展", "编号32"
    ),
    row(
        rf"(?:任务|问题|事项|点位|项目|标段|图斑|清单)#?\d{{1,3}}"
        rf"(?![\d.年月日万亿%]|,[^,;。:\n\d]{{1,5}}\d|{UNIT})",
        "任务32进展",
        "任务32",
    ),
    row(rf"\d(?<=[省市县].)\d{{0,2}}(?![\d.年月日万亿%/-]|{UNIT})", "市9进展", "9"),
    row(
        r"\d(?<!\d\d)\d?[:时点](?<!\d千.)(?:[0-5]\d分?|半|整)?(?=$|[^\d位])",
        "下午3点半开会",
        "3点半",
    ),
    row(
        r"[午晨上晚][一二三四五六七八九十两]{1,3}点(?:半|钟|整)?",
        "下午三点开会",
        "午三点",
    ),
    row(
        (
            r"[A-Za-z](?<![\dA-Za-z].)(?!(?<=[Qq])[1-4](?!\d))"
            r"[A-Za-z]{0,7}(?! \d{1,6}[辆台套个家处座户栋])[-_ ]?\d+(?:[.+\-×x*/]\d+){0,4}[A-Za-z]{0,3}"
        ),
        "DN800管网",
        "DN800",
    ),
    row(r"[ΦφфØ] ?\d+", "Φ600管道", "Φ600"),
    row(
        r"(?:较|比|与)(?:上个?[月周年季期次旬]度?|去年|昨[天日]|年初)(?:同期)?(?:相比)?",
        "较上月提高",
        "较上月",
    ),
    row(r"农历[^,;。\n]{0,8}", "农历十月初一", "农历十月初一"),
)


def blank_names(text: str, rows: tuple[Row, ...]) -> str:
    """Return the text with every number that names something blanked."""
    for each in rows:
        for found in each.pattern.finditer(text):
            text = blank(text, found.start(), found.end(), NAME)
    return text
