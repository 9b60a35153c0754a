"""The XMP packet of a published picture, as XML: the same texts make the same bytes.

Exiv2 could write it, but takes a text that begins `type=` for a type and drops the whole packet.
"""

from collections.abc import Mapping

# Not xml.sax.saxutils: that brings urllib and http with it, a tenth of a second at start.
from html import escape

from editor.photos.charset import cut_to_bytes

# One segment of a JPEG, less its head; larger would need Extended XMP, which few programs read.
PACKET_LIMIT = 64_000

_NAMESPACES = {
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
# Field of PhotoFacts, property, form.
_PROPERTIES = (
    ("alt", "Iptc4xmpCore:AltTextAccessibility", "language"),
    ("sublocation", "Iptc4xmpCore:Location", "text"),
    ("creators", "dc:creator", "Seq"),
    ("caption", "dc:description", "language"),
    ("copyright_notice", "dc:rights", "language"),
    ("keywords", "dc:subject", "Bag"),
    ("credit", "photoshop:Credit", "text"),
    ("date_created", "photoshop:DateCreated", "text"),
    ("licensor_url", "plus:Licensor", "licensor"),
    ("usage_terms", "xmpRights:UsageTerms", "language"),
    ("web_statement", "xmpRights:WebStatement", "text"),
)


def xmp_packet(texts: Mapping[str, tuple[str, ...]]) -> bytes:
    """The packet in UTF-8; b"" when nothing is said.

    Whole unless it would not fit a JPEG (captions of a book's length): then the longest texts
    are shortened, evenly and as little as halving allows.
    """
    if not texts:
        return b""
    packet, longest = _packet(texts), PACKET_LIMIT
    while len(packet) > PACKET_LIMIT:
        longest //= 2
        packet = _packet(
            {name: tuple(cut_to_bytes(t, longest) for t in each) for name, each in texts.items()}
        )
    return packet


def _packet(texts: Mapping[str, tuple[str, ...]]) -> bytes:
    said = [
        (name, *_FORMS[form](tuple(escape(text, quote=False) for text in texts[field])))
        for field, name, form in _PROPERTIES
        if field in texts
    ]
    prefixes = sorted({name.partition(":")[0] for name, *_ in said})
    spaces = "".join(f'\n xmlns:{prefix}="{_NAMESPACES[prefix]}"' for prefix in prefixes)
    body = "".join(f"\n<{name}{more}>{value}</{name}>" for name, more, value in said)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{body}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        # Read-only: nobody edits these files in place, so no padding travels with each.
        '<?xpacket end="r"?>'
    ).encode()


def _text(values: tuple[str, ...]) -> tuple[str, str]:
    return "", values[0]


def _language(values: tuple[str, ...]) -> tuple[str, str]:
    return "", f'<rdf:Alt><rdf:li xml:lang="x-default">{values[0]}</rdf:li></rdf:Alt>'


def _seq(values: tuple[str, ...]) -> tuple[str, str]:
    return "", f"<rdf:Seq>{_items(values)}</rdf:Seq>"


def _bag(values: tuple[str, ...]) -> tuple[str, str]:
    return "", f"<rdf:Bag>{_items(values)}</rdf:Bag>"


def _licensor(values: tuple[str, ...]) -> tuple[str, str]:
    url = f"<plus:LicensorURL>{values[0]}</plus:LicensorURL>"
    return "", f'<rdf:Seq><rdf:li rdf:parseType="Resource">{url}</rdf:li></rdf:Seq>'


def _items(values: tuple[str, ...]) -> str:
    return "".join(f"<rdf:li>{value}</rdf:li>" for value in values)


_FORMS = {
    "text": _text,
    "language": _language,
    "Seq": _seq,
    "Bag": _bag,
    "licensor": _licensor,
}
