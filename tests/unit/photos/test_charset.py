"""Old metadata bytes become the characters somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.photos.charset import cut_to_bytes, decode_texts

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.lists(texts, max_size=4))
def test_utf8_is_read_whether_it_is_declared_or_not(written: list[str]):
    raws = [text.encode() for text in written]
    assert decode_texts(raws, declared_utf8=True) == tuple(written)
    assert decode_texts(raws) == tuple(written)


@pytest.mark.parametrize(
    "text", ["Dateigröße", "Müller, Köln", "Crèche d'Éze", "“Quoted” – señor", "ÄÖÜ Straße"]
)
def test_undeclared_western_bytes_are_read_as_windows_wrote_them(text: str):
    assert decode_texts([b"ASCII first", text.encode("cp1252")]) == ("ASCII first", text)


@pytest.mark.parametrize("codec", ["gbk", "gb18030"])
@pytest.mark.parametrize("text", ["农民在梯田里收割谷子", "记者 温巧玉 摄", "山西，灵丘"])
def test_undeclared_bytes_of_a_chinese_desk_are_read_as_chinese(text: str, codec: str):
    assert decode_texts([text.encode(codec), b"Xinhua"]) == (text, "Xinhua")


def test_one_field_in_western_letters_decides_against_chinese_for_the_file():
    # A GB pair in one field and a lone umlaut in another cannot come from one writer in GB 2312.
    assert decode_texts(["谷子".encode("gbk"), "Köln".encode("cp1252")])[1] == "Köln"


def test_a_character_cut_in_half_by_an_old_program_is_dropped_where_utf8_is_declared():
    raw = "山西省灵丘县".encode()[:-1]
    assert decode_texts([raw], declared_utf8=True) == ("山西省灵丘",)


def test_wrongly_declared_bytes_are_still_read():
    assert decode_texts(["Köln".encode("cp1252")], declared_utf8=True) == ("Köln",)


@given(st.lists(st.binary(max_size=40), max_size=4), st.booleans())
def test_no_bytes_are_ever_too_strange(raws: list[bytes], declared: bool):
    assert len(decode_texts(raws, declared_utf8=declared)) == len(raws)


@given(texts, st.integers(0, 80))
def test_a_cut_text_is_a_beginning_that_fits(text: str, limit: int):
    cut = cut_to_bytes(text, limit)
    assert text.startswith(cut)
    assert len(cut.encode()) <= limit
    assert cut == text or len(text.encode()) > limit


def test_a_cut_never_parts_a_letter_from_its_accent_nor_a_family_from_its_members():
    assert cut_to_bytes("Cafe\u0301", 5) == "Caf"
    assert cut_to_bytes("谷子", 5) == "谷"
    assert cut_to_bytes("a👩\u200d🌾", 8) == "a👩"
    assert cut_to_bytes("two words", 4) == "two"
