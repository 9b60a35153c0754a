"""What stands in a packet of XMP: as much of it as can be read, whoever damaged it, and its flaws.

It is read as browsers read pages, and not as XML, where one bad sign makes all of it unreadable: a
program wrote a shorter packet over a longer one, a desk pasted a control character. No entity is
expanded, nothing is loaded, and how much is read is bounded.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum, auto
from html import unescape
from html.entities import html5
from operator import ne

from editor.late import frozen, regex, slotted
from editor.photos.decoding import without_strays
from editor.story.photo import XMP_NAMESPACES

# Of one file. A telephone's depth map in Extended XMP has some megabytes; a list of ancestors that
# Photoshop never cleans has tens of thousands of elements, each of four pieces: tags and texts.
PACKET_LIMIT = 16_000_000  # bytes
PIECE_LIMIT = 400_000
DEPTH_LIMIT = 60
_KEY_LIMIT = 500  # characters


class Flaw(Enum):
    """What is wrong with a packet; its label is a thing that can stand in a list."""

    LEFTOVERS = auto()
    CHARACTERS = auto()
    BYTES = auto()
    SIGNS = auto()
    PREFIX = auto()
    TWICE = auto()
    TAGS = auto()
    CUT = auto()
    EXTENDED = auto()
    LARGE = auto()


@frozen
class Packet:
    """`properties` go by `prefix:Name` with the prefixes of XMP_NAMESPACES, fields of structures
    by `prefix:List[1]/prefix:Name`. A list has its items, a language alternative its texts, the
    default one first, anything else one text."""

    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flaws: frozenset[Flaw] = frozenset()


def read_packets(packets: Iterable[bytes], parts: Sequence[bytes]) -> Packet:
    """All packets of a file as one; `parts` are those of Extended XMP, each with its head."""
    reader = _Reader()
    for packet in packets:
        reader.read(packet)
    guid = "".join(reader.found.get("xmpNote:HasExtendedXMP", ())).strip().upper()
    if guid or parts:
        reader.read(_joined(parts, guid.encode(), reader.flaws))
    return Packet(reader.found, frozenset(reader.flaws))


# GUID, size of the whole, where in it the part stands (XMP Specification 3, 1.1.3.1).
_PART = struct.Struct(">32sII")


def _joined(parts: Sequence[bytes], guid: bytes, flaws: set[Flaw]) -> bytes:
    """The parts, in whatever order they stand, that the packet names. What it does not name may
    be of an older one."""
    whole, full = bytearray(), 1
    heads = ((*_PART.unpack_from(each), each) for each in parts if len(each) > _PART.size)
    for named, size, place, part in sorted(heads, key=lambda head: head[2]):
        if named.upper() == guid:
            if place > len(whole):
                flaws.add(Flaw.EXTENDED)
            del whole[place:]
            whole += part[_PART.size :]
            full = max(full, size)
    if len(whole) < full:
        flaws.add(Flaw.EXTENDED)
    return bytes(whole)


# ---------------------------------------------------------------- its characters

_WIDE = {
    start.encode(codec): codec
    for codec in ("utf-32-be", "utf-32-le", "utf-16-be", "utf-16-le")
    for start in ("\ufeff", "<?", "<x", "<r")
}
_CONTROL = regex("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _characters(raw: bytes, flaws: set[Flaw]) -> str:
    codec = next((name for head, name in _WIDE.items() if raw.startswith(head)), "")
    text = raw.decode(codec, "replace") if codec else raw.decode("utf-8", "surrogateescape")
    text, strays = without_strays(text)
    if strays or (codec and "\ufffd" in text):
        flaws.add(Flaw.BYTES)
    text, controls = _CONTROL.subn("", text.strip("\0\ufeff \t\r\n"))
    if controls:
        flaws.add(Flaw.CHARACTERS)
    return text.replace("\r\n", "\n").replace("\r", "\n")


# ---------------------------------------------------------------- its elements

_PIECE = regex(
    r"<!--.*?(?:-->|\Z)"
    r"|<!\[CDATA\[(?P<verbatim>.*?)(?:\]\]>|\Z)"
    r"|(?P<order><[?!][^<>]*+>)"
    r"|<(?P<end>/?)(?P<name>[^\W\d][^\s<>/=\"']{0,99}+)"
    # An attribute may hold `>`; where a quotation mark is missing, the tag ends at the first.
    r"(?P<rest>(?:\"[^\"<]*+\"|'[^'<]*+'|[^<>\"'])*+(?=>)|[^<>]*+)>"
    r"|(?P<text>[^<]++|<)",
    re.DOTALL,
)
_ATTRIBUTE = regex(r"(?<![^\s=\"'/])([^\s=\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_REFERENCE = regex(r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|(?P<name>\w{1,32});)?")
_ESCAPED = frozenset(("amp", "lt", "gt", "quot", "apos"))
# What rightly follows the end of the properties.
_END = regex(r"\s*+(?:</[\w.:-]++\s*+>\s*+)?(?:<\?xpacket\s[^<>]*+>\s*+)?")

_NAMESPACES = {
    **XMP_NAMESPACES,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def _address(uri: str) -> str:
    """As it is compared: programs forget its last sign and write https."""
    return uri.strip().lower().rstrip("/#").removeprefix("https:").removeprefix("http:")


_PREFIXES = {_address(uri): prefix for prefix, uri in _NAMESPACES.items()} | {
    f"//prismstandard.org/namespaces/basic/{version}": "prism" for version in ("1.2", "2.1", "3.0")
}
_ARRAYS = ("rdf:Alt", "rdf:Seq", "rdf:Bag")
_VALUES = (*_ARRAYS, "rdf:value", "rdf:li")
_LANGUAGES = {"x-default": 0, "": 1, "en": 2, "en-us": 3, "en-gb": 4}


@slotted()
class _Element:
    """`written` is the name in its tag, `name` that with our prefix; `prefixes` are ours by those
    declared up to here."""

    written: str
    name: str
    attributes: dict[str, str]
    prefixes: dict[str, str]
    children: list["_Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        text = "".join(self.texts)
        return text.strip() if self.children else text


class _Reader:
    """Reads packets one after another: of two that say the same property, the first counts."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, ...]] = {}
        self.flaws: set[Flaw] = set()
        self._bytes = PACKET_LIMIT
        self._pieces = PIECE_LIMIT

    def read(self, raw: bytes) -> None:
        if len(raw) > self._bytes:
            self.flaws.add(Flaw.LARGE)
        raw = raw[: self._bytes]
        self._bytes -= len(raw)
        for described in _described(self._tree(_characters(raw, self.flaws))):
            self._fields("", described)

    def _tree(self, text: str) -> _Element:
        """The elements up to the end of the properties, or as far as there are any."""
        root = _Element("", "", {}, {"xml": "xml"})
        path = [root]
        for piece in _PIECE.finditer(text):
            self._pieces -= 1
            if self._pieces < 0 or len(path) > DEPTH_LIMIT:
                self.flaws.add(Flaw.LARGE)
                return root
            if said := piece["text"]:
                path[-1].texts.append(self._plain(said))
            elif piece["end"]:
                if self._closed(path, piece["name"]):
                    if not _END.fullmatch(text, piece.end()):
                        self.flaws.add(Flaw.LEFTOVERS)
                    return root
            elif piece["name"]:
                self._opened(path, piece)
            elif order := piece["order"]:
                # One of nothing may stand before the one that counts.
                if order.startswith("<?xpacket") and "end" in order and len(path) > 1:
                    break
            else:
                path[-1].texts.append(piece["verbatim"] or "")
        if len(path) > 1:
            self.flaws.add(Flaw.CUT)
        elif text and not root.children:
            self.flaws.add(Flaw.TAGS)
        return root

    def _plain(self, text: str) -> str:
        """Without references. What a document type declares stays as it is written."""
        if text == "<":
            self.flaws.add(Flaw.SIGNS)
        if "&" not in text:
            return text
        most = max(1, self._pieces)
        self._pieces -= text.count("&")
        return _REFERENCE.sub(self._meant, text, count=most)

    def _meant(self, found: re.Match[str]) -> str:
        name = found["name"]
        sign = html5.get(f"{name};", found[0]) if name else unescape(found[0])
        if found[0] == "&" or (name or "amp") not in _ESCAPED:
            self.flaws.add(Flaw.SIGNS)
        elif sign in ("", "\ufffd"):
            self.flaws.add(Flaw.CHARACTERS)
        return sign

    def _opened(self, path: list[_Element], piece: re.Match[str]) -> None:
        written, rest = piece["name"], piece["rest"]
        given: dict[str, str] = {}
        pairs = _ATTRIBUTE.findall(rest) if rest else ()
        self._pieces -= len(pairs)
        for name, double, single in pairs:
            value = self._plain((double or single).replace("\t", " ").replace("\n", " "))
            if given.setdefault(name, value) != value:
                self.flaws.add(Flaw.TWICE)
        if rest and _ATTRIBUTE.sub("", rest).strip("/ \t\n"):
            self.flaws.add(Flaw.TAGS)
        if written == path[-1].written == "rdf:li":
            self.flaws.add(Flaw.TAGS)
            path.pop()
        parent = path[-1]
        prefixes = parent.prefixes
        if declared := [each for each in given if each.startswith("xmlns")]:
            spaces = {each[6:]: self._prefix(each[6:], given.pop(each)) for each in declared}
            prefixes = prefixes | spaces
            self._pieces -= len(prefixes)
        name = self._name(written, prefixes)
        if ":" not in name:  # Somebody's `<b>`, or `a<b`.
            self.flaws.add(Flaw.SIGNS)
            parent.texts.append(piece[0])
            return
        known = {self._name(each, prefixes): text for each, text in given.items() if ":" in each}
        element = _Element(written, name, known, prefixes)
        parent.children.append(element)
        if not rest.endswith("/"):
            path.append(element)

    def _prefix(self, declared: str, uri: str) -> str:
        ours = _PREFIXES.get(_address(uri))
        if ours is None and declared in _NAMESPACES:
            self.flaws.add(Flaw.PREFIX)
        return ours or declared or "_"

    def _name(self, written: str, prefixes: Mapping[str, str]) -> str:
        prefix, _, name = written.rpartition(":")
        ours = prefixes.get(prefix)
        if ours is None:
            if not prefix:
                return written
            self.flaws.add(Flaw.PREFIX)
        return f"{ours or prefix}:{name}"

    def _closed(self, path: list[_Element], name: str) -> bool:
        """Whether the properties end with it."""
        last = len(path) - 1
        place = next((at for at in range(last, 0, -1) if path[at].written == name), 0)
        if not place and ":" not in name:
            self.flaws.add(Flaw.SIGNS)
            path[-1].texts.append(f"</{name}>")
            return False
        if place < last or not last:
            self.flaws.add(Flaw.TAGS)
        if not place:  # A damaged one, perhaps, a sign or two of it.
            mine = path[-1].written
            if len(mine) != len(name) or sum(map(ne, mine, name)) > 2:
                return False
            place = last
        ended = any(each.name == "rdf:RDF" for each in path[place:])
        del path[place:]
        return ended

    # ------------------------------------------------------------ what they say

    def _fields(self, key: str, element: _Element) -> None:
        """The properties of a description, the fields of a structure."""
        before = f"{key}/" if key else ""
        for name, text in element.attributes.items():
            if not name.startswith(("rdf:", "xml:")):
                self._give(before + name, (text,))
        for child in element.children:
            if not child.name.startswith("rdf:"):
                self._give(before + child.name, self._value(before + child.name, child, key))
            elif child.name not in _VALUES:
                self._fields(key, child)

    def _value(self, key: str, element: _Element, around: str) -> tuple[str, ...]:
        holder = next((c for c in element.children if c.name == "rdf:Description"), element)
        value = next((c for c in holder.children if c.name in _VALUES), None)
        if value and value.name == "rdf:value":
            return self._value(key, value, around)
        resource = element.attributes.get("rdf:parseType") == "Resource" or key[-1] == "]"
        if value or (element.children and holder is element and not resource):
            # What else stands in it stands behind it: its own end is missing.
            self.flaws |= {Flaw.TAGS for c in holder.children if not c.name.startswith("rdf:")}
            self._fields(around, holder)
        else:
            self._fields(key, holder)
        if value:
            return self._items(key, value)
        known = (holder.attributes.get("rdf:value"), element.attributes.get("rdf:resource"))
        return (next(filter(None, known), element.text),)

    def _items(self, key: str, array: _Element) -> tuple[str, ...]:
        items: list[tuple[str, str]] = []
        for number, item in enumerate(array.children, 1):
            language = item.attributes.get("xml:lang", "").lower()
            texts = self._value(f"{key}[{number}]", item, key)
            items += [(language, text) for text in texts]
        if array.name == "rdf:Alt":
            items.sort(key=lambda item: (_LANGUAGES.get(item[0], 9), item[0]))
            items = [item for item in items if item[1].strip()]
        return tuple(text for _, text in items)

    def _give(self, key: str, texts: tuple[str, ...]) -> None:
        before = self.found.get(key, ())
        if len(key) <= _KEY_LIMIT and not any(map(str.strip, before)):
            self.found[key] = texts
        elif texts != before and any(map(str.strip, texts)):
            self.flaws.add(Flaw.TWICE)


def _described(element: _Element) -> Iterator[_Element]:
    if element.name in ("rdf:RDF", "rdf:Description"):
        yield element
    else:
        for child in element.children:
            yield from _described(child)
