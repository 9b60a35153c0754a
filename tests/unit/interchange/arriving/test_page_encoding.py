"""Which characters the bytes of a web page are: the page's own word, and one spoilt sign."""

from pathlib import Path

import pytest

from editor.interchange.arriving.encoding import declared, decode_page
from editor.interchange.read import read_bytes, read_story

CASES = Path(__file__).parents[3] / "data" / "import" / "cases"
KOREAN = "회의는 화요일 저녁에 세 시간 동안 열렸다"
CHINESE = "市政府开会讨论电车线路"
TAIWAN = "市政府開會討論電車路線"
POLISH = "Rząd ogłosił nowe zasady, źródła piszą"
META = '<meta charset="{}">'
OLD_META = '<META http-equiv=Content-Type content="text/html; charset={}">'


@pytest.mark.parametrize("meta", [META, OLD_META, "<?xml version='1.0' encoding='{}'?>"])
@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("euc-kr", "cp949", KOREAN),
        ("ks_c_5601-1987", "cp949", KOREAN),
        ("GB2312", "gb18030", CHINESE),
        ("gbk", "gb18030", CHINESE + "䶮"),
        ("Big5", "big5", TAIWAN),
        ("windows-1250", "cp1250", POLISH),
        ("iso-8859-2", "iso8859-2", POLISH),
        ("iso-8859-1", "cp1252", "“We stay,” – café"),
        ("koi8-r", "koi8-r", "Город решает"),
        ("windows-1251", "cp1251", "Город решает"),
        ("Shift_JIS", "cp932", "市は電車を決めた①"),
        ("iso-2022-jp", "iso2022_jp", "市は電車を決めた"),
        ("windows-1255", "cp1255", "העיר מחליטה"),
        ("tis-620", "cp874", "เมืองตัดสินใจ"),
    ],
)
def test_a_page_is_read_as_it_says(meta: str, label: str, codec: str, words: str) -> None:
    page = f"{meta.format(label)}<h1>Tram</h1><p>{words}</p>".encode(codec)
    text, said = decode_page(page)
    assert words in text
    assert said == ()


def test_bytes_that_are_utf_8_are_so_whatever_the_page_says() -> None:
    page = f"{META.format('gb2312')}<p>{CHINESE}</p>".encode()
    assert CHINESE in decode_page(page)[0]


def test_a_page_that_says_nothing_or_nonsense_is_looked_at() -> None:
    for meta in ("", META.format("base64"), META.format("no-such"), "<!-- " + META + " -->"):
        text, said = decode_page(f"{meta}<p>{CHINESE * 20}</p>".encode("gb18030"))
        assert CHINESE in text
        assert "GB18030" in str(said[0])
    assert declared(b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>") == "utf-8"


@pytest.mark.parametrize("label", ["utf-16", "UCS-2", "unicode", "iso-10646-ucs-2", "utf_32"])
def test_a_page_whose_name_is_read_byte_by_byte_is_not_in_two_bytes_a_sign(label: str) -> None:
    assert declared(META.format(label).encode()) == "utf-8"
    assert "“Café”" in decode_page(f"{META.format(label)}<p>“Café”</p>".encode())[0]


@pytest.mark.parametrize("label", ["utf-8", "gb2312", "euc-kr", ""])
def test_one_bad_byte_is_one_sign(label: str) -> None:
    words = "Gemüse für Köln — und mehr davon. " * 9 if label in ("utf-8", "") else CHINESE * 9
    codec = {"gb2312": "gb18030", "euc-kr": "cp949"}.get(label, "utf-8")
    words = KOREAN * 9 if label == "euc-kr" else words
    page = f"{META.format(label) if label else ''}<h1>Eins</h1><p>{words}".encode(codec)
    story = read_bytes(page + b"\xff<b>end</b></p>", "page.html")
    assert story.body.text.endswith("?end")
    assert any("lost 1 character" in str(each) for each in story.warnings)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("html-declared-euc-kr.html", "전차"),
        ("windows-1250.html", "Rząd ogłosił nowe zasady. Mieszkańcy miasta"),
    ],
)
def test_pages_in_the_encoding_they_name(case: str, words: str) -> None:
    story = read_story(CASES / case)
    assert words in story.body.text
    assert not any("Read as" in str(each) for each in story.warnings)


def test_a_spoilt_byte_behind_a_bracket_hides_nothing() -> None:
    """As "<?" it would begin something a browser does not show, up to the next bracket."""
    page = (
        b"<meta charset=utf-8><h1>A tram for the harbour</h1><p>The route is <\xff new> enough.</p>"
    )
    assert "The route is <? new> enough." in read_bytes(page, "page.html").body.text
