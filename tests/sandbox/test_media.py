"""Pictures are measured from their own headers."""

from __future__ import annotations

import pytest

from sandbox.files import Files, Upload
from sandbox.media import dimensions, photo

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x07\x80\0\0\x04\x38"
GIF = b"GIF89a\x40\x01\xf0\x00"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc4\x00\x04\x00\x00\xff\xc0\x00\x11\x08\x01\xe0\x02\x80\x03"
)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        pytest.param(PNG, (1920, 1080), id="png"),
        pytest.param(GIF, (320, 240), id="gif"),
        pytest.param(JPEG, (640, 480), id="jpeg_behind_other_segments"),
        pytest.param(JPEG[:20], None, id="jpeg_cut_short"),
        pytest.param(b"%PDF-1.7", None, id="no_picture"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_dimensions(data: bytes, size: tuple[int, int] | None) -> None:
    assert dimensions(data) == size


def test_a_large_photo_is_offered_in_four_sizes() -> None:
    sizes = photo(Files(), Upload("a.png", PNG))["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [
        (90, 50),
        (320, 180),
        (800, 450),
        (1280, 720),
    ]
