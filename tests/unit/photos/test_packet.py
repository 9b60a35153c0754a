"""XMP that programs damaged, read as far as it can be read."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import exiv2 as compiled
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL.TiffImagePlugin import AppendingTiffWriter, ImageFileDirectory_v2

from editor.photos import packet as reading
from editor.photos.blocks import blocks_of
from editor.photos.intake import read_picture
from editor.photos.packet import Flaw, Packet, read_packets
from editor.story.photo import XMP_NAMESPACES
from tests.unit.photos.pictures import encoded, noisy, with_metadata

exiv2: Any = compiled
Write = Callable[[str, bytes], Path]

PICTURE = noisy(16, 16)
SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in XMP_NAMESPACES.items())
CAPTION = (
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Growers pick tea in Jintan.'
    "</rdf:li></rdf:Alt></dc:description>"
)
CREDIT = "<photoshop:Credit>Jintan Daily</photoshop:Credit>"
BOTH = {"dc:description": ("Growers pick tea in Jintan.",), "photoshop:Credit": ("Jintan Daily",)}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
END = '<?xpacket end="w"?>'


def packet_of(data: bytes) -> Packet:
    blocks = blocks_of(data)
    assert blocks is not None
    return read_packets(blocks.xmp, blocks.extended)


def bare(properties: str, spaces: str = SPACES) -> str:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" {spaces}>{properties}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    )


def wrapped(properties: str, spaces: str = SPACES) -> str:
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{bare(properties, spaces)}{END}'
    )


def jpeg(*segments: bytes) -> bytes:
    """A JPEG with these segments APP1."""
    data = encoded(PICTURE, "JPEG")
    parts = (b"\xff\xe1" + struct.pack(">H", len(each) + 2) + each for each in segments)
    return data[:2] + b"".join(parts) + data[2:]


def read(packet: str | bytes) -> Packet:
    raw = packet.encode() if isinstance(packet, str) else packet
    return packet_of(jpeg(b"http://ns.adobe.com/xap/1.0/\0" + raw))


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: bytes, last: bool = False) -> bytes:
    data = encoded(PICTURE, "PNG")
    at = -12 if last else 33
    return data[:at] + b"".join(chunks) + data[at:]


WHOLE = wrapped(CAPTION + CREDIT)
DAMAGED: dict[str, tuple[str | bytes, set[Flaw]]] = {
    "remains behind the end": (WHOLE + f"li></rdf:Bag></x:xmpmeta>{END}", {Flaw.LEFTOVERS}),
    "remains behind the properties": (
        WHOLE.replace("</x:xmpmeta>", "</x:xmpmeta></rdf:Alt>Old credit"),
        {Flaw.LEFTOVERS},
    ),
    "a whole older packet behind it": (WHOLE + wrapped(CAPTION), {Flaw.LEFTOVERS}),
    "a control character": (WHOLE.replace("Jintan.", "Jintan.\x0b"), {Flaw.CHARACTERS}),
    "a control character by number": (WHOLE.replace("tea", "tea&#1;"), {Flaw.CHARACTERS}),
    "half a character by number": (
        WHOLE.replace("Daily", "Daily&#xD83D;").replace("Daily", "Daily"),
        {Flaw.CHARACTERS},
    ),
    "a prefix nobody declared": (
        wrapped(CAPTION + CREDIT, SPACES.replace("xmlns:photoshop=", "xmlns:photoshap=")),
        {Flaw.PREFIX},
    ),
    "a namespace with a wrong sign": (WHOLE.replace("elements/1.1", "elements/1.7"), {Flaw.PREFIX}),
    "another program's prefix": (WHOLE.replace(CREDIT, CREDIT + "<odd:x/>"), {Flaw.PREFIX}),
    "an empty property given again": (
        WHOLE.replace(CREDIT, f"<photoshop:Credit> </photoshop:Credit>{CREDIT}") + "<",
        {Flaw.LEFTOVERS},
    ),
    "a property given twice": (
        WHOLE.replace(CREDIT, CREDIT + CREDIT.replace("Jintan", "Other")),
        {Flaw.TWICE},
    ),
    "no end": (WHOLE[: WHOLE.index("</rdf:Description>")], {Flaw.CUT}),
    "cut in a tag": (WHOLE[: WHOLE.index("</rdf:Description>") + 7], {Flaw.CUT, Flaw.SIGNS}),
    "the end mark alone": (WHOLE[: WHOLE.index("</rdf:Description>")] + END, {Flaw.CUT}),
    "a missing end of a property": (WHOLE.replace("</dc:description>", ""), {Flaw.TAGS}),
    "a damaged end of a property": (WHOLE.replace("</rdf:li>", "</rdf:lj>"), {Flaw.TAGS}),
    "a damaged start of the properties": (WHOLE.replace("<rdf:RDF", "<rdf:RDG"), {Flaw.TAGS}),
    "a missing quotation mark": (WHOLE.replace('default">', "default>"), {Flaw.TAGS}),
    "a missing end of a list": (WHOLE.replace("</rdf:li></rdf:Alt>", ""), {Flaw.TAGS}),
    "latin-1 spaces": (WHOLE.encode().replace(b"</rdf:li>", b"\xa0</rdf:li>"), {Flaw.BYTES}),
}
SOUND: dict[str, str | bytes] = {
    "as it should be": WHOLE,
    "UTF-16, little end first": WHOLE.encode("utf-16-le"),
    "UTF-16 with its mark": WHOLE.encode("utf-16"),
    "UTF-16, big end first": WHOLE.encode("utf-16-be"),
    "UTF-32": WHOLE.encode("utf-32-be"),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + WHOLE.encode(),
    "no wrapper": bare(CAPTION + CREDIT),
    "a padding of blanks and of NUL": WHOLE.replace(END, " \n" * 1000 + END + "\0" * 100),
    "a declaration of XML": '<?xml version="1.0" encoding="UTF-8"?>\n' + bare(CAPTION + CREDIT),
    "comments": WHOLE.replace(CREDIT, f"<!-- > {CREDIT} -->{CREDIT}"),
    "other prefixes": WHOLE.replace("dc:", "d:")
    .replace("photoshop:", "ps:")
    .replace("xmlns:dc=", "xmlns:d=")
    .replace("xmlns:photoshop=", "xmlns:ps="),
    "the same value twice": WHOLE.replace(CREDIT, CREDIT * 2),
    "https and no last sign": WHOLE.replace(
        "http://ns.adobe.com/photoshop/1.0/", "https://ns.adobe.com/photoshop/1.0"
    ),
    "a newer PRISM": WHOLE.replace("basic/2.0", "basic/3.0"),
    "verbatim": WHOLE.replace("Jintan Daily", "<![CDATA[Jintan Daily]]>"),
    "an empty packet before it": f'<?xpacket begin=""?><x:xmpmeta xmlns:x="y"/>{END}' + WHOLE,
    "RDF without a prefix": WHOLE.replace("<rdf:RDF", f'<RDF xmlns="{RDF}"')
    .replace("rdf:RDF", "RDF")
    .replace("rdf:Alt", "Alt"),
    "an attribute": WHOLE.replace(CREDIT, "").replace(
        "rdf:about", 'photoshop:Credit="Jintan Daily" rdf:about'
    ),
    "two descriptions": WHOLE.replace(
        CREDIT, f"</rdf:Description><rdf:Description {SPACES}>{CREDIT}"
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_packet_is_read_and_its_damage_said(name: str) -> None:
    packet, flaws = DAMAGED[name]
    found = read(packet)
    said = {
        key: tuple(t.strip("\xa0\ufffd ") for t in found.properties.get(key, ())) for key in BOTH
    }
    assert (said, found.flaws) == (BOTH, flaws)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_packet_has_no_flaw(name: str) -> None:
    assert read(SOUND[name]) == Packet(BOTH)


@pytest.mark.parametrize(
    ("written", "meant", "flaws"),
    [
        ("Growers & pickers", "Growers & pickers", {Flaw.SIGNS}),
        ("AT&T &amp; R&D; &copy; 2026", "AT&T & R&D; © 2026", {Flaw.SIGNS}),
        ("a < b, a<b, 2 <3", "a < b, a<b, 2 <3", {Flaw.SIGNS}),
        ("<b>Li Wen</b><br/> in Jintan", "<b>Li Wen</b><br/> in Jintan", {Flaw.SIGNS}),
        ("&#26757;&#x7530; &quot;tea&quot; &lt;b&gt; &amp;amp;", '梅田 "tea" <b> &amp;', set()),
        ("one\r\ntwo\rthree&#xA;four", "one\ntwo\nthree\nfour", set()),
        ("&notit; &xxe;", "&notit; &xxe;", {Flaw.SIGNS}),
        ("&#99999999999;", "&#99999999999;", {Flaw.SIGNS}),
    ],
)
def test_signs(written: str, meant: str, flaws: set[Flaw]) -> None:
    found = read(wrapped(f"<photoshop:Credit>{written}</photoshop:Credit>"))
    assert (found.properties["photoshop:Credit"], found.flaws) == ((meant,), flaws)


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (b"Caf\xe9 M\xfcller \x93tea\x94", "Café Müller “tea”"),
        ("新华社".encode()[:-1], "新华\ufffd"),
        ("Müller ".encode() + b"\xa9", "Müller ©"),
    ],
)
def test_bytes_that_are_no_utf8_spoil_no_others(raw: bytes, meant: str) -> None:
    written = wrapped("<photoshop:Credit>HERE</photoshop:Credit>").encode().replace(b"HERE", raw)
    found = read(written)
    assert (found.properties["photoshop:Credit"], found.flaws) == ((meant,), {Flaw.BYTES})


def test_of_languages_the_default_counts_and_an_empty_one_says_nothing() -> None:
    items = ("fr", "Thé"), ("en-US", "Tea"), ("x-default", " ")
    inner = "".join(f'<rdf:li xml:lang="{code}">{text}</rdf:li>' for code, text in items)
    found = read(wrapped(f"<dc:title><rdf:Alt>{inner}</rdf:Alt></dc:title>"))
    assert found == Packet({"dc:title": ("Tea", "Thé")})


@pytest.mark.parametrize(
    "item",
    [
        '<rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://a.b</plus:LicensorURL></rdf:li>',
        (
            "<rdf:li><rdf:Description><plus:LicensorURL>https://a.b</plus:LicensorURL>"
            "</rdf:Description></rdf:li>"
        ),
        '<rdf:li><rdf:Description plus:LicensorURL="https://a.b"/></rdf:li>',
        '<rdf:li plus:LicensorURL="https://a.b"/>',
        '<rdf:li plus:LicensorURL="https://a.b"></rdf:li>',
        "<rdf:li><plus:LicensorURL>https://a.b</plus:LicensorURL></rdf:li>",
        (
            '<rdf:li plus:LicensorID="1" rdf:parseType="Resource">'
            '<plus:LicensorURL rdf:resource="https://a.b"/></rdf:li>'
        ),
    ],
)
def test_every_way_of_writing_a_structure(item: str) -> None:
    found = read(wrapped(f"<plus:Licensor><rdf:Seq>{item}</rdf:Seq></plus:Licensor>"))
    assert found.properties["plus:Licensor[1]/plus:LicensorURL"] == ("https://a.b",)
    assert not found.flaws


def test_a_structure_that_is_no_list() -> None:
    mail = 'plus:mail="li@a.b"'
    for written in (f"<plus:x {mail}/>", f"<plus:x><rdf:Description {mail}/></plus:x>"):
        assert read(wrapped(written)).properties["plus:x/plus:mail"] == ("li@a.b",)


def test_a_value_with_qualifiers_is_the_value() -> None:
    value = "<rdf:value>Jintan Daily</rdf:value><dc:type>agency</dc:type>"
    for inner in (f"<rdf:Description>{value}</rdf:Description>", value):
        kind = "" if inner != value else ' rdf:parseType="Resource"'
        found = read(wrapped(f"<photoshop:Credit{kind}>{inner}</photoshop:Credit>"))
        assert found.properties["photoshop:Credit"] == ("Jintan Daily",)


class TestExtended:
    GUID = b"E510D9E5E29F077CA4263DE1E9D274C1"
    FIRST = wrapped(
        f"<xmpNote:HasExtendedXMP>{GUID.decode()}</xmpNote:HasExtendedXMP>{CREDIT}",
        f'{SPACES} xmlns:xmpNote="http://ns.adobe.com/xmp/note/"',
    )
    MORE = bare(CAPTION + "<dc:source>" + "x" * 1000 + "</dc:source>").encode()

    def parts(self, size: int = 300, guid: bytes = GUID) -> list[bytes]:
        head = b"http://ns.adobe.com/xmp/extension/\0" + guid
        return [
            head + struct.pack(">II", len(self.MORE), at) + self.MORE[at : at + size]
            for at in range(0, len(self.MORE), size)
        ]

    def read(self, parts: Sequence[bytes]) -> Packet:
        return packet_of(jpeg(b"http://ns.adobe.com/xap/1.0/\0" + self.FIRST.encode(), *parts))

    def test_its_parts_may_stand_in_any_order_and_twice(self) -> None:
        parts = self.parts() * 2
        random.Random(1).shuffle(parts)
        found = self.read(parts)
        assert found.properties.items() >= BOTH.items()
        assert not found.flaws

    def test_one_of_another_packet_is_not_read(self) -> None:
        found = self.read(self.parts(guid=b"0" * 32))
        assert "dc:description" not in found.properties
        assert found.flaws == {Flaw.EXTENDED}

    @pytest.mark.parametrize("gone", [0, 1, -1])
    def test_without_one_part_the_rest_is_read(self, gone: int) -> None:
        # The caption stands in the second.
        parts = self.parts(self.MORE.index(b"<dc:description") - 10)
        del parts[gone]
        found = self.read(parts)
        assert ("dc:description" in found.properties) == (gone == -1)
        assert found.properties["photoshop:Credit"] == ("Jintan Daily",)
        assert Flaw.EXTENDED in found.flaws

    def test_one_that_is_named_and_missing_is_said(self) -> None:
        assert self.read([]).flaws == {Flaw.EXTENDED}

    def test_parts_that_lie_about_their_place_are_no_trouble(self) -> None:
        head = b"http://ns.adobe.com/xmp/extension/\0" + self.GUID
        for tail in (b"", b"\0", b"\xff" * 8, b"\xff" * 8 + b"<rdf:RDF>"):
            found = self.read([head + tail, *self.parts()])
            assert found.properties["dc:description"] == BOTH["dc:description"]


class TestPlaces:
    CITY = "<photoshop:City>České\x0b Budějovice</photoshop:City>"
    PACKET = wrapped(CAPTION + CREDIT + CITY).encode()

    def check(self, data: bytes) -> None:
        said = {**BOTH, "photoshop:City": ("České Budějovice",)}
        assert packet_of(data) == Packet(said, frozenset({Flaw.CHARACTERS}))

    @pytest.mark.parametrize("format_name", ["JPEG", "WEBP"])
    def test_pictures_with_one_place_for_it(self, format_name: str) -> None:
        self.check(encoded(PICTURE, format_name, xmp=self.PACKET))

    @pytest.mark.parametrize("kind", [1, 2, 7])
    def test_a_tiff(self, write: Write, kind: int) -> None:
        tags = ImageFileDirectory_v2()
        tags[700] = self.PACKET
        data = encoded(PICTURE, "TIFF", tiffinfo=tags)
        data = data.replace(struct.pack("<HH", 700, 1), struct.pack("<HH", 700, kind))
        intake = read_picture(write("a.tif", data))
        assert intake.facts.city == "České Budějovice"
        assert "control characters" in str(intake.warnings[0])

    @pytest.mark.parametrize("speaking", [0, 1])
    def test_a_tiff_with_a_small_copy_before_its_page(self, write: Write, speaking: int) -> None:
        file = BytesIO()
        with AppendingTiffWriter(file, new=True) as writer:
            for page, size in enumerate((8, 16)):
                tags = ImageFileDirectory_v2()
                tags[254] = 1 - page
                if page == speaking:
                    tags[700] = self.PACKET
                noisy(size, size).save(writer, "TIFF", tiffinfo=tags)
                writer.newFrame()
        intake = read_picture(write("scan.tif", file.getvalue()))
        assert (intake.width, intake.facts.city) == (16, "České Budějovice")

    @pytest.mark.parametrize("last", [False, True])
    def test_a_png(self, last: bool) -> None:
        head = b"XML:com.adobe.xmp\0"
        packed = zlib.compress(self.PACKET)
        self.check(png(chunk(b"iTXt", head + b"\0\0\0\0" + self.PACKET), last=last))
        self.check(png(chunk(b"iTXt", head + b"\1\0\0\0" + packed), last=last))
        self.check(png(chunk(b"tEXt", head + self.PACKET), last=last))
        profile = f"\nxmp\n{len(self.PACKET):8}\n{self.PACKET.hex()}\n".encode()
        name = b"Raw profile type xmp\0"
        self.check(png(chunk(b"tEXt", name + profile), last=last))
        self.check(png(chunk(b"zTXt", name + b"\0" + zlib.compress(profile)), last=last))

    def test_what_was_packed_badly_is_read_up_to_there(self) -> None:
        noise = "".join(random.Random(1).choices("abcdefghijklmnop", k=5000))
        packed = bytearray(zlib.compress(wrapped(f"{CAPTION}{CREDIT}<!--{noise}-->").encode()))
        for spoilt in (packed[: len(packed) * 9 // 10], packed[:-30] + b"\0" * 30):
            found = packet_of(png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + spoilt)))
            assert found.properties.items() >= BOTH.items()
            assert found.flaws
        found = packet_of(png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0nothing")))
        assert found == Packet({}, frozenset({Flaw.TAGS}))

    def test_a_large_packet_that_was_packed_is_no_reason_to_refuse_a_picture(
        self, write: Write
    ) -> None:
        more = "".join(random.Random(1).choices("abcdefgh", k=1_500_000))
        packed = zlib.compress(wrapped(f"{CREDIT}<dc:source>{more}</dc:source>").encode())
        data = png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed))
        intake = read_picture(write("a.png", data))
        assert intake.facts.credit.text == "Jintan Daily"

    def test_a_webp_whose_head_does_not_tell(self) -> None:
        data = bytearray(encoded(PICTURE, "WEBP", xmp=self.PACKET))
        data[data.index(b"VP8X") + 8] &= ~4
        self.check(bytes(data))

    def test_a_heic(self, write: Write) -> None:
        heif = pytest.importorskip("pillow_heif")
        file = BytesIO()
        heif.from_pillow(noisy(64, 48)).save(file, xmp=self.PACKET)
        intake = read_picture(write("phone.heic", file.getvalue()))
        assert intake.facts.caption == "Growers pick tea in Jintan."
        assert "control characters" in str(intake.warnings[0])

    def test_two_packets_in_one_jpeg(self) -> None:
        head = b"http://ns.adobe.com/xap/1.0/\0"
        first, second = wrapped(CREDIT).encode(), wrapped(CAPTION + CREDIT).encode()
        assert packet_of(jpeg(head + first, head + second)) == Packet(BOTH)

    def test_a_segment_without_its_name(self) -> None:
        assert packet_of(jpeg(WHOLE.encode())) == Packet(BOTH)
        for name in (b"http://ns.adobe.com/xap/1.0/", b"XMP\0http://ns.adobe.com/xap/1.0/\0"):
            assert packet_of(jpeg(name + WHOLE.encode())) == Packet(BOTH)


class TestBounds:
    def test_what_a_document_type_declares_is_neither_expanded_nor_loaded(
        self, tmp_path: Path
    ) -> None:
        secret = tmp_path / "secret"
        secret.write_text("the secret")
        lines = ['<!ENTITY a "lol">']
        lines += [f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";"}">' for n in range(1, 40)]
        lines.append(f'<!ENTITY file SYSTEM "{secret.as_uri()}">')
        kind = f"<!DOCTYPE x [{''.join(lines)}]>"
        found = read(kind + bare("<photoshop:Credit>&a39;&file;</photoshop:Credit>"))
        assert found.properties["photoshop:Credit"] == ("&a39;&file;",)
        assert Flaw.SIGNS in found.flaws

    def test_depth_number_and_size(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "PIECE_LIMIT", 2000)
        monkeypatch.setattr(reading, "PACKET_LIMIT", 50_000)
        long = f"<dc:{'a' * 90}>" * 20 + "x"
        for more in (
            long * 10,
            "<dc:a>" * 1000,
            "<dc:a/>" * 4000,
            "<dc:a " + "x:y='' " * 3000 + "/>",
        ):
            found = read(wrapped(CREDIT + more))
            assert found.properties["photoshop:Credit"] == ("Jintan Daily",)
            assert Flaw.LARGE in found.flaws
        data = png(
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + wrapped(CREDIT + "x" * 60_000).encode())
        )
        assert packet_of(data).flaws == {Flaw.LARGE, Flaw.CUT}

    @pytest.mark.parametrize(
        "hostile",
        [
            *("<", "<a", "<a b", "<a 'b", '<a "', "<!--", "<![CDATA[", "<?", "<!", "</", "&", "&#"),
            *(
                "<a:b ",
                "<a:b c='",
                "<a:b c='d' ",
                "</a:b>",
                "<rdf:li>",
                "<a:b xmlns:c='d'>",
                "\x01",
            ),
            *(" ", "a", "a:b ", "é\n", ":", "/", "<>", "-", "]", "?", '"'),
            *("\x80", "=", "a=", "' ", "<a:b/>", "</b>", "<x:x xmlns:x='y' a:b='&#1;'/>"),
        ],
    )
    def test_no_text_takes_longer_than_its_length(self, hostile: str) -> None:
        """Steps of a reader that went over the text again for every sign would be 10^8 and more."""
        many = hostile * (30_000 // len(hostile))
        starts = ("", "<rdf:RDF>", "<a:b ", "<a:b c='", "<rdf:RDF></rdf:RDF>", "<!--", "<?", "&")
        for text in (start + many + end for start in starts for end in ("", ">", "'/>")):
            packet_of(png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + text.encode())))


# ---------------------------------------------------------------- beside Exiv2

TEXTS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs"))
        | st.sampled_from("& <>\"'\n"),
        min_size=1,
        max_size=12,
    )
    .map(str.strip)
    .filter(bool)
)
LANGUAGES = st.sampled_from(["x-default", "en-US", "de-DE", "zh-CN"])


@st.composite
def properties(draw: st.DrawFn) -> str:
    """The inside of a sound description."""
    written: list[str] = []
    names = st.sampled_from(["City", "Credit", "Source", "Headline"])
    for name in draw(st.lists(names, unique=True)):
        text = escape(draw(TEXTS))
        qualified = f"<rdf:value>{text}</rdf:value><dc:format>q</dc:format>"
        ways = [
            ("", text),
            (' xml:lang="de"', text),
            (' rdf:parseType="Resource"', qualified),
            ("", f"<rdf:Description>{qualified}</rdf:Description>"),
        ]
        kind, inner = draw(st.sampled_from(ways))
        written.append(f"<photoshop:{name}{kind}>{inner}</photoshop:{name}>")
    for name, array in (("dc:creator", "Seq"), ("dc:subject", "Bag")):
        if texts := draw(st.lists(TEXTS, max_size=4)):
            items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
            written.append(f"<{name}><rdf:{array}>\n {items}</rdf:{array}></{name}>")
    for name in ("dc:title", "dc:description", "dc:rights", "xmpRights:UsageTerms"):
        if texts := draw(st.dictionaries(LANGUAGES, TEXTS, max_size=3)):
            items = "".join(
                f"<rdf:li xml:lang={quoteattr(code)}>{escape(text)}</rdf:li>"
                for code, text in texts.items()
            )
            written.append(f"<{name}> <rdf:Alt>{items}</rdf:Alt> </{name}>")
    if draw(st.booleans()):
        url = f"<plus:LicensorURL>{escape(draw(TEXTS))}</plus:LicensorURL>"
        written.append(
            f'<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">{url}</rdf:li></rdf:Seq>'
            "</plus:Licensor>"
        )
    if draw(st.booleans()):
        marked = quoteattr(draw(TEXTS), {"\n": "&#xA;"})
        written.append(
            f"</rdf:Description><rdf:Description {SPACES} xmpRights:WebStatement={marked}>"
        )
    return "\n".join(draw(st.permutations(written)))


def as_exiv2_reads(data: bytes) -> dict[str, tuple[str, ...]]:
    exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
    image = exiv2.ImageFactory.open(data)
    image.readMetadata()
    found: dict[str, tuple[str, ...]] = {}
    for datum in image.xmpData():
        value = datum.value()
        if isinstance(value, exiv2.LangAltValue):
            texts = dict(value)
            found[datum.key()] = (
                texts.get("x-default") or texts.get("en-US") or texts[min(texts)],
            )
        elif isinstance(value, exiv2.XmpArrayValue):
            found[datum.key()] = tuple(map(str, value))
        else:
            found[datum.key()] = (datum.toString(),)
    return found


def compared(data: bytes) -> None:
    theirs = as_exiv2_reads(data)
    ours = packet_of(data)
    for key, texts in ours.properties.items():
        prefix, _, name = key.partition(":")
        other = theirs.get(f"Xmp.{'iptc' if prefix == 'Iptc4xmpCore' else prefix}.{name}", ())
        if prefix in XMP_NAMESPACES and any(texts) and other[:1] != ('type="Struct"',):
            assert texts[: len(other)] == other, key
    known = [key for key in theirs if key.split(".")[1] in XMP_NAMESPACES and "?" not in key]
    missing = [key for key in known if key[4:].replace(".", ":", 1) not in ours.properties]
    assert not [key for key in missing if theirs[key][0][:5] != "type="]


@settings(max_examples=200)
@given(properties())
@example(CAPTION)
def test_a_sound_packet_says_what_exiv2_reads(written: str) -> None:
    data = jpeg(b"http://ns.adobe.com/xap/1.0/\0" + wrapped(written).encode())
    compared(data)
    assert not packet_of(data).flaws


@pytest.mark.parametrize(
    "name",
    [
        "wheat-field.jpg",
        "hubble-jupiter-long-credit.jpg",
        "iptc-reference-2019.jpg",
        "desk-5760x3840.jpg",
    ],
)
def test_real_photographs_say_what_exiv2_reads(
    shared_photo: Callable[[str], Path], name: str
) -> None:
    data = shared_photo(name).read_bytes()
    compared(data)
    assert not packet_of(data).flaws


@settings(max_examples=400)
@given(properties(), st.data())
def test_no_damage_stops_the_reader(written: str, data: st.DataObject) -> None:
    raw = bytearray(wrapped(written).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        upto = data.draw(st.integers(at, len(raw)))
        kind = data.draw(st.sampled_from(["cut", "flip", "double", "drop", "shuffle"]))
        if kind == "cut":
            del raw[at:]
        elif kind == "flip" and at < len(raw):
            raw[at] ^= 1 << data.draw(st.integers(0, 7))
        elif kind == "double":
            raw[at:at] = raw[at:upto]
        elif kind == "drop":
            del raw[at:upto]
        else:
            raw = raw[at:] + raw[:at]
    found = read(bytes(raw)[:60_000])
    for texts in found.properties.values():
        "".join(texts).encode()


@settings(max_examples=100)
@given(st.data())
def test_one_flipped_bit_costs_one_property_at_most(data: st.DataObject) -> None:
    """Of three."""
    raw = bytearray(
        wrapped(f"{CAPTION}\n{CREDIT}\n<photoshop:City>Jintan</photoshop:City>").encode()
    )
    start = raw.index(b"<dc:description")
    at = data.draw(st.integers(start, raw.index(b"</rdf:Description>") - 1))
    raw[at] ^= 1 << data.draw(st.integers(0, 6))
    found = read(bytes(raw))
    kept = {**BOTH, "photoshop:City": ("Jintan",)}.items() & found.properties.items()
    assert len(kept) >= 2


# ---------------------------------------------------------------- what the desk hears


def warnings(write: Write, data: bytes) -> list[str]:
    return list(map(str, read_picture(write("a.jpg", data)).warnings))


def test_the_intake_says_that_the_xmp_is_damaged(write: Write) -> None:
    data = jpeg(b"http://ns.adobe.com/xap/1.0/\0" + WHOLE.encode() + b"</rdf:Bag>\x0b")
    flaws = "remains of an older one behind its end, control characters"
    said = f"The file's XMP is damaged ({flaws}); check what was read of it."
    assert warnings(write, data) == [said]


def test_xmp_is_read_where_another_block_is_broken(write: Write) -> None:
    data = jpeg(b"Exif\0\0II*\0", b"http://ns.adobe.com/xap/1.0/\0" + WHOLE.encode())
    assert read_picture(write("a.jpg", data)).facts.credit.text == "Jintan Daily"


class TestXmpAndIim:
    UTF8 = ("Envelope.CharacterSet", b"\x1b%G")

    def differ(self, write: Write, xmp: dict[str, str], iim: list[tuple[str, bytes]]) -> list[str]:
        iim = [self.UTF8, *((f"Application2.{key}", raw) for key, raw in iim)]
        return warnings(write, with_metadata(encoded(PICTURE, "JPEG"), xmp=xmp, iim=iim))

    def test_where_they_differ_the_fields_are_named(self, write: Write) -> None:
        xmp = {
            "dc.description": "Two dead.",
            "photoshop.Credit": "Agency",
            "dc.subject": "tea",
            "photoshop.DateCreated": "2026-10-03T06:40:00+08:00",
        }
        iim = [
            ("Caption", b"CORRECTED: three dead."),
            ("Credit", b"Agency"),
            ("Keywords", b"tea"),
            ("Keywords", b"harvest"),
            ("DateCreated", b"20261004"),
        ]
        assert self.differ(write, xmp, iim) == [
            (
                "XMP and IPTC (IIM) in the file do not say the same (Caption, Keywords, Taken); "
                "what XMP says is used."
            )
        ]

    def test_blanks_order_and_what_iim_has_no_room_for_are_no_difference(
        self, write: Write
    ) -> None:
        credit, name = "Photo by Wen Qiaoyu for galley.example", "山西省灵丘县梯田摄影协会"
        xmp = {
            "dc.description": "One\ntwo ",
            "photoshop.Credit": credit,
            "dc.creator": name,
            "photoshop.DateCreated": "2026-10",
        }
        iim = [
            ("Caption", b" One\rtwo"),
            ("Credit", credit.encode()[:32]),
            ("Byline", name.encode()[:30]),
            ("Headline", b"Only here"),
            ("DateCreated", b"20261003"),
        ]
        assert self.differ(write, xmp, iim) == []
