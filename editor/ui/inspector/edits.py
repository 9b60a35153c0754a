"""What somebody changed in a photo's texts for one story, as a value for the desk."""

from dataclasses import dataclass
from enum import Enum

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
