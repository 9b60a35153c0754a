"""What a picture on a copied page is: a photo, a sign for a character, or nothing to see."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from editor.interchange.arriving.incoming import IncomingPicture
from editor.interchange.web.lifted_pictures import (
    MAX_PICTURES,
    SUFFIXES,
    PastedPicture,
    picture_beside,
)
from editor.interchange.web.tree import Element
from editor.late import frozen

PHOTO = "photo"  # the name of an element made here, which no page can have
# A photo in one of these comes to stand behind it.
_LEAVES = frozenset("blockquote dl h1 h2 h3 h4 h5 h6 menu ol p pre table ul".split())

_SEEN_FROM = 3  # pixels a side; smaller ones only count readers or hold a place
_ICON = 24  # pixels a side up to which a picture is a sign of the program, such as a ticked box


def sign_of(element: Element) -> str:
    """The character that a picture of an emoji stands for; "" for any other picture."""
    alt = element.attributes.get("alt", "").strip()
    pictured = 0 < len(alt) <= 8 and not any(c.isalnum() or c.isascii() for c in alt)
    return alt if pictured else ""


def is_decoration(element: Element) -> bool:
    """Whether nobody would miss it: an invisible picture, or a program's own small sign."""
    sides = [_pixels(element.attributes.get(name, "")) for name in ("width", "height")]
    if any(side is not None and side < _SEEN_FROM for side in sides):
        return True
    return all(side is not None and side <= _ICON for side in sides)


def _pixels(written: str) -> float | None:
    try:
        return float(written.strip().removesuffix("px"))
    except ValueError:
        return None


def place_photos(root: Element, pictures: Mapping[str, PastedPicture]) -> tuple[PastedPicture, ...]:
    """Makes photos of the pictures that came along, behind the paragraph, list, table or quote
    they stand in; the pictures in reading order, each once."""
    found: list[PastedPicture] = []
    _place_within(root, dict(pictures), found)
    return tuple(found)


def _place_within(
    element: Element, waiting: dict[str, PastedPicture], found: list[PastedPicture]
) -> None:
    children: list[Element | str] = []
    for child in element.children:
        children.append(child)
        if isinstance(child, str):
            continue
        if child.name == "img":
            if _taken(child, waiting, found):
                children[-1] = _photo(found[-1])
        elif child.name in _LEAVES:
            images = list(child.outermost(lambda e: e.name == "img"))
            taken = [image for image in images if _taken(image, waiting, found)]
            child.remove(taken)
            children += map(_photo, found[len(found) - len(taken) :])
            if taken and not child.text:
                children.remove(child)  # a paragraph that held nothing else is no empty one
        elif not child.is_hidden:
            _place_within(child, waiting, found)
    element.children = children


def _taken(image: Element, waiting: dict[str, PastedPicture], found: list[PastedPicture]) -> bool:
    address = image.attributes.get("src", "")
    if image.is_hidden or is_decoration(image) or len(found) >= MAX_PICTURES:
        return False
    picture = waiting.pop(address, None) or picture_beside(address, len(found) + 1)
    if picture is None:
        return False
    found.append(replace(picture, alt=_alt(image)))
    return True


def _photo(picture: PastedPicture) -> Element:
    return Element(PHOTO, {"src": picture.key})


def _alt(image: Element) -> str:
    """What the page says is on the picture, unless it is only a file's or the program's word."""
    alt = " ".join(image.attributes.get("alt", "").split())
    named_like_file = alt.lower().endswith((".jpg", ".jpeg", ".png", ".webp"))
    return "" if named_like_file or alt in ("图片", "image", "Image", "img") else alt[:250]


# What browsers and Word call the folder, after the page's own name.
_FOLDERS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", ".fld")
_MAX_BYTES = 40_000_000


@frozen
class SavedPage:
    """`path` is the page's own file, `folder` where its pictures are laid for the import."""

    path: Path
    folder: Path

    def take(
        self, root: Element, lifted: Mapping[str, PastedPicture]
    ) -> tuple[IncomingPicture, ...]:
        """The pictures on the page, in reading order; `root` holds photos in their places."""
        waiting = dict(lifted)
        for number, image in enumerate(root.outermost(lambda e: e.name == "img"), 1):
            address = image.attributes.get("src", "")
            if address in waiting:
                continue
            if (path := self._beside(address)) is not None:
                key = f"beside-{number}"
                waiting[address] = PastedPicture(key, path.name, path=path)
            elif address.lower().startswith("file:"):
                # A page from outside does not say which files of this machine are looked at.
                image.attributes["src"] = ""
        taken = place_photos(root, waiting)
        return tuple(each for picture in taken if (each := self._laid(picture)) is not None)

    def _beside(self, address: str) -> Path | None:
        """The file in the page's own folder that a relative address names."""
        first, slash, _ = unquote(address).removeprefix("./").replace("\\", "/").partition("/")
        if not slash or first not in {f"{self.path.stem}{end}" for end in _FOLDERS}:
            return None
        with suppress(OSError, ValueError):
            within = (self.path.parent / first).resolve()
            path = (self.path.parent / unquote(address)).resolve()
            if (
                path.is_relative_to(within)
                and path.suffix.lower() in SUFFIXES
                and path.is_file()
                and path.stat().st_size <= _MAX_BYTES
            ):
                return path
        return None

    def _laid(self, picture: PastedPicture) -> IncomingPicture | None:
        ending = Path(picture.name).suffix.lower() or ".jpg"
        target = self.folder / f"{picture.key}{ending}"
        try:
            if picture.path is not None:
                shutil.copyfile(picture.path, target)
            else:
                target.write_bytes(picture.data)
        except OSError:
            return None  # gone since: the page is then told to have a photo without a picture
        return IncomingPicture(picture.key, picture.name, target, picture.alt)
