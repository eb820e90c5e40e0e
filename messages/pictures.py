"""Pictures: drawn as SVG by hand, turned into PNG when they are sent.

`python -m messages.pictures` reads an SVG and writes the PNG: whoever must not wait for the drawing,
which lets no other thread run, has it done by a process of its own.
"""

import sys


def png(svg: str) -> bytes:
    """Draw the picture as PNG, with the one font that knows every Chinese character we use."""
    import resvg_py  # noqa: PLC0415 - a megabyte, and few processes draw
    from pylopdf_fonts_zh_cn import sans_path  # noqa: PLC0415 - the same

    font = str(sans_path())
    drawn = resvg_py.svg_to_bytes(svg_string=svg, font_files=[font], skip_system_fonts=True)
    return bytes(drawn)


def draws_chinese() -> bool:
    """Whether a rare place-name character is drawn as itself and not as an empty box."""
    return png(_letter("淯")) != png(_letter("\U000f0000"))


def _letter(letter: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48">'
        f'<text x="4" y="40" font-size="40" font-family="Noto Sans SC">{letter}</text></svg>'
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(png(sys.stdin.buffer.read().decode()))
