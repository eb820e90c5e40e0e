"""What an application over HTTP is made of: reports, clauses with their files, the check on site."""

from tests.support.phones import Phones
from tests.support.scenes import jpeg, scene
from tests.support.small_city import OFFICIAL, VERIFIER


async def reported(phones: Phones, words: str) -> None:
    await phones.says(OFFICIAL, words)
    await phones.presses(OFFICIAL, "确认")


async def applied(phones: Phones, photo: int, after: str) -> str:
    """Show what each clause asks for, and hand it in; return what is then read."""
    await phones.says(OFFICIAL, "/close 1")
    await phones.says(OFFICIAL, "逐栋排查，问题清单已全部查清")
    await phones.says(OFFICIAL, "责任分解到人，违法建设已立案处罚")
    picture = jpeg(scene(photo))
    await phones.sends(OFFICIAL, f"现场{photo}.jpg", picture, f"45栋全部拆除，{after}")
    await phones.says(OFFICIAL, "走访周边居民30户，满意29户，不满意1户")
    rules = f"第{photo}版巡查制度".encode()
    await phones.sends(OFFICIAL, "巡查制度.pdf", rules, "已建立每周巡查管护制度")
    return await phones.presses(OFFICIAL, "提交")


async def checked(phones: Phones, failing: dict[int, str]) -> str:
    """Take it up and fill the form in on site; return its summary."""
    await phones.presses(VERIFIER, "受理")
    await phones.presses(VERIFIER, "填写核查表")
    await phones.presses(VERIFIER, "今天")
    await phones.says(VERIFIER, "王强、李明")
    await phones.says(VERIFIER, "45栋")
    await phones.stands_at(VERIFIER, 30.5, 117.1)
    heard = await phones.presses(VERIFIER, "下一步")
    for clause in range(1, 6):
        heard = await phones.presses(VERIFIER, "不通过" if clause in failing else "通过")
        if clause in failing:
            heard = await phones.says(VERIFIER, failing[clause])
    return heard
