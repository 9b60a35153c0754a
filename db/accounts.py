"""Who has used this library, and as what.

On a library of one machine a role is a workflow, not a lock: whoever owns the file can edit it.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.feed import Feed, Noun
from db.schema import accounts
from editor.story.ids import new_id


@dataclass(frozen=True, slots=True)
class Account:
    """`role` is editor, photo staff or supervisor; the name is what somebody is called, the id
    who it is."""

    id: str
    name: str
    role: str


class Accounts:
    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed

    def keep(self, name: str, role: str, account_id: str = "") -> Account:
        """The account with this id, or without one the first that was made with this name, or a
        new one, in this role from now on."""
        account_id = account_id or self._called(name) or new_id()
        row = {"id": account_id, "name": name, "role": role}
        self._feed.put(Noun.ACCOUNT, accounts, [row])
        return Account(account_id, name, role)

    def all(self) -> tuple[Account, ...]:
        """In alphabetical order."""
        query = select(accounts).order_by(accounts.c.name, accounts.c.id)
        return tuple(Account(*row) for row in self._connection.execute(query))

    def _called(self, name: str) -> str | None:
        first = select(accounts.c.id).where(accounts.c.name == name).order_by(accounts.c.id)
        return self._connection.execute(first.limit(1)).scalar()
