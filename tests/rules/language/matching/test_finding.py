"""Which item a message means: taken, offered or asked, never taken wrongly.

The situations marked `unseen` were written before the index had seen them; the others while it was
made. Every message is about the city in `ledger.py`.
"""

import pytest

from rules.language.matching import IndexEntry, ItemIndex, Match
from tests.support.matching_ledger import CITY, ROWS, entry


def first(match: Match) -> str:
    return match.candidates[0].code if match.candidates else ""


@pytest.mark.parametrize(
    ("situation", "text", "code"),
    [
        ("number", "第3项已完成80%", "3"),
        ("number", "任务12进展顺利", "12"),
        ("number", "3号任务，已拆8栋", "3"),
        ("number", "第十二项：清淤已完成一半", "12"),
        ("number", "市9调试完成", "5"),
        ("number", "市第10项开工了", "6"),
        ("number", "市序号9 已通水", "5"),
        ("number", "sh-37 防渗膜已更换", "SH-37"),
        ("number", "#18 淘汰了3台", "18"),
        ("number", "序号25，砂石已清运", "25"),
        ("number", "编号 30 已装5台", "30"),
        ("number", "整改任务第32项报一下进展", "32"),
        ("number", "第32项，加油站改造完成6座", "32"),
        ("number", "问题33：本月水质Ⅲ类", "33"),
        ("number", "７号已完成", "7"),
        ("number", "item 16 is done", "16"),
        ("fragment", "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完", "1"),
        ("fragment", "12号别墅群今天拆了3栋", "3"),
        ("fragment", "21号别墅群已全部拆完", "4"),
        ("fragment", "一号别墅群本周拆2栋", "1"),
        ("fragment", "十二号别墅群，剩5栋", "3"),
        ("fragment", "污水厂二期设备已安装", "6"),
        ("fragment", "云溪污水厂一期已经通水", "5"),
        ("fragment", "临江污水厂完成80%", "7"),
        ("fragment", "临江县污水处理厂提标完成土建", "7"),
        ("fragment", "三污主体封顶", "8"),
        ("fragment", "第三污水厂主体封顶", "8"),
        ("fragment", "雨污分流铺设管道3.5公里", "9"),
        ("fragment", "主城区管网改造完成12公里，还剩8公里", "9"),
        ("fragment", "城区污水管网新建完成5公里", "10"),
        ("fragment", "青龙河清淤完成2公里", "11"),
        ("fragment", "白鹤渠那边截污做完了", "12"),
        ("fragment", "渗滤液处理了300吨", "13"),
        ("fragment", "填埋场渗滤液处置完成70%", "13"),
        ("fragment", "垃圾焚烧厂已并网", "14"),
        ("fragment", "消纳场围挡完成", "15"),
        ("fragment", "工地扬尘检查了15个工地", "16"),
        ("fragment", "油烟净化器已安装35家", "17"),
        ("fragment", "锅炉已淘汰21台", "18"),
        ("fragment", "燃煤锅炉还有4台没拆", "18"),
        ("fragment", "采石场复绿30亩", "19"),
        ("fragment", "南山矿山喷淋装好了", "20"),
        ("fragment", "围网拆除2000亩", "21"),
        ("fragment", "水源地清理农家乐8家", "22"),
        ("fragment", "禁养区搬迁还剩2户", "23"),
        ("fragment", "粪污利用率达到90%", "24"),
        ("fragment", "砂石码头还剩3座没拆", "25"),
        ("fragment", "船舶污染物接收设施完成招标", "26"),
        ("fragment", "化工园区污水设施开工", "27"),
        ("fragment", "电镀厂废水改造完成", "28"),
        ("fragment", "尾矿库闭库设计批复", "29"),
        ("fragment", "小水电泄放设施装了20座", "30"),
        ("fragment", "秸秆禁烧巡查发现2处", "31"),
        ("fragment", "油气回收完成40座", "32"),
        ("fragment", "断面水质达标", "33"),
        ("fragment", "信访投诉办结15件", "35"),
        ("fragment", "排污口整治完成45个", "36"),
        ("fragment", "中转站渗漏点堵了3处", "SH-37"),
        ("fragment", "G312沿线堆场已覆盖", "38"),
        ("fragment", "S201堆场覆盖5处", "39"),
        ("fragment", "国道沿线堆场防尘网铺完", "38"),
        ("fragment", "排涝泵站改造完成", "40"),
        ("fragment", "东湖围网拆完", "21"),
        ("colloquial", "码头那个事情有进展吗", "25"),
        ("colloquial", "锅炉那事", "18"),
        ("colloquial", "查一下尾矿库", "29"),
        ("colloquial", "医疗废物那块", "34"),
        ("colloquial", "秸秆怎么样了", "31"),
        ("place", "平湖区水库清理完成", "22"),
        ("place", "平湖中转站整治", "SH-37"),
        ("unit", "信访局的情况", "35"),
        ("unit", "商务局那个", "32"),
        ("unit", "应急局尾矿库", "29"),
        ("unit", "住建局扬尘", "16"),
        ("unit", "自规局扬尘治理到位", "20"),
        ("typo", "1号别野群拆了12栋", "1"),
        ("typo", "污水厂二其设备到场", "6"),
        ("typo", "燃媒锅炉淘汰10台", "18"),
        ("pinyin", "weikuangku wancheng 80%", "29"),
        ("pinyin", "qinglonghe", "11"),
        ("script", "1號別墅羣已拆除12棟", "1"),
        ("script", "尾礦庫閉庫", "29"),
        ("script", "１２号别墅群", "3"),
        ("correct", "不是1号，是2号别墅群拆了3栋", "2"),
        ("correct", "不是第3项，应该是第4项", "4"),
        (
            "long",
            "各位领导：今天上午我局组织召开专题推进会，青龙河黑臭水体整治目前已完成清淤2.3公里、截污3处，受连日降雨影响进度滞后，下一步将增加机械设备，确保月底前完成。",
            "11",
        ),
        (
            "long",
            "汇报一下，尾矿库的坝体加固做完了，闭库设计还在等省厅批复，困难是资金缺口300万，请财政局支持",
            "29",
        ),
        ("english", "task 29 finished", "29"),
        ("unseen", "第八项主体结构封顶，预计12月通水", "8"),
        ("unseen", "8号：主体封顶", "8"),
        ("unseen", "我们这个12号别墅群的进度有点慢，拆了5栋", "3"),
        ("unseen", "2#别墅群拆完20栋", "2"),
        ("unseen", "二号别墅群还剩4栋未拆", "2"),
        ("unseen", "21号别墅群12号前拆完", "4"),
        ("unseen", "12号别墅群21号前拆完", "3"),
        ("unseen", "12月21号前拆完12号别墅群", "3"),
        ("unseen", "云溪县污水处理厂二期扩建工程，设备安装完成60%，预计2026年12月底前通水", "6"),
        ("unseen", "云溪二期", "6"),
        ("unseen", "污水处理厂一期提标", "5"),
        ("unseen", "临江县12号别墅", "3"),
        ("unseen", "渗滤液超标了怎么办", "13"),
        ("unseen", "焚烧发电厂环评批了", "14"),
        ("unseen", "工地扬尘", "16"),
        ("unseen", "矿山扬尘", "20"),
        ("unseen", "南山那个矿", "20"),
        ("unseen", "石门那个复绿完成没有", "19"),
        ("unseen", "东湖围网拆除2000亩，剩500亩", "21"),
        ("unseen", "东湖泵站", "40"),
        ("unseen", "畜禽养殖场关停12家", "23"),
        ("unseen", "规模养殖场粪污设施配套完成", "24"),
        ("unseen", "船舶污染物", "26"),
        ("unseen", "重金属废水处理站投运", "28"),
        ("unseen", "生态流量监控装了15台", "30"),
        ("unseen", "断面达标攻坚方案印发", "33"),
        ("unseen", "医疗废物日处置能力提升到10吨", "34"),
        ("unseen", "排污口排查1200个", "36"),
        ("unseen", "乡镇中转站", "SH-37"),
        ("unseen", "省道堆场", "39"),
        ("unseen", "雨污混排整治", "40"),
        ("unseen", "雨污分流改造", "9"),
        ("unseen", "污水管网新建5公里", "10"),
        ("unseen", "任务33完成20个", "33"),
        ("unseen", "编号SH-37", "SH-37"),
        ("unseen", "第 3 项 已拆 12 栋", "3"),
        ("unseen", "任务 12：清淤完成", "12"),
        ("unseen", "NO.7完成土建", "7"),
        ("unseen", "weikuangku", "29"),
        ("unseen", "caishichang wancheng 30 mu", "19"),
        ("unseen", "石门采石场生太修复", "19"),
    ],
)
def test_taken_without_asking(situation: str, text: str, code: str) -> None:
    match = CITY.find(text)
    assert (first(match), match.sure) == (code, True)


@pytest.mark.parametrize(
    ("situation", "text", "code"),
    [
        ("number", "第3、5项都完成了", "3"),
        ("number", "第3项，污水厂二期设备已进场", "3"),
        ("fragment", "污水三厂什么情况", "8"),
        ("fragment", "养殖场关停了6家", "23"),
        ("fragment", "医废处置能力5吨/日", "34"),
        ("fragment", "信访件办结15件", "35"),
        ("fragment", "312国道堆场覆盖完成", "38"),
        ("colloquial", "养猪场粪污那个做得怎么样了", "24"),
        ("typo", "青农河清淤完成", "11"),
        ("typo", "渗绿液处置70吨", "13"),
        ("typo", "尾矿裤治理", "29"),
        ("typo", "沙石码头拆除2座", "25"),
        ("typo", "油气回手改造", "32"),
        ("pinyin", "guolu taotai 5 tai", "18"),
        ("pinyin", "1haobieshuqun", "1"),
        ("pinyin", "wushuichang erqi", "6"),
        ("initials", "wkk", "29"),
        ("initials", "qlh进展", "11"),
        ("initials", "ssmt", "25"),
        ("initials", "jyz", "32"),
        ("script", "Ｇ３１２堆场", "38"),
        ("long", "我县2号别墅群累计拆除30栋，建筑垃圾已清运1200吨，复绿工作同步开展", "2"),
        ("unseen", "青龙河水质已达标，申请销号", "11"),
        ("unseen", "建筑垃圾乱倒问题已整改", "15"),
        ("unseen", "水库保护区围栏装好了", "22"),
        ("unseen", "长江砂石码头拆除", "25"),
        ("unseen", "高新区污水处理设施完成", "27"),
        ("unseen", "园区污水设施完成70%", "27"),
        ("unseen", "国考断面", "33"),
        ("unseen", "信访件积案化解3件", "35"),
        ("unseen", "312国道边上的堆场", "38"),
        ("unseen", "雨污混排点改好了2处", "40"),
        ("unseen", "一期工程完成", "5"),
        ("unseen", "第33、34项本周完成", "33"),
        ("unseen", "市9和市10都开工了", "5"),
        ("unseen", "尾坑库", "29"),
        ("unseen", "油汽回收", "32"),
        ("unseen", "医疗费物处置", "34"),
        ("unseen", "粪乌资源化", "24"),
        ("unseen", "采石厂修复", "19"),
        ("unseen", "排乌口", "36"),
        ("unseen", "金原电镀厂", "28"),
        ("unseen", "平湖水裤", "22"),
        ("unseen", "秸杆禁烧", "31"),
    ],
)
def test_the_likeliest_stands_first(situation: str, text: str, code: str) -> None:
    assert first(CITY.find(text)) == code


@pytest.mark.parametrize(
    ("situation", "text"),
    [
        ("fragment", "别墅群拆了12栋"),
        ("fragment", "污水厂提标土建完成"),
        ("fragment", "云溪县污水厂完成80%"),
        ("fragment", "管网完成5公里"),
        ("fragment", "黑臭水体整治完成60%"),
        ("fragment", "第5条黑臭河清淤还剩300米"),
        ("fragment", "扬尘治理完成80%"),
        ("fragment", "养殖场完成12家"),
        ("fragment", "堆场防尘覆盖5处"),
        ("fragment", "东湖那个进展如何"),
        ("place", "云溪县的别墅群拆完了"),
        ("place", "青山县污水处理厂提标改造完成"),
        ("unit", "水利局的任务"),
        ("initials", "bsq"),
        ("two", "青龙河和白鹤渠都清完了"),
        ("two", "锅炉淘汰10台，油烟改造20家"),
        ("two", "G312和S201沿线堆场"),
        ("unseen", "别墅群1号、2号都拆完了"),
        ("unseen", "1号和2号别墅群共拆30栋"),
        ("unseen", "三期污水厂"),
        ("unseen", "云溪12号别墅群"),
        ("unseen", "临江的别墅"),
        ("unseen", "生活垃圾清运"),
        ("unseen", "垃圾问题完成多少了"),
        ("unseen", "扬尘"),
        ("unseen", "东湖"),
        ("unseen", "雨污管网"),
        ("unseen", "污水设施"),
        ("unseen", "污水"),
        ("unseen", "黑臭水体"),
        ("unseen", "噪声扰民问题已处理"),
        ("unseen", "危险废物转移联单"),
        ("unseen", "问题3处已整改2处"),
        ("unseen", "heichou shuiti"),
        ("unseen", "lvyouhuishou"),
        ("unseen", "bhq清淤"),
    ],
)
def test_asked_because_several_may_be_meant(situation: str, text: str) -> None:
    match = CITY.find(text)
    assert (bool(match.candidates), match.sure) == (True, False)


@pytest.mark.parametrize(
    ("situation", "text"),
    [
        ("number", "第99项已完成"),
        ("number", "第2项措施已落实"),
        ("number", "45"),
        ("number", "全市9个点位已完成"),
        ("number", "9月底前完成"),
        ("number", "12号前拆完"),
        ("number", "任务3项已完成2项"),
        ("number", "按〔2026〕11号文要求推进"),
        ("fragment", "13号别墅群拆了12栋"),
        ("fragment", "3号楼正在拆"),
        ("fragment", "G321沿线堆场已覆盖"),
        ("talk", "收到"),
        ("talk", "好的，谢谢领导"),
        ("talk", "您好，请问在吗"),
        ("talk", "今天下雨，施工队没来"),
        ("talk", "已完成80%，预计月底前全部完成"),
        ("talk", "还剩33栋"),
        ("talk", "有困难，需要城管局协调渣土外运"),
        ("talk", "请财政局尽快拨付资金200万元"),
        ("talk", "学校食堂改造完成"),
        ("talk", "明天开会"),
        ("talk", "绿化补植500株"),
        ("english", "We have finished 80 percent"),
        ("unseen", "河道清淤"),
        ("unseen", "道路硬化完成3公里"),
        ("unseen", "公厕改造12座"),
        ("unseen", "夜间施工噪音整改"),
        ("unseen", "幼儿园建设完成"),
        ("unseen", "县医院搬迁"),
        ("unseen", "汽车尾气检测站整顿"),
        ("unseen", "土壤污染状况调查完成"),
        ("unseen", "我的任务"),
        ("unseen", "哪些逾期了"),
        ("unseen", "全市情况"),
        ("unseen", "水环境还有几项没销号"),
        ("unseen", "完成"),
        ("unseen", "100%"),
        ("unseen", "嗯"),
        ("unseen", "？？？"),
        ("unseen", "延期到12月31日"),
        ("unseen", "资金没到位，申请延期半个月"),
        ("unseen", "电话13800000000"),
        ("unseen", "2026年11月24日"),
        ("unseen", "第一阶段工作已完成"),
        ("unseen", "第二批整改完成"),
        ("unseen", "见附件"),
        ("unseen", "照片如下"),
        ("unseen", "33项任务已完成20项"),
        ("unseen", "省第9项"),
        ("unseen", "SH37完成"),
        ("unseen", "第037项"),
        ("unseen", "yjy"),
    ],
)
def test_nothing_fits(situation: str, text: str) -> None:
    assert CITY.find(text) == Match((), sure=False)


@pytest.mark.parametrize(
    ("text", "about", "code", "sure"),
    [
        ("已拆12栋，还剩33栋", "2", "2", True),
        ("好的，月底前完成", "7", "7", True),
        ("施工队已进场，完成80%", "18", "18", True),
        ("污水厂二期已通水", "1", "6", True),
        ("管网完成5公里", "9", "9", True),
        ("别墅群拆了12栋", "3", "3", True),
        ("12号别墅群拆了12栋", "1", "3", True),
        ("第7项完成80%", "1", "7", True),
        ("二期呢", "1", "6", True),
        ("拆完12栋，建筑垃圾清运中", "1", "1", True),
        ("45", "1", "1", True),
        ("收到", "30", "30", True),
        ("23号前拆完", "1", "1", True),
        ("堆场防尘", "38", "38", True),
        ("已拆除21栋", "4", "4", True),
        ("水位降了，截污完成3处", "11", "11", True),
        ("尾矿库那个也完成了", "1", "29", True),
        ("1号别墅群已拆完", "2", "1", True),
        ("一期已通水，二期完成80%", "5", "5", True),
        ("第3项", "1", "3", True),
        ("第99项", "1", "", False),
        ("3", "1", "1", True),
        ("申请延期到12月底", "9", "9", True),
        ("困难：需要城管局协调渣土外运", "1", "1", True),
    ],
)
def test_in_a_conversation_about_an_item(text: str, about: str, code: str, sure: bool) -> None:
    match = CITY.find(text, prefer=about)
    assert (first(match), match.sure) == (code, sure)


def test_several_candidates_are_the_likely_ones_best_first() -> None:
    match = CITY.find("黑臭水体整治完成60%")
    assert {candidate.code for candidate in match.candidates} == {"11", "12"}
    scores = [candidate.score for candidate in match.candidates]
    assert scores == sorted(scores, reverse=True)


def test_what_the_conversation_is_about_is_always_among_those_offered() -> None:
    match = CITY.find("黑臭水体整治完成60%", prefer="1")
    assert [candidate.code for candidate in match.candidates][-1] == "1"
    assert not match.sure


def test_no_more_than_asked_for() -> None:
    assert len(CITY.find("污水", limit=2).candidates) == 2


@pytest.mark.parametrize("text", ["第5条黑臭河清淤还剩300米", "第16条黑臭水体已消除"])
def test_the_fifth_of_its_rivers_is_not_the_fifth_item(text: str) -> None:
    found = {each.code for each in CITY.find(text).candidates}
    assert found == {"11", "12"}


def test_houses_of_other_numbers_are_not_even_offered() -> None:
    codes = {c.code for c in CITY.find("12号别墅群拆了3栋", limit=10).candidates}
    assert codes & {"1", "2", "4"} == set()


def test_no_12_and_a_noun_may_be_the_item_or_the_title_of_another() -> None:
    match = CITY.find("No. 12 villas: four demolished")
    assert ([c.code for c in match.candidates], match.sure) == (["12", "3", "1"], False)
    assert CITY.find("No. 1 villas: four demolished").sure
    assert CITY.find("item no. 12 finished").sure


def test_a_phase_is_never_the_other_phase() -> None:
    codes = {c.code for c in CITY.find("云溪污水厂一期", limit=10).candidates}
    assert "5" in codes
    assert "6" not in codes


def test_narrowed_to_some_items_only_they_are_found() -> None:
    mine = CITY.within(["1", "7"])
    assert first(mine.find("别墅群拆了12栋")) == "1"
    assert mine.find("别墅群拆了12栋").sure
    assert mine.find("第12项完成80%") == Match((), sure=False)
    assert mine.find("青龙河清淤完成") == Match((), sure=False)


def test_narrowed_twice_is_narrowed_to_both() -> None:
    assert CITY.within(["1", "7"]).within(["7", "8"]).find("1号别墅群") == Match((), sure=False)


def test_an_item_of_the_conversation_that_may_not_be_seen_does_not_exist() -> None:
    assert CITY.within(["7"]).find("完成80%", prefer="1") == Match((), sure=False)


def test_the_only_item_there_is_needs_no_words() -> None:
    assert first(CITY.within(["7"]).find("完成80%", prefer="7")) == "7"


def test_two_items_of_one_number_are_asked_about() -> None:
    index = ItemIndex.build(
        [
            IndexEntry("3", ("3",), "青龙河清淤", "水利局"),
            IndexEntry("市3", ("市3", "3"), "锅炉淘汰", "工信局"),
        ]
    )
    match = index.find("第3项完成80%")
    assert (len(match.candidates), match.sure) == (2, False)


def test_an_alias_is_as_good_as_the_title() -> None:
    index = ItemIndex.build(
        [
            IndexEntry("1", ("1",), "云溪河流域综合整治", "水利局", aliases=("老鹰嘴",)),
            IndexEntry("2", ("2",), "白水河流域综合整治", "水利局"),
        ]
    )
    assert first(index.find("老鹰嘴那边完成60%")) == "1"


def test_the_place_decides_between_two_that_are_called_alike() -> None:
    index = ItemIndex.build(
        [
            IndexEntry("1", ("1",), "污水管网建设", "住建局", place="青山县"),
            IndexEntry("2", ("2",), "污水管网建设", "住建局", place="白水县"),
        ]
    )
    match = index.find("白水县污水管网完成5公里")
    assert (first(match), match.sure) == ("2", True)
    assert not index.find("污水管网完成5公里").sure


def test_an_entry_is_known_by_its_first_number() -> None:
    assert CITY.entry("5") == entry(ROWS[4])
    with pytest.raises(KeyError):
        CITY.entry("99")


def test_an_empty_ledger_finds_nothing() -> None:
    assert ItemIndex.build([]).find("第1项别墅群") == Match((), sure=False)
