"""Pictures of a web page that was saved as a file: those in it, and those in its folder beside it.

A browser saves `Millet.html` with a folder `Millet_files`; only what lies in that folder is read,
whatever the page says. Nothing is fetched.
"""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from editor.interchange.arriving.incoming import IncomingPicture
from editor.interchange.web.foreign_pictures import place_photos
from editor.interchange.web.lifted_pictures import PastedPicture
from editor.interchange.web.tree import Element

# What browsers and Word call the folder, after the page's own name.
_FOLDERS = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", ".fld")
_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif"})
_MAX_BYTES = 40_000_000


@dataclass(frozen=True, slots=True)
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
                and path.suffix.lower() in _SUFFIXES
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
