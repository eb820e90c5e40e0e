"""CPU used while nobody acts, beside python-telegram-bot's own echo bot: `run`, and `demo` with its sandbox.

An open page listens to the sandbox meanwhile, as a browser does.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench import TOKEN
from bench.ledgers import cpu_of
from bench.speed import process

STARTED, MEASURED = 30.0, 60.0
"""Seconds: what is due on a start is done in the first, the second are counted."""

OURS = ("taizhang run", "taizhang demo", "its sandbox")
ECHO = "bare echo"


def measure(started: float = STARTED, measured: float = MEASURED) -> dict[str, float]:
    """Return the percents of a core that each process uses, all in the same minute."""
    with ExitStack() as running:
        standin = running.enter_context(process("bench.standin", "0"))
        assert standin.stdout is not None
        address = json.loads(standin.stdout.readline())
        echo = running.enter_context(process("bench.bots", "stock", address))
        run = running.enter_context(_command("run", address))
        demo = running.enter_context(_demo())
        pids = dict(
            zip((*OURS, ECHO), (_child_of(run), demo, _child_of(demo), echo.pid), strict=True)
        )
        time.sleep(started)
        begun, before = time.monotonic(), {name: cpu_of(pid) for name, pid in pids.items()}
        time.sleep(measured)
        seconds = time.monotonic() - begun
        return {name: (cpu_of(pid) - before[name]) / seconds * 100 for name, pid in pids.items()}


@contextmanager
def _demo() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    with (
        _command("demo", "", f"--port={port}", ready=url) as pid,
        urllib.request.urlopen(f"{url}sandbox/events"),
    ):
        yield pid


@contextmanager
def _command(name: str, address: str, *options: str, ready: str = "started") -> Iterator[int]:
    """Run a command in a folder of its own; its number, once it has printed that it is ready."""
    with tempfile.TemporaryDirectory() as folder, Path(folder, "log").open("w+") as log:
        given = {"TAIZHANG_BOT_TOKEN": TOKEN, "TAIZHANG_TELEGRAM_API_URL": address}
        running = subprocess.Popen(
            [Path(sys.executable).with_name("taizhang"), name, *options],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **given} if address else None,
        )
        try:
            while ready not in Path(log.name).read_text():
                assert running.poll() is None, Path(log.name).read_text()
                time.sleep(0.2)
            yield running.pid
        finally:
            running.terminate()
            running.wait()


def _child_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


if __name__ == "__main__":
    for what, percent in measure().items():
        print(f"{what}: {percent:.2f} % of a core")
