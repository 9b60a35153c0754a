"""Pictures in a Word file, with the alternative text somebody gave them.

A picture that is only linked to, on the web or on somebody's disk, is never opened.
"""

from collections.abc import Iterator
from posixpath import basename, join, normpath
from xml.etree.ElementTree import Element

from editor.interchange.office.package import (
    MAX_PICTURE,
    Package,
    name_of,
    parse_part,
    value,
    within,
)
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.word.word_seen import seen_in_graphic
from editor.late import frozen


@frozen
class Relation:
    kind: str  # the last word of its type: image, hyperlink, header
    target: str
    external: bool


def relations(package: Package, part: str) -> dict[str, Relation]:
    """What a part refers to, by id."""
    folder, _, name = part.rpartition("/")
    data = package.read(join(folder, "_rels", f"{name}.rels"))
    if not data:
        return {}
    found: dict[str, Relation] = {}
    for each in within(parse_part(data), "Relationship"):
        external = value(each, "TargetMode").lower() == "external"
        target = value(each, "Target")
        if not external:
            target = target[1:] if target.startswith("/") else normpath(join(folder, target))
        kind = value(each, "Type").rpartition("/")[2]
        found[value(each, "Id")] = Relation(kind, target, external)
    return found


@frozen
class WordPictures:
    package: Package
    relations: dict[str, Relation]
    store: PictureStore

    def take(self, drawing: Element) -> list[str]:
        """Keys of the pictures in a drawing; what is no picture of ours is told instead. Those in
        a text box come with the box."""
        keys: list[str] = []
        for each, alt in _pictures(drawing, ""):
            reference = value(each, "embed") or value(each, "link") or value(each, "id")
            if reference and (key := self._picture(reference, alt)):
                keys.append(key)
        return keys

    def words_of(self, drawing: Element) -> str:
        """The words that are drawn: WordArt, a diagram, a chart; not those in text boxes."""
        words: list[str] = []
        for each in _outside_boxes(drawing):
            name = name_of(each)
            if name == "textpath":
                words.append(value(each, "string"))
            elif name == "t" and not len(each):
                words.append(each.text or "")
            elif name in ("relIds", "chart"):
                relation = self.relations.get(value(each, "dm") or value(each, "id"))
                words += self.seen_in_part(relation)
        return " ".join(" ".join(words).split())

    def seen_in_part(self, relation: "Relation | None") -> list[str]:
        """The words of a diagram or chart."""
        data = b"" if relation is None or relation.external else self.package.read(relation.target)
        return list(seen_in_graphic(parse_part(data))) if data else []

    def _picture(self, reference: str, alt: str) -> str:
        relation = self.relations.get(reference)
        if relation is None:
            return ""
        name = basename(relation.target.replace("\\", "/"))
        if relation.external:
            self.store.left_out(name, alt, "not-taken.linked")
            return ""
        data = self.package.read(relation.target, MAX_PICTURE)
        if not data:
            self.store.left_out(name, alt, "not-taken.missing")
            return ""
        return self.store.put(name, alt, data)


def _outside_boxes(drawing: Element) -> Iterator[Element]:
    for each in drawing:
        if name_of(each) != "txbxContent":
            yield each
            yield from _outside_boxes(each)


def _pictures(drawing: Element, alt: str) -> Iterator[tuple[Element, str]]:
    """Pictures outside text boxes, each with what somebody wrote for people who do not see it:
    of the picture itself, else of what it stands in."""
    alt = _alt(drawing) or alt
    for each in drawing:
        name = name_of(each)
        if name in ("blip", "imagedata") or (name == "fill" and value(each, "id")):
            yield each, alt or (value(each, "title") if name == "imagedata" else "")
        if name != "txbxContent":
            yield from _pictures(each, alt)


def _alt(element: Element) -> str:
    """A description; a title only when that is all."""
    if name_of(element) == "shape":
        return value(element, "alt")
    nearby = [
        *element,
        *(
            inner
            for part in element
            if name_of(part).startswith("nv") or name_of(element) == "drawing"
            for inner in part
        ),
    ]
    for each in nearby:
        text = value(each, "descr") or value(each, "title")
        if text and name_of(each) in ("docPr", "cNvPr"):
            return text
    return ""
