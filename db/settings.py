"""Who has used this library, and as what; and what the program remembers in it: small JSON values
under plain keys, each of the newsroom, of this machine or of a person.
"""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from db.columns import new_id
from db.feed import Noun, Records
from db.schema import accounts, settings
from editor.late import frozen
from editor.story.forms import json_text


@frozen
class Account:
    """`role` is editor, photo staff or supervisor; the name is what somebody is called, the id
    who it is."""

    id: str
    name: str
    role: str


class Accounts(Records):
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


NEWSROOM, MACHINE = "newsroom", "machine"  # else the id of a person's account


class Settings(Records):
    def get(self, key: str, default: Any = None, *, owner: str = NEWSROOM) -> Any:
        """A remembered None is None, and not `default`."""
        query = select(settings.c.value).where(settings.c.owner == owner, settings.c.key == key)
        value = self._connection.execute(query).scalar()
        return default if value is None else json.loads(value)

    def put(self, key: str, value: Any, *, owner: str = NEWSROOM) -> None:
        """Raises TypeError for what JSON cannot hold."""
        stored = json_text(value)
        done = self._connection.execute(
            insert_or_update(settings)
            .values(owner=owner, key=key, value=stored)
            .on_conflict_do_update(
                index_elements=["owner", "key"],
                set_={"value": stored},
                where=settings.c.value != stored,
            )
        )
        if done.rowcount and owner == NEWSROOM:  # the others stay on this machine
            self._feed.note(Noun.SETTING, key)

    def all(self, owner: str = NEWSROOM) -> dict[str, Any]:
        query = select(settings.c.key, settings.c.value).where(settings.c.owner == owner)
        rows = self._connection.execute(query.order_by(settings.c.key))
        return {key: json.loads(value) for key, value in rows}
