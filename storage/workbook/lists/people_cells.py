"""People in a cell: 张伟（副县长） · 副县长 张伟 13900000001 · 张伟、李敏 · 主要负责人."""

import re
from collections.abc import Container
from dataclasses import dataclass

from storage.workbook.cells import canonical_text, split_outside_brackets
from storage.workbook.lists.splitting import BETWEEN, NOTHING, plain, without_blanks

_PHONE = re.compile(
    r"(?:联系)?(?:电话|手机|方式)?号?码?[:]?\s?(?<!\d)(1\d{2}[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8}|\d{7,8})(?!\d)"
)
_HEAD = re.compile(r"\A(?:姓名|责任人|负责人|联系人|责任领导|包保领导)\s*[:]\s*")
_OFFICE = (
    "党委书记|党组书记|副?书记|副?县长|副?市长|副?区长|副?旗长|副?局长|副?主任|副?主席|副?部长|副?秘书长|副?镇长|副?乡长|"
    "副?厅长|副?处长|副?科长|副?所长|副?站长|副?院长|副?校长|副?队长|副?支队长|副?大队长|副?总经理|副?经理|副?董事长|董事长|"
    "总经理|总工程师|总工|[一二三四]级调研员|调研员|副?组长|副?厂长|副?矿长|副?行长|副?会长|副?理事长|副?巡视员|法定代表人|法人"
)
_POSTS = rf"(?:(?:县|市|区|旗|州)?委?(?:常委|委员)[、,]?)?(?:党[组委工]?(?:成员|委员)?[、,]?)?(?:常务)?(?:{_OFFICE})"
_BEHIND = re.compile(
    rf"\A(?P<name>[\u4e00-\u9fff·]{{2,4}}?)(?P<post>(?:县委|市委|区委|党组)?{_POSTS}.*)\Z"
)
_BEFORE = re.compile(
    rf"\A(?P<post>.*(?:{_OFFICE}|常委|负责人|负责同志))[:]?(?P<name>[\u4e00-\u9fff·]{{2,4}})\Z"
)
_POST = re.compile(
    rf"\A(?:.*(?:{_OFFICE}|常委)|.*(?:主要|分管|具体|单位|相关|第一|直接)?(?:负责人|负责同志|责任人|领导|领导干部))\Z"
)
_NAME = re.compile(
    r"\A(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,12}|[A-Za-z][A-Za-z .]{1,30})\Z"
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁"
    "仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃"
    "利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查荆红游竺权逯盖益桓公肖闫付代苟仝佟覃岳展亓么官司令狐欧"
)
"""First characters of surnames; a name without one is taken for a post or asked about."""
_UNIT_END = re.compile(r"(?:局|组|委|办|府|厅|院|处|中心|公司|集团|县|区|市|镇|乡|街道|部)\Z")
_HEAD_OF_UNIT = re.compile(
    r"(?:党政)?主要(?:领导|负责人|负责同志|责任人)|单位负责人|负责人|一把手|第一责任人|法定代表人"
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person as a cell names them. Without a name `post` says whom the unit has in it."""

    name: str
    post: str = ""
    phone: str = ""
    unit: str = ""

    @property
    def called(self) -> str:
        """Return the name, or the post where no name is given."""
        return self.name or self.post

    @property
    def is_head(self) -> bool:
        """Return whether only the head of the unit is meant."""
        return not self.name and bool(_HEAD_OF_UNIT.fullmatch(self.post))


def read_people(text: str, names: Container[str], units: Container[str]) -> list[NamedPerson]:
    """Return the people of a cell in order. `names` and `units` are those that are known."""
    words = plain(text)
    if words in NOTHING:
        return []
    if canonical_text(words) in names:
        return [NamedPerson(without_blanks(words))]
    return [_person(each, names, units) for each in _each(_HEAD.sub("", words), names)]


def _each(words: str, names: Container[str]) -> list[str]:
    """Return the words for each person: a telephone number or a post stays with its name."""
    found: list[str] = []
    for part in split_outside_brackets(words, BETWEEN):
        before = found[-1] if found else ""
        if found and (_PHONE.fullmatch(part) or (_is_post(part) and _NAMED_FIRST.match(before))):
            found[-1] += f" {part}"
        elif found and _is_post(before) and _POST_THEN_NAME.match(part):
            found[-1] += f"{part}"
        else:
            found += _apart(part, names)
    return found


_NAMED_FIRST = re.compile(rf"\A[\u4e00-\u9fff·]{{2,4}}\s+(?:.*常委|{_POSTS})")
_POST_THEN_NAME = re.compile(rf"\A(?:{_OFFICE})\s+[\u4e00-\u9fff·]{{2,4}}\Z")


def _is_post(words: str) -> bool:
    """Return whether the words say a post and nobody's name."""
    return bool(_POST.match(words)) and _post_and_name(words) is None


def _apart(part: str, names: Container[str]) -> list[str]:
    """Return two names that only a blank divides; 李 敏 is one, 副县长 张伟 too."""
    words = part.split()
    whole = canonical_text(part) in names
    are_names = all(is_name(word) for word in words)
    if len(words) > 1 and are_names and not whole and not words[0][0].isascii():
        return words
    return [part]


def _person(part: str, names: Container[str], units: Container[str]) -> NamedPerson:
    phone = _PHONE.search(part)
    rest = plain(_PHONE.sub(" ", part)) if phone else part
    rest, inside = _without_brackets(rest)
    number = re.sub(r"[- ]", "", phone[1]) if phone else ""
    unit, post = "", ""
    if inside and (canonical_text(inside) in units or _UNIT_END.search(inside)):
        unit = inside
    elif inside:
        post = inside.strip(" ,")
    words = [word for word in _BLANKS.split(rest.strip(" ,:")) if word]
    if all(len(word) == 1 for word in words):
        words = ["".join(words)]
    ahead = _leading_unit(words[0] if words else "", units)
    if ahead:
        unit, words[0] = unit or ahead, words[0][len(ahead) :]
        words = [word for word in words if word]
    name, own = _name_and_post(words, names)
    return NamedPerson(name, post or own, number, unit)


def _without_brackets(words: str) -> tuple[str, str]:
    """Return the words without a bracket at their end, and what stands in it."""
    found = re.fullmatch(r"\A(?P<rest>[^(]+)\((?P<inside>.*)\)\s*", words)
    return (found["rest"], plain(found["inside"])) if found else (words.replace("()", ""), "")


def _leading_unit(word: str, units: Container[str]) -> str:
    """Return the known unit that the word begins with; empty if it is not followed by more."""
    for end in range(len(word) - 1, 1, -1):
        if canonical_text(word[:end]) in units:
            return word[:end]
    return ""


def _name_and_post(words: list[str], names: Container[str]) -> tuple[str, str]:
    whole = "".join(words)
    if canonical_text(whole) in names or (len(words) == 1 and is_name(whole)):
        return whole, ""
    for place in (len(words) - 1, 0):
        others = "".join(words[:place] + words[place + 1 :])
        if len(words) > 1 and is_name(words[place]) and _POST.match(others):
            return words[place], others
    return _post_and_name(whole) or (("", whole) if _POST.match(whole) else (whole, ""))


def _post_and_name(whole: str) -> tuple[str, str] | None:
    """Return name and post written as one word: 副县长张伟, 张伟副县长; None where no name is."""
    found = (form.match(whole) for form in (_BEFORE, _BEHIND))
    return next(((m["name"], m["post"]) for m in found if m and is_name(m["name"])), None)


def is_name(word: str) -> bool:
    """Return whether a word looks like a person's name, and not like a post or a unit."""
    if not _NAME.match(word) or _POST.match(word) or _UNIT_END.search(word):
        return False
    return word[0].isascii() or "·" in word or word[0] in _SURNAMES
