"""Looking after the library: daily backups, health, bringing a backup home."""

from datetime import datetime
from pathlib import Path

from db.file.health import Health, check_health
from editor.desk.changing import Changes, Done
from editor.desk.newsroom import Newsroom
from editor.late import frozen
from editor.message import Message

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
        with self.newsroom.store.read() as work:
            return work.audit.verify()
