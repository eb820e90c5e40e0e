"""Figures as a clerk would write them: value, unit, role."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import ItemIndex
from rules.language.reading import read
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NO_ITEMS = ItemIndex.build([])


def figures(text: str) -> list[str]:
    reading = read(text, now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS)
    return [f"{each.role} {each.value.normalize():f}{each.unit}" for each in reading.figures]


ROLES = {
    "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完": ["done 12栋", "remaining 33栋"],
    "45栋别墅已拆除三十栋，还有十五栋": ["total 45栋", "done 30栋", "remaining 15栋"],
    "一共45栋，拆了23栋，还有22栋没动": ["total 45栋", "done 23栋", "remaining 22栋"],
    "12个排污口已封堵10个，另外2个正在施工": ["total 12个", "done 10个", "remaining 2个"],
    "6个黑臭水体中已完成5个": ["total 6个", "done 5个"],
    "计划改造19个，实际已完成21个，还有1个也将在12月底完工": [
        "total 19个",
        "done 21个",
        "remaining 1个",
    ],
    "8家企业关停6家": ["total 8家", "done 6家"],
    "今天又拆了5栋，累计拆除17栋": ["step 5栋", "done 17栋"],
    "本周新增签约5户": ["step 5户"],
    "已签约120户，未签约33户": ["done 120户", "remaining 33户"],
    "5户还没签": ["remaining 5户"],
    "还差三户没签": ["remaining 3户"],
    "只剩最后一户": ["remaining 1户"],
    "未完成验收10项": ["remaining 10项"],
    "共拆除违建280栋、面积17.5万平方米": ["done 280栋", "done 175000平方米"],
    "管网总长23.5公里，已完成18公里": ["total 23.5公里", "done 18公里"],
    "管网已铺设3公里500米，还剩2公里80米": ["done 3.5公里", "remaining 2.08公里"],
    "已拆21/45": ["done 21", "total 45"],
    "已拆12，还剩33栋": ["done 12栋", "remaining 33栋"],
    "总投资1.2亿元，已完成投资8000万元": ["total 120000000元", "done 80000000元"],
    "资金到位3000万": ["done 30000000元"],
    "湿地公园违建1.4万平方米已拆除1.1万平方米": ["total 14000平方米", "done 11000平方米"],
    "已拆除违建17处中的9处": ["total 17处", "done 9处"],
    "15个乡镇站还差5座没恢复": ["total 15个", "remaining 5座"],
    "消纳场5处整治，完3处": ["total 5处", "done 3处"],
    "农村黑臭治理完成5处/9处": ["done 5处", "total 9处"],
    "别墅群拆17栋 余28 12.5前清场": ["done 17栋", "remaining 28栋"],
    "34家已配套 33家未配套": ["done 34家", "remaining 33家"],
    "修好6座了，另外6座元旦前修好": ["done 6座", "remaining 6座"],
    "现已整改38家，还有5家计划12月20日前完成": ["done 38家", "remaining 5家"],
    "再拆5栋就全部完成了": ["remaining 5栋"],
    "又关1家，共12家": ["step 1家", "done 12家"],
    "关停48家、升级27家、搬迁6家，合计81家": ["done 48家", "done 27家", "done 6家", "done 81家"],
    "今秋修复完80亩，累计260亩": ["step 80亩", "done 260亩"],
    "周一拆了2台，一共57台": ["step 2台", "done 57台"],
    "岸线违建前天又拆1宗，现在26宗": ["step 1宗", "done 26宗"],
    "又拆了一座现在是五十二座剩三十二座": ["step 1座", "done 52座", "remaining 32座"],
    "今天又签3户，这会儿21户": ["step 3户", "done 21户"],
    "又有3户签约，目前已签25户": ["step 3户", "done 25户"],
    "目前完成1410处（其中汀兰区830处、桐湖区580处），余638处": [
        "done 1410处",
        "done 830处",
        "done 580处",
        "remaining 638处",
    ],
    "剩余45户，其中汀兰20户、桐湖25户": ["remaining 45户", "remaining 20户", "remaining 25户"],
    "污水处理站12座，恢复运行9座，其余3座12月20日前修复": [
        "total 12座",
        "done 9座",
        "remaining 3座",
    ],
    "垃圾转运站8座，投运5座": ["total 8座", "done 5座"],
    "54家企业达标47家，超标7家": ["total 54家", "done 47家", "remaining 7家"],
    "12座中9座正常运行，3座停运": ["total 12座", "done 9座", "remaining 3座"],
    "超标排口整治12个": ["done 12个"],
    "谈妥40家，腾退31家": ["done 40家", "done 31家"],
    "水源地32户，腾空23户，拆房19户": ["total 32户", "done 23户", "done 19户"],
    "86个在建工地，扬尘不达标的还有9个": ["total 86个", "remaining 9个"],
    "拆除面积3200平方米，共22宗": ["done 3200平方米", "done 22宗"],
    "12座已全部恢复运行": ["total 12座", "done 100%"],
    "涉及矿山46处，已全部完成治理": ["total 46处", "done 100%"],
    "28栋全拆了": ["total 28栋", "done 100%"],
    "6条100%完成": ["total 6条", "done 100%"],
    "剩余16栋均已签订拆除协议": ["remaining 16栋"],
    "资金缺口1500万元": ["remaining 15000000元"],
    "下达资金800万，尚缺200万": ["done 8000000元", "remaining 2000000元"],
    "综合利用率达到82.3%（目标85%）": ["done 82.3%", "total 85%"],
    "又撂倒一栋，满打满算19栋": ["step 1栋", "done 19栋"],
    "又完工一个": ["step 1个"],
    "我县2号别墅群昨日拆除1栋，累计拆除7栋": ["step 1栋", "done 7栋"],
    "今日铺管300米，累计4.6公里": ["step 300米", "done 4.6公里"],
    "还有6座等水位退了再做": ["remaining 6座"],
    "还有3家资金链断了": ["remaining 3家"],
    "还有2家也已完成": ["done 2家"],
    "差万把平米": ["remaining 10000平米"],
    "对38家加工点逐一建档，已取缔33家": ["total 38家", "done 33家"],
    "92家已联网接入81家": ["total 92家", "done 81家"],
    "58件积案化掉29件": ["total 58件", "done 29件"],
    "发现问题整改完14个": ["done 14个"],
    "查出问题12个，整改10个": ["total 12个", "done 10个"],
    "原定本月治6处，实际治了7处": ["done 7处"],
    "我县关停15家": ["done 15家"],
    "省级资金下达2600万": ["done 26000000元"],
    "完成全部84座码头整治": ["total 84座", "done 100%"],
    "全部6台设备已更换到位": ["total 6台", "done 100%"],
    "45栋一栋不剩全拆了": ["total 45栋", "done 100%"],
    "清淤做到4.4公里": ["done 4.4公里"],
    "签合同52家，安装30家，调试好18家": ["done 52家", "done 30家", "done 18家"],
    "67家配上41家": ["total 67家", "done 41家"],
    "5座，2座已拆除，3座评估中": ["total 5座", "done 2座", "remaining 3座"],
    "本周扫尾90户，总数到1620户": ["step 90户", "done 1620户"],
    "6台分析仪全部换新": ["total 6台", "done 100%"],
    "在线监控联网92家已联81家": ["total 92家", "done 81家"],
}
NUMERALS = {
    "膜组件装了12组": ["done 12组"],
    "看地下水的井打成24口": ["done 24口"],
    "围挡扎起来2道": ["done 2道"],
    "渣土车换了GPS 130辆": ["done 130辆"],
    "拆除二十三栋": ["done 23栋"],
    "拆除廿三栋": ["done 23栋"],
    "已拆两栋": ["done 2栋"],
    "清运一千二百吨": ["done 1200吨"],
    "清运一万三千吨": ["done 13000吨"],
    "清运1,250吨": ["done 1250吨"],
    "完成３．５公里": ["done 3.5公里"],
    "种植冬青1000余株": ["done 1000株"],
    "十余座石灰窑已拆除到位": ["done 10座"],
    "建成8.2万吨/日垃圾处理能力": ["done 82000吨/日"],
    "罚款10万元": ["done 100000元"],
    "拆除围网35.4万亩": ["done 354000亩"],
    "完成三公里半": ["done 3.5公里"],
    "运走3万2千吨": ["done 32000吨"],
    "已退款1亿2千万元": ["done 120000000元"],
    "已退款1亿2千3百万元": ["done 123000000元"],
    "市9支管铺了3公里": ["done 3公里"],
    "完成14.2公里→15.8公里": ["done 15.8公里"],
    "完成14.2公里升至15.8公里": ["done 15.8公里"],
    "污泥清运九千五百吨了 剩下两千五": ["done 9500吨", "remaining 2500吨"],
    "防渗铺了六千平": ["done 6000平"],
    "归档73卷": ["done 73卷"],
    "补偿1.2亿元": ["done 120000000元"],
    "拨付补偿款三百二十万": ["done 3200000元"],
    "关了上百眼": ["done 100眼"],
    "清运了近万吨": ["done 10000吨"],
    "清出来万把吨": ["done 10000吨"],
}
SHARES = {
    "完成率85%": ["done 85%"],
    "完成率８５％": ["done 85%"],
    "完成八成五": ["done 85%"],
    "完成近七成": ["done 70%"],
    "完成三分之二": ["done 66.67%"],
    "百分之九十": ["done 90%"],
    "工程过半": ["done 50%"],
    "完成了一半": ["done 50%"],
    "已全部完成": ["done 100%"],
    "管网改造已全面完成": ["done 100%"],
    "还剩两成": ["remaining 20%"],
    "占总任务的68%": ["done 68%"],
    "调试完成1/3": ["done 33.33%"],
    "工程量完成4/5": ["done 80%"],
    "完成了一大半": ["done 50%"],
}
CORRECTED = {
    "不是23栋，是21栋": ["done 21栋"],
    "已完成12栋，哦不对，13栋": ["done 13栋"],
    "把23栋改为21栋": ["done 21栋"],
    "是21栋，不是23栋": ["done 21栋"],
    "由60%提高到85%": ["done 85%"],
    "从12栋增加到23栋": ["done 23栋"],
    "达标率由上月的69.8%升到88.4%": ["done 88.4%"],
    "处理了九十多家，准确说93家": ["done 93家"],
    "完成280辆啊不是278辆": ["done 278辆"],
    "上午报的11处报多了，实际完成10处": ["done 10处"],
    "完成16口，哦不，17口": ["done 17口"],
    "完成16口，哦不17口": ["done 17口"],
    "拆了9栋——不，10栋": ["done 10栋"],
    "完成45%，哦应该是54%": ["done 54%"],
    "整改37家（原报39家有误）": ["done 37家"],
    "完成31家，啊不，32家": ["done 32家"],
    "完成十二栋，不对不对，是十三栋": ["done 13栋"],
    "上次报多了，扣掉两家，应该是31家": ["done 31家"],
}
NO_FIGURES = [
    "第32项正在推进",
    "3号点位已开工",
    "按〔2026〕11号文执行",
    "DN800管道已进场",
    "PM2.5达标",
    "出水达到一级A标准",
    "水质为Ⅲ类",
    "污水厂二期开工",
    "电话13800000000",
    "12345热线投诉已答复",
    "一把手亲自抓",
    "落实一户一策",
    "工期3个月",
    "三天后进场",
    "G310国道沿线已清理",
    "数台挖机进场",
    "几十户还在谈",
    "同比下降12%",
    "还没有全部完成",
    "月底前全部拆完",
    "确保年底前全面完成",
    "下周计划拆除5栋",
    "22项本周没有新进展",
    "日处理350立方米",
    "每天清运300吨",
    "挖机3台、工人25名正在现场作业",
    "80多名工人在干",
    "施工进度滞后15%",
    "二次油气回收改造正在推进",
    "预计明年二季度末累计到12公里",
    "三个标段都开工了",
    "市级河长巡河9次",
    "成立3个工作专班",
    "召开推进会6次，现场督导4次",
    "区委主要领导先后6次调度",
    "由12个部门组成专班",
    "两处节点因光缆滞后",
    "管网一米不差",
    "八成是完不成了",
    "按照四个清单逐项落实",
    "投入挖机6台、渣土车20辆",
    "每家补贴2万元",
    "成立专班4个，印发方案2个",
    "幸福里3栋2单元立管接好了",
    "七里桥下那个排口封了",
    "照片三张",
    "发了6张现场照片",
    "附件2个，请查收",
    "县里派了3个组下去",
    "应急设备为2套",
]
ENGLISH = {
    "12 of 45 villas demolished, 33 remaining": [
        "done 12villas",
        "total 45villas",
        "remaining 33villas",
    ],
    "85% complete": ["done 85%"],
    "two thirds of the network is done": ["done 66.67%"],
    "3.5 km of sewer laid, 1.2 km to go": ["done 3.5km", "remaining 1.2km"],
    "demolished 5 more villas": ["step 5villas"],
    "3 more farms fitted this week, 29 in total": ["step 3farms", "done 29farms"],
    "18.5 km of 23.5 km pipeline laid": ["done 18.5km", "total 23.5km"],
    "Item 90 has 250 mu restored": ["done 250mu"],
    "Item 33 has 64 boilers": ["total 64boilers"],
    "All 64 boilers under item 33 have been dismantled": ["total 64boilers", "done 100%"],
    "Not all 12 wells have been sealed": ["total 12wells"],
    "All 64 outfalls have been rectified": ["total 64outfalls", "done 100%"],
    "46 gas stations were retrofitted": ["done 46stations"],
    "tank two starts up": [],
    "all villas have been demolished": ["done 100%"],
    "item 32 is late": [],
    "phase 2 of the plant has started": [],
}


@pytest.mark.parametrize(("text", "expected"), ROLES.items())
def test_role_is_told_by_the_words_around(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), NUMERALS.items())
def test_numerals_and_units(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), SHARES.items())
def test_shares_are_per_cent(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), CORRECTED.items())
def test_only_the_corrected_figure_counts(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize("text", NO_FIGURES)
def test_numbers_that_name_and_promises_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english_figures(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


def test_approximate_figures_say_so() -> None:
    reading = read("清理约30平方米", now=NOW, calendar=WorkCalendar.china(), index=NO_ITEMS)
    assert [each.approximate for each in reading.figures] == [True]
