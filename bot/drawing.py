"""Pictures are drawn by a process of their own: the library that draws lets no other thread run."""

import subprocess
import sys

DRAWS = (sys.executable, "-m", "messages.pictures")
"""Reads an SVG, writes a PNG."""
PATIENCE = 30.0
"""Seconds; a picture takes a fifth of one."""


def draw(svg: str) -> bytes:
    """Return a picture as PNG; to be called in a thread. Raises `OSError` where none came of it."""
    try:
        ended = subprocess.run(  # noqa: S603 - this very program
            DRAWS, input=svg.encode(), capture_output=True, timeout=PATIENCE, check=True
        )
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise OSError(f"the picture was not drawn: {''.join(last)}") from error
    except subprocess.TimeoutExpired as error:
        raise OSError("the picture was not drawn in time") from error
    return ended.stdout
