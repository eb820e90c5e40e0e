"""Posts for robots: cut by bytes, nothing lost, and never more than a group can bear."""

import pytest

from messages.posts import MOST, in_posts
from messages.texts import texts

ZH = texts("zh_CN")
REST = "内容较长，其余部分请通过台账助手查看。"


@pytest.mark.parametrize("room", [60, 100, 2048])
@pytest.mark.parametrize(
    "blocks",
    [["短"], ["甲" * 50, "乙丙\n丁"], ["🔴" * 40], ["一行\n" * 20], ["a" * 59 + "汉字", "", "b"]],
)
def test_nothing_is_lost_and_every_post_fits(blocks: list[str], room: int) -> None:
    posts = in_posts(ZH, blocks, room)
    assert max(len(post.encode()) for post in posts) <= room
    said = "".join(posts).replace("\n", "")
    for n in range(1, len(posts) + 1):
        said = said.replace(f"（{n}/{len(posts)}）", "")
    assert said == "".join(blocks).replace("\n", "")


def test_a_block_that_fits_stays_whole() -> None:
    assert in_posts(ZH, ["甲" * 20, "乙" * 20, "丙" * 20], 150) == [
        f"{'甲' * 20}（1/2）\n{'乙' * 20}",
        f"{'丙' * 20}（2/2）",
    ]


def test_what_would_bury_the_group_ends_with_where_to_read_on() -> None:
    posts = in_posts(ZH, [f"{number:03}" * 20 for number in range(20)], 100)
    assert (len(posts), posts[-1]) == (MOST, f"{REST}（6/6）")
