"""Finding an item by a message: this index beside rapidfuzz's WRatio, in one run.

python -m bench.matching            1,000 and 10,000 titles
"""

import random
import statistics
import time
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from rules.language.matching import IndexEntry, ItemIndex, Match

COUNTIES = ("青山县 白水县 云溪区 石门县 临江县 长桥区 平湖县 高岭县 东河区 南屏县 ").split()
TOWNS = (
    "龙泉 狮子 杨柳 大河 新桥 白马 金鸡 石桥 黄土 红旗 太平 永丰 双河 福星 "
    "凤凰 梅林 清溪 马家 三合 兴隆 望江 太和 顺河 仁和 桃园 古城 松林 银河 "
    "莲花 南山 "
).split()
NAMES = (
    "王庄 李家 赵湾 陈坊 柳树 石板 枣园 桑园 槐树 竹园 沙湾 井头 麻坪 梨树 "
    "樟木 水磨 盐井 茶园 渔沱 瓦窑 柏杨 龙潭 虎跳 鹤鸣 燕窝 牛栏 羊角 鹿鸣 "
    "雁门 凤仪 "
).split()
OBJECTS = [
    "黑臭水体整治", "污水处理厂提标改造", "生活垃圾填埋场渗滤液处置", "违建别墅拆除", "雨污分流管网建设",
    "燃煤锅炉淘汰", "采石场生态修复", "畜禽养殖粪污治理", "饮用水水源地保护区清理", "砂石码头关停",
    "建筑工地扬尘管控", "工业园区污水管网改造", "河道采砂整治", "餐饮油烟净化", "围网养殖拆除",
    "危险废物规范贮存", "小水电生态流量泄放", "化工企业搬迁", "秸秆禁烧管控", "尾矿库环境风险治理",
    "入河排污口整治", "湿地修复", "农村生活污水处理设施运行", "加油站油气回收改造", "医疗废物收集处置",
]  # fmt: skip
UNITS = (
    "市生态环境局 市住房和城乡建设局 市水利局 市农业农村局 市自然资源和规划局 市城市管理局 "
).split()
REPORTS = [
    "已完成{p}%，预计月底前全部完成", "目前完成{n}处，还剩{m}处", "今天现场推进，已完成工程量的{p}%",
    "进展顺利，累计完成{n}项", "受降雨影响滞后，争取下月底完成", "已全部完成，申请销号", "情况怎么样了",
]  # fmt: skip


@dataclass(frozen=True)
class Result:
    """Shares of right first places and of needless questions, and milliseconds for one message.

    `first_time` is what the same messages took when the index was new: it learns what an entry
    looks like when it is first compared.
    """

    first: float
    wrongly_sure: int
    asked: float
    milliseconds: float
    first_time: float


def titles(count: int, rng: random.Random) -> list[str]:
    """Return titles of one city, as alike as real ones: few objects, many villages and phases."""
    made: dict[str, None] = {}
    while len(made) < count:
        number = rng.choice(["", "", "", f"{rng.randint(1, 40)}号", "一期", "二期"])
        village = rng.choice(NAMES) + rng.choice(["村", "沟", "湾"])
        place = f"{rng.choice(COUNTIES)}{rng.choice(TOWNS)}镇{village}"
        thing = rng.choice(OBJECTS)
        made[place + (number + thing if number.endswith("号") else thing + number)] = None
    return list(made)


def message(title: str, rng: random.Random) -> str:
    """Return what an official writes of it: parts left out, moved or mistyped, and what was done."""
    county, rest = title[:3], title[3:]
    named = rng.choice(
        [title, rest, f"{county[:2]}{rest}", rest.replace("镇", "", 1), f"{rest}（{county}）"]
    )
    named = named.replace("污水处理厂", "污水厂").replace("整治", rng.choice(["整治", "", "治理"]))
    if rng.random() < 0.3 and len(named) > 8:
        slip = rng.randrange(5, len(named) - 1)
        typo = rng.choice("的一是不了人我在有他")
        named = (
            named
            if named[slip].isdigit() or named[slip] in "号期一二"
            else named[:slip] + typo + named[slip + 1 :]
        )
    done = rng.choice(REPORTS).format(
        p=rng.randint(5, 95), n=rng.randint(2, 30), m=rng.randint(2, 30)
    )
    return rng.choice(["", "", "汇报：", "您好，"]) + named + rng.choice(["", "，", " "]) + done


def of_index(entries: list[IndexEntry], asked: list[tuple[str, str]]) -> Result:
    index = ItemIndex.build(entries)
    first_time, _ = _asked_of(index, asked)
    milliseconds, matches = _asked_of(index, asked)
    right = [
        bool(match.candidates) and match.candidates[0].code == code
        for match, (_, code) in zip(matches, asked, strict=True)
    ]
    wrong = sum(match.sure and not found for match, found in zip(matches, right, strict=True))
    needless = sum(not match.sure for match in matches) / len(asked)
    return Result(sum(right) / len(asked), wrong, needless, milliseconds, first_time)


def _asked_of(index: ItemIndex, asked: list[tuple[str, str]]) -> tuple[float, list[Match]]:
    """Return the median milliseconds, and what was found."""
    times, found = [], []
    for words, _ in asked:
        begun = time.perf_counter()
        found.append(index.find(words))
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1e3, found


def of_wratio(entries: list[IndexEntry], asked: list[tuple[str, str]]) -> Result:
    choices = {entry.code: entry.title for entry in entries}
    times, first = [], 0
    for words, code in asked:
        begun = time.perf_counter()
        found = process.extractOne(words, choices, scorer=fuzz.WRatio)
        times.append(time.perf_counter() - begun)
        first += found[2] == code
    milliseconds = statistics.median(times) * 1e3
    return Result(first / len(asked), 0, 0.0, milliseconds, milliseconds)


def made_up(count: int, messages: int) -> tuple[list[IndexEntry], list[tuple[str, str]]]:
    """Make up items, and messages with the number of the item each means."""
    rng = random.Random(7)
    entries = [
        IndexEntry(str(n), (str(n),), t, rng.choice(UNITS))
        for n, t in enumerate(titles(count, rng), 1)
    ]
    return entries, [(message(e.title, rng), e.code) for e in rng.sample(entries, messages)]


def compare(count: int, messages: int) -> tuple[Result, Result]:
    entries, asked = made_up(count, messages)
    return of_index(entries, asked), of_wratio(entries, asked[: messages // 4])


def run(count: int, messages: int) -> None:
    entries, asked = made_up(count, messages)
    begun = time.perf_counter()
    ItemIndex.build(entries)
    built = time.perf_counter() - begun
    ours, theirs = of_index(entries, asked), of_wratio(entries, asked[: messages // 4])
    print(
        f"{count:>7,} {ours.first:>8.1%} {ours.wrongly_sure:>6} {ours.asked:>7.1%}"
        f" {ours.milliseconds:>8.2f} {ours.first_time:>8.2f} {built:>7.2f} {theirs.first:>9.1%}"
        f" {theirs.milliseconds:>9.2f} {theirs.milliseconds / ours.milliseconds:>6.1f}x"
    )


def main() -> None:
    print(" titles    first  wrong   asked       ms   1st ms build s   WRatio        ms  faster")
    for count in (100, 1_000, 10_000):
        run(count, min(count, 600))


if __name__ == "__main__":
    main()
