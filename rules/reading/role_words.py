"""The words around a figure that give it its role: tables for `figure_roles`."""

import re
from dataclasses import dataclass
from typing import Literal

from rules.reading import verbs
from rules.reading.table import Row, row
from rules.reading.values import FigureRole

Told = FigureRole | Literal["plan", "named"] | None
"""`plan` is an amount somebody means to do: no figure for the ledger. `named`: the work is named
before it (改造46个), which may be done or to do. None: nothing is said."""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Words before (or after) a figure that give it its role."""

    words: Row
    role: FigureRole | Literal["plan"]


def _before(role: FigureRole | Literal["plan"], pattern: str, example: str, reads: str) -> RoleRow:
    return RoleRow(row(pattern, example, reads), role)


LEFT_OVER = row(
    r"(?:还|尚|仅|只|仍|就)?(?:剩余|剩下|剩|余下|余)的?|其余|余量|缺口|还差|尚差|差(?=$)|"
    r"[还尚][缺欠短]|[欠缺](?=$)|短缺|最后的?(?=$)|再有(?=$)",
    "还剩33栋",
    "还剩",
)
OTHERS = row(r"(?:另外|另有|其他|其它|另)的?(?=$|[^,;。]{0,4}$)", "另外", "另外")
DONE_VERB = row(verbs.DONE, "拆除12栋", "拆除")
REGION = row(r"全[市县区镇乡村域省](?!面)|辖区|我[市县区镇乡局]", "全市62个问题", "全市")
"""All there is there, unless a verb says what was done."""
WEAK = frozenset((DONE_VERB, REGION))
NOMINAL = re.compile(rf"(?:{verbs.NOMINAL})(?:了)?$")

_PERIOD = r"(?:[本这上下当]个?(?:周|月|季度?|旬|星期|礼拜)|今[天日])"

BEFORE: tuple[RoleRow, ...] = (
    _before("remaining", LEFT_OVER.written, "还剩33栋", "还剩"),
    _before("remaining", r"还有|尚有|仍有|还需要?|尚需|仍需|还得|还要|需再", "还有7处", "还有"),
    _before(
        "remaining",
        r"未(?!来)|没有?|尚未|待(?!遇)|不到位|不达标|不合格|不符合|(?:磋商|谈判|协商|办理|整改|施工|治理|推进|处理|建设|调查|审批|核查|审核|进行|在建)中(?=$)|正在|正(?=[拆签办施改建清装修])|在建",
        "未完成验收10项",
        "未",
    ),
    _before(
        "total",
        (
            r"共(?:计|有|需|涉及|排查|梳理)?|[总一拢通统]共|总计|合计|总归|总(?:数(?!已?[到达])|量(?!已?[到达])|长度?|面积|"
            r"投资|规模|任务|户数|里程|工程量)|全长|(?:全部|所有)(?:的|剩余)?$"
        ),
        "共45栋",
        "共",
    ),
    _before(
        "plan",
        (
            rf"(?:原定|原?计划|原本|本该|本应|应)[^,;。\d]{{0,3}}{_PERIOD}|"
            rf"{_PERIOD}的?(?:原定|原?计划|任务|目标|应)"
        ),
        "原定本月治6处",
        "原定本月",
    ),
    _before(
        "total",
        (
            r"应(?!急|该|为|是)|须|需要?|计划|规划|目标|(?<!号)任务量?(?!.{0,3}完成)|涉及|设计|扩[能容建]到?|能力|(?<!大)规模(?!化|养|以上|场|较)|容量|"
            r"产能|原有|现有(?!$)|核定|在册|登记在册"
        ),
        "应拆45栋",
        "应",
    ),
    _before(
        "total",
        (
            r"排查出?|[清检巡]?查[出摆](?!口)|摸排出?|摸底|梳理出?|发现|反馈|交办|"
            r"(?<!资金)(?<!经费)(?<!补助)(?<!款)下达(?!.{0,8}(?:通知|决定|函|书)|资金|补助|经费)|"
            r"认领|承担|收到|要求|接到|登记|上账"
        ),
        "排查出问题12个",
        "排查出",
    ),
    RoleRow(REGION, "total"),
    _before(
        "done",
        r"已经?(?!计划|排查|摸排|发现|收到|签?排定)|累计|满打满算|[加合算]起来|算下来|实际|达到?(?!序时)|了|占|过半",
        "已拆除12栋",
        "已",
    ),
    _before(
        "done",
        r"(?<![没未不能])(?<![没未不能][\u4e00-\u9fff])[完掉毕好光]了?(?=$)",
        "发现问题整改完",
        "完",
    ),
    RoleRow(DONE_VERB, "done"),
    _before(
        "plan",
        (
            r"(?<!在)施工$|预计|力争|争取|确保|保证|打算|准备|(?<!请)将(?!.*(?:更正|改[为成]|修改))|(?<!模)拟|下步|下一步|接下来|随后|"
            r"再(?!生|利)|(?<![产节功性效职扩])能(?![力源耗])|可以|"
            r"(?<![调度推进大开例工作协社商])会(?!议)"
        ),
        "预计拆除12栋",
        "预计",
    ),
)

STEP = row(
    (
        r"今[天日早晚]|昨[天日晚]|前天|[本这上]个?(?:周|月|星期|礼拜|旬|季度?|期|次)|"
        r"当[日天月周]|(?<![，])又|新增|新(?=[拆完签整])|近日|这[几两]天|"
        r"近[一两三几]?[天周]|较上[周月期次]|比上[周月期次]|当前新|一周来|"
        r"今年(?:以来)?新"
    ),
    "本周拆除5栋",
    "本周",
)
IN_ALL = row(
    r"累计|截[至止]|总共|共(?!同)|合计|到目前|总计|统计|为止|[到至](?:今[天日]|目前)的?$|"
    r"(?:增加|提高|上升|增长|扩大|达)[到至]|"
    r"上个?月(?:[中上下]旬|[初底]|\d)",
    "本周累计拆除23栋",
    "累计",
)
JOINT = row(r"全部|所有|共计?|[总一拢通统]共|总计|合计|总归", "共拆除12栋", "共")

AFTER_TOTAL = row(
    (
        r"^[^,;。\ue003]{0,24}?(?<![其集])(?<!推进|施工|整改|办理|进行|建设|实施|拆除|"
        r"处理|治理|审批)(?:当中|之中|(?<![当之])中|里面|里头|里)(?=[,已有还仅尚的其只]|"
        r"$)|^[^,;。]{0,10}逐[一个户家处项件条栋座台点村]"
    ),
    "栋中,",
    "栋中",
)
ALSO_DONE = row(r"^[^,;。未没不]{0,8}?(?:已|均|都)", "处也已完成", "处也已")
AFTER_LEFT = row(
    (
        r"^[^,;。]{0,14}?(?:未|没|待(?!遇)|正在|正(?=[拆签办施改建清])|在建|在施|推进中|"
        r"施工中|进行中|整改中|办理中|处理中|建设中|不同意|不愿|不肯|不配合|拒绝|还在|"
        r"仍在|卡|在(?=[打谈走办审等])|没法|无法|谈不|扯皮|纠纷|争议|失联|反对|要价|官司|司法|诉讼)"
    ),
    "尚未签约",
    "尚未",
)
AFTER_DONE = row(
    (
        r"^[^,;。未没不]{0,12}?(?:已|均|都|全部|完成|到位|完毕|拆除|拆[了完掉]|办结|"
        r"销号|达[标到]|通[气水电车]|投[用产运]|竣工|建成|完工|恢复|配套|验收|签[了约订]|搬走|关停|取缔|了(?!解))"
    ),
    "户已签约",
    "户已",
)
AMONG = row(r"(?:中|里|之中|里面|当中)的?$", "中的", "中的")
