"""Words of reports that identify no item, and generic words that are in nearly every title."""

import re

_TALK = (
    r"截[至止]到?(?:目前|今[天日]|昨[天日]|现在)?|目前为止|到目前|目前|现在|现已|当前|今[天日早晚]|昨[天日晚]|明[天日早晚]|后天|前天"
    r"|[本上下]个?(?:周|星期|月|旬|季度?)[一二三四五六日天初中末底]?|今年|明年|去年|年[初中末底]|月[初中末底]|周末|上午|下午|早上|晚上"
    r"|之?前(?=[,。;]|$)|以前|之后|以后|期间|节[前后]|国庆|春节|元旦|中秋|端午|清明|五一"
    r"|已经?|均已|业已|正在|正(?=[在按组推])|仍在|还在|刚刚?|终于|尚未|没有?|还没|未能|不能|无法"
    r"|预计|预期|估计|计划(?=[在于到]|\d)|争取|力争|确保|保证|打算|准备|拟于?"
    r"|全部|全面|基本上?|大部分?|一半|过半|部分|总共|一共|共计|合计|累计|共有|总计|其中|分别|包括"
    r"|还剩下?|剩余|剩下|尚有|还有|余下|尚余|还差|还要|大约|约|左右|将近|接近|超过|不到"
    r"|完成率|完成量|工程量|形象进度|总量|比例|进展(?:情况|如何|怎[么样]+)?|进度(?:如何|怎[么样]+)?|情况(?:如何|怎[么样]+)?"
    r"|(?<![\u4e00-\u9fff])报告|报告(?=[:,。]|$|一下|如下)|汇报|上报|报送|报一?下|报进展|更新一?下|说一?下|一下|补充|更正|纠正|写错了?|说错了?|报错了?|打错了?|搞错了?|应该是|应为|改为"
    r"|[一二三四五六七八九十]{1,8}分之[零一二三四五六七八九十]+|[一二三四五六七八九两][成](?:[一二三四五六七八九半])?"
    r"|里(?=有|头|面)|有[几些]|几[处个户家栋座条]|[上中下]旬|开始|统一"
    r"|数字|数据|有误|实际上?|准确数?|口径|填报|[上前这那]一?条|刚才|作废"
    r"|(?<![汽机快服包客货])[装修清铺挖打签搬运盖种栽换砌焊埋推收做干弄搞](?:[完好掉毕光尽了到]|(?=[\d一二三四五六七八九十两]))"
    r"|您好|你好|各位|领导|主任|同志|麻烦|请问?|谢谢|感谢|辛苦了?|收到|好的|明白|知道了?|ok|在吗|嗯+|哦+"
    r"|怎么样了?|怎样|怎么|如何|多少|几个|什么时候|什么|为什么|哪些|哪个|哪里|是否|有没有|能否|能不能|可否|可以|查一?下|看一?下|看看|查询?|想(?:问|知道|了解)?"
    r"|那个|这个|那些|这些|那边|这边|那块|这块|那片|这片|那几|这几|那里|这里|该项目?|此项|上述|关于|有关|对于|针对|至于"
    r"|我们?|你们?|您|咱们?|他们?|俺们?|我方|本人|自己"
    r"|由于|因为|因(?=[连降施资设受])|所以|因此|但是?|不过|而且|并且?|同时|另外|此外|然后|接着|虽然|如果"
    r"|按期|按时|按计划|按要求|如期|序时进?度?|有序|顺利|正常|稳步|持续|加快|抓紧|尽快|尽早|马上|立即|努力|继续"
    r"|申请(?:延期|销号|展期|宽限)?|延期(?:到|至)?|宽限|推迟(?:到|至)?|顺延|销号|遇到|困难|受阻|阻力|卡住了?"
    r"|事情|的事|一事|的话|这事|那事"
    r"|[的了吗呢吧啊呀哦嘛么这那是就也还您你已未]"
)
TALK = re.compile(_TALK)
"""Words of every report; they are cut out, and no pair spans them."""

_TRADE = (
    "整改 整治 治理 工作 任务 问题 项目 工程 建设 实施 推进 落实 完成 完善 开展 加强 提升 改造 新建 改建 扩建 "
    "处理 处置 清理 清除 拆除 管理 管控 监管 监督 检查 排查 核查 验收 巡查 设施 设备 施工 开工 动工 进场 完工 竣工 "
    "投用 投运 运行 安装 调试 主体 全市 全县 全区 我县 我市 我局 区域 范围 长效 机制 制度 方案 计划 措施 责任 要求 "
    "目标 达标 "
    "综合 专项 行动 重点 突出 存在 不力 滞后 不到 到位 情况 进展 进度 资金 材料 手续 人员 单位 部门 "
    "现场 施工队 协调 配合 支持 "
    "生活 搬迁 污染 扰民 彻底 启动 关停 取缔 修复 恢复 规范 "
    "城市 城镇 农村 生态 环境 保护 沿线 周边 沿岸 相关 有关 市级 县级 "
    "标准 手续 办理 审批 解决 需要 组织 安排 部署 研究 会议 通知 抓好 做好 销号 台账 建立 健全 地区 所有 上述 "
    "清单 督察 业主 群众 居民 村民 合同 采购 招标 可研 环评 立项 批复 设计 土建 电气 基础 桩基 "
    "封顶 通水 试运 复工 属实 结论 支援 维修 补助 补贴 厂房 图纸 协议"
)
_WORDS = _TRADE.split()
TRADE = frozenset(word[i : i + 2] for word in _WORDS for i in range(len(word) - 1))
"""Character pairs that say what is done, not to what."""
TRADE_LETTERS = frozenset("".join(_WORDS))

_ENGLISH = (
    "the and for was has had have not all are but per cent percent left done item task now one two "
    "of to in on at by is it we my no so up as an or be do go he if me us am pm ok yes please hello "
    "still with from this that they will been can week month day days year today work works half "
    "what when which where who how much many about more need needs help send sent end start built "
    "demolished finished completed remaining progress report status deadline delay extension "
    "km m t kg kw kwh mw mm cm ha mg ml wh pcs"
)
ENGLISH = frozenset(_ENGLISH.split())
"""English words and units that are neither pinyin nor initials of a title."""
