"""Pictures are compared once; one that is moved to another item is compared again."""

from rules.policy.city import City
from storage.db.engine import Engine, Tx, writing
from storage.radar import picture_signs
from storage.reporting import albums, evidence
from storage.reporting.evidence import NewEvidence
from storage.reporting.pictures import marks_of
from tests.support.scenes import jpeg, scene
from tests.support.small_city import MORNING, settle

SITE = jpeg(scene(7))
CITY = City()


def signs(tx: Tx) -> list[tuple[str, int | None, int | None]]:
    """What is found, and by which pictures."""
    found = picture_signs.of_pictures(tx, CITY.radar, CITY.zone)
    return [(flag.kind, flag.this.evidence_id, flag.other.evidence_id) for flag in found]


def sent(tx: Tx, item: int, message_id: int, caption: str = "") -> None:
    """A picture of one album, sent with an answer about an item, and received."""
    new = NewEvidence(
        1,
        "photo",
        "a.jpg",
        "telegram",
        "file",
        9,
        caption=caption,
        album="one",
        item=item,
        message_id=message_id,
    )
    number = evidence.note(tx, new, MORNING)
    piece = evidence.by_id(tx, number)
    assert piece is not None
    evidence.kept(tx, piece, "a" * 64, "evidence/aa/a.jpg", 9, MORNING, marks_of(SITE))


def test_a_picture_moved_to_another_item_is_compared_again(engine: Engine) -> None:
    settle(engine)
    with writing(engine) as tx:
        other = NewEvidence(5, "photo", "b.jpg", "telegram", "file", 9, item=4, message_id=1)
        number = evidence.note(tx, other, MORNING)
        piece = evidence.by_id(tx, number)
        assert piece is not None
        evidence.kept(tx, piece, "b" * 64, "evidence/bb/b.jpg", 9, MORNING, marks_of(SITE))
        sent(tx, 4, 5)
        assert (signs(tx), signs(tx)) == ([], [])
        sent(tx, 1, 6, caption="1号别墅群现场")
        albums.gather(tx, 1, "one", MORNING)
        assert signs(tx) == [("same_photo", 2, 1), ("same_photo", 3, 1)]
        assert signs(tx) == []
