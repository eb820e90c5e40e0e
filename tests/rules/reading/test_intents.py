"""What the writer wants."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rules.calendar import WorkCalendar
from rules.matching import ItemIndex
from rules.reading import read

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NO_ITEMS = ItemIndex.build([])

SAID: dict[str, tuple[str, ...]] = {
    "progress": (
        "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完",
        "还没有完成",
        "尚未开工",
        "主体已完成，正在收尾",
        "土建已完成，正在安装设备",
        "已完成80%",
        "按期推进",
        "没有困难，按期推进",
        "本周无变化",
        "暂无进展",
        "预计12月中旬完工",
        "村民阻工，施工暂停，已拆12栋",
        "已完成12栋，哦不对，13栋",
        "昨日现场核查，水面无垃圾",
        "基本完成，还差收尾",
        "今天已整改完成3处",
        "12 of 45 villas demolished, 33 left",
        "We will finish by Friday",
        "零报告：本周因雨停工，无新进展",
        "12月8日组织初验，12月15日前申请销号",
        "第一处上月底就弄好了",
        "18件办结7件，赔偿金340万元全部到账",
        "基础全部做完，屏体装了3.4公里",
        "再拆5栋就全部完成了",
    ),
    "done": (
        "已全部完成，请验收",
        "整改完毕，申请销号",
        "该项任务已完成，请求验收",
        "45栋全部拆完",
        "已完工",
        "都弄好了",
        "整改进展情况：已经完成，长期坚持。",
        "33号任务完成，相关佐证材料已上传",
        "昨天全换完了，能销号不？",
        "一期已通过专家验收，申请公示",
        "排口64个全都搞完了",
        "Done, please close",
        "Item 86 done, all 6 analyzers replaced, requesting closure",
        "All villas have been demolished",
    ),
    "extension": (
        "申请延期到12月20日",
        "再宽限半个月",
        "能不能宽限一周",
        "来不及了，能不能推迟到12月15日",
        "时限太紧，希望放宽到春节后",
        "因资金未到位，申请延期至明年3月底",
        "We need an extension until 20 December",
    ),
    "problem": (
        "住户不同意搬",
        "资金一直没到位，推不动",
        "请求市里协调用地指标",
        "钉子户3户不同意搬迁，请县里协调",
        "月底前完不成",
        "设备没到货，安装不了",
        "防渗膜厂家跑路了咋整",
        "处置费还差2300万元，企业账上没钱",
        "征地还有6户没签字，施工队进不去",
        "环评被退了，需要跟省厅那边沟通",
        "work is blocked, the residents refuse to move",
    ),
    "ack": (
        "收到",
        "好的，收到",
        "收到，马上落实",
        "明白，按要求落实",
        "晓得了，我马上安排",
        "收到，已转发各乡镇",
        "收到，今天下班前报送进展",
        "OK",
        "Got it, thanks",
    ),
    "correction": (
        "刚才写错了，应该是21栋",
        "不是23栋，是21栋",
        "更正：已完成15公里",
        "上一条报错了，实际是15户",
        "not 23 but 21",
        "渣土车上一条写重了，完成252台",
        "昨天报的数要改，建成的是2座",
        "少打个零，是2150辆",
        "刚才那条作废，完成的是41座",
    ),
    "cancel": (
        "取消",
        "撤回",
        "刚才那条作废",
        "算了，不报了",
        "刚才那条不要了",
        "先别记，我再核实一下",
        "撤销上一条",
        "cancel",
        "please delete my last message",
    ),
    "query_mine": (
        "我的任务",
        "待办",
        "我还有几项没报",
        "我名下的任务列一下",
        "这个月轮到我交的是哪几项",
        "本人负责的整改任务有哪些，请列一下",
        "my tasks",
    ),
    "query_item": (
        "查 别墅",
        "1号别墅群怎么样了",
        "3号什么时候到期",
        "污水处理厂二期到哪一步了",
        "别墅拆完了吗",
        "清水沟为什么还没销号",
        "主干管修复谁在负责",
        "排口整治还差几个",
        "status of the villas",
    ),
    "query_unit": (
        "全市情况",
        "水环境还有几项没销号",
        "淯阳县怎么样",
        "各县进度排名",
        "云杉区有多少没完成的",
        "大气类还剩多少没完成",
        "水务集团的任务完成得怎么样",
        "各县区完成率排个名",
        "how many items are still open?",
    ),
    "query_overdue": (
        "逾期",
        "哪些任务逾期了",
        "淯阳县逾期的",
        "墨岭县哪些已经过了时限",
        "what is overdue?",
    ),
    "chart": (
        "看图",
        "来张图",
        "发一下全市的进度图",
        "用图说话，哪个县最慢",
        "各单位完成率柱状图",
        "show me a chart",
    ),
    "other": (
        "你好",
        "早上好",
        "辛苦了",
        "今天天气不错",
        "今天开会吗",
        "表扬一下桐湖区的同志",
        "请各单位务必高度重视，压实责任",
        "hello",
        "",
    ),
}


@pytest.mark.parametrize(
    ("intent", "text"), [(intent, text) for intent, texts in SAID.items() for text in texts]
)
def test_intent(intent: str, text: str) -> None:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS)
    assert reading.intent == intent


@pytest.mark.parametrize(
    ("text", "blocker"),
    [
        ("已拆12栋，还剩33栋，其中3户不配合，请公安协助", "其中3户不配合,请公安协助"),
        ("资金缺口300万元，请市财政支持", "资金缺口300万元,请市财政支持"),
        ("没有困难，按期推进", None),
        ("已拆12栋", None),
    ],
)
def test_the_blocker_is_the_clauses_that_name_it(text: str, blocker: str | None) -> None:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS)
    assert reading.blocker == blocker
