"""Made photos and documents of the demo city: the same name is the same content."""

import base64
import io
import re
from datetime import datetime
from random import Random

from PIL import Image, ImageDraw

SIZE = (480, 360)
EXIF_IFD, ORIGINAL_TIME = 0x8769, 0x9003

_TAKEN = re.compile(r"(\d{8})\.jpg$")


def content_of(name: str) -> bytes:
    """Return a photo for `….jpg`, else a Word document that has its name for a title.

    Eight digits at the end of a photo's name are the day on which its camera says it was taken.
    """
    if name.endswith(".jpg"):
        return _photo(name)
    from messages import word_documents  # noqa: PLC0415 - slow to import, and only the demo needs it

    stem = name.rpartition(".")[0]
    attachment = word_documents.attached(word_documents.titled(stem), name)
    return base64.b64decode(attachment.content)


def _photo(name: str) -> bytes:
    exif = Image.Exif()
    day = _TAKEN.search(name)
    if day is not None:
        taken = datetime.strptime(day[1], "%Y%m%d")  # noqa: DTZ007 - a camera knows no zone
        exif.get_ifd(EXIF_IFD)[ORIGINAL_TIME] = f"{taken:%Y:%m:%d} 10:00:00"
    file = io.BytesIO()
    _scene(Random(name)).save(file, "JPEG", quality=80, exif=exif)  # noqa: S311 - a picture, no secret
    return file.getvalue()


def _scene(chance: Random) -> Image.Image:
    """Return a building site: light and shade of a place, with what stands there."""
    ground = Image.new("RGB", (4, 4))
    ground.putdata([_shade(chance, row) for row in range(4) for _ in range(4)])
    picture = ground.resize(SIZE, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(10):
        x, y = chance.randrange(SIZE[0]), chance.randrange(SIZE[1] // 4, SIZE[1])
        width, height = chance.randrange(40, 230), chance.randrange(40, 170)
        shape = draw.rectangle if chance.random() < 0.7 else draw.ellipse
        grey = chance.randrange(40, 235)
        shape((x, y, x + width, y + height), fill=(grey, grey - 15, grey - 30))
    return picture


def _shade(chance: Random, row: int) -> tuple[int, int, int]:
    light = chance.randrange(120, 235) if row < 2 else chance.randrange(40, 150)
    return (light, light, light + 20) if row < 2 else (light, light, light // 2)
