"""What people do in the month: when, who, what, and in which group if not in their own chat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """`at` is local; `kind` is says, sends, presses or enrols."""

    at: str
    who: str
    kind: str
    words: str
    group: str = ""


def _acts(at: str, who: str, *acts: tuple[str, str]) -> list[Act]:
    return [Act(at, who, kind, words) for kind, words in acts]


DOWN = ("2026-11-18 18:00", "2026-11-20 14:00")
"""From when until when the program does not run."""

SET_BACK = ("2026-11-25 10:05", "2026-11-25 09:05")
"""When the clock is set back by an hour, and to when."""

SCRIPT = [
    Act("2026-11-02 09:00", "赵静", "says", "/bind 全市", "全市整改群"),
    Act("2026-11-02 09:05", "赵静", "says", "/bind 白水县", "白水县整改群"),
    *_acts(
        "2026-11-03 08:40",
        "张伟",
        ("presses", "按期推进"),
        ("says", "88"),
        ("presses", "确认"),
    ),
    *_acts(
        "2026-11-04 09:20",
        "张伟",
        ("presses", "1｜1号别墅群拆除/报进展"),
        ("says", "已拆除10栋，月底前全部拆完"),
        ("presses", "确认"),
        ("presses", "2｜云溪河雨污分流管网建设/无变化"),
        ("says", "等待管线迁改方案批复"),
        ("presses", "确认"),
    ),
    *_acts(
        "2026-11-04 15:00",
        "孙丽",
        ("presses", "Report progress"),
        ("says", "排污口已整治40个"),
        ("presses", "Confirm"),
    ),
    *_acts(
        "2026-11-06 08:20",
        "刘洋",
        ("presses", "遇到困难"),
        ("says", "需市水务局尽快完成进水管网碰口"),
        ("presses", "确认"),
    ),
    *_acts("2026-11-06 12:20", "赵静", ("presses", "发布"), ("presses", "确认发布")),
    *_acts(
        "2026-11-06 14:00",
        "孙丽",
        ("presses", "Answer"),
        ("says", "11月10日前完成碰口"),
        ("presses", "Confirm"),
    ),
    *_acts(
        "2026-11-09 08:40",
        "张伟",
        ("presses", "已完成"),
        ("sends", "现场照片.jpg"),
        ("presses", "确认"),
        ("presses", "申请销号"),
        ("says", "在建工地12个，问题已查清"),
        ("says", "责任到人，罚款已收缴到位"),
        ("says", "喷淋、围挡、冲洗设施全部到位"),
        ("sends", "整改后.jpg"),
        ("says", "走访周边居民30户，均满意"),
        ("says", "已建立每周巡查管护制度"),
        ("sends", "巡查制度.pdf"),
        ("presses", "提交"),
    ),
    *_acts("2026-11-09 15:00", "王强", ("presses", "受理")),
    *_acts(
        "2026-11-09 15:30",
        "王强",
        ("presses", "填写核查表"),
        ("presses", "今天"),
        ("says", "王强、李明"),
        ("sends", "核查现场.jpg"),
        ("presses", "下一步"),
        *(("presses", "通过") for _ in range(5)),
        ("presses", "提交：通过"),
    ),
    *_acts(
        "2026-11-10 08:40",
        "刘洋",
        ("presses", "申请延期"),
        ("says", "延到11月21日"),
        ("presses", "改为11月23日（周一）"),
        ("says", "设备到货推迟"),
        ("presses", "确认"),
    ),
    *_acts(
        "2026-11-10 15:00",
        "赵静",
        ("presses", "驳回"),
        ("says", "设备已于上周到货，请抓紧安装"),
    ),
    *_acts("2026-11-12 08:10", "刘洋", ("presses", "两小时后提醒")),
    *_acts(
        "2026-11-13 10:00",
        "张伟",
        ("says", "1号别墅群已拆除18栋"),
        ("presses", "确认"),
    ),
    *_acts("2026-11-17 09:00", "李敏", ("says", "/instruct 3 本周内明确通水时间，报我")),
    *_acts(
        "2026-11-17 10:30",
        "刘洋",
        ("presses", "答复"),
        ("says", "11月27日通水"),
        ("presses", "确认"),
    ),
    *_acts("2026-11-18 10:00", "赵静", ("says", "/round 周五12:00")),
    *_acts(
        "2026-11-18 15:00",
        "刘洋",
        ("presses", "无变化"),
        ("says", "等待设备调试"),
        ("presses", "确认"),
    ),
    *_acts(
        "2026-11-23 09:00",
        "赵静",
        ("says", "/review"),
        ("presses", "销号"),
        ("presses", "确认销号"),
        ("says", "/told 刘洋"),
    ),
    *_acts("2026-11-23 16:00", "张伟", ("says", "/deputy 陈晨 2026-11-24 2026-11-27")),
    Act("2026-11-24 08:20", "周凯", "enrols", ""),
    *_acts(
        "2026-11-24 09:00",
        "陈晨",
        ("presses", "1｜1号别墅群拆除/按期推进"),
        ("says", "已拆除36栋，11月27日前全部拆完"),
        ("presses", "确认"),
    ),
    *_acts(
        "2026-11-24 11:00", "周凯", ("presses", "按期推进"), ("says", "90%"), ("presses", "确认")
    ),
    *_acts(
        "2026-11-27 09:30",
        "陈晨",
        ("says", "1号别墅群45栋全部拆除完毕"),
        ("presses", "确认"),
    ),
    *_acts(
        "2026-11-27 16:00",
        "刘洋",
        ("says", "污水处理厂二期已通水，3万吨/日全部完成"),
        ("presses", "确认"),
    ),
]
