"""Pictures are drawn by a process of their own: the library that draws lets no other thread run."""

import sys

from bot import child

DRAWS = (sys.executable, "-m", "messages.pictures")
"""Reads an SVG, writes a PNG."""
PATIENCE = 30.0
"""Seconds; a picture takes a fifth of one."""


def draw(svg: str) -> bytes:
    """Return a picture as PNG; to be called in a thread. Raises `OSError` where none came of it."""
    not_drawn = "the picture was not drawn"
    return child.run(DRAWS, svg.encode(), PATIENCE, not_drawn, f"{not_drawn} in time")
