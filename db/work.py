"""One transaction on the library, with the nouns it can touch.

It lives inside `with store.begin()` or `with store.read()` and nowhere else; values taken out of
it live on. Leaving without `commit()` leaves the library as it was.
"""

from collections.abc import Callable

from sqlalchemy import Connection

from db.bodies import LastBodies
from db.contributors import Contributors
from db.copy import Copy
from db.feed import Feed
from db.file.soundness import Soundness
from db.photos import Photos, Placements
from db.publications import Audit, Comments, Exports, Publications, SignOffs
from db.search import SearchIndex
from db.site import Accounts, Outlets, Sections, Settings, Words
from db.stories import Stories
from db.versions import Versions


class Work:
    """Attributes: the nouns of the library; `writing`: whether
    it may write. For one thread."""

    def __init__(
        self,
        connection: Connection,
        commit: Callable[[], None],
        *,
        writing: bool = True,
        bodies: LastBodies | None = None,
    ) -> None:
        self.writing = writing
        self._index = SearchIndex(connection)
        self._commit = commit
        self.feed = feed = Feed(connection)
        self.accounts = Accounts(connection, feed)
        self.audit = Audit(connection)
        self.comments = Comments(connection, feed)
        self.contributors = Contributors(connection, feed, self._index)
        self.copy = Copy(connection, self._index)
        self.exports = Exports(connection, feed)
        self.settings = Settings(connection, feed)
        self.outlets = Outlets(connection, feed)
        self.photos = Photos(connection, feed, self._index)
        self.placements = Placements(connection, feed, self._index)
        self.publications = Publications(connection, feed)
        self.sections = Sections(connection, feed)
        self.sign_offs = SignOffs(connection, feed)
        self.soundness = Soundness(connection)
        bodies = LastBodies() if bodies is None else bodies
        self.stories = Stories(connection, feed, self._index, self.placements, self.photos, bodies)
        self.versions = Versions(connection)
        self.words = Words(connection, feed)

    def commit(self) -> None:
        """Make everything done so far last; when this returns it is on the disk."""
        self._index.settle()
        self._commit()
