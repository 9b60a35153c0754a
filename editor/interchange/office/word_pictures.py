"""Pictures in a Word file, with the alternative text somebody gave them.

A picture that is only linked to, on the web or on somebody's disk, is never opened.
"""

from dataclasses import dataclass
from posixpath import basename, join, normpath
from xml.etree.ElementTree import Element

from editor.interchange.office.package import MAX_PICTURE, Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.xml_names import name_of, value, within
from editor.interchange.office.xml_part import parse_part


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class WordPictures:
    package: Package
    relations: dict[str, Relation]
    store: PictureStore

    def take(self, drawing: Element) -> list[str]:
        """Keys of the pictures in a drawing; what is no picture of ours is told instead."""
        keys: list[str] = []
        alt = _alt(drawing)
        for each in drawing.iter():
            name = name_of(each)
            reference = ""
            if name == "blip":
                reference = value(each, "embed") or value(each, "link")
            elif name == "imagedata":
                reference = value(each, "id")
                alt = alt or value(each, "title")
            if reference and (key := self._picture(reference, alt)):
                keys.append(key)
        return keys

    def _picture(self, reference: str, alt: str) -> str:
        relation = self.relations.get(reference)
        if relation is None:
            return ""
        name = basename(relation.target.replace("\\", "/"))
        if relation.external:
            self.store.left_out(name, alt, "it is only linked to and not in the file")
            return ""
        data = self.package.read(relation.target, MAX_PICTURE)
        if not data:
            self.store.left_out(name, alt, "it is missing in the file")
            return ""
        return self.store.put(name, alt, data)


def _alt(drawing: Element) -> str:
    """What somebody wrote for people who do not see the picture; a title only when that is all."""
    for each in drawing.iter():
        if name_of(each) in ("docPr", "cNvPr"):
            if text := value(each, "descr") or value(each, "title"):
                return text
        elif name_of(each) == "shape" and (text := value(each, "alt")):
            return text
    return ""
