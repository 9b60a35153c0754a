"""The sites a newsroom publishes to; one of them is the one stories are made for now."""

from sqlalchemy import Connection, func, select

from db.feed import Feed, Noun
from db.schema import outlets, settings
from db.settings import NEWSROOM, Settings
from editor.story.credit import CreditStyle
from editor.story.forms import STORED
from editor.story.outlet import NavItem, Outlet

CHOSEN = "outlet"  # the newsroom's setting
_CHOSEN = (
    select(func.json_extract(settings.c.value, "$"))
    .where(settings.c.owner == NEWSROOM, settings.c.key == CHOSEN)
    .scalar_subquery()
)


class Outlets:
    def __init__(self, connection: Connection, feed: Feed, settings: Settings) -> None:
        self._connection = connection
        self._feed = feed
        self._settings = settings

    def current(self) -> Outlet:
        """The newsroom's chosen outlet; a library always has one."""
        chosen_first = select(outlets).order_by((outlets.c.key == _CHOSEN).desc(), outlets.c.key)
        row = self._connection.execute(chosen_first.limit(1)).one()
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
        row = {
            "key": outlet.key,
            "name": outlet.name,
            "publisher": outlet.publisher,
            "address": outlet.address,
            "language": outlet.language,
            "navigation": STORED.form(outlet.navigation),
            "footer": list(outlet.footer),
            "credit_style": STORED.form(outlet.credit_style),
        }
        self._feed.put(Noun.OUTLET, outlets, [row])
        self._settings.put(CHOSEN, outlet.key)
