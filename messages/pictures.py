"""Pictures: drawn as SVG by hand, turned into PNG when they are sent."""

import resvg_py
from pylopdf_fonts_zh_cn import sans_path


def png(svg: str) -> bytes:
    """The drawing as PNG, with the one font that knows every Chinese character we use."""
    font = str(sans_path())
    drawn = resvg_py.svg_to_bytes(svg_string=svg, font_files=[font], skip_system_fonts=True)
    return bytes(drawn)
