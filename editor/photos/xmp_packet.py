"""The XMP packet of a published picture, as XML: the same texts make the same bytes.

Exiv2 could write it, but takes a text that begins `type=` for a type and drops the whole packet.
"""

from collections.abc import Mapping, Sequence

# Not xml.sax.saxutils: that brings urllib and http with it, a tenth of a second at start.
from html import escape

from editor.photos.charset import cut_to_bytes
from editor.story.photo_fields import XMP_NAMESPACES, PhotoField, Xmp

# One segment of a JPEG, less its head; larger would need Extended XMP, which few programs read.
PACKET_LIMIT = 64_000

Texts = Mapping[PhotoField, tuple[str, ...]]


def xmp_packet(texts: Texts) -> bytes:
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
            {row: tuple(cut_to_bytes(t, longest) for t in each) for row, each in texts.items()}
        )
    return packet


def _packet(texts: Texts) -> bytes:
    said = sorted((row.xmp, [escape(t, quote=False) for t in each]) for row, each in texts.items())
    prefixes = dict.fromkeys(xmp.name.partition(":")[0] for xmp, _ in said)
    spaces = "".join(f'\n xmlns:{prefix}="{XMP_NAMESPACES[prefix]}"' for prefix in prefixes)
    body = "".join(f"\n{_property(xmp, each)}" for xmp, each in said)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{body}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        # Read-only: nobody edits these files in place, so no padding travels with each.
        '<?xpacket end="r"?>'
    ).encode()


def _property(xmp: Xmp, texts: Sequence[str]) -> str:
    name, _, inner = xmp.name.partition("[1]/")
    if not xmp.container:
        return f"<{name}>{texts[0]}</{name}>"
    tag = 'rdf:li xml:lang="x-default"' if xmp.container == "Alt" else "rdf:li"
    if inner:
        tag, texts = 'rdf:li rdf:parseType="Resource"', (f"<{inner}>{texts[0]}</{inner}>",)
    items = "".join(f"<{tag}>{text}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{xmp.container}>{items}</rdf:{xmp.container}></{name}>"
