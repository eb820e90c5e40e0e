"""The office's week: a published list comes in, is signed for and refined, chased, and told in papers."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from storage.db.engine import Engine, writing
from storage.people import invitations, people
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.issued_papers import table_of, words_of
from tests.support.sent_lists import Desk
from tests.support.small_city import GROUP, MORNING
from tests.support.workbooks import Plan, as_file, take

OFFICE, LEADER, BUREAU, OWNER, PIPES, DUST, OUTSIDER = 201, 202, 203, 204, 205, 206, 999
A_DAY = timedelta(days=1)
NIGHT = MORNING + 3 * A_DAY + timedelta(hours=14)

STAFF: Plan = {
    "单位": [
        ["名称", "类型"],
        ["市整改办", "整改办"],
        ["市生态环境局", "部门"],
    ],
    "人员": [
        ["姓名", "单位", "职务", "角色"],
        ["赵静", "市整改办", "科长", "整改办"],
        ["李敏", "市整改办", "副市长", "市领导"],
        ["王强", "市生态环境局", "局长", "单位负责人、验收人"],
    ],
}
TITLE = "云溪市督察反馈问题整改任务清单"
VILLAS = "云溪河沿岸违建别墅未拆除"
LIST: Plan = {
    "附件1": [
        [TITLE],
        ["序号", "反馈问题", "整改目标", "整改措施", "责任单位", "", "责任人", "包保市领导", "整改时限", "总量"],
        ["", "", "", "", "牵头", "配合", "", "", "", ""],
        ["一、生态保护方面（1项）"],
        [1, VILLAS, "全部拆除", "分批拆除", "青山县人民政府", "市生态环境局", "张伟（副县长）、陈晨（县长）", "李敏",
         "2026年12月底前", "45栋"],
        ["二、水环境方面（1项）"],
        [2, "城区污水管网不完善", "建成管网", "新建雨污分流管网", "青山县住建局", "青山县人民政府", "周涛", "李敏",
         "2026年12月底前完成一期，2027年6月底前完成二期", "23.5公里"],
        ["三、大气环境方面（1项）"],
        [3, "建筑工地扬尘管控不到位", "达标", "设置围挡、喷淋", "市住建局", "", "局长刘洋", "李敏", "立行立改", ""],
        ["合计", "3项"],
        ["填表人：赵静"],
    ]
}  # fmt: skip
MERGED = [("附件1", where, words) for where, words in (
    ("A1:J1", TITLE), ("E2:F2", "责任单位"),
    *((f"{column}2:{column}3", LIST["附件1"][1]["ABCDEFGHIJ".index(column)]) for column in "ABCDGHIJ"),
)]  # fmt: skip
PROJECTS: Plan = {
    "项目": [
        ["项目编号", "任务编号", "项目名称", "类别", "计划开工"],
        ["P1", "2", "管网一期", "雨污分流", "2026年11月底前"],
    ],
    "资金": [
        ["项目编号", "资金来源", "批复文号", "批复（万元）", "到位（万元）", "支付（万元）"],
        ["P1", "中央专项资金", "环资〔2026〕18号", 3000, 1800, 900],
    ],
}
ACCEPT = "接受所列单位、人员、问题、节点并导入"
STEPS = (
    f"任务：1 {VILLAS}\n"
    "1. 完成方案｜2026年11月30日（周一）\n"
    "2. 拆20栋｜2026年12月20日（周日）｜累计 20 栋\n"
    "3. 拆完｜2026年12月31日（周四）｜累计 45 栋"
)
NEED = "需市生态环境局三天内出具监测意见"
BLOCKADE = "村民堵路，要求提高补偿"


@dataclass
class Week:
    """The city's chats, and the desk at which the office's lists are read."""

    talk: Dialogue
    desk: Desk

    def enrols(self, name: str, account: int) -> str:
        """Hand somebody their code; return it when they have used it."""
        with writing(self.talk.engine) as tx:
            code = invitations.invite(tx, people.named(tx, name)[0].id, self.talk.now)
        assert (
            self.talk.says(account, f"/start {code}")
            .splitlines()[0]
            .endswith(f"{name}同志，您已完成登记。")
        )
        return code

    async def imports(self, name: str, file: Plan | bytes, label: str) -> str:
        """Send a list as the office and accept it; return what it would do."""
        self.desk.sends(OFFICE, name, file)
        tried = await self.desk.works(OFFICE)
        self.talk.presses(OFFICE, label)
        assert (await self.desk.works(OFFICE)).startswith(f"《{name}》已导入台账：")
        return tried


async def a_published_list_comes_in(week: Week) -> None:
    """The operator enters who works in the office; the rest comes by the list itself."""
    talk, sheet = week.talk, as_file(LIST, MERGED)
    assert take(talk.engine, STAFF).problems == ()
    for name, account in (("赵静", OFFICE), ("李敏", LEADER), ("王强", BUREAU)):
        week.enrols(name, account)
    assert talk.says(OFFICE, "/round 细化 周五12:00") == "台账中没有未完成的任务，无需发起调度。"
    assert week.desk.sends(LEADER, "清单.xlsx", sheet) == (
        "台账由整改办或管理员导入，您发送的清单未导入。"
    )
    tried = (await week.imports("清单.xlsx", sheet, ACCEPT)).splitlines()
    assert tried[3:8] == [
        "单位：新增 3，更新 0，未变 0",
        "人员：新增 4，更新 0，未变 0",
        "问题：新增 3，更新 0，未变 0",
        "任务：新增 3，更新 0，未变 0",
        "节点：新增 1，更新 0，未变 0",
    ]
    [remarks] = week.desk.attached()
    told = remarks.read_text("utf-8-sig")
    assert "“责任人”有多人，任务上只登记张伟，未登记陈晨" in told
    assert "任务 3：整改时限“立行立改”→立行立改" in told
    talk.press_data(OFFICE, "wb:1:ac")
    assert talk.toast == "该清单已处理，无需重复操作。"
    await week.imports("项目.xlsx", PROJECTS, "导入")


def everybody_signs(week: Week) -> None:
    """A code works once; a duty is signed for by its owner alone, by a press."""
    talk = week.talk
    codes = [week.enrols(n, a) for n, a in (("张伟", OWNER), ("周涛", PIPES), ("刘洋", DUST))]
    assert talk.says(OUTSIDER, f"/start {codes[0]}") == (
        "邀请码无效或已被使用，请联系整改办重新获取。"
    )
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    told = tick(talk, MORNING, "assignments")
    letter = f"以下任务由您负责，请核对后签收：\n1｜{VILLAS}｜2026-12-31"
    assert (told[OWNER], sorted(told)) == ([letter], [OWNER, PIPES, DUST])
    assert talk.says(OWNER, "签收") == letter
    for who in (OWNER, PIPES):
        talk.presses(who, "签收")
    assert talk.says(OFFICE, "谁没签收") == "未签收：1 项\n市住建局 刘洋：3（11月24日（周二）起）"
    talk.presses(DUST, "签收")
    assert talk.says(OFFICE, "Who has not signed?") == "任务均已签收。"


def a_plan_is_refined(week: Week) -> None:
    """One owner by a command; the round asks everybody else, and the office agrees once."""
    talk = week.talk
    assert talk.says(DUST, "/plan 1") == "没有可由您报告的任务 1。查看您的任务：/my"
    talk.says(OWNER, "/plan 1 11月底完成方案，12月中旬拆20栋，月底拆完")
    assert talk.presses(OWNER, "确认") == f"计划已报整改办审定，结果将告知您。\n{STEPS}"
    agreed = f"计划已同意，各步骤已列为任务节点。\n{STEPS}\n审批人：赵静"
    assert talk.presses(OFFICE, "同意") == talk.last(OWNER).text == agreed
    talk.press_data(OFFICE, "pd:1:ok")
    assert talk.toast == "该计划已由赵静审定。"
    assert talk.says(OFFICE, "/round 细化 周五12:00") == (
        "计划细化已发起：任务3项，责任人3人，2026-11-27 12:00截止。"
    )
    tick(talk, MORNING + timedelta(minutes=1), "rounds")
    talk.presses(PIPES, "填报计划")
    talk.says(PIPES, "12月底铺12公里，明年6月底铺完")
    talk.presses(PIPES, "确认")
    talk.presses(OFFICE, "同意")
    assert talk.says(OFFICE, "谁没交计划").splitlines()[1:] == [
        "已报送计划：2/3",
        "",
        "尚未报送计划：",
        "市住建局 刘洋：3",
    ]


def works_begin(week: Week) -> None:
    """A start has its photo; money beyond what was approved is refused."""
    talk = week.talk
    talk.says(PIPES, "管网一期今日开工")
    assert talk.presses(PIPES, "确认").splitlines()[-1] == "项目 P1 管网一期：请补发开工现场照片。"
    assert talk.sends(PIPES, "开工.jpg") == "照片已作为开工佐证留存。"
    assert talk.says(PIPES, "P1中央资金到位5000万") == (
        "项目 P1 管网一期：到位金额超过批复 3000 万元。未记入台账。"
    )
    assert talk.says(LEADER, "今年启动了几个项目").splitlines()[:2] == [
        "全市｜2026年开工项目 1 个",
        "P1｜管网一期｜青山县住建局｜2026-11-24 开工",
    ]


def a_blocker_is_chased(week: Week) -> None:
    """Its day stands in its words; it is reminded of, answered, sent back and answered again."""
    talk = week.talk
    talk.hands_in(OWNER, f"/blocker 1 {NEED}")
    assert talk.last(BUREAU).text.splitlines()[-1] == "答复时限：2026年11月27日（周五）"
    (reminder,) = tick(talk, MORNING + 2 * A_DAY, "prompts")[BUREAU]
    assert reminder.splitlines()[0] == "以下事项请于2026年11月27日（周五）前办理，请勿逾期。"
    talk.presses(BUREAU, "答复")
    talk.hands_in(BUREAU, "正在研究")
    talk.press_data(BUREAU, "b:1:back")
    assert talk.toast == "只有提出人可以退回答复。"
    talk.presses(OWNER, "退回")
    assert talk.hands_in(OWNER, "请写明日期") == (
        "答复已退回，承办方将重新答复。\n答复时限：2026年12月3日（周四）"
    )
    talk.presses(BUREAU, "答复")
    talk.hands_in(BUREAU, "监测意见11月30日前出具")
    assert talk.last(OWNER).text.splitlines()[3] == "答复：监测意见11月30日前出具"


def a_letter_is_made(week: Week) -> None:
    """In either order of its words; the same letter has one number."""
    talk = week.talk
    assert talk.says(OWNER, "/letter 1 督办函") == "没有命令 /letter，请查看 /help"
    made = talk.says(OFFICE, "/letter 督办函 1").splitlines()
    assert made[:3] == ["督办函〔2026〕1号", f"任务：1 {VILLAS}", "主送：青山县人民政府"]
    assert "督办函〔2026〕1号" in talk.says(OFFICE, "给1号发督办函")
    again = talk.presses(OFFICE, "督办函").splitlines()
    assert again[0] == made[0]
    assert "整改目标：全部拆除" in words_of(talk, "督办函〔2026〕1号")


def an_urgent_night(week: Week) -> None:
    """Friday, eleven at night: repeated until it is received, then resolved; the group hears nothing."""
    talk = week.talk
    talk.now = NIGHT
    heard = len(talk.chats[GROUP])
    talk.says(OWNER, f"/urgent 1 {BLOCKADE}")
    talk.says(OWNER, "西门，约三十人")
    assert "立即报送：李敏、赵静" in talk.presses(OWNER, "确认报送").splitlines()
    repeated = tick(talk, NIGHT + timedelta(minutes=15), "urgent")
    assert sorted(repeated) == [OFFICE, LEADER]
    talk.presses(LEADER, "已接报")
    talk.press_data(OFFICE, "un:1:got")
    assert talk.toast == "李敏已接报。"
    assert tick(talk, NIGHT + timedelta(hours=1), "urgent") == {}
    talk.presses(OWNER, "已化解")
    talk.says(OWNER, "县里已当场答复，人员散去")
    assert talk.last(LEADER).text.splitlines()[-1] == "已化解：县里已当场答复，人员散去"
    assert talk.says(OFFICE, "紧急情况") == "没有未化解的紧急情况。"
    assert len(talk.chats[GROUP]) == heard


def the_week_is_told(week: Week) -> None:
    """The agenda, the circular of the round, the reports of the month."""
    talk = week.talk
    talk.now = MORNING + 6 * A_DAY
    talk.hands_in(PIPES, "/blocker 2 需协调管线迁改")
    tick(talk, talk.now, "circular")
    assert talk.says(LEADER, "/agenda") == "没有命令 /agenda，请查看 /help"
    assert talk.says(OFFICE, "调度会议题").splitlines()[:3] == [
        "调度会议题",
        "待协调事项：1件，其中逾期0件",
        "1. 2｜城区污水管网不完善｜12月7日前｜需协调管线迁改",
    ]
    assert talk.last(OFFICE).file == "调度会议题20261130.docx"
    assert "应报计划 3 项：已报 2 项，未报 1 项。" in talk.says(OFFICE, "/circular")
    talk.presses(OFFICE, "发布")
    talk.presses(OFFICE, "确认发布")
    assert talk.says(OFFICE, "/circular") == "通报〔2026〕1号已发布。"
    assert talk.last(GROUP).file == "通报〔2026〕1号.docx"
    assert words_of(talk, "通报〔2026〕1号")[3] == (
        "本次调度自2026年11月24日09:00开始，2026年11月27日12:00截止。"
        "应报3项，已报2项，零报告0项，未报1项。现将有关情况通报如下："
    )
    talk.says(OFFICE, "月报")
    assert words_of(talk, "情况通报〔2026〕1号")[5] == (
        "截至2026年11月30日，全市共有整改任务3项，已完成0项，完成率0%；已销号0项；逾期0项。"
        "台账中没有上月末的数据，暂不比较。本月完成0项，销号0项，同意延期0项，收到进展报告1份。"
    )
    assert [row[:4] for row in table_of(talk, "情况通报〔2026〕1号", 0)] == [
        ["方面", "类别", "总数", "完成"],
        ["生态保护方面", "", "1", "0"],
        ["水环境方面", "", "1", "0"],
        ["大气环境方面", "", "1", "0"],
    ]
    assert "提醒0次、督办1次、约谈建议0次、问责建议0次" in "".join(
        words_of(talk, "省督察办月报〔2026〕1号")
    )


async def test_from_the_list_to_the_reports_of_the_month(engine: Engine, tmp_path: Path) -> None:
    talk = Dialogue(engine)
    week = Week(talk, Desk(talk, tmp_path))
    await a_published_list_comes_in(week)
    everybody_signs(week)
    a_plan_is_refined(week)
    works_begin(week)
    a_blocker_is_chased(week)
    a_letter_is_made(week)
    an_urgent_night(week)
    the_week_is_told(week)
    assert verified(engine, tmp_path) is None
