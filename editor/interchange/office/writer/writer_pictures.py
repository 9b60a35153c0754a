"""Pictures and embedded objects in the frames of an OpenDocument text."""

from dataclasses import dataclass
from posixpath import basename, join, normpath
from xml.etree.ElementTree import Element

from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.office.package import MAX_PICTURE, Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.writer.writer_seen import words_in
from editor.interchange.office.xml_part import child, children, name_of, parse_part, value, within

_OBJECTS = ("object", "object-ole")
_ASIDE = frozenset({"annotation", "annotation-xml"})  # of a formula: how it was typed


@dataclass(slots=True)
class WriterPictures:
    """`seen` are the words of embedded objects, each of which is a document of its own."""

    package: Package
    store: PictureStore
    left_out: LeftOut
    seen: list[str]

    def take(self, frame: Element) -> list[str]:
        """Keys of the pictures in a frame; what is no picture of ours is told."""
        said = [child(frame, "desc"), child(frame, "title")]
        alt = next((each.text for each in said if each is not None and each.text), "")
        images = list(children(frame, "image"))
        for image in images:
            href = value(image, "href")
            name = basename(href)
            if ":" in href or href.startswith(("/", "..")):
                self.store.left_out(name, alt, "not-taken.linked")
                return []
            data = self.package.read(normpath(href), MAX_PICTURE)
            drawing = data.lstrip()[:5] in (b"<svg ", b"<?xml") and image is not images[-1]
            if data and not drawing:  # after a drawing comes the same as a picture
                key = self.store.put(name, alt, data)
                return [key] if key else []
        if images:
            self.store.left_out(basename(value(images[0], "href")), alt, "not-taken.missing")
        return []

    def formula(self, frame: Element) -> str | None:
        """The words of a formula in a frame; None when it holds none. Any other object is told,
        with its words."""
        embedded = next((each for name in _OBJECTS for each in children(frame, name)), None)
        if embedded is None:
            return None
        root = self._object(embedded)
        math = root is not None and name_of(root) == "math"
        words = _formula_words(root) if math and root is not None else words_in(root)
        self.seen.append(f"{words}\n")
        if math:
            self.left_out.formula(words)
            return words
        self.left_out.drawing(words)
        return ""

    def _object(self, embedded: Element) -> Element | None:
        if len(embedded):  # it stands in the text itself
            return next(iter(embedded))
        href = value(embedded, "href")
        data = b"" if ":" in href else self.package.read(join(normpath(href), "content.xml"))
        if not data:
            return None
        root = parse_part(data)
        for cell in within(root, "table-cell"):  # the figures a chart was drawn of
            if value(cell, "value-type") == "float":
                cell.clear()
        return root


def _formula_words(math: Element) -> str:
    words: list[str] = []
    for each in math:
        if name_of(each) not in _ASIDE:
            words += [each.text or "", _formula_words(each)]
    return "".join("".join(words).split())
