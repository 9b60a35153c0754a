"""Every kind of tampering with a zipped bundle is found."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.publish.verification import verify_bundle

PAGE = "culture-tourism/2026/09/millet-comes-home/index.html"
FOLDER = PAGE.removesuffix("index.html")

Reseal = Callable[[Path], None]
Edit = Callable[[Path, Callable[[dict], object]], None]


def problems(bundle: Path) -> str:
    verification = verify_bundle(bundle)
    assert verification.ok == (not verification.problems)
    return "\n".join(map(str, verification.problems))


@pytest.fixture
def zipped(bundle: Path, tmp_path: Path) -> Callable[..., Path]:
    """zipped(extra): the bundle as a zip file, with more entries."""

    def make(*extra: tuple[zipfile.ZipInfo | str, bytes], pack: int = zipfile.ZIP_STORED) -> Path:
        path = tmp_path / "story.zip"
        with zipfile.ZipFile(path, "w", pack) as archive:
            for file in sorted(bundle.rglob("*")):
                if file.is_file():
                    archive.write(file, file.relative_to(bundle).as_posix())
            for name, content in extra:
                archive.writestr(name, content)
        return path

    return make


def test_a_zip_that_somebody_packed_anew_is_whole(zipped: Callable[..., Path]) -> None:
    assert problems(zipped()) == ""
    assert problems(zipped(pack=zipfile.ZIP_DEFLATED)) == ""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("../evil.jpg", "no name for a file"),
        ("/etc/evil.jpg", "no name for a file"),
        ("C:/evil.jpg", "no name for a file"),
        ("a/./b.jpg", "no name for a file"),
        ("a\\b.jpg", "no name for a file"),
        ("nul.jpg", "Windows keeps for a device"),
        (f"{FOLDER}BUNDLE.json", "are one file on some systems"),
        ("more.jpg", "does not belong"),
    ],
)
def test_a_bad_entry_of_a_zip_is_found(zipped: Callable[..., Path], name: str, found: str) -> None:
    assert found in problems(zipped((name, b"\xff\xd8\xff")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_found(zipped: Callable[..., Path]) -> None:
    assert "twice" in problems(zipped((PAGE, b"<script>")))


def test_a_link_in_a_zip_is_found(zipped: Callable[..., Path]) -> None:
    link = zipfile.ZipInfo("assets/link.jpg")
    link.create_system = 3
    link.external_attr = 0o120777 << 16

    assert "is a link" in problems(zipped((link, b"/etc/passwd")))


def test_a_zip_bomb_is_found_and_not_unpacked(zipped: Callable[..., Path]) -> None:
    bomb = zipfile.ZipInfo("assets/bomb.jpg")
    bomb.compress_type = zipfile.ZIP_DEFLATED

    assert "grows more than" in problems(zipped((bomb, b"\0" * 20_000_000)))


def test_a_packing_of_another_kind_is_found(zipped: Callable[..., Path]) -> None:
    odd = zipfile.ZipInfo("assets/odd.jpg")
    odd.compress_type = zipfile.ZIP_LZMA

    assert "packed in a way" in problems(zipped((odd, b"x")))


def test_a_zip_with_a_damaged_byte_is_found(zipped: Callable[..., Path]) -> None:
    path = zipped()
    content = bytearray(path.read_bytes())
    content[content.index(b"Millet comes home")] ^= 1
    path.write_bytes(content)

    assert "cannot be read" in problems(path)


def test_a_size_that_a_zip_understates_is_found(zipped: Callable[..., Path]) -> None:
    path = zipped()
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(PAGE).file_size
    # In the directory at the end only, where readers take it from.
    at = content.rindex(struct.pack("<L", size))
    path.write_bytes(content[:at] + struct.pack("<L", size - 10) + content[at + 4 :])

    assert PAGE in problems(path)
