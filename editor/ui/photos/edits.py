"""What somebody asks for a photo, and what was changed in its texts for one story."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from editor.story.credit import CreditLine


class Record(Enum):
    """A text given up for the one in the photo's own record."""

    RECORD = "record"


RECORD = Record.RECORD


@dataclass(frozen=True, slots=True)
class PlacementEdit:
    """None leaves a text as it is; RECORD gives up the story's own for the photo's record."""

    caption: str | Record | None = None
    credit: CreditLine | Record | None = None
    alt: str | Record | None = None


class PhotoAsks(QObject):
    """One for all cards of all photos, there before the first of them.

    Signals:
        add_requested(); files_dropped(list): list[Path]; image_pasted(object): QImage.
        texts_edited(str, object): placement id, PlacementEdit.
        facts_edited(str, object): photo id, PhotoFacts.
        lead_requested(str), insert_requested(str), remove_requested(str): placement id.
        original_requested(str): photo id.
        texts_opened(str, object): placement id; fields of its caption and its alt text, just
            made.
    """

    add_requested = Signal()
    files_dropped = Signal(list)
    image_pasted = Signal(object)
    texts_edited = Signal(str, object)
    facts_edited = Signal(str, object)
    lead_requested = Signal(str)
    insert_requested = Signal(str)
    remove_requested = Signal(str)
    original_requested = Signal(str)
    texts_opened = Signal(str, object)
