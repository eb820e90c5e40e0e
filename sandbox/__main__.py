"""`python -m sandbox --port 8765`: the sandbox as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from sandbox.server import TOKEN, Sandbox


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--token", default=TOKEN, help="the token the bot must use")
    parser.add_argument("--seed", type=Path, help="people and groups to start with, JSON")
    parser.add_argument("--files", type=Path, help="folder for files (default: in memory)")
    parser.add_argument("--limits", choices=("strict", "off"), default="strict")
    parser.add_argument(
        "--older",
        action="store_true",
        help="a server of before Bot API 10.3: no ephemeral messages",
    )
    return parser.parse_args()


async def serve(options: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(kind, stopped.set)
    names = ("host", "token", "seed", "files", "limits", "older")
    facts = {key: getattr(options, key) for key in names}
    async with Sandbox(options.port, **facts) as sandbox:
        sys.stdout.write(f"{sandbox.url}\n")
        sys.stdout.flush()
        await stopped.wait()


if __name__ == "__main__":
    try:
        asyncio.run(serve(arguments()))
    except OSError as error:
        sys.exit(f"the sandbox cannot start: {error}")
