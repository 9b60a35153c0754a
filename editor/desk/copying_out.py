"""A story for systems that only take paste: what is copied, and its pictures as files.

Nothing of the story changes, and nothing is recorded: what leaves the house this way was not
exported by Galley.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor.desk.newsroom import Newsroom
from editor.files import write_whole
from editor.story.rendition import Encoding, Rendition, page_renditions
from editor.story.snapshot import PlacedPhoto

if TYPE_CHECKING:
    from editor.interchange.leaving.copy_out import CopySheet

MOST_FOLDERS = 100  # of one name, before somebody should tidy up


@dataclass(frozen=True, slots=True)
class CopyingOut:
    newsroom: Newsroom

    def sheet(self, story_id: str) -> "CopySheet":
        """What there is to copy of the story as the library holds it."""
        from editor.interchange.leaving.copy_out import (
            copy_sheet,  # what knows HTML is no part of the start
        )

        with self.newsroom.store.read() as work:
            return copy_sheet(self.newsroom.view(work, story_id).snapshot)

    def write_pictures(
        self,
        sheet: "CopySheet",
        folder: Path,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Path, ...]:
        """The pictures as JPEG files in `folder`, numbered in the order of upload, with their
        captions and credits inside. Stops early, without an error, once `cancelled()` says so."""
        written: list[Path] = []
        for photo in sheet.photos:
            if cancelled():
                break
            rendition = _largest(photo.photo)
            original = partial(self.newsroom.original, photo.photo.photo)
            data = self.newsroom.cache.get(rendition, original)
            write_whole(folder / photo.file, data)
            written.append(folder / photo.file)
            progress(len(written), len(sheet.photos))
        return tuple(written)


def new_folder(within: Path, name: str) -> Path:
    """A folder that was not there before, so that nobody's files are written over."""
    for number in range(1, MOST_FOLDERS):
        folder = within / (name if number == 1 else f"{name} {number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
    raise FileExistsError(f"there are {MOST_FOLDERS} folders called {name} already")


def _largest(photo: PlacedPhoto) -> Rendition:
    files = [each for each in page_renditions(photo) if each.encoding is Encoding.JPEG]
    return max(files, key=lambda each: each.width)
