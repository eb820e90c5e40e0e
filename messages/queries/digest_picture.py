"""The picture of a digest: the lights of its units; of one unit, what is overdue."""

from collections.abc import Sequence

from messages.formatting import FormattedText
from messages.queries import picture_texts
from messages.queries.board_chart import board_chart
from messages.queries.overdue_chart import overdue_chart
from messages.texts import Texts
from rules.policy.digests import DigestContent
from rules.policy.pictures import PictureKind, UnitLights, overdue_table


def digest_picture(
    t: Texts, digest: DigestContent, rows: Sequence[UnitLights]
) -> tuple[FormattedText, str] | None:
    """Return what stands under the picture and the picture; None where there is nothing to draw."""
    if len(rows) > 1:
        heading = picture_texts.title(t, PictureKind.BOARD, digest.scope)
        drawn = board_chart(t, heading, digest.day.isoformat(), rows)
        return picture_texts.board(t, heading, rows), drawn
    late = overdue_table(digest.entries, digest.day, digest.masked)
    if not late.items:
        return None
    heading = picture_texts.overdue_heading(t, digest.scope, late)
    return picture_texts.overdue(t, heading, late), overdue_chart(t, heading, late)
