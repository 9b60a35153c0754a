"""A page on its way to the reader, with the story it was made from; nothing is drawn here."""

import json
from collections.abc import Collection, Iterable
from typing import Protocol

from editor.late import frozen
from editor.publish.page import Page
from editor.story.document import (
    Block,
    Document,
    Gallery,
    Heading,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    block_runs,
)
from editor.story.rendition import Rendition
from editor.story.runs import runs_text
from editor.story.snapshot import Snapshot


class PageSource(Protocol):
    """Where the preview gets the picture files of a page from; it never makes one itself."""

    def rendition(self, rendition: Rendition) -> bytes:
        """The finished file. Called in a worker thread; may take its time and may raise."""
        ...


def block_of_child(
    document: Document, child_index: int, placements: Collection[str] | None = None
) -> int | None:
    """The index of the block that is the `child_index`-th element of the page's body.

    Blocks without words leave nothing on a page, nor does a photo whose placement is not in
    `placements` (None: all of them are there). None when the page's body has fewer elements.
    """
    shown = (
        index for index, block in enumerate(document.blocks) if _leaves_element(block, placements)
    )
    return next((index for place, index in enumerate(shown) if place == child_index), None)


def _leaves_element(block: Block, placements: Collection[str] | None) -> bool:
    match block:
        case Paragraph(runs) | Heading(_, runs) | PullQuote(runs):
            return bool(runs_text(runs).strip())
        case PhotoBlock(placement):
            return placements is None or placement in placements
        case Gallery(shown):
            return placements is None or any(each in placements for each in shown)
        case Table():
            return any(runs_text(runs).strip() for runs in block_runs(block))
        case _:
            return True


def can_refresh(shown: Page, newer: Page) -> bool:
    """True when only text and pictures differ.

    A page at another address, other style sheets, or a file that changed under its old name
    need a load: the engine would go on showing what it has. A caption that changed is also in
    the metadata of its picture's files, which nobody sees on the page.
    """
    common = newer.files.keys() & shown.files.keys()
    return (
        shown.path == newer.path
        and _style_sheets(shown) == _style_sheets(newer)
        and all(_looks(newer.files[path]) == _looks(shown.files[path]) for path in common)
    )


def _style_sheets(page: Page) -> frozenset[str]:
    return frozenset(path for path in page.files if path.endswith(".css"))


def _looks(file: bytes | Rendition) -> object:
    """What decides how a file looks when it is drawn."""
    if isinstance(file, Rendition):
        photo, size = file.photo, (file.width, file.height)
        return photo.photo, photo.edits.of_pixels, file.crop, size, file.encoding
    return file


@frozen
class Spot:
    """Words of a page, `offset` characters from the start of `part`: "headline", "deck", "lead" for
    the lead photo, or the index of a block of the body. Without words it is the whole part; `kind`
    is how it is marked: comment, suggestion or change."""

    part: str | int
    words: str = ""
    offset: int = 0
    kind: str = ""


@frozen
class ShownPage:
    """`snapshot` is None when only the page is known."""

    page: Page
    snapshot: Snapshot | None = None

    @property
    def story(self) -> str:
        """The same for two versions of one story, so that the reader stays where they were."""
        return self.snapshot.story_id if self.snapshot else self.page.path

    def block_at(self, child_index: int) -> int | None:
        """The body block behind the `child_index`-th element of the page's body."""
        if self.snapshot is None:
            return child_index
        return block_of_child(self.snapshot.body, child_index, self._placements(self.snapshot))

    def on_page(self, spots: Iterable[Spot]) -> list[dict[str, str | int]]:
        """As the script in the page is told of them: blocks by the elements they are there."""
        children: dict[int, int] = {}
        if self.snapshot is not None:
            placements = self._placements(self.snapshot)
            blocks = enumerate(self.snapshot.body.blocks)
            shown = (index for index, block in blocks if _leaves_element(block, placements))
            children = {index: child for child, index in enumerate(shown)}
        told = (
            (spot, children.get(spot.part)) if isinstance(spot.part, int) else (spot, spot.part)
            for spot in spots
        )
        return [
            {"part": part, "words": spot.words, "offset": spot.offset, "kind": spot.kind}
            for spot, part in told
            if part is not None
        ]

    def selected(self, told: str) -> Spot | None:
        """What the script in the page says of its selection."""
        if not told:
            return None
        said = json.loads(told)
        part: str | int | None = said["part"]
        if isinstance(part, int):
            part = self.block_at(part)
        return None if part is None else Spot(part, said["words"], said["offset"])

    @staticmethod
    def _placements(snapshot: Snapshot) -> set[str]:
        return {photo.placement for photo in snapshot.photos}
