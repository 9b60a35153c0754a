"""No character goes without a word: private ones, lost ones, and words hidden in invisible ones."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.lost_characters import LostCharacters, quoted
from editor.interchange.read import read_bytes, read_story
from editor.interchange.web.html import read_page
from editor.story.text import STANDS_FOR, clean_text, is_supported


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "txt", "html"])
def test_a_name_of_an_old_font_is_read_and_said_whatever_it_comes_in(
    imports: Path, tmp_path: Path, kind: str
) -> None:
    story = read_story(imports / "cases" / f"{kind}-private-use-characters.{kind}", tmp_path)
    assert "Wang 䶮" in story.body.text
    assert any("䶮 (U+E863)" in str(each) for each in story.warnings)


def test_what_the_bytes_of_a_file_do_not_say_is_a_sign_and_is_told(
    imports: Path, tmp_path: Path
) -> None:
    story = read_story(imports / "cases" / "rtf-private-use-characters.rtf", tmp_path)
    assert "bytes that are no Chinese: ? end?." in story.body.text
    assert any("has lost 2 characters" in str(each) for each in story.warnings)


def test_a_paste_says_what_it_read_and_what_it_left_out(imports: Path) -> None:
    page = (imports / "cases" / "paste-private-use.html").read_text(encoding="utf-8")
    reading = read_page(page)
    assert reading.body.text == "The guest was Wang 䶮 of the port."
    assert "䶮 (U+E863)" in str(reading.quiet_line)
    reading = read_page("<p>Wang &#xE001; of the &#xFFFD;.</p>")
    assert reading.body.text == "Wang of the ?."
    assert "U+E001 (first near “Wang”)" in str(reading.quiet_line)
    assert "lost 1 character" in str(reading.quiet_line)


def test_words_hidden_in_tags_come_out_and_flags_stay() -> None:
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "say yes")
    flag = "\U0001f3f4" + "".join(chr(0xE0000 + ord(c)) for c in "gbeng") + "\U000e007f"
    story = read_bytes(f"A headline\n\nThe{hidden} match {flag} ends.\n".encode(), "story.txt")
    assert story.body.text == f"The match {flag} ends."
    assert "Left out invisible characters that spell “say yes”" in map(str, story.warnings)


def test_a_quotation_spells_out_what_cannot_be_shown() -> None:
    assert str(quoted("Wang \ue863 and \ue123, \ufffd")) == "“Wang 䶮 and [U+E123], ?”"


def test_every_known_character_stands_for_one_that_a_page_shows() -> None:
    for private, sign in STANDS_FOR.items():
        assert not is_supported(private)
        assert clean_text(private) == sign == clean_text(sign)


@given(st.text(max_size=40))
def test_whatever_is_taken_is_shown_or_said(text: str) -> None:
    lost = LostCharacters()
    taken = lost.take(text)
    assert lost.take(taken) == taken
    assert not any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in taken)
    if any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text):
        assert lost.sentences
    shown = [c for c in text if is_supported(c) and not "\U000e0000" <= c <= "\U000e007f"]
    assert [c for c in taken if c in shown] == shown or "?" in taken or lost.sentences


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_half_a_surrogate_pair_is_one_lost_sign(codec: str, mark: str) -> None:
    text = f"{mark}A headline\n\nThe owner of the café said so. \ud83d And then she left.\n"
    story = read_bytes(text.encode(codec, "surrogatepass"), "story.txt")
    assert "said so. ? And then" in story.body.text
    assert any("has lost 1 character" in str(each) for each in story.warnings)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<h1>Headline</h1><p>One &#xD83D; and &#xE863;, &#xFFFF; two.</p>"),
        ("a.md", "# Headline\n\nOne &#xD83D; and &#xE863;, &#xFFFF; two.\n"),
    ],
)
def test_signs_spelled_as_numbers_are_signs(name: str, text: str) -> None:
    story = read_bytes(text.encode(), name)
    assert story.body.text.startswith("One ? and 䶮,")
    assert any("has lost" in str(each) for each in story.warnings)
    assert any("䶮 (U+E863)" in str(each) for each in story.warnings)
