"""Messages that only acknowledge: nothing but words of a set, one after the other (好的，马上落实)."""

import re

_SAID = (
    "收到 好 好的 好嘞 好滴 行 可以 嗯 哦 噢 是 是的 对 对的 明白 清楚 知道 了解 知悉 收悉 悉 已阅 已知 妥 得令 "
    "成 中 要得 领会 放心 ok OK Ok okay 遵命 遵照 照办 没问题 谢谢 感谢 多谢 辛苦 👌 👍 🙏 1 同意 认可 "
    "领导 主任 书记 局长 县长 科长 老师 您 你 大家 各位 了 的 已 均 都 啦 哈 呢 哦 呀 吧 马上 立即 立刻 尽快 "
    "抓紧 一定 坚决 按 按要求 按通知 按照通知 按计划 按原计划 按方案 我 我们 我县 我局 我区 我镇 这就 现在就 "
    "落实 办理 办 去办 处理 安排 部署 推进 整改 执行 贯彻 传达 转达 照做 照此 要求 指示 通知 上报 报送 报 提醒 "
    "支持 组织 核实 对接 跟进 回去 布置 督促 会 将 就 晓得 回复 反馈 后 再 转发 各乡镇 各村 各县区 按时 按期 完成 "
    "任务 下午 上午 晚上 稍后 回头 等会 等会儿 给 关心 指导 一下 下去 下来 到 跟 和 分管 汇报 请示 商量 正在 开会 "
    "没毛病 明早 今早 一早 保证 确保 盯 盯着 盯紧 跟踪 看 看看 瞧 乡镇 镇 村 镇里 村里 街道 各级 施工方 项目部 "
    "企业 单位 牢记 务必 必须 理解 配合 鼓励 帮助 安排人 派人 去现场 到现场 现场 专人 进展 情况 材料 方案 人员 去 "
    "来 做 抓 好好 认真 严格 全力 继续 努力 加快"
)
_WORDS = frozenset(_SAID.split())
_LONGEST = max(map(len, _WORDS))
_OTHERS = re.compile(
    r"[\u4e00-\u9fff](?=主任|书记|局长|县长|科长)|\[[^\]]{1,4}\]|(?<=.)[ ,;。.!~、]+"
)
"""A surname before its title, a sticker, and what stands between words."""


def only_acknowledges(text: str) -> bool:
    """Return whether the text can be cut up into these words.

    Where a word is made of others (好的), a pattern would try each way to cut the text up; here a
    place where some word may end is gone on from once, however it was come by.
    """
    ahead = {0}
    for at in range(len(text)):
        if at in ahead:
            ahead.remove(at)
            ahead.update(_ends(text, at))
        elif not ahead:
            return False
    return bool(text) and len(text) in ahead


def _ends(text: str, at: int) -> list[int]:
    """Return where the words that begin here end."""
    longest = min(at + _LONGEST, len(text))
    found = [end for end in range(at + 1, longest + 1) if text[at:end] in _WORDS]
    other = _OTHERS.match(text, at)
    return [*found, other.end()] if other else found
