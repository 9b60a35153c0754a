"""Which files become a story and which are refused, by name and with the reason."""

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from editor.interchange.read import FileRefused, IncomingStory, read_bytes, read_story


def refusal(data: bytes, name: str = "story.txt") -> str:
    with pytest.raises(FileRefused) as caught:
        read_bytes(data, name)
    sentence = str(caught.value)
    assert sentence.startswith(f"{name} was not brought in: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def zipped(*names: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "<w:document/>")
    return packed.getvalue()


def picture(kind: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8)).save(made, kind)
    return made.getvalue()


def test_an_empty_file_is_refused() -> None:
    assert "it is empty" in refusal(b"")


@pytest.mark.parametrize("blank", [b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"... --- \n"])
def test_a_file_without_words_is_refused(blank: bytes) -> None:
    sentence = refusal(blank)
    assert "no words" in sentence or "it is empty" in sentence


def test_a_page_that_shows_no_words_is_refused() -> None:
    assert "no words of a story" in refusal(b"<script>var a = 1</script><p></p>", "story.html")


def test_fifty_megabytes_of_text_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(FileRefused, match=r"long\.txt .* more than 5 MB"):
        read_story(path)


def test_nine_megabytes_of_html_are_refused() -> None:
    assert "more than 8 MB" in refusal(b"<p>" + b"word " * 1_800_000, "page.html")


def test_a_long_book_comes_in() -> None:
    chapter = "<h2>Chapter</h2>" + "<p>The mill stood &ldquo;still&rdquo; &amp; dark.</p>" * 9_000
    story = read_bytes(f"<h1>The Mill</h1>{chapter * 4}".encode(), "book.html")
    assert story.body.text.count("“still” & dark.") == 36_000


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("story.doc", "open it in Word or LibreOffice and save it as .docx"),
        ("story.wps", "save it in WPS as .docx"),
        ("story.pages", "export it from Pages as Word"),
        ("story.pdf", "a PDF"),
        ("story.msg", "save it in Outlook as .eml"),
        ("photo.JPG", "a picture"),
        ("all.zip", "packed archive"),
        ("story", "save it as .docx or as .txt"),
        ("story.exe", "Galley reads Word, Writer"),
    ],
)
def test_other_kinds_are_refused_by_name_with_what_to_do(name: str, words: str) -> None:
    sentence = refusal(b"Words.", name)
    assert words in sentence
    assert "Galley reads Word, Writer, rich text, mail, text, Markdown and HTML" in sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word file under another name"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet"),
        (zipped("notes.txt"), "a packed archive"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF under another name"),
        (b"{\\rtf1\\ansi Words}", "rich text under another name"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "an old Word file"),
        (picture("PNG"), "a picture"),
        (picture("JPEG"), "a picture"),
        (picture("WEBP"), "a picture"),
        (b"MZ\x90\0\x03\0\0\0", "a program"),
        (b"SQLite format 3\0" + b"\x10", "a program or data file"),
    ],
)
def test_a_text_that_is_really_something_else_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_nul_bytes_are_refused() -> None:
    assert "NUL bytes" in refusal(b"Headline\n\nSome words.\0\0\0 More words.\n")


def test_control_characters_are_refused() -> None:
    assert "control characters" in refusal(b"Headline\n\n" + b"\x01\x02\x03\x04 word " * 20)


def test_one_stray_control_character_is_taken_out_and_told() -> None:
    story = read_bytes(b"Headline\n\nSome\x07 words of a body.\n", "story.txt")
    assert story.body.text == "Some words of a body."
    assert tuple(map(str, story.warnings)) == (
        "Left out 1 character that no page can show: U+0007.",
    )


def test_characters_that_the_file_had_already_lost_are_marked_and_told(imports: Path) -> None:
    story = read_story(imports / "lost-characters.txt")
    assert story.headline == "Terraced county opens a caf?"
    assert "has lost 3 characters" in str(story.warnings[0])
    assert "opens a caf?" in str(story.warnings[0])


def test_a_web_page_named_as_text_is_read_as_a_web_page() -> None:
    story = read_bytes(b"<!DOCTYPE html><h1>Headline</h1><p>Words.</p>", "story.txt")
    assert (story.headline, story.body.text) == ("Headline", "Words.")
    assert "read as HTML" in str(story.warnings[0])


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="there is no such file"):
        read_story(tmp_path / "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(FileRefused, match="it is not a file"):
        read_story(tmp_path / "folder.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        with pytest.raises(FileRefused, match="it is not a file"):
            read_story(tmp_path / "pipe.txt")


def test_a_name_that_would_break_the_line_is_shown_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        read_story(tmp_path / "two\nlines.docx")
    assert "\n" not in str(caught.value)


def read_or_refuse(data: bytes, name: str) -> IncomingStory | None:
    try:
        return read_bytes(data, name)
    except FileRefused:
        return None


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    story = read_or_refuse(data, name)
    assert story is None or story.headline or story.caption or not story.body.is_blank


_LINES = st.sampled_from(
    [
        "# ", "> ", "- ", "1. ", "* * *", "---", "title: x", "|a|b|", "|-|-|", "<p>", "<b>", "</p>",
        "<table><td>", "<blockquote>", "<ul><li>", "<h1>", "&amp;", "&#0;", "<!--", "words here. ",
        "Home | News | About Us", "By Zhao Min", "[Photo/VCG]", "contributed to this story.",
        "BEIJING — ", "\n", "\n\n", "\r\n", "```", "![a](b)", "[a](b)", "<svg>", "</svg>", "“", "é",
    ]
)  # fmt: skip


@given(st.lists(_LINES, max_size=25).map("".join), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_mixture_of_signs_is_read_or_refused(text: str, name: str) -> None:
    story = read_or_refuse(text.encode(), name)
    assert story is None or story.headline or story.caption or not story.body.is_blank
