"""What of a story goes into a file for somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.story.credit import CreditLine, CreditStyle, printed_caption
from editor.story.story import StoryTexts


@dataclass(frozen=True, slots=True)
class OutgoingPhoto:
    """`data` is an encoded JPEG or PNG without anything about the camera or place."""

    name: str
    data: bytes
    caption: str = ""
    credit: CreditLine = field(default_factory=CreditLine)
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingStory(StoryTexts):
    """`photos` by placement id; `lead` is one of these ids or "". `caption` and `credit` are
    those of a lead photo that has not arrived."""

    lead: str = ""
    photos: Mapping[str, OutgoingPhoto] = field(default_factory=dict)
    caption: str = ""
    credit: CreditLine = field(default_factory=CreditLine)
    credit_style: CreditStyle = field(default_factory=CreditStyle)

    @property
    def lead_photo(self) -> OutgoingPhoto | None:
        return self.photos.get(self.lead)

    @property
    def lead_caption(self) -> str:
        """As it is printed, whether or not the photo is here: `caption. [credit]`."""
        photo = self.lead_photo
        if photo is not None:
            return self.printed(photo.caption, photo.credit)
        return self.printed(self.caption, self.credit)

    def printed(self, caption: str, credit: CreditLine) -> str:
        return printed_caption(caption, credit.line(self.credit_style))
