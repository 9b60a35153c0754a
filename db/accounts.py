"""Who has used this library, and as what.

On a library of one machine a role is a workflow, not a lock: whoever owns the file can edit it.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from db.schema import accounts


@dataclass(frozen=True, slots=True)
class Account:
    """`role` is editor, photo staff or supervisor."""

    name: str
    role: str


class Accounts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, name: str, role: str) -> None:
        self._connection.execute(
            insert_or_update(accounts)
            .values(name=name, role=role)
            .on_conflict_do_update(index_elements=["name"], set_={"role": role})
        )

    def all(self) -> tuple[Account, ...]:
        """In alphabetical order."""
        query = select(accounts.c.name, accounts.c.role).order_by(accounts.c.name)
        return tuple(Account(name, role) for name, role in self._connection.execute(query))
