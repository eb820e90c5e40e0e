"""Evidence of the small city's items, kept in a folder as the downloader keeps it."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.telegram.addresses import NAME as TELEGRAM
from storage.db.engine import Engine, writing
from storage.reporting import evidence
from storage.reporting.evidence import NewEvidence
from tests.support.small_city import MORNING

ZHANG = 1


def photo(shade: int, size: tuple[int, int] = (640, 480)) -> bytes:
    """Draw a JPEG of one colour."""
    kept = BytesIO()
    Image.new("RGB", size, (shade, 120, 90)).save(kept, "JPEG")
    return kept.getvalue()


def keep(engine: Engine, folder: Path, name: str, content: bytes, *, item: int = 1) -> Path:
    """Keep the official's file for an item; return where it lies."""
    kind = "photo" if name.endswith(".jpg") else "document"
    with writing(engine) as tx:
        new = NewEvidence(ZHANG, kind, name, TELEGRAM, f"file-{name}", len(content), item=item)
        number = evidence.note(tx, new, MORNING)
        digest, path = evidence.store(folder, content, name)
        [piece] = [one for one in evidence.of_item(tx, item) if one.id == number]
        evidence.kept(tx, piece, digest, str(path.relative_to(folder)), len(content), MORNING)
    return path
