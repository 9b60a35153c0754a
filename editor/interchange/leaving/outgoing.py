"""What of a story goes into a file for somebody else; and that file as plain text, in the order of
the page."""

from collections.abc import Mapping
from dataclasses import field

from editor.interchange.leaving.clipboard import plain_blocks
from editor.late import frozen
from editor.story.credit import CreditLine, CreditStyle, printed_caption
from editor.story.fields import ABOVE, BELOW
from editor.story.story import StoryTexts


@frozen
class OutgoingPhoto:
    """`data` is an encoded JPEG or PNG without anything about the camera or place."""

    name: str
    data: bytes
    caption: str = ""
    credit: CreditLine = field(default_factory=CreditLine)
    alt: str = ""


@frozen(kw_only=True)
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
        if self.lead_photo is not None:
            return self.caption_of(self.lead)
        return self.printed(self.caption, self.credit)

    def caption_of(self, placement: str) -> str:
        photo = self.photos.get(placement)
        return self.printed(photo.caption, photo.credit) if photo is not None else ""

    def printed(self, caption: str, credit: CreditLine) -> str:
        return printed_caption(caption, credit.line(self.credit_style))


def plain_text(story: OutgoingStory) -> str:
    """UTF-8 text with `\\n` line ends; photos are their captions."""
    body = plain_blocks(story.body, story.caption_of)
    above: list[str] = []
    for each in ABOVE:
        text = each.printed(getattr(story, each.key))
        if not each.run_in:
            above.append(text)
        elif text and body:
            body[0] = f"{text} — {body[0]}"
    below = (each.printed(getattr(story, each.key)) for each in BELOW)
    parts = [above[0], story.lead_caption, *above[1:], *body, *below]
    return "\n\n".join(part for part in parts if part) + "\n"
