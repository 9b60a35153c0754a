"""Files written in every encoding a newsroom meets."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.encoding import Undecodable, decode
from editor.interchange.read import FileRefused, read_story

WESTERN = [
    "“It’s good,” said François Dubois, who came from Besançon – by train.",
    "He paid €3 for a crème brûlée.",
]


@pytest.mark.parametrize(
    "name",
    ["utf-8", "utf-8-bom", "utf-16-le-bom", "utf-16-be-bom", "cr", "crlf"],
)
def test_what_is_marked_or_unicode_is_read_without_a_word(imports: Path, name: str) -> None:
    story = read_story(imports / f"{name}.txt")
    assert story.headline == "Terraced county opens a café"
    assert story.body.text.split("\n\n") == WESTERN
    assert story.contributors == ("Wen Qiaoyu",)
    assert story.warnings == ()


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE"), ("windows-1252", "Windows-1252")],
)
def test_what_had_to_be_guessed_is_read_and_named(imports: Path, name: str, encoding: str) -> None:
    story = read_story(imports / f"{name}.txt")
    assert story.body.text.split("\n\n") == WESTERN
    assert len(story.warnings) == 1
    assert story.warnings[0].startswith(f"Read as {encoding}")


def test_latin_1_is_read_as_windows_1252_which_contains_it(imports: Path) -> None:
    story = read_story(imports / "latin-1.txt")
    assert "François Dubois, who came from Besançon" in story.body.text
    assert story.warnings[0].startswith("Read as Windows-1252")


@pytest.mark.parametrize("name", ["utf-16-le-chinese", "utf-16-be-chinese", "gb18030-chinese"])
def test_chinese_copy_is_read(imports: Path, name: str) -> None:
    story = read_story(imports / f"{name}.txt")
    assert story.headline == "山区县迎来丰收"
    assert "合作社负责人赵素云说" in story.body.text
    assert len(story.warnings) == 1


def test_english_copy_of_a_chinese_office_keeps_its_quotes_and_names(imports: Path) -> None:
    story = read_story(imports / "gb18030-english.txt")
    assert story.body.text.startswith("“It’s the first one here,” said Zhao Suyun (赵素云)")
    assert "The school — on a hill — has" in story.body.text
    assert story.warnings == ("Read as GB18030; please check names and quotation marks.",)


@pytest.mark.parametrize(("name", "encoding"), [("big5-chinese", "Big5"), ("gbk-rare", "GB18030")])
def test_traditional_characters_are_read_from_both_families(
    imports: Path, name: str, encoding: str
) -> None:
    story = read_story(imports / f"{name}.txt")
    assert story.headline == "山區縣迎來豐收"
    assert "合作社負責人趙素雲說" in story.body.text
    assert story.warnings[0].startswith(f"Read as {encoding}")


def test_damaged_utf_8_is_refused_with_the_place(imports: Path) -> None:
    with pytest.raises(FileRefused, match=r"damaged-utf-8\.txt .* UTF-8 is damaged at byte \d+"):
        read_story(imports / "damaged-utf-8.txt")


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"])
def test_a_marked_file_that_is_damaged_is_refused(mark: bytes) -> None:
    with pytest.raises(Undecodable, match=r"marked as UTF-.* but damaged"):
        decode(mark + b"\xd8")


def test_bytes_of_no_known_writing_are_refused() -> None:
    noise = bytes((i * 73 + 41) % 128 + 128 for i in range(400))
    with pytest.raises(Undecodable, match="encoding cannot be told"):
        decode(noise)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_utf_8_is_always_read_as_it_is(text: str) -> None:
    assert decode(text.encode("utf-8")) == (text.removeprefix("\ufeff"), ())


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60),
    st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]),
)
def test_marked_unicode_is_always_read_as_it_is(text: str, codec: str) -> None:
    assert decode(f"\ufeff{text}".encode(codec)) == (text, ())


@given(st.binary(max_size=200))
def test_no_byte_ever_becomes_a_replacement_character(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except Undecodable:
        return
    # Only a file that says so itself has it.
    assert "\ufffd" not in text or any(
        "\ufffd".encode(codec) in data for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    )
