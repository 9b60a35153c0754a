"""Texts the library could not take: held in the journal, brought back as versions.

Nothing here ever replaces a story's text: that is for a person who has seen the difference.
"""

from dataclasses import replace
from datetime import datetime

from db.errors import LibraryError, WrittenByNewer
from db.file.journal import Journal, JournalEntry
from db.work import Work
from editor.desk.changing import Changes, Done
from editor.desk.checkpoints import keep_once
from editor.desk.newsroom import Newsroom
from editor.desk.refusals import Refused
from editor.desk.stories import Stories, clean_edit
from editor.late import frozen
from editor.message import Said, listed, literal, message
from editor.story.forms import NewerSchema
from editor.story.story import Story, StoryEdit
from editor.story.version import VersionKind


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
        typed = _with(story, edit)
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


def _with(story: Story, edit: StoryEdit) -> Story:
    """The story as it would stand with these fields."""
    return replace(story, **edit.given)
