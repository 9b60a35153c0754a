"""Looking after the library: daily backups, health, and texts it could not take, which are held in
the journal and brought back as versions.

Nothing here ever replaces a story's text: that is for a person who has seen the difference.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import LibraryError, WrittenByNewer
from db.file.journal import Journal, JournalEntry
from db.store import Health, check_health
from db.work import Work
from editor.desk.changing import Changes, Done, keep_once
from editor.desk.newsroom import Newsroom, Refused
from editor.desk.stories import Stories, clean_edit
from editor.late import frozen
from editor.message import Message, Said, listed, literal, message
from editor.story.forms import NewerSchema
from editor.story.story import Story, StoryEdit
from editor.story.version import VersionKind

if TYPE_CHECKING:
    from editor.desk.record import Record, RecordLook

BACKUPS_KEPT = 14


@frozen
class Upkeep:
    newsroom: Newsroom

    @property
    def folder(self) -> Path:
        """Where the library lies."""
        return self.newsroom.store.folder

    @property
    def backups_folder(self) -> Path:
        return self.newsroom.store.backups.folder

    @property
    def read_only(self) -> bool:
        """Whether the library can only be read here."""
        return self.newsroom.store.read_only

    def back_up(self, to: Path | None = None) -> Path:
        """A whole copy of the library's database, made while it is in use."""
        backups = self.newsroom.store.backups
        made = backups.make(to, now=self.newsroom.clock())
        if not self.read_only:
            with suppress(OSError):  # it is a backup without that, too
                self._record.note_head(made)
        if to is None:
            backups.thin(BACKUPS_KEPT)
        return made

    def daily_backup(self) -> Path | None:
        """Today's backup when there is none yet; None when there is."""
        if self.read_only or not self.newsroom.store.backups.due(self.newsroom.clock()):
            return None
        return self.back_up()

    def daily_round(self) -> Done[tuple[Message, ...]]:
        """A backup and old versions thinned, when today's is not made yet; then everything is
        examined. Answers with what needs somebody."""
        # Thinned once a day, and never without a copy of what goes.
        due = self.daily_backup() is not None
        changes = self.thin_versions().changes if due else Changes()
        health = self.health()
        return Done((*health.integrity, *health.foreign_keys, *self.audit_problems()), changes)

    def thin_versions(self) -> Done[int]:
        """Take out automatic versions that have become too many; answers with how many. A
        transaction for each story, so that keeping text never waits for all of them."""
        store, now = self.newsroom.store, self.newsroom.clock()
        if self.read_only:
            return Done(0, Changes())
        with store.read() as work:
            stories = work.versions.stories_to_thin()
        taken = {story_id: self._thin(story_id, now) for story_id in stories}
        thinned = frozenset(story_id for story_id, count in taken.items() if count)
        return Done(sum(taken.values()), Changes(stories=thinned))

    def _thin(self, story_id: str, now: datetime) -> int:
        with self.newsroom.store.read() as work:
            # Most have nothing to give: no need to make everybody wait for a write.
            if not work.versions.too_many(story_id, now):
                return 0
        with self.newsroom.begin() as work:
            taken = work.versions.thin(story_id, now)
            work.commit()
        return taken

    def health(self, *, deep: bool = False) -> Health:
        return check_health(self.newsroom.store, deep=deep)

    def blame_rows(self, error: Exception) -> None:
        """Raise LibraryDamaged when `error` comes of a row that no Galley wrote."""
        self.newsroom.store.blame_rows(error)

    def audit_problems(self) -> tuple[Message, ...]:
        return self._record.look(outside=False).problems

    def record(self) -> "RecordLook":
        """The record held against all that was noted of it, in bundles too."""
        return self._record.look()

    @property
    def _record(self) -> "Record":
        # Late: what reads signatures is needed once a day.
        from editor.desk.record import Record

        return Record(self.newsroom)


class NotInLibrary(LibraryError):
    """A text could not be kept; the sentence says where it is meanwhile."""


@frozen
class Recovered:
    """A text found in the journal, now a version; `at` is when it was typed. `version` is 0
    when its story was gone and it became a new draft."""

    story_id: str
    headline: str
    version: int
    at: datetime


@frozen
class Recovery:
    newsroom: Newsroom

    def hold(self, story_id: str, headline: str, edit: StoryEdit, why: Exception) -> NotInLibrary:
        """Put a text into the journal after the library refused it; answers with what to say."""
        said = why.message if isinstance(why, Said) else literal(str(why))
        try:
            folder = self._journal.write(story_id, headline, edit, self.newsroom.clock())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return NotInLibrary("library.text-only-here", why=said, reason=reason)
        return NotInLibrary("library.text-beside", why=said, folder=folder)

    def let_go(self, story_id: str) -> None:
        """The library has taken the text."""
        self._journal.clear(story_id)

    def bring_back(self) -> Done[tuple[Recovered, ...]]:
        """Every text of the journal becomes a version of its story, which stays as it is; one
        whose story is gone becomes a new draft. A text the library holds already is let go.

        Raises LibraryError, with the journal as it was, when the library cannot take them yet.
        """
        if self.newsroom.store.read_only:
            return Done((), Changes())
        each_of = [self._bring_back(entry) for entry in self._journal.entries()]
        found = tuple(each for each in each_of if each is not None)
        return Done(found, Changes(stories=frozenset(each.story_id for each in found)))

    def refuse_newer(self) -> None:
        """Raises WrittenByNewer where a text waits that only a newer Galley can read: it stays
        in the journal."""
        newer: list[NewerSchema] = []
        self._journal.entries(newer)
        if newer:
            raise WrittenByNewer(listed((each.message for each in newer), "sentences"))

    @property
    def _journal(self) -> Journal:
        return Journal.of(self.newsroom.store.folder)

    def _bring_back(self, entry: JournalEntry) -> Recovered | None:
        edit = clean_edit(replace(entry.edit, slug=None))
        now = self.newsroom.clock()
        with self.newsroom.begin() as work:
            try:
                story = self.newsroom.story(work, entry.story_id)
            except (KeyError, Refused):
                story = None
            number = self._keep_version(work, story, edit, now) if story is not None else None
            work.commit()
        if story is None:
            story, number = self._new_story(edit), 0
        self._journal.clear(entry.story_id)
        if number is None:
            return None
        return Recovered(story.id, story.headline or entry.headline, number, entry.at)

    def _keep_version(self, work: Work, story: Story, edit: StoryEdit, now: datetime) -> int | None:
        typed = replace(story, **edit.given)
        if typed == story:
            return None
        snapshot = self.newsroom.snapshot(work, typed)
        # A milestone: it may be the only copy.
        reason, kind = message("version.recovered"), VersionKind.MILESTONE
        return abs(keep_once(self.newsroom, work, snapshot, reason, now, kind))

    def _new_story(self, edit: StoryEdit) -> Story:
        stories = Stories(self.newsroom)
        story = stories.begin().value
        stories.keep(story.id, edit)
        return stories.view(story.id).story
