"""A case file from the office's phone: asked for over HTTP, made by the running program, opened."""

from io import BytesIO
from zipfile import ZipFile

from sandbox.files import Upload
from tests.stories.conftest import RunningCity
from tests.support.exhibits import photo
from tests.support.small_city import OFFICE, OFFICIAL

SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


async def test_the_office_asks_and_is_sent_a_package_that_opens(city: RunningCity) -> None:
    site = Upload("现场.jpg", photo(10), "image/jpeg")
    await city.sandbox.upload(OFFICIAL, site, kind="document", caption=SENTENCE)
    card = await city.sandbox.heard(OFFICIAL)
    await city.program.downloaders[0].fetch_due()
    await city.taps(OFFICIAL, card, "确认")
    told = await city.hears(OFFICE, "/dossier 1")
    assert told["text"] == "正在生成任务 1 的一案一档，完成后发送至本对话。"
    sent = await city.sandbox.heard(OFFICE)
    assert sent["caption"] == "一案一档：任务 1 1号别墅群拆除"
    assert sent["document"]["file_name"] == "一案一档-1.zip"
    kept = city.sandbox.acts.world.files.by_id(sent["document"]["file_id"])
    assert kept is not None
    with ZipFile(BytesIO(city.sandbox.acts.world.files.data(kept))) as package:
        assert package.testzip() is None
        assert package.namelist() == [
            "一案一档-1.pdf",
            "佐证材料/00001_现场.jpg",
            "SHA256SUMS",
        ]
        assert package.read("佐证材料/00001_现场.jpg") == photo(10)
