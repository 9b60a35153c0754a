"""Looking after the library: daily backups, health, bringing a backup home."""

from dataclasses import dataclass
from pathlib import Path

from db.health import Health, check_health
from editor.desk.newsroom import Newsroom

BACKUPS_KEPT = 14


@dataclass(frozen=True, slots=True)
class Upkeep:
    newsroom: Newsroom

    def back_up(self, to: Path | None = None) -> Path:
        """A whole copy of the library's database, made while it is in use."""
        backups = self.newsroom.store.backups
        made = backups.make(to, now=self.newsroom.clock())
        if to is None:
            backups.thin(BACKUPS_KEPT)
        return made

    def daily_backup(self) -> Path | None:
        """Today's backup when there is none yet; None when there is."""
        if self.newsroom.store.read_only or not self.newsroom.store.backups.due(
            self.newsroom.clock()
        ):
            return None
        return self.back_up()

    def health(self, *, deep: bool = False) -> Health:
        return check_health(self.newsroom.store, deep=deep)

    def audit_problems(self) -> tuple[str, ...]:
        with self.newsroom.store.read() as work:
            return work.audit.verify()
