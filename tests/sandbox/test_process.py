"""`python -m sandbox` as a process of its own, with people who are there from the start."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]


async def test_it_starts_with_its_people_and_stops_when_told(tmp_path: Path) -> None:
    seed = tmp_path / "people.json"
    people = {
        "users": [{"id": 501, "first_name": "李伟", "role_hint": "责任人", "started": True}],
        "groups": [{"title": "整改工作群", "members": [501]}],
    }
    seed.write_text(json.dumps(people), "utf-8")
    options = ["--port", "0", "--seed", str(seed), "--files", str(tmp_path / "files")]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *options, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().strip()
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{address}/sandbox/state") as answer,
    ):
        state = await answer.json()
    process.terminate()
    assert (await process.wait(), [user["id"] for user in state["users"]]) == (0, [501])
    assert [chat["title"] for chat in state["chats"]] == ["李伟", "整改工作群"]
