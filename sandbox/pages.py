"""The page in the browser: its files and the font it writes Chinese with."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
from aiohttp import web

FOLDER = Path(__file__).parent / "page"
A_DAY = "public, max-age=86400"


async def index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(FOLDER / "index.html", headers={"Cache-Control": "no-cache"})


async def font(_: web.Request) -> web.FileResponse:
    headers = {"Content-Type": "font/otf", "Cache-Control": A_DAY}
    return web.FileResponse(pylopdf_fonts_zh_cn.sans_path(), headers=headers)


def page_routes() -> list[web.AbstractRouteDef]:
    return [
        web.get("/", index),
        web.get("/page/font", font),
        web.static("/page", FOLDER),
    ]
