"""Made photographs: scenes that differ, and copies of one as they come back from other hands."""

import io
from datetime import datetime
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

EXIF_IFD, ORIENTATION, ORIGINAL_TIME = 0x8769, 0x0112, 0x9003


def scene(seed: int, size: tuple[int, int] = (960, 720)) -> Image.Image:
    """Draw a slope of light with houses, trees and grain; every seed is another place."""
    chance = Random(seed)
    shades = [chance.randrange(40, 220) for _ in range(16)]
    ground = Image.new("L", (4, 4))
    ground.putdata(shades)
    picture = ground.resize(size, Image.Resampling.BICUBIC).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _ in range(14):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        width, height = chance.randrange(60, 340), chance.randrange(60, 260)
        shade = tuple(chance.randrange(256) for _ in range(3))
        shape = draw.rectangle if chance.random() < 0.6 else draw.ellipse
        shape((x, y, x + width, y + height), fill=shade)
    return picture.filter(ImageFilter.GaussianBlur(1.5))


def jpeg(picture: Image.Image, quality: int = 85, taken: datetime | None = None) -> bytes:
    """Return the file of a camera; `taken` is written into it as a camera writes it."""
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(EXIF_IFD)[ORIGINAL_TIME] = f"{taken:%Y:%m:%d %H:%M:%S}"
    return _saved(picture, quality, exif)


def turned(picture: Image.Image) -> bytes:
    """Return the same picture as a camera held upright stores it: lying, with a note how to turn it."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    return _saved(picture.transpose(Image.Transpose.ROTATE_90), 85, exif)


def _saved(picture: Image.Image, quality: int, exif: Image.Exif) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, exif=exif)
    return file.getvalue()


def saved_as(picture: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def watermarked(picture: Image.Image) -> Image.Image:
    """Draw a date and a place across a corner, as camera apps print them."""
    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    draw.rectangle((20, copy.height - 70, 380, copy.height - 20), fill=(0, 0, 0))
    draw.text((30, copy.height - 55), "2026-11-24 09:12  Qingshan", fill=(255, 255, 255))
    return copy


def brighter(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(picture).enhance(1.25)
