"""Packages of a case file: each within the limit, each whole by itself."""

from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.dossier.packing import OVERHEAD, SUMS, Member, divide, pack, plain_name

SIZES = st.lists(st.integers(0, 20_000), max_size=40)


@given(SIZES)
def test_every_member_goes_into_one_package_in_order(sizes: list[int]) -> None:
    parts = divide(sizes, 30_000)
    assert [number for part in parts for number in part] == list(range(len(sizes)))


@given(SIZES)
def test_no_package_is_larger_than_it_may_be(sizes: list[int]) -> None:
    for part in divide(sizes, 30_000):
        assert sum(sizes[number] + OVERHEAD for number in part) + OVERHEAD <= 30_000


def test_what_is_larger_alone_has_a_package_of_its_own() -> None:
    assert divide([10, 90_000, 10], 30_000) == [[0], [1], [2]]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("现场照片.jpg", "现场照片.jpg"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a/b\\c:d*?.jpg", "a_b_c_d_.jpg"),
        ("", "_"),
        ("...", "_"),
        ("长" * 200 + ".jpg", "长" * 56 + ".jpg"),
        ("2、市9", "2_市9"),
    ],
)
def test_names_that_every_system_can_unpack(said: str, kept: str) -> None:
    assert plain_name(said) == kept


def test_each_package_opens_by_itself_and_its_sums_are_right(tmp_path: Path) -> None:
    members = [Member(f"{number}.bin", bytes([number]) * 9_000) for number in range(5)]
    packages = pack(tmp_path, "案", members, 21_000)
    assert [p.name for p in packages] == ["案-1-3.zip", "案-2-3.zip", "案-3-3.zip"]
    found: list[str] = []
    for package in packages:
        with ZipFile(package) as opened:
            assert opened.testzip() is None
            for line in opened.read(SUMS).decode().splitlines():
                digest, name = line.split("  ")
                assert sha256(opened.read(name)).hexdigest() == digest
                found.append(name)
    assert found == ["0.bin", "1.bin", "2.bin", "3.bin", "4.bin"]


def test_a_package_of_files_that_compress_badly_is_within_its_limit(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / str(number)).write_bytes(sha256(bytes([number])).digest() * 300)
    members = [Member(f"{n}_{'名' * 60}", path=tmp_path / str(n)) for n in range(6)]
    packages = pack(tmp_path / "out", "案", members, 32_000)
    assert [package.stat().st_size <= 32_000 for package in packages] == [True] * len(packages)
    assert len(packages) == 3
