"""What files call the encoding they are written in, and which of Python's codecs reads it.

Programs name a small set and write the large one that contains it; browsers and mail programs
read them so (WHATWG Encoding), and so does Galley.
"""

import codecs

_MEANT = {
    "cp1252": "ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso_8859-1 iso8859_1 latin1 "
    "latin-1 l1 windows-1252 cp1252 x-cp1252 x-ansi 8859-1 x-user-defined",
    "cp1254": "iso-8859-9 iso8859-9 iso_8859-9 latin5 windows-1254 x-cp1254",
    "cp874": "iso-8859-11 iso8859-11 tis-620 windows-874 dos-874",
    "gb18030": "gb2312 gb_2312-80 gb_2312 gb2312-80 gbk x-gbk gb18030 gb18030-2000 gb18030-2022 "
    "cp936 ms936 windows-936 x-cp936 936 chinese csgb2312 iso-ir-58 euc-cn x-euc-cn",
    "hz": "hz-gb-2312 hz",
    "big5hkscs": "big5 big-5 cn-big5 x-x-big5 csbig5 big5-hkscs cp950 ms950 windows-950 x-big5",
    "cp949": "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cseuckr "
    "windows-949 x-windows-949 cp949 ms949 iso-ir-149 uhc",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932 ms932 csshiftjis "
    "windows-932",
    "euc_jp": "euc-jp x-euc-jp x-euc cseucpkdfmtjapanese",
    "iso2022_jp_ext": "iso-2022-jp csiso2022jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-ms cp50220 "
    "cp50221 _iso-2022-jp$esc",
    "mac_roman": "macintosh mac x-mac-roman macroman x-macintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "mac_latin2": "x-mac-ce x-mac-centraleurroman",
    "mac_greek": "x-mac-greek",
    "mac_turkish": "x-mac-turkish",
    "iso8859_8": "iso-8859-8-i iso-8859-8-e logical visual hebrew",
    "iso8859_6": "iso-8859-6-i iso-8859-6-e",
    "koi8_u": "koi8-u koi8-ru",
    "koi8_r": "koi8-r koi koi8 koi8_r",
    "utf-7": "unicode-1-1-utf-7 csunicode11utf7",
    "utf-8": "utf8 utf-8 unicode-1-1-utf-8 utf8mb4 utf-8-mac utf_8 x-unicode20utf8",
    "utf-16-le": "utf-16le unicode ucs-2 csunicode iso-10646-ucs-2 unicodelittle",
    "utf-16-be": "utf-16be unicodebig unicodefffe",
}
_CODECS = {label: codec for codec, labels in _MEANT.items() for label in labels.split()}


# Python's own ways to write a text in ASCII, an address, or what its machine happens to use: they
# would read a backslash or a hyphen of the copy as a sign.
_NO_ENCODINGS = frozenset(
    "idna undefined punycode unicode_escape raw_unicode_escape charmap mbcs oem".split()
)


def codec_named(label: str) -> str:
    """The codec that `label` means; "" for no label, an unknown one, or no encoding of text."""
    plain = label.strip().strip("\"'").lower().partition(";")[0].strip()
    try:
        found = codecs.lookup(_CODECS.get(plain, plain)) if plain.isascii() and plain else None
    except (LookupError, ValueError):
        return ""
    # Python also calls base64 and its like codecs.
    if found is None or not getattr(found, "_is_text_encoding", True):
        return ""
    if found.name.replace("-", "_") in _NO_ENCODINGS:
        return ""
    return _CODECS.get(plain, found.name)
