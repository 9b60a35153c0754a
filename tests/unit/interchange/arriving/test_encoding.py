"""Files written in every encoding a newsroom meets."""

import encodings
import re
from encodings.aliases import aliases
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.encoding import Undecodable, codec_named, decode
from editor.interchange.read import FileRefused, read_bytes, read_story

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
    assert str(story.warnings[0]).startswith(f"Read as {encoding}")


def test_latin_1_is_read_as_windows_1252_which_contains_it(imports: Path) -> None:
    story = read_story(imports / "latin-1.txt")
    assert "François Dubois, who came from Besançon" in story.body.text
    assert str(story.warnings[0]).startswith("Read as Windows-1252")


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
    assert tuple(map(str, story.warnings)) == (
        "Read as GB18030; please check names and quotation marks.",
    )


@pytest.mark.parametrize(("name", "encoding"), [("big5-chinese", "Big5"), ("gbk-rare", "GB18030")])
def test_traditional_characters_are_read_from_both_families(
    imports: Path, name: str, encoding: str
) -> None:
    story = read_story(imports / f"{name}.txt")
    assert story.headline == "山區縣迎來豐收"
    assert "合作社負責人趙素雲說" in story.body.text
    assert str(story.warnings[0]).startswith(f"Read as {encoding}")


def test_damaged_utf_8_is_read_and_its_spoilt_sign_told(imports: Path) -> None:
    story = read_story(imports / "damaged-utf-8.txt")
    assert "�" not in story.body.text
    assert any("has lost 2 characters, now “?”" in str(each) for each in story.warnings)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"])
def test_a_marked_file_that_is_nothing_but_damage_is_refused(mark: bytes) -> None:
    with pytest.raises(FileRefused):
        read_bytes(mark + b"\xd8", "story.txt")
    with pytest.raises(Undecodable, match=r"marked as UTF-.* but damaged"):
        decode(mark + b"\xdc\xdc" * 40 if mark != b"\xef\xbb\xbf" else mark + b"\xd8" * 40)


WORDS = {
    "korean": "회의는 화요일 저녁에 세 시간 동안 열렸다. 시장은 전차 계획을 설명했다.",
    "japanese": "市は火曜日の夕方に三時間の会議を開いた。市長は電車の計画を説明しました、そして",
    "chinese": "市政府开会讨论电车线路，居民们提出了很多意见。下一次会议定在秋天。",
    "taiwan": "市政府開會討論電車路線，居民們提出了很多意見。下一次會議定在秋天。",
    "polish": "Rząd ogłosił nowe zasady. Mieszkańcy miasta są zdziwieni, że nikt ich nie pytał.",
    "french": "Le café de la préfecture est fermé — “pour toujours”, dit l’hôtesse naïve.",
    "russian": "Город решает, кто будет платить за мост. Жители недовольны решением мэра.",
}
WRITTEN = [
    ("korean", "cp949", "euc-kr"), ("japanese", "euc_jp", "EUC-JP"),
    ("japanese", "cp932", "Shift_JIS"), ("japanese", "iso2022_jp", "iso-2022-jp"),
    ("chinese", "gb18030", "gb2312"), ("chinese", "hz", "hz-gb-2312"),
    ("taiwan", "big5", "Big5"), ("polish", "cp1250", "windows-1250"),
    ("polish", "iso8859_2", "iso-8859-2"), ("french", "cp1252", "ISO-8859-1"),
    ("french", "mac_roman", "macintosh"), ("russian", "cp1251", "windows-1251"),
    ("russian", "koi8_r", "koi8-r"), ("russian", "cp866", "cp866"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "codec", "label"), WRITTEN)
def test_what_a_file_says_of_itself_is_believed(language: str, codec: str, label: str) -> None:
    assert decode(WORDS[language].encode(codec), label) == (WORDS[language], ())


@pytest.mark.parametrize(
    ("language", "codec"),
    [(language, codec) for language, codec, _ in WRITTEN if codec not in ("hz", "iso2022_jp")],
)
def test_what_says_nothing_is_read_for_what_it_is(language: str, codec: str) -> None:
    if codec == "iso8859_2":
        pytest.skip("differs from Windows-1250 in a few letters, which nothing tells apart")
    text, said = decode(WORDS[language].encode(codec))
    assert text == WORDS[language]
    assert len(said) == 1


@pytest.mark.parametrize(("language", "codec", "label"), WRITTEN)
@pytest.mark.parametrize("named", [True, False])
def test_one_bad_byte_is_one_sign(language: str, codec: str, label: str, *, named: bool) -> None:
    if not named and codec in ("hz", "iso2022_jp", "iso8859_2"):
        pytest.skip("nothing tells what it is written in")
    words = WORDS[language] * 3
    at = len(words[:20].encode(codec)) if codec not in ("hz", "iso2022_jp") else 0
    data = words.encode(codec)
    text, _ = decode(data[:at] + b"\xff" + data[at:], label if named else "")
    assert [c for c in text if c not in words] == [text[len(words[:20]) if at else 0]]
    assert text.startswith(words[:20] if at else text[0])
    assert text.endswith(words[20:] if at else words)


def test_utf_8_under_another_name_is_utf_8() -> None:
    assert decode(WORDS["chinese"].encode(), "gb2312") == (WORDS["chinese"], ())
    assert decode("模糊".encode("gb18030"), "gb2312") == ("模糊", ())


@pytest.mark.parametrize("label", ["base64", "no-such", "", "utf-8\0", "x-unknown", "ÿ"])
def test_a_name_of_no_encoding_says_nothing(label: str) -> None:
    assert decode(WORDS["russian"].encode(), label) == (WORDS["russian"], ())


CODECS = sorted({*aliases.values(), *(each.name for each in iter_modules(encodings.__path__))})
NO_TEXT = {"idna", "undefined", "punycode", "unicode_escape", "raw_unicode_escape", "rot_13"}


@pytest.mark.parametrize("name", [*CODECS, "unicode-escape", "Raw Unicode Escape"])
def test_whatever_a_file_calls_its_encoding_the_words_stay(name: str) -> None:
    words = "The mayor said C:\\new \\x41 \\u4e00 xn--mnchen-3ya things on Monday."
    try:
        text, said = decode(words.encode(), name)
        assert (re.sub("[¥₩]", r"\\", text), said) == (words, ())  # the same byte in the far east
        for data in (bytes(range(256)), WORDS["french"].encode("cp1252"), b"\xff\xfe\xd8" * 9):
            decode(data, name)
    except Undecodable:
        pass
    assert not (codec_named(name) and name.lower().replace(" ", "_").replace("-", "_") in NO_TEXT)


@pytest.mark.parametrize("label", ["utf-16", "utf-16le", "UTF-16BE", "utf-32", "unicode", "cp037"])
def test_bytes_of_one_letter_each_are_so_whatever_their_name(label: str) -> None:
    assert decode(b"The mayor said so on Monday.", label) == ("The mayor said so on Monday.", ())
    assert decode(WORDS["french"].encode("cp1252"), label)[0] == WORDS["french"]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037"])
@pytest.mark.parametrize("words", ["The mayor said so.", "Café", WORDS["chinese"], "市长"])
def test_a_true_name_is_believed(codec: str, words: str) -> None:
    if codec == "cp037" and not words.isascii():
        pytest.skip("has no such letters")
    assert decode(words.encode(codec), codec) == (words, ())


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


@given(st.binary(max_size=200), st.sampled_from(["", "gb2312", "euc-kr", "utf-8", "koi8-r"]))
def test_a_text_is_never_mostly_spoilt_signs(data: bytes, label: str) -> None:
    try:
        text, _ = decode(data, label)
    except Undecodable:
        return
    beyond = sum(c > "\x7f" for c in text)
    own = data.count("\ufffd".encode())  # a file may say itself that it has lost some
    assert text.count("\ufffd") <= max(1, beyond / 4) + own
