"""The sites a newsroom publishes to; one of them is the one stories are made for now."""

from dataclasses import asdict

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from db.forms import navigation_from, navigation_json, style_from
from db.schema import outlets
from editor.story.outlet import Outlet


class Outlets:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> Outlet:
        """The chosen outlet; a library always has one."""
        row = self._connection.execute(select(outlets).where(outlets.c.chosen == 1)).one()
        return Outlet(
            key=row.key,
            name=row.name,
            publisher=row.publisher,
            address=row.address,
            language=row.language,
            navigation=navigation_from(row.navigation),
            footer=tuple(row.footer),
            credit_style=style_from(row.credit_style),
        )

    def keep(self, outlet: Outlet) -> None:
        """Store the outlet under its key, and make it the current one."""
        values = {
            "name": outlet.name,
            "publisher": outlet.publisher,
            "address": outlet.address,
            "language": outlet.language,
            "navigation": navigation_json(outlet.navigation),
            "footer": list(outlet.footer),
            "credit_style": asdict(outlet.credit_style),
            "chosen": 1,
        }
        self._connection.execute(update(outlets).values(chosen=0))
        self._connection.execute(
            insert_or_update(outlets)
            .values(key=outlet.key, **values)
            .on_conflict_do_update(index_elements=["key"], set_=values)
        )
