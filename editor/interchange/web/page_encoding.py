"""Bytes of a web page to text: as the page itself says, and only then as its bytes look."""

import re

from editor.interchange.arriving.charset_names import codec_named
from editor.interchange.arriving.encoding import Decoded, decode

_HEAD = 4096
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def decode_page(data: bytes) -> Decoded:
    """The text of a page, and what a person should know of it. Raises Undecodable."""
    return decode(data, declared(data))


def declared(data: bytes) -> str:
    """What a page calls its encoding, in an XML declaration or a `meta`; "" for nothing."""
    head = _COMMENT.sub(b"", data[: 2 * _HEAD])[:_HEAD]
    match = _DECLARED.search(head)
    label = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    # A declaration that can be read byte by byte is not written in two bytes a sign.
    return "utf-8" if codec_named(label).startswith(("utf-16", "utf-32")) else label
