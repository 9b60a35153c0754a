"""Bytes of a web page to text: as the page itself says, and only then as its bytes look.

A page says its encoding in a byte order mark, an XML declaration or a `meta`. Bytes that are
UTF-8 are UTF-8 whatever was said, for nothing else happens to look like it. A byte that means
nothing becomes U+FFFD: one spoilt sign does not refuse a page.
"""

import codecs
import re

from editor.interchange.encoding import Decoded, Undecodable, decode

_HEAD = 4096
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# Where browsers read more than the name says (WHATWG Encoding), and names Python does not know.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz-gb-2312": "hz",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "x-windows-949": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "x-euc-jp": "euc_jp",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "iso-8859-8-i": "iso8859_8",
    "logical": "iso8859_8",
}
_BY_ESCAPES = frozenset({"iso2022_jp", "hz"})  # every byte of these is one of ASCII
_WORN = 0.05  # the share of spoilt signs among those beyond ASCII that a page may have


def decode_page(data: bytes) -> Decoded:
    """The text of a page, and what a person should know of it. Raises Undecodable."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _marked(data)
    codec = declared(data)
    if codec in _BY_ESCAPES and (text := _worn(data, codec)) is not None:
        return text, ()
    if b"\0" in data:
        return decode(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    for each in dict.fromkeys((codec, "utf-8")):
        if each and (text := _worn(data, each)) is not None:
            return text, ()
    return decode(data)


def declared(data: bytes) -> str:
    """The name of the codec that a page says it is written in; "" for none or an unknown one."""
    head = _COMMENT.sub(b"", data[: 2 * _HEAD])[:_HEAD]
    match = _DECLARED.search(head)
    if match is None:
        return ""
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    try:
        found = codecs.lookup(_MEANT.get(label, label))
    except LookupError:
        return ""
    # A page whose declaration can be read byte by byte is not of two bytes a sign.
    return "utf-8" if found.name.startswith("utf-") else found.name if _is_text(found) else ""


def _is_text(found: codecs.CodecInfo) -> bool:
    """Python also calls base64 and its like codecs."""
    return bool(getattr(found, "_is_text_encoding", True))


def _worn(data: bytes, codec: str) -> str | None:
    """The text with U+FFFD for what means nothing; None where that is too much of it."""
    text = data.decode(codec, "replace")
    spoilt = text.count("\ufffd")
    if spoilt > 1 and spoilt > _WORN * sum(map("\x7f".__lt__, text)):
        return None
    return text


def _marked(data: bytes) -> Decoded:
    """A byte order mark says it; what is spoilt behind it is spoilt."""
    try:
        return decode(data)
    except Undecodable:
        for mark, codec in (
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        ):
            if data.startswith(mark):
                return data[len(mark) :].decode(codec, "replace"), ()
        raise
