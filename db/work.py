"""One transaction on the library, with the nouns it can touch.

It lives inside `with store.begin()` or `with store.read()` and nowhere else; values taken out of
it live on. Leaving without `commit()` leaves the library as it was.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from db.look import LastBodies, Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.audit import Audit
    from db.contributors import Contributors
    from db.copy import Copy
    from db.feed import Feed
    from db.file.database_file import OpenDatabase
    from db.file.soundness import Soundness
    from db.keys import Keys
    from db.photos import Photos, Placements
    from db.publications import Exports, Publications, SignOffs
    from db.remarks import Comments, Readings, Seen, Suggestions
    from db.routes import Routes
    from db.search import SearchIndex
    from db.site import Accounts, Outlets, Sections, Settings, Words
    from db.stories import Stories
    from db.versions import Versions


class _Made:
    """An attribute that is made, and its module loaded, when it is first asked for."""

    def __init__(self, place: str, *needs: str) -> None:
        self._place, self._needs = place, needs

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, work: Any, owner: type) -> Any:
        module, name = self._place.split(":")
        kind = getattr(import_module(module), name)
        made = vars(work)[self._name] = kind(*(getattr(work, need) for need in self._needs))
        return made


def _made(place: str, *needs: str) -> Any:
    return _Made(place, "_connection", *needs)


class Work:
    """Attributes: `look`, what is read in plain SQL; the nouns of the library, with which
    SQLAlchemy comes; `writing`: whether it may write. For one thread."""

    def __init__(
        self,
        database: "OpenDatabase",
        *,
        writing: bool = True,
        bodies: LastBodies | None = None,
    ) -> None:
        self.writing = writing
        self._database = database
        self._bodies = LastBodies() if bodies is None else bodies
        self.look = Look(database.ask, self._bodies)

    _index: "SearchIndex" = _made("db.search:SearchIndex")
    feed: "Feed" = _made("db.feed:Feed")
    accounts: "Accounts" = _made("db.site:Accounts", "feed")
    audit: "Audit" = _made("db.audit:Audit")
    comments: "Comments" = _made("db.remarks:Comments", "feed")
    contributors: "Contributors" = _made("db.contributors:Contributors", "feed", "_index")
    copy: "Copy" = _made("db.copy:Copy", "_index")
    exports: "Exports" = _made("db.publications:Exports", "feed")
    keys: "Keys" = _made("db.keys:Keys", "feed")
    outlets: "Outlets" = _made("db.site:Outlets", "feed")
    photos: "Photos" = _made("db.photos:Photos", "feed", "_index")
    placements: "Placements" = _made("db.photos:Placements", "feed", "_index")
    publications: "Publications" = _made("db.publications:Publications", "feed")
    routes: "Routes" = _made("db.routes:Routes", "feed")
    readings: "Readings" = _made("db.remarks:Readings", "feed")
    sections: "Sections" = _made("db.site:Sections", "feed")
    seen: "Seen" = _made("db.remarks:Seen", "feed")
    settings: "Settings" = _made("db.site:Settings", "feed")
    sign_offs: "SignOffs" = _made("db.publications:SignOffs", "feed")
    soundness: "Soundness" = _made("db.file.soundness:Soundness")
    stories: "Stories" = _made(
        "db.stories:Stories", "feed", "_index", "placements", "photos", "_bodies"
    )
    suggestions: "Suggestions" = _made("db.remarks:Suggestions", "feed")
    versions: "Versions" = _made("db.versions:Versions")
    words: "Words" = _made("db.site:Words", "feed")

    def commit(self) -> None:
        """Make everything done so far last; when this returns it is on the disk."""
        if not self.writing:
            raise RuntimeError("store.read() is for reading; what writes needs store.begin()")
        if "_index" in vars(self):
            self._index.settle()
        self._database.commit()

    @property
    def _connection(self) -> "Connection":
        return self._database.connection
