"""The page of the sandbox, driven in a real browser, with a small bot on the other side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from sandbox.server import Sandbox
from tests.support.echo_bot import EchoBot
from tests.support.pictures import SITE

Json = dict[str, Any]


def photo(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": SITE}


@dataclass(frozen=True)
class Phone:
    """One phone of the page, by what a person does with it."""

    node: Locator

    def part(self, testid: str) -> Locator:
        return self.node.get_by_test_id(testid)

    @property
    def messages(self) -> Locator:
        return self.part("message")

    async def say(self, text: str) -> None:
        await self.part("compose").fill(text)
        await self.part("compose").press("Enter")

    async def texts(self, *expected: str) -> None:
        await expect(self.node.locator(".bubble .text")).to_have_text(list(expected))


in_the_same_loop = pytest_asyncio.fixture(loop_scope="module")
pytestmark = pytest.mark.asyncio(loop_scope="module")
"""The browser is started once, and what speaks to it runs in the loop that it was started in."""


@in_the_same_loop
async def sb() -> AsyncIterator[Sandbox]:
    async with Sandbox(retry_seconds=0.01) as sandbox:
        yield sandbox


@in_the_same_loop
async def cast(sb: Sandbox) -> Json:
    """An official, a leader and the office, all in one group; ids by their place on the page."""
    people = [
        await sb.add_user(name, role_hint=role)
        for name, role in (("李伟", "责任人"), ("王芳", "市领导"), ("周静", "整改办"))
    ]
    group = await sb.add_group("整改工作群", [*people])
    return {"people": people, "group": group}


@in_the_same_loop
async def echo(sb: Sandbox) -> AsyncIterator[None]:
    running = asyncio.create_task(EchoBot(sb.url, sb.token, SITE).run())
    yield
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@in_the_same_loop
async def phones(page: Page, sb: Sandbox, cast: Json, echo: None) -> list[Phone]:
    await page.goto(sb.url)
    await expect(page.get_by_test_id("phone-3").get_by_test_id("message")).to_have_count(1)
    return [Phone(page.get_by_test_id(f"phone-{number}")) for number in range(4)]


async def chosen(phone: Phone) -> str:
    field = phone.part("phone-select")
    return str(await field.evaluate("field => field.selectedOptions[0].textContent"))


async def test_the_four_phones_are_chosen_by_role(phones: list[Phone]) -> None:
    names = [await chosen(phone) for phone in phones]
    assert names == ["李伟 · 责任人", "王芳 · 市领导", "周静 · 整改办", "整改工作群"]


async def test_the_four_phones_are_chosen_by_the_address(
    page: Page, sb: Sandbox, cast: Json
) -> None:
    official, leader, office = (person["id"] for person in cast["people"])
    await page.goto(f"{sb.url}/?phones={cast['group']['id']},{office},{leader},{official}")
    first = Phone(page.get_by_test_id("phone-0"))
    await expect(first.messages).to_have_count(1)
    assert await chosen(first) == "整改工作群"


async def test_what_one_member_alone_sees_stands_on_their_phone_only(
    phones: list[Phone], sb: Sandbox, cast: Json
) -> None:
    group, official = cast["group"], cast["people"][0]
    await sb.promote(group)
    alone = {"ephemeral_message_parameters": {"receiver_user_id": official["id"]}}
    said = {"chat_id": group["id"], "text": "您的逾期任务：1项", **alone}
    async with aiohttp.ClientSession(sb.url) as http:
        await http.post(f"/bot{sb.token}/sendMessage", json=said)
    phone = phones[3]
    await phone.texts("您的逾期任务：1项")
    await expect(phone.part("alone")).to_have_text("仅您可见")
    await expect(phone.part("actions")).to_be_hidden()

    await phone.part("speaker-select").select_option("王芳")
    await phone.texts()
    await phone.say("收到")
    await phone.part("speaker-select").select_option("李伟")
    await phone.texts("您的逾期任务：1项", "收到", "收到：收到")


async def test_start_type_tap_and_the_card_becomes_a_receipt(phones: list[Phone]) -> None:
    official = phones[0]
    await official.part("start").click()
    await official.texts("/start", "收到：/start")
    await expect(official.part("start")).to_be_hidden()

    await official.say("已拆除12栋")
    await official.texts("/start", "收到：/start", "已拆除12栋", "收到：已拆除12栋")
    card = official.messages.last
    number = await card.get_attribute("data-message-id")
    await card.get_by_test_id("button").click()

    await expect(official.part("toast")).to_have_text("已收到")
    await expect(card.locator(".text")).to_have_text("已记入台账")
    await expect(card.get_by_test_id("button")).to_have_count(0)
    await expect(card.get_by_test_id("edited")).to_have_text("已修改")
    assert await card.get_attribute("data-message-id") == number


async def test_start_brings_the_persons_own_invitation_code(
    page: Page, sb: Sandbox, echo: None
) -> None:
    await sb.add_user("赵新", start_code="K7M2Q9")
    await page.goto(sb.url)
    newcomer = Phone(page.get_by_test_id("phone-0"))
    await newcomer.part("start").click()
    await newcomer.texts("/start K7M2Q9", "收到：/start K7M2Q9")


async def test_shift_and_enter_make_a_new_line(phones: list[Phone]) -> None:
    compose = phones[0].part("compose")
    await compose.fill("第一行")
    await compose.press("Shift+Enter")
    await compose.type("第二行")
    await compose.press("Enter")
    await expect(phones[0].messages.first.locator(".text")).to_have_text("第一行\n第二行")


async def test_formatting_is_shown_and_markup_in_words_is_not_parsed(phones: list[Phone]) -> None:
    await phones[0].say("<i>别墅</i>")
    answer = phones[0].messages.nth(1).locator(".text")
    await expect(answer).to_have_text("收到：<i>别墅</i>")
    await expect(answer.locator("strong")).to_have_text("<i>别墅</i>")
    await expect(answer.locator("i")).to_have_count(0)


async def test_a_photo_is_sent_with_its_caption_and_shown(phones: list[Phone]) -> None:
    await phones[0].part("file").set_input_files([photo("现场.png")])
    await phones[0].part("compose").fill("拆除现场")
    await phones[0].part("send").click()
    await phones[0].texts("拆除现场", f"文件 {len(SITE)} 字节")
    image = phones[0].messages.first.locator("img")
    await expect(image).to_have_js_property("naturalWidth", 320)


async def test_the_bots_picture_is_shown(phones: list[Phone]) -> None:
    await phones[0].say("图")
    await phones[0].texts("图", "进度图")
    await expect(phones[0].messages.last.locator("img")).to_have_js_property("naturalWidth", 320)


async def test_several_photos_make_an_album_and_a_document_goes_beside_it(
    phones: list[Phone], sb: Sandbox, cast: Json
) -> None:
    letter: FilePayload = {"name": "验收单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-"}
    await phones[0].part("file").set_input_files([photo("一.png"), photo("二.png"), letter])
    await phones[0].part("send").click()
    await expect(phones[0].node.locator(".mine.album img")).to_have_count(2)
    await expect(phones[0].node.locator(".mine .document")).to_have_attribute(
        "download", "验收单.pdf"
    )
    await expect(phones[0].node.locator(".theirs")).to_have_count(3)


async def test_a_file_dropped_on_the_phone_waits_to_be_sent(
    page: Page, phones: list[Phone]
) -> None:
    dropped = await page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["方案"], "方案.txt", { type: "text/plain" }));
            return data;
        }"""
    )
    await phones[0].node.dispatch_event("drop", {"dataTransfer": dropped})
    await phones[0].part("send").click()
    await phones[0].texts("文件 6 字节")


async def test_a_message_is_answered_with_its_quotation(phones: list[Phone]) -> None:
    await phones[0].say("进展")
    await phones[0].texts("进展", "收到：进展")
    await phones[0].messages.nth(1).locator(".text").click()
    await phones[0].part("reply").nth(1).click()
    await expect(phones[0].part("context")).to_contain_text("收到：进展")
    await phones[0].say("谢谢")
    await expect(phones[0].messages.nth(2).locator(".quotation")).to_contain_text("收到：进展")


async def test_a_persons_own_message_is_corrected(phones: list[Phone]) -> None:
    await phones[0].say("已拆除23栋")
    await phones[0].texts("已拆除23栋", "收到：已拆除23栋")
    await phones[0].messages.first.hover()
    await phones[0].messages.first.get_by_test_id("actions").click()
    await phones[0].part("edit").click()
    await expect(phones[0].part("compose")).to_have_value("已拆除23栋")
    await phones[0].say("已拆除21栋")
    await phones[0].texts("已拆除21栋", "收到：已拆除23栋", "改为：已拆除21栋")


async def test_the_slash_lists_the_bots_commands(phones: list[Phone]) -> None:
    await phones[0].part("slash").click()
    list_ = phones[0].part("commands").get_by_role("button")
    await expect(list_).to_have_text(["/my我的任务", "/overdue逾期任务"])
    await list_.last.click()
    await phones[0].texts("/overdue", "收到：/overdue")


async def test_the_group_hears_who_speaks_and_waits_unread(
    phones: list[Phone], sb: Sandbox, cast: Json
) -> None:
    group = phones[3]
    await group.part("speaker-select").select_option("王芳")
    await group.say("请按期报送")
    await group.texts("请按期报送")
    await phones[0].node.hover()
    await sb.say(cast["people"][0], "收到", cast["group"])
    await expect(group.part("unread")).to_have_text("1")
    await expect(group.messages.last.locator(".name")).to_have_text("李伟")
    await group.node.hover()
    await expect(group.part("unread")).to_be_empty()


async def test_who_reads_older_messages_is_not_pulled_down(
    phones: list[Phone], sb: Sandbox, cast: Json
) -> None:
    leader, group = cast["people"][1], cast["group"]
    for number in range(30):
        await sb.say(leader, f"第{number}条", group)
    await expect(phones[3].messages.last).to_be_in_viewport()
    await phones[3].messages.first.scroll_into_view_if_needed()
    await expect(phones[3].part("newest")).to_be_visible()
    await sb.say(leader, "最新一条", group)
    await expect(phones[3].messages).to_have_count(32)
    await expect(phones[3].messages.first).to_be_in_viewport()
    await phones[3].part("newest").click()
    await expect(phones[3].messages.last).to_be_in_viewport()
    await expect(phones[3].part("newest")).to_be_hidden()


async def test_what_cannot_be_done_is_said_on_the_phone(page: Page, phones: list[Phone]) -> None:
    await phones[0].part("compose").fill("长" * 1025)
    await phones[0].part("file").set_input_files([photo("现场.png")])
    await phones[0].part("send").click()
    await expect(phones[0].part("toast")).to_have_text("未办成：the caption is too long")
    await expect(phones[0].part("compose")).to_have_value("长" * 1025)


async def test_the_operator_sees_the_bots_calls(page: Page, phones: list[Phone]) -> None:
    await phones[0].say("进展")
    await phones[0].texts("进展", "收到：进展")
    await page.locator("#calls summary").click()
    newest = page.locator("#calls-rows tr").first.locator("td")
    await expect(newest.nth(1)).to_have_text("sendMessage")
    await expect(newest.nth(2)).to_have_text("成功")


async def test_the_clock_moves_to_the_next_morning(page: Page, phones: list[Phone]) -> None:
    clock = page.get_by_test_id("clock-now")
    before = str(await clock.text_content())
    await page.get_by_test_id("clock-week").click()
    await expect(clock).not_to_have_text(before)
    await page.get_by_test_id("clock-day").click()
    await expect(clock).to_contain_text("08:30")
    await page.get_by_test_id("clock-hour").click()
    await expect(clock).to_contain_text("09:30")


async def test_a_lost_connection_is_said_and_mended(page: Page, sb: Sandbox, cast: Json) -> None:
    await page.goto(sb.url)
    await expect(page.get_by_test_id("phone-3").get_by_test_id("message")).to_have_count(1)
    port = int(sb.url.rsplit(":", 1)[1])
    await sb.stop()
    await expect(page.get_by_role("alert")).to_be_visible()
    async with Sandbox(port) as again:
        newcomer = await again.add_user("赵新", id=cast["people"][0]["id"])
        await again.say(newcomer, "我回来了")
        await Phone(page.get_by_test_id("phone-0")).texts("我回来了")
        await expect(page.get_by_role("alert")).to_be_hidden()


async def test_the_page_speaks_english_too(page: Page, phones: list[Phone]) -> None:
    await page.get_by_test_id("language").click()
    await expect(phones[0].part("start")).to_have_text("Start")
    await expect(page.get_by_test_id("clock-day")).to_have_text("+1 day")
    assert await chosen(phones[0]) == "李伟 · owner"


async def test_four_phones_stand_in_one_row_and_nothing_overflows(
    page: Page, phones: list[Phone]
) -> None:
    boxes = [await phone.node.bounding_box() for phone in phones]
    assert {box["y"] for box in boxes if box} == {boxes[0]["y"] if boxes[0] else None}
    assert await page.evaluate("document.documentElement.scrollWidth") == 1440
    assert all(box and box["x"] + box["width"] <= 1440 for box in boxes)


async def test_on_a_narrow_screen_one_phone_fills_the_width(
    browser: Browser, sb: Sandbox, cast: Json
) -> None:
    narrow = await browser.new_page(viewport={"width": 390, "height": 844})
    await narrow.goto(sb.url)
    group = narrow.get_by_test_id("phone-3")
    await narrow.get_by_role("button", name="整改工作群", exact=True).click()
    await expect(group).to_be_in_viewport(ratio=0.99)
    box = await group.bounding_box()
    assert box is not None
    assert box["width"] == 390


async def says_to(sb: Sandbox, person: Json, text: str, entities: list[Json], **more: Any) -> None:
    """What a bot sends that formats with entities."""
    async with aiohttp.ClientSession(sb.url) as http:
        call = {"chat_id": person["id"], "text": text, "entities": entities, **more}
        async with http.post(f"/bot{sb.token}/sendMessage", json=call) as answer:
            assert answer.status == 200, await answer.text()


async def test_a_folded_quotation_shows_three_lines_until_it_is_tapped(
    phones: list[Phone], sb: Sandbox, cast: Json
) -> None:
    official = phones[0]
    await official.part("start").click()
    await official.texts("/start", "收到：/start")
    lines = "\n".join(f"第{number}行" for number in range(1, 8))
    fold = {"type": "expandable_blockquote", "offset": 3, "length": len(lines)}
    title = {"type": "bold", "offset": 0, "length": 2}
    await says_to(sb, cast["people"][0], f"标题\n{lines}", [title, fold])

    quotation = official.messages.last.get_by_test_id("fold")
    await expect(official.messages.last.locator("strong")).to_have_text("标题")
    folded_height = await quotation.evaluate("node => node.clientHeight")
    await expect(quotation.get_by_test_id("unfold")).to_have_attribute("aria-expanded", "false")
    await quotation.click()
    await expect(quotation.get_by_test_id("unfold")).to_have_attribute("aria-expanded", "true")
    whole = await quotation.evaluate("node => node.clientHeight")
    assert whole > 2 * folded_height
    await quotation.get_by_test_id("unfold").click()
    assert await quotation.evaluate("node => node.clientHeight") == folded_height


async def test_a_short_quotation_has_nothing_to_unfold(
    phones: list[Phone], sb: Sandbox, cast: Json
) -> None:
    await phones[0].part("start").click()
    await phones[0].texts("/start", "收到：/start")
    fold = {"type": "expandable_blockquote", "offset": 0, "length": 3}
    await says_to(sb, cast["people"][0], "一\n二", [fold])
    await expect(phones[0].messages.last.get_by_test_id("fold")).to_be_visible()
    await expect(phones[0].messages.last.get_by_test_id("unfold")).to_be_hidden()


async def test_a_link_to_a_card_is_followed_in_the_readers_own_chat(
    phones: list[Phone], sb: Sandbox, cast: Json
) -> None:
    await phones[0].part("start").click()
    await phones[0].texts("/start", "收到：/start")
    name = sb.world.profile.as_user()["username"]
    card = {"type": "text_link", "offset": 0, "length": 2, "url": f"https://t.me/{name}?start=i_12"}
    await says_to(sb, cast["group"], "12｜别墅群", [card])
    await phones[3].messages.last.locator("a").click()
    await phones[0].texts("/start", "收到：/start", "/start i_12", "收到：/start i_12")


async def test_buttons_show_which_one_refuses(phones: list[Phone], sb: Sandbox, cast: Json) -> None:
    await phones[0].part("start").click()
    await phones[0].texts("/start", "收到：/start")
    row = [
        {"text": "确认", "callback_data": "y", "style": "success"},
        {"text": "🔴取消", "callback_data": "n", "style": "danger"},
        {"text": "修改", "callback_data": "e"},
    ]
    await says_to(sb, cast["people"][0], "请核对", [], reply_markup={"inline_keyboard": [row]})
    await phones[0].texts("/start", "收到：/start", "请核对")
    keys = phones[0].messages.last.get_by_test_id("button")
    classes = [await keys.nth(n).get_attribute("class") for n in range(3)]
    assert classes == ["key success", "key danger", "key"]
    await expect(keys.nth(1).locator(".light.red")).to_be_visible()


async def guided(page: Page, at: str) -> None:
    await expect(page.locator("#guide-where")).to_have_text(at)


async def test_the_guide_does_a_step_for_whoever_presses_and_knows_what_was_done_by_hand(
    page: Page, phones: list[Phone]
) -> None:
    await guided(page, "1/6")
    await page.get_by_test_id("guide-do").click()
    await guided(page, "2/6")
    await phones[0].say("已拆除12栋")
    await guided(page, "3/6")
    await page.get_by_test_id("guide-do").click()
    await guided(page, "4/6")
    await expect(phones[0].messages.last.locator(".text")).to_have_text("已记入台账")

    await page.get_by_test_id("guide-leave").click()
    await expect(page.get_by_test_id("guide")).to_be_hidden()
    await page.reload()
    await expect(phones[0].messages).to_have_count(4)
    await expect(page.get_by_test_id("guide")).to_be_hidden()
    await page.get_by_test_id("guide-open").click()
    await guided(page, "2/6")


async def test_a_few_tabs_lead_to_where_one_writes(page: Page, phones: list[Phone]) -> None:
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.type("收到")
    await expect(phones[1].part("compose")).to_have_value("收到")


async def test_what_was_refused_on_order_is_no_failure(
    page: Page, phones: list[Phone], sb: Sandbox
) -> None:
    going_on = page.locator("#faults-tally")

    async def sends(phone: Phone) -> int:
        said = {"chat_id": await phone.part("phone-select").input_value(), "text": "日报"}
        call = f"/bot{sb.token}/sendMessage"
        async with aiohttp.ClientSession(sb.url) as http, http.post(call, json=said) as answer:
            return answer.status

    await page.locator("#faults summary").click()
    await phones[3].node.hover()
    await page.get_by_test_id("fault-blocked").click()
    await expect(going_on).to_have_text("进行中")
    assert [await sends(phones[3]), await sends(phones[3])] == [403, 200]
    await expect(going_on).to_have_text("")

    await page.get_by_test_id("fault-offline").click()
    await expect(going_on).to_have_text("进行中")
    assert await sends(phones[3]) == 502
    await page.get_by_test_id("fault-none").click()
    await expect(going_on).to_have_text("")
    assert await sends(phones[3]) == 200
    await expect(page.locator("#calls-tally")).to_contain_text("失败 0 次")


async def test_what_stands_in_the_ledger_is_shown_as_it_is_told(
    page: Page, phones: list[Phone], sb: Sandbox, cast: Json
) -> None:
    await expect(page.get_by_test_id("ledger")).to_be_hidden()
    entry = {"seq": 7, "at": "2026-11-24T08:20:00+08:00", "fact": "Reported", "who": "李伟"}
    told = {
        "entries": [{**entry, "item": "1", "words": "已拆除12栋", "hash": "0a1b2c"}],
        "items": [{"code": "1", "title": "别墅群", "state": "整改中", "figures": "12/45栋",
                   "deadline": "2026-11-30"}],
        "outbox": {"waiting": 1, "sent": 2, "failed": 0},
        "messages": [{"number": 3, "to": str(cast["people"][0]["id"]), "words": "已记入台账",
                      "state": "waiting", "attempts": 0, "error": ""}],
    }  # fmt: skip
    async with aiohttp.ClientSession(sb.url) as http:
        await http.post("/sandbox/panel", json=told)
    await page.locator("#ledger summary").click()
    await expect(page.locator("#ledger-items li")).to_have_text(
        ["1 别墅群 整改中12/45栋 · 期限2026-11-30"]
    )
    await expect(page.locator("#ledger-entries li")).to_contain_text("7 Reported 1")
    await expect(page.locator("#ledger-outbox li")).to_have_text(
        ["待发1 · 已发2 · 放弃0", "待发 → 李伟 已记入台账"]
    )


async def test_a_dark_page_stays_dark(page: Page, phones: list[Phone]) -> None:
    paper = "getComputedStyle(document.querySelector('.top')).backgroundColor"
    light = await page.evaluate(paper)
    await page.get_by_test_id("dark").click()
    dark = await page.evaluate(paper)
    await page.reload()
    assert (await page.evaluate(paper), light) == (dark, "rgb(255, 255, 255)")
    assert dark != light


async def test_on_a_phone_what_stands_above_the_chat_is_low(
    browser: Browser, sb: Sandbox, cast: Json
) -> None:
    narrow = await browser.new_page(viewport={"width": 390, "height": 844})
    for language in ("zh", "en"):
        await narrow.goto(f"{sb.url}/?lang={language}")
        await expect(narrow.get_by_test_id("guide")).to_be_visible()
        top = await narrow.locator("#phones").bounding_box()
        assert top is not None
        assert top["y"] <= 0.15 * 844
        assert await narrow.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.slow
async def test_a_week_is_lived_through_day_by_day(
    page: Page, phones: list[Phone], sb: Sandbox
) -> None:
    """Who follows the clock sends something each morning: it bears the time of that morning."""

    async def follow() -> None:
        offset = 0.0
        async with aiohttp.ClientSession(sb.url) as http:
            while True:
                async with http.get("/sandbox/clock", params={"after": repr(offset)}) as answer:
                    moved = float((await answer.json())["offset_seconds"])
                if moved != offset:
                    offset = moved
                    said = {"chat_id": number, "text": "日报"}
                    await http.post(f"/bot{sb.token}/sendMessage", json=said)

    number = int(await phones[3].part("phone-select").input_value())
    await sb.set_clock("2026-11-24T08:20:00+08:00")
    following = asyncio.create_task(follow())
    await page.get_by_test_id("clock-week").click()
    await expect(page.get_by_test_id("clock-week")).to_be_enabled(timeout=60_000)
    following.cancel()
    times = await phones[3].messages.locator("time").all_text_contents()
    assert times[-8:] == [*["08:30"] * 7, "08:20"]


async def test_four_buttons_of_four_characters_stand_in_one_line(
    browser: Browser, sb: Sandbox, cast: Json
) -> None:
    row = [
        {"text": each, "callback_data": each}
        for each in ("已完成", "按期推进", "申请延期", "遇到困难")
    ]
    keyboard = {"inline_keyboard": [row]}
    await says_to(sb, cast["group"], "请点击按钮逐项回复。", [], reply_markup=keyboard)
    for width in (1440, 390):
        page = await browser.new_page(viewport={"width": width, "height": 844})
        await page.goto(f"{sb.url}/?phones={cast['group']['id']}")
        keys = page.get_by_test_id("phone-0").get_by_test_id("button")
        await expect(keys).to_have_count(4)
        boxes = [await keys.nth(n).bounding_box() for n in range(4)]
        assert len({(box["y"], box["height"]) for box in boxes if box}) == 1
        assert boxes[0] is not None
        assert boxes[0]["height"] < 2 * 22
