"""What the program remembers in the library: small JSON values under plain keys."""

import json
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from db.columns import json_text
from db.schema import settings


class Settings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: Any = None) -> Any:
        """A remembered None is None, and not `default`."""
        query = select(settings.c.value).where(settings.c.key == key)
        value = self._connection.execute(query).scalar()
        return default if value is None else json.loads(value)

    def put(self, key: str, value: Any) -> None:
        """Raises TypeError for what JSON cannot hold."""
        stored = json_text(value)
        self._connection.execute(
            insert_or_update(settings)
            .values(key=key, value=stored)
            .on_conflict_do_update(index_elements=["key"], set_={"value": stored})
        )

    def all(self) -> dict[str, Any]:
        query = select(settings.c.key, settings.c.value).order_by(settings.c.key)
        return {key: json.loads(value) for key, value in self._connection.execute(query)}
