"""The case file as a PDF: what is said comes as data, so that nobody's words are read as markup."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from messages.texts import Texts

TEMPLATE = Path(__file__).with_name("case_file.typ")

UNBROKEN = re.compile(r"[!-~]{24}")
"""Latin letters in a row after which a line may break anywhere."""

THUMBNAIL = (560, 420)
"""Pixels: a third of the page's width, at 250 dots an inch."""


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A part of the document; `kind` is how the template sets it, `widths` are shares.

    A picture's row is the name of its file and what stands below it.
    """

    heading: str
    rows: Sequence[Sequence[str]]
    kind: str = "listed"
    columns: Sequence[str] = ()
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """All that the template sets. `pictures` are JPEGs by the name of their file."""

    title: str
    subtitle: str
    footer: str
    sections: Sequence[DocumentSection]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def can_be_made() -> bool:
    """Return whether the optional library that sets PDF documents is installed."""
    return find_spec("typst") is not None


def thumbnail(content: bytes) -> bytes | None:
    """Return a picture as a small JPEG, upright; None for what is no picture, or far too large."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - megabytes, and few processes draw

    try:
        with Image.open(BytesIO(content)) as picture:
            picture.draft("RGB", THUMBNAIL)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail(THUMBNAIL)
        kept = BytesIO()
        upright.save(kept, "JPEG", quality=80)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return kept.getvalue()


def pdf(t: Texts, document: CaseDocument) -> bytes:
    """Set the document with the one font that knows every Chinese character we use."""
    import typst  # noqa: PLC0415 - an optional library of 85 MB
    from pylopdf_fonts_zh_cn import sans_path  # noqa: PLC0415 - the same

    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "case_file.typ").write_bytes(TEMPLATE.read_bytes())
        for name, content in document.pictures.items():
            (root / name).write_bytes(content)
        return bytes(
            typst.compile(
                str(root / "case_file.typ"),
                root=str(root),
                font_paths=[str(Path(str(sans_path())).parent)],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(_data(t, document), ensure_ascii=False)},
            )
        )


Data = dict[str, object]


def _data(t: Texts, document: CaseDocument) -> Data:
    said = {"title": document.title, "subtitle": document.subtitle, "footer": document.footer}
    sections = [_breakable(section) for section in document.sections]
    return {**said, "sections": sections, "nothing": t("None."), "lang": t.language[:2]}


def _breakable(section: DocumentSection) -> Data:
    if section.kind == "pictures":
        return asdict(section)
    rows = [[UNBROKEN.sub("\\g<0>\u200b", cell) for cell in row] for row in section.rows]
    return {**asdict(section), "rows": rows}
