"""How a story looks where readers meet it first: in a search engine's list, on a shared card.

The same words as the page's own tags; nothing is rendered and nothing fetched.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from editor.publish.address import PageAddress
from editor.publish.news_article import description
from editor.story.photo import Crop
from editor.story.snapshot import Snapshot
from editor.story.text import clean_line


@dataclass(frozen=True, slots=True)
class Looks:
    """`crumbs` is the way to the page after the host; `photo` the id of the picture that stands
    for the story, "" without one, and `crop` what its story shows of it."""

    title: str
    description: str
    site: str
    host: str
    crumbs: tuple[str, ...]
    photo: str = ""
    crop: Crop | None = None

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Looks":
        address = PageAddress.of(snapshot)
        picture = snapshot.photos[0] if snapshot.photos else None
        return cls(
            title=clean_line(snapshot.headline),
            description=description(snapshot),
            site=snapshot.outlet.name,
            host=urlsplit(address.site).netloc,
            crumbs=tuple(address.folder.split("/")),
            photo=picture.photo if picture else "",
            crop=picture.crop if picture else None,
        )
