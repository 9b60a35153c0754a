"""The newsroom's signing keys and those of its people: public halves with their history, and
private halves only as far as they are sealed under a password."""

from datetime import datetime

from sqlalchemy import insert, select

from db.feed import Records
from db.nouns import Noun
from db.review_schema import keys
from editor.late import frozen


@frozen
class KeyRow:
    """A row of the table: `id` the fingerprint, `account` "" for the newsroom's own; `sealed` the
    private half under a password, or ""."""

    id: str
    account: str
    public: str
    since: datetime
    until: datetime | None
    revoked: datetime | None
    certificate: str
    sealed: str

    @property
    def current(self) -> bool:
        return self.until is None and self.revoked is None


class Keys(Records):
    def add(self, row: KeyRow) -> None:
        values = {each.name: getattr(row, each.name) for each in keys.c}
        self._connection.execute(insert(keys).values(values))
        self._feed.note(Noun.KEY, row.id)

    def all(self) -> tuple[KeyRow, ...]:
        """In the order in which they were made; the newsroom's own among them."""
        query = select(keys).order_by(keys.c.account, keys.c.since, keys.c.id)
        return tuple(KeyRow(*row) for row in self._connection.execute(query))

    def current(self, account: str) -> KeyRow | None:
        """The one somebody signs with now."""
        here = (keys.c.account == account, keys.c.until.is_(None), keys.c.revoked.is_(None))
        row = self._connection.execute(select(keys).where(*here)).first()
        return KeyRow(*row) if row else None

    def end(self, key: str, at: datetime) -> None:
        """It signs nothing any more; what it signed still counts."""
        self._feed.change(Noun.KEY, keys, key, until=at)

    def revoke(self, key: str, at: datetime) -> None:
        """What it signs from that moment on counts for nothing."""
        self._feed.change(Noun.KEY, keys, key, revoked=at)

    def seal(self, key: str, sealed: str) -> None:
        self._feed.change(Noun.KEY, keys, key, sealed=sealed)
