"""What a picture looks like: copies are known again, different scenes are told apart."""

import io
from collections.abc import Callable
from datetime import datetime
from itertools import combinations

import pytest
from PIL import Image

from rules.policy.radar import RadarRules
from storage.reporting.pictures import NO_PICTURE, PictureMarks, marks_of
from tests.support.pictures import SITE
from tests.support.scenes import brighter, jpeg, saved_as, scene, turned, watermarked

SAME_BITS = RadarRules().same_bits
SCENES = range(12)


def look(content: bytes) -> int:
    marks = marks_of(content)
    assert marks.look is not None
    return int(marks.look, 16)


def apart(one: bytes, other: bytes) -> int:
    """Return how many of the 128 bits differ."""
    return (look(one) ^ look(other)).bit_count()


COPIES: dict[str, Callable[[Image.Image], bytes]] = {
    "compressed again": lambda picture: jpeg(picture, quality=30),
    "made small": lambda picture: jpeg(picture.resize((320, 240))),
    "with a watermark": lambda picture: jpeg(watermarked(picture), quality=70),
    "brightened": lambda picture: jpeg(brighter(picture)),
    "saved as PNG": lambda picture: saved_as(picture, "PNG"),
    "saved as WebP": lambda picture: saved_as(picture, "WEBP"),
    "turned by its camera's note": turned,
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_known_again(copy: Callable[[Image.Image], bytes]) -> None:
    originals = {number: scene(number) for number in SCENES}
    distances = [apart(jpeg(picture), copy(picture)) for picture in originals.values()]
    assert [distance for distance in distances if distance > SAME_BITS] == []


def test_different_scenes_are_told_apart() -> None:
    looks = [look(jpeg(scene(number))) for number in range(30)]
    distances = [(one ^ other).bit_count() for one, other in combinations(looks, 2)]
    assert [distance for distance in distances if distance <= 2 * SAME_BITS] == []


def test_the_camera_says_when_it_was_taken() -> None:
    taken = datetime.fromisoformat("2026-11-20T16:05:09")
    assert marks_of(jpeg(scene(1), taken=taken)).taken == "2026-11-20T16:05:09"
    assert marks_of(jpeg(scene(1))).taken is None


@pytest.mark.parametrize("said", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", ""])
def test_a_camera_without_a_clock_says_nothing(said: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = said
    file = io.BytesIO()
    scene(1).save(file, "JPEG", exif=exif)
    marks = marks_of(file.getvalue())
    assert (marks.taken, marks.look is None) == (None, False)


def bomb() -> bytes:
    """A PNG that says it has 900 million pixels and ends there."""
    head = SITE[:16] + (30_000).to_bytes(4) * 2 + SITE[24:29]
    return head + SITE[29:]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8 the site at noon",
        b"%PDF-1.7 minutes of the visit",
        jpeg(scene(1))[:3000],
        bomb(),
    ],
    ids=["empty", "not a JPEG after all", "a document", "cut off", "a bomb"],
)
def test_what_cannot_be_read_has_no_marks(content: bytes) -> None:
    assert marks_of(content) == NO_PICTURE


def test_a_picture_of_nothing_is_like_no_other() -> None:
    assert marks_of(SITE) == PictureMarks()
