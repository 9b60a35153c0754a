"""Bytes of a picture's texts, each field read by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.photos.decoding import declared, decode_texts

UTF8 = "utf-8"
texts = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def read(*raws: bytes, charset: str = "") -> tuple[str, ...]:
    return tuple(each.text for each in decode_texts(raws, charset))


def certain(*raws: bytes) -> tuple[bool, ...]:
    return tuple(each.certain for each in decode_texts(raws))


@given(st.lists(texts, max_size=4))
def test_utf8_is_read_whether_it_is_declared_or_not(written: list[str]):
    raws = [text.encode() for text in written]
    assert read(*raws, charset=UTF8) == tuple(written)
    # Two letters beyond ASCII side by side, as in no word, may be Chinese to the byte.
    assume(not any(re.search("[\u0080-\u05ff]{2}", text) for text in written))
    assert read(*raws) == tuple(written)


@pytest.mark.parametrize(
    "text", ["Dateigröße", "Müller, Köln", "Crèche d'Éze", "“Quoted” – señor", "ÄÖÜ Straße", "été"]
)
def test_undeclared_western_bytes_are_read_as_windows_wrote_them(text: str):
    assert read(b"ASCII first", text.encode("cp1252")) == ("ASCII first", text)


@pytest.mark.parametrize("codec", ["gbk", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        "农民在梯田里收割谷子",
        "记者 温巧玉 摄",
        "山西，灵丘",
        "深圳",
        "李镕",
        "陶喆",
        "嵊泗",
        "农省",
    ],
)
def test_undeclared_bytes_of_a_chinese_desk_are_read_as_chinese(text: str, codec: str):
    assert read(text.encode(codec), b"Xinhua") == (text, "Xinhua")


# Letters as they stand in words, and characters as they stand in sentences.
WORDS = ("Müller", "José", "Zoë", "Größe", "señor", "élégante", "Gyor", "© 2026", "Ångström", "à")
HANZI = "农民在梯田里收割谷子记者摄山西省太原市的图书馆春茶开采供图新华社王建国"
western = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
chinese = st.text(alphabet=HANZI, min_size=2, max_size=30)
rare = st.builds("{}{}".format, chinese, st.sampled_from(["镕", "喆", "䶮", "𠮷", "圳", ""]))
written = st.one_of(
    st.tuples(western, st.sampled_from(["cp1252", UTF8])),
    st.tuples(rare, st.sampled_from(["gb18030", UTF8])),
)


@given(st.lists(written, min_size=1, max_size=5))
def test_each_field_of_one_file_is_read_as_its_own_program_wrote_it(
    fields: list[tuple[str, str]],
):
    raws = [text.encode(codec) for text, codec in fields]
    assert read(*raws) == tuple(text for text, _ in fields)
    assert all(certain(*raws))


@given(rare, st.sampled_from([UTF8, "gb18030"]), st.integers(6, 32), st.lists(written, max_size=3))
def test_a_text_cut_at_a_limit_lacks_one_character_and_says_so(
    text: str, codec: str, limit: int, others: list[tuple[str, str]]
):
    raw = text.encode(codec)[:limit]
    whole = len(raw.decode(codec, "ignore").encode(codec)) == len(raw)
    more = [text.encode(codec) for text, codec in others]
    first, *rest = decode_texts([raw, *more])
    assert text.startswith(first.text)
    assert len(text[: len(first.text) + 1].encode(codec)) >= len(raw)
    assert first.certain == whole
    assert [each.text for each in rest] == [text for text, _ in others]


def test_a_first_character_that_is_cut_is_dropped():
    assert read("Jintan Daily 常".encode()[:-1]) == ("Jintan Daily ",)
    assert read("山西省灵丘县".encode()[:-1], charset=UTF8) == ("山西省灵丘",)
    assert read(b"Jos\xe9", charset=UTF8) == ("José",)


@pytest.mark.parametrize("text", ["Köln", "常州金坛茶园春茶开采。"])
def test_wrongly_declared_bytes_are_still_read(text: str):
    codec = "cp1252" if text.startswith("K") else "gbk"
    assert read(text.encode(codec), charset=UTF8) == (text,)
    assert read(text.encode(codec), charset="cp1252") == (text,)


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        (b"\x1b%G", UTF8),
        (b"\x1b%/I", UTF8),
        (b"\x1b-A", "cp1252"),
        (b"\x1b.A", "cp1252"),
        (b"\x1b-B", "iso8859_2"),
        (b"\x1b-L", "iso8859_5"),
        (b"\x1b(B\x1b-F", "iso8859_7"),
        (b"\x1b-T", "iso8859_11"),
        (b"\x1b-Y", "iso8859_13"),
        (b"\x1b-b", "iso8859_15"),
        (b"\x1b-f", "iso8859_16"),
        (b"\x1b$)A", "gb18030"),
        (b"", ""),
        (b"UTF-8", ""),
    ],
)
def test_what_iso_2022_designates_is_known(charset: bytes, codec: str):
    assert declared(charset) == codec


@pytest.mark.parametrize(
    ("text", "part"),
    [("Сбор чая начался.", 5), ("Łódź, Gyűr", 2), ("Συγκομιδή τσαγιού", 7), ("ТА", 5)],
)
def test_another_part_of_iso_8859_is_read_where_it_is_declared(text: str, part: int):
    codec = f"iso8859_{part}"
    assert read(text.encode(codec), charset=codec) == (text,)
    # The other program did not ask what is declared.
    assert read("Müller 常州".encode(), charset=codec) == ("Müller 常州",)
    assert read("Müller".encode(), charset=codec) == ("Müller",)


def test_traditional_characters_of_windows_are_read():
    raws = [text.encode("big5") for text in ("農民在梯田裡收割穀子。", "台北")]
    assert read(*raws) == ("農民在梯田裡收割穀子。", "台北")
    assert read(raws[1]) == ("台北",)


def test_wide_characters_are_read():
    raws = ["茶园".encode("utf-16"), "Tea 茶".encode("utf-16-be"), "Harvest\0".encode("utf-16-le")]
    assert read(*raws) == ("茶园", "Tea 茶", "Harvest")


def test_the_other_fields_decide_where_bytes_may_be_either():
    caption, short, name = ("春茶开采。".encode("gbk"), "目".encode("gbk"), b"M\xfcller")
    assert short.decode() == "Ŀ"
    assert read(short) == ("Ŀ",)
    assert read(caption, short, "王".encode("gbk"), name) == ("春茶开采。", "目", "王", "Müller")


def test_a_guess_is_no_certainty():
    assert decode_texts(["München".encode("mac_roman")])[0][:2] == ("München", False)
    assert read("München".encode("mac_roman"), "Köln".encode("mac_roman")) == ("München", "Köln")
    assert decode_texts(["© 2026 ".encode("cp1252") + "常州日报".encode()])[0][:2] == (
        "© 2026 常州日报",
        False,
    )
    assert certain("Москва".encode("cp1251"), b"\x81\x8d\xff\xfe\x90") == (False, False)


RUSSIAN = ("Сбор чая начался в Сочи.", "Иван Петров", "Сочи", "МОСКВА", "Фото: ТАСС", "РИА Новости")


def test_russian_that_declares_nothing_is_a_guess():
    raws = [text.encode("cp1251") for text in RUSSIAN]
    assert read(*raws) == RUSSIAN
    assert certain(*raws) == (False,) * len(RUSSIAN)
    assert decode_texts(["Москва".encode("cp1251")])[0][:2] == ("Москва", False)
    for name in ("王伟", "王琪", "陶喆", "嵊泗"):
        assert read(name.encode("gbk")) == (name,)


def test_korean_that_declares_nothing_is_a_guess():
    korean = ("차밭에서 찻잎을 따는 농민들.", "김철수")
    raws = [text.encode("euc_kr") for text in korean]
    assert decode_texts(raws) == tuple((text, False, "euc_kr") for text in korean)


@pytest.mark.parametrize(
    ("text", "codec"),
    [("茶畑で新茶を摘む人たち。", "euc_jp"), ("Сочи", "cp1251"), ("Фото", "koi8_r")],
)
def test_what_only_half_reads_as_chinese_is_a_guess(text: str, codec: str):
    assert certain(text.encode(codec)) == (False,)


def test_a_character_of_utf8_that_was_cut_leaves_one_sign():
    raw = "常州金".encode()[:-1] + " 茶园春茶开采".encode()
    assert read(raw) == ("常州\ufffd 茶园春茶开采",)
    assert read("Šťastný".encode("cp1250")) == ("Š\ufffdastný",)


def test_what_was_encoded_twice_is_told_and_never_repaired():
    twice = "Müller".encode().decode("cp1252")
    assert twice == "MÃ¼ller"
    assert decode_texts([twice.encode()])[0][:2] == (twice, False)
    assert certain("São Paulo, Ângela".encode()) == (True,)


@given(st.lists(st.binary(max_size=40), max_size=4), st.sampled_from(["", UTF8, "iso8859_5"]))
def test_no_bytes_are_ever_too_strange(raws: list[bytes], charset: str):
    assert len(decode_texts(raws, charset)) == len(raws)


@given(st.binary(min_size=1, max_size=40))
def test_certain_is_only_what_can_be_written_back(raw: bytes):
    (found,) = decode_texts([raw])
    assume(found.certain and found.codec)
    assert found.text.encode(found.codec) == raw.rstrip(b"\0")
