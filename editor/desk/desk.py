"""The desk: every verb of the house over one open library."""

from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from db.store import Store
from editor.desk.changing import Done
from editor.desk.history import History
from editor.desk.newsroom import Newsroom, Seat
from editor.desk.pictures import Pictures
from editor.desk.publishing import Publishing, Review
from editor.desk.remarks import Remarks
from editor.desk.replacing import Replacing
from editor.desk.site import Site
from editor.desk.stories import Stories
from editor.desk.upkeep import Recovery, Upkeep
from editor.desk.way import Way
from editor.desk.words import Words
from editor.late import frozen
from editor.photos.cache import RenditionCache
from editor.publish.page import PageRenderer

if TYPE_CHECKING:
    from editor.desk.arrivals import Arrivals
    from editor.desk.keys import Keys
    from editor.desk.leaving import CopyingOut, StoryFiles
    from editor.desk.people.accounts import Accounts
    from editor.desk.photo_library import PhotoLibrary
    from editor.desk.proofs import Proofs
    from editor.desk.stationery import Stationeries
    from editor.desk.trail import Trail


@frozen
class Desk:
    """The verbs, grouped by what they are about. All may be called from any one thread at a
    time; the slow ones (pictures in, export, upkeep) are made to be called off the window's."""

    newsroom: Newsroom
    stories: Stories
    pictures: Pictures
    review: Review
    remarks: Remarks
    way: Way
    publishing: Publishing
    site: Site
    upkeep: Upkeep
    history: History
    replacing: Replacing
    words: Words
    recovery: Recovery

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        program_version: str,
        person: str = "",
        via: str = "",
        writing: bool = True,
        wait: float = 0.0,
        brief: bool = False,
    ) -> "Desk":
        """Open the library in `folder`; `wait` seconds for a command that is at work in it, and
        `brief` lets others wait for this one. Raises LibraryError with a sentence."""
        store = Store.open(folder, writing=writing, wait=wait, brief=brief)
        cache = RenditionCache(store.renditions_folder)
        newsroom = Newsroom(store, cache, PageRenderer(), Seat(person), via=via)
        desk = cls.over(newsroom, program_version)
        if not store.read_only:
            desk.publishing.clear_unfinished()
        return desk

    @classmethod
    def over(cls, newsroom: Newsroom, program_version: str) -> "Desk":
        return cls(
            newsroom=newsroom,
            stories=Stories(newsroom),
            pictures=Pictures(newsroom),
            review=Review(newsroom),
            remarks=Remarks(newsroom),
            way=Way(newsroom),
            publishing=Publishing(newsroom, program_version),
            site=Site(newsroom),
            upkeep=Upkeep(newsroom),
            history=History(newsroom),
            replacing=Replacing(newsroom),
            words=Words(newsroom),
            recovery=Recovery(newsroom),
        )

    # What reads and writes files of other programs is loaded with the first of them.

    @property
    def arrivals(self) -> "Arrivals":
        from editor.desk.arrivals import Arrivals

        return Arrivals(self.newsroom)

    @property
    def story_files(self) -> "StoryFiles":
        from editor.desk.leaving import StoryFiles

        return StoryFiles(self.newsroom)

    @property
    def copying_out(self) -> "CopyingOut":
        from editor.desk.leaving import CopyingOut

        return CopyingOut(self.newsroom)

    @property
    def accounts(self) -> "Accounts":
        from editor.desk.people.accounts import Accounts

        return Accounts(self.newsroom)

    @property
    def proofs(self) -> "Proofs":
        from editor.desk.proofs import Proofs

        return Proofs(self.newsroom)

    @property
    def trail(self) -> "Trail":
        from editor.desk.trail import Trail

        return Trail(self.newsroom)

    @property
    def photos(self) -> "PhotoLibrary":
        from editor.desk.photo_library import PhotoLibrary

        return PhotoLibrary(self.newsroom)

    @property
    def stationery(self) -> "Stationeries":
        from editor.desk.stationery import Stationeries

        return Stationeries(self.newsroom)

    @property
    def keys(self) -> "Keys":
        from editor.desk.keys import Keys

        return Keys(self.newsroom)

    @property
    def seat(self) -> Seat:
        """Who sits here."""
        return self.newsroom.seat

    def seated(self, person: str, role: str = "") -> "Desk":
        """Another desk over the same library, for somebody else."""
        newsroom = replace(self.newsroom, seat=Seat(person, role))
        return Desk.over(newsroom, self.publishing.program_version)

    def close(self) -> None:
        self.newsroom.store.close()
        self.newsroom.dictionaries.close()


def bring_in_sample(desk: Desk) -> Done[str]:
    """The sample story that comes with Galley as a draft with its lead photo; answers with the
    story's id."""
    folder = files("resources") / "sample"
    with as_file(folder / "millet-harvest.txt") as path:
        story = desk.arrivals.bring_in(path, section="News").value.story
    with as_file(folder / "grain-terraces.jpg") as path:
        done = desk.pictures.attach(story.id, desk.pictures.bring_in(path), lead=True)
    return Done(story.id, done.changes)
