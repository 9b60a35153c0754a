"""The sites a newsroom publishes to; one of them is the one stories are made for now."""

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from db.schema import outlets
from editor.story.credit import CreditStyle
from editor.story.outlet import NavItem, Outlet
from editor.story.stored import STORED


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
            navigation=tuple(STORED.read(NavItem, item) for item in row.navigation),
            footer=tuple(row.footer),
            credit_style=STORED.read(CreditStyle, row.credit_style),
        )

    def keep(self, outlet: Outlet) -> None:
        """Store the outlet under its key, and make it the current one."""
        values = {
            "name": outlet.name,
            "publisher": outlet.publisher,
            "address": outlet.address,
            "language": outlet.language,
            "navigation": STORED.form(outlet.navigation),
            "footer": list(outlet.footer),
            "credit_style": STORED.form(outlet.credit_style),
            "chosen": 1,
        }
        self._connection.execute(update(outlets).values(chosen=0))
        self._connection.execute(
            insert_or_update(outlets)
            .values(key=outlet.key, **values)
            .on_conflict_do_update(index_elements=["key"], set_=values)
        )
