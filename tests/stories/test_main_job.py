"""The main job, over HTTP: a sentence, a card, a receipt; the leader and the group know it."""

from datetime import timedelta

from sqlalchemy import update

from sandbox.files import Upload
from storage.db.engine import writing
from storage.ledger.tables import items
from tests.stories.conftest import EARLY, RunningCity
from tests.support.pictures import SITE
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL

SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


async def test_a_report_from_a_phone_to_the_ledger(city: RunningCity) -> None:
    card = await city.hears(OFFICIAL, SENTENCE)
    assert card["text"].splitlines()[1:4] == [
        "任务：1 1号别墅群拆除",
        "已完成：12 栋 / 45 栋",
        "剩余：33 栋",
    ]
    receipt = await city.taps(OFFICIAL, card, "确认")
    assert receipt["text"].splitlines()[:2] == ["已记入台账", "回执号：20261124-00001"]
    listed = await city.hears(LEADER, "/item 1")
    assert "进展：12 / 45 栋" in listed["text"].splitlines()


async def test_an_album_becomes_evidence_and_is_kept(city: RunningCity) -> None:
    photos = [Upload(f"现场{n}.jpg", bytes([255, 216, n]) * 100, "image/jpeg") for n in (1, 2, 3)]
    await city.sandbox.upload(OFFICIAL, *photos, kind="document", caption=SENTENCE)
    await city.sandbox.called("getFile", 3)
    card = city.sandbox.messages(OFFICIAL)[-1]
    receipt = await city.taps(OFFICIAL, card, "确认")
    assert "佐证材料：3 份" in receipt["text"].splitlines()


async def test_evidence_is_looked_at_as_it_was_sent(city: RunningCity) -> None:
    site = Upload("现场.png", SITE, "image/png")
    await city.sandbox.upload(OFFICIAL, site, kind="photo", caption=SENTENCE)
    card = await city.sandbox.heard(OFFICIAL)
    await city.program.downloaders[0].fetch_due()
    await city.taps(OFFICIAL, card, "确认")
    item = await city.hears(LEADER, "/item 1")
    await city.sandbox.tap(LEADER, item, "查看佐证材料（1）")
    shown = await city.sandbox.heard(LEADER)
    assert shown["photo"]
    assert shown["caption"].splitlines() == ["佐证材料（回执 20261124-00001）", SENTENCE]


async def test_a_video_from_the_site_is_evidence_of_what_its_caption_says(
    city: RunningCity,
) -> None:
    site = Upload("现场.mp4", b"moving" * 100, "video/mp4")
    await city.sandbox.upload(OFFICIAL, site, kind="video", caption=SENTENCE)
    card = await city.sandbox.heard(OFFICIAL)
    await city.program.downloaders[0].fetch_due()
    receipt = await city.taps(OFFICIAL, card, "确认")
    assert "佐证材料：1 份" in receipt["text"].splitlines()
    item = await city.hears(LEADER, "/item 1")
    await city.sandbox.tap(LEADER, item, "查看佐证材料（1）")
    shown = await city.sandbox.heard(LEADER)
    assert shown["document"]["file_name"].endswith(".mp4")
    assert shown["caption"].splitlines()[-1] == SENTENCE


async def test_a_leader_gets_totals_and_a_picture(city: RunningCity) -> None:
    answer = await city.hears(LEADER, "全市情况")
    assert answer["photo"]
    assert answer["caption"].splitlines()[:2] == [
        "全市",
        "共 4 项：已完成 0 项，已销号 0 项，未销号 4 项。",
    ]


async def test_the_office_binds_a_group(city: RunningCity) -> None:
    bound = await city.hears(OFFICE, "/bind 全市", chat=GROUP)
    assert bound["text"] == "本群已绑定，将接收全市整改日报。"


async def test_prompts_and_the_digest_come_by_the_clock_once(city: RunningCity) -> None:
    await city.hears(OFFICE, "/bind 全市", chat=GROUP)
    await city.until(EARLY + timedelta(minutes=60))
    prompt = await city.sandbox.heard(OFFICIAL)
    digest = await city.sandbox.heard(GROUP)
    assert "1号别墅群拆除" in prompt["text"]
    assert "白水县污水处理厂二期" in digest["text"]
    await city.until(EARLY + timedelta(minutes=61))
    await city.hears(OFFICIAL, "/help")
    heard = [message.get("text", "").split("\u3000")[0] for message in city.sandbox.messages(GROUP)]
    assert heard.count("整改日报") == 1


async def test_formatting_arrives_and_a_link_opens_the_card(city: RunningCity) -> None:
    listed = await city.hears(OFFICIAL, "/my")
    [heading, *links] = listed["entities"]
    assert (heading["type"], heading["offset"]) == ("bold", 0)
    bot = city.program.city.bot_at("telegram").name
    assert [link["url"] for link in links] == [
        f"https://t.me/{bot}?start=i_{number}" for number in (4, 1, 2)
    ]
    card = await city.hears(OFFICIAL, "/start i_1")
    assert card["text"].splitlines()[0] == "1｜1号别墅群拆除"
    assert [e["type"] for e in card["entities"]] == ["bold", "expandable_blockquote", "bold"]


async def test_a_title_like_markup_is_delivered_as_it_is(city: RunningCity) -> None:
    title = "<b>*1号*</b> [群](https://a.cn) 🏠𠮷 `B`"
    with writing(city.program.ledger.engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(title=title))
    card = await city.hears(OFFICIAL, "/item 1")
    assert card["text"].splitlines()[0] == f"1｜{title}"
    whole = len(f"1｜{title}".encode("utf-16-le")) // 2
    assert card["entities"][0] == {"type": "bold", "offset": 0, "length": whole}


async def test_no_call_of_a_day_is_refused(city: RunningCity) -> None:
    await city.hears(OFFICE, "/bind 全市", chat=GROUP)
    for hours in (1, 2, 25, 49, 24 * 7):
        await city.until(EARLY + timedelta(hours=hours))
    await city.sandbox.heard(GROUP)
    assert [call for call in city.sandbox.calls() if not call["ok"]] == []
